"""Every way against saved answers: what it reads out of them is checked word by word.

The first run of a new case writes its expected.json and fails; a person checks it.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock

import pytest
from scrapy import Request
from scrapy.http import TextResponse

from crawler.errand import Errand, Page
from crawler.items import MemberCopy, NoticeItem
from crawler.moments import Moment
from crawler.settings import read_wishes
from crawler.sources import all_cards, all_spiders
from crawler.spider import SourceSpider
from models import clock
from tests.crawler.books import book
from tests.crawler.rows_read import read_file

CASES = Path(__file__).parent / "cases"
FOLDERS = sorted(path for path in CASES.glob("*/*") if path.is_dir())
BY_NAME = {kind.name: kind for kind in all_spiders()}


def named(path: Path) -> str:
    return f"{path.parent.name}-{path.name}"


def body_of(folder: Path) -> bytes:
    """The saved answer; rows under headings stand for a workbook."""
    [path] = folder.glob("input.*")
    if path.suffix != ".json":
        return path.read_bytes()
    saved = json.loads(path.read_text())
    if "headings" in saved:
        return book(saved["rows"], saved["headings"])
    return json.dumps(saved).encode()


def crawl(
    folder: Path, place: Path
) -> tuple[SourceSpider, list[NoticeItem], list[Page], list[Request]]:
    """What a spider yields for a saved answer, without a network or a database.

    The rows of a workbook that it leaves are read as they are when it is stored.
    """
    meta = json.loads((folder / "meta.json").read_text())
    sessions = MagicMock()
    session = sessions.return_value.__enter__.return_value
    session.get.return_value, session.scalar.return_value = None, 0
    since = date.fromisoformat(meta["since"])
    errand = Errand(sessions, read_wishes(place), since, Moment(clock.now()))
    spider = BY_NAME[folder.parent.name](errand)
    response = TextResponse("https://example.org/answer", body=body_of(folder))
    found = list(spider.parse(response, number=1))
    pages = [one for one in found if isinstance(one, Page)]
    items = [item for page in pages for item in page.items]
    if errand.book:
        items += read_file(errand.book.path, errand.tally)
    return spider, items, pages, [one for one in found if isinstance(one, Request)]


def copy(one: MemberCopy) -> dict[str, Any]:
    return {
        "member": one.code,
        "symbol": one.symbol,
        "eping_id": one.eping_id,
        "link": one.link,
    }


def told(item: NoticeItem) -> dict[str, Any]:
    """All that an item says, ready for JSON."""
    return {
        "place": item.place,
        "kind": item.kind,
        "family": list(item.family),
        "distributed": item.distributed.isoformat(),
        "key": item.key,
        "symbol": item.symbol,
        "agreement": item.agreement,
        "type": item.type,
        "emergency": item.emergency,
        "language": item.language,
        "copy": copy(item.copy),
        "others": [one.code for one in item.others],
        "content": item.content,
        "given": sorted(item.given),
        "warnings": [fault.sentence() for fault in item.warnings],
    }


def outcome(folder: Path, place: Path) -> dict[str, Any]:
    spider, items, pages, requests = crawl(folder, place)
    tally, fault = spider.errand.tally, spider.errand.fault
    return {
        "items": [told(item) for item in items],
        "problems": [f"{place}: {sentence}" for place, sentence in tally.problems],
        "fault": fault.sentence() if fault else None,
        "last": [page.last for page in pages],
        "cursor": [str(page.cursor) for page in pages if page.cursor],
        "next": [request.url for request in requests],
    }


@pytest.mark.parametrize("folder", FOLDERS, ids=named)
def test_a_saved_answer_is_read_as_it_was_checked(folder: Path, tmp_path: Path) -> None:
    found = outcome(folder, tmp_path)
    path = folder / "expected.json"
    if not path.exists():
        text = json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True)
        path.write_text(text + "\n", encoding="utf-8")
        pytest.fail(f"{path} was written: check it, then keep it")
    assert found == json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", all_spiders(), ids=lambda kind: kind.name)
def test_every_spider_has_a_case(kind: type[SourceSpider]) -> None:
    cased = {folder.parent.name for folder in FOLDERS}
    assert kind.name in cased


@pytest.mark.parametrize("kind", all_spiders(), ids=lambda kind: kind.name)
def test_every_spider_is_polite_and_says_what_it_expects(
    kind: type[SourceSpider],
) -> None:
    card = kind.card
    assert card.least > 0
    assert card.hosts
    assert card.licence
    assert card.url.startswith("https://")
    assert card.every >= timedelta(minutes=15)
    assert card.delay >= 0.2
    assert kind.way in card.ways
    assert not kind.custom_settings, "robots and pace are the same for all"
    assert len((kind.__doc__ or "").strip()) > 20


def test_every_card_has_a_slug_and_a_title_of_its_own() -> None:
    cards = all_cards().values()
    assert len({card.slug for card in cards}) == len(cards)
    assert len({card.title_zh for card in cards}) == len(cards)


@pytest.mark.parametrize("folder", FOLDERS, ids=named)
def test_a_case_says_what_it_is_about(folder: Path) -> None:
    meta = json.loads((folder / "meta.json").read_text())
    assert set(meta) == {"about", "since"}
    assert len(meta["about"]) > 20
    assert folder.parent.name in BY_NAME
