"""Rows of samples as a spider reads them, without a network or a database."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock

from crawler.errand import Errand
from crawler.items import NoticeItem
from crawler.lines import counted, find_batches, read_lines
from crawler.moments import Moment
from crawler.runs import Tally
from crawler.settings import read_wishes
from crawler.spider import SourceSpider


def sent(kind: type[SourceSpider]) -> Any:
    """A spider on an errand late in 2026, without a network or a database."""
    now = datetime(2026, 11, 30, tzinfo=UTC)
    wishes = read_wishes(Path("nowhere"))
    return kind(Errand(MagicMock(), wishes, date(2023, 7, 5), Moment(now)))


def read_file(path: Path, tally: Tally) -> Iterator[NoticeItem]:
    """The usable rows of a workbook or CSV, without a database."""
    for batch in counted(find_batches(path), tally):
        yield from read_lines(batch, tally)


def load(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def read(spider: SourceSpider, rows: list[Any]) -> list[NoticeItem]:
    """The items of rows, none of which may be bad or bring an unknown field."""
    found = list(spider.items(rows, "sample"))
    assert (spider.errand.tally.bad, dict(spider.errand.tally.warnings)) == (0, {})
    return found
