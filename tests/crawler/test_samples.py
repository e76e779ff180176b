"""The real records that are held, read by the rules of today."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crawler.card import WTO_EPING, put_source
from crawler.items import NoticeItem
from crawler.moments import Moment
from crawler.normalise import read_notice
from crawler.rows import read_row
from crawler.store import store
from models.measure import Measure
from models.notice import Notice, NoticeMember, Version

GCC = "eping/gcc_ics43020_30_records.json"
BULK = "eping/bulk_xlsx_8_rows_2026-09-12.json"


def gcc(samples: Path) -> list[NoticeItem]:
    """The thirty records as the API gives them: the type was left out of the file."""
    found = []
    for row in json.loads((samples / GCC).read_text(encoding="utf-8")):
        revised = "/Rev." in row["documentSymbol"]
        row["notificationType"] = (
            "Revision to Regular Notification" if revised else "Regular notification"
        )
        names = row.pop("objectives_joined")
        row["objectives"] = [{"id": 1, "name": names}] if names else []
        raw, warning = read_row("ePing", row)
        assert warning is None
        raw["objectives"] = names
        found.append(read_notice(raw, row["id"]))
    return found


@pytest.mark.samples
def test_thirty_records_are_seventeen_documents_and_fifteen_families(
    samples: Path, session: Session
) -> None:
    put_source(session, WTO_EPING)
    store(session, gcc(samples), Moment(datetime.now(UTC)))
    session.flush()
    assert session.scalar(select(func.count(Notice.id))) == 17
    assert session.scalar(select(func.count(Measure.id))) == 15
    assert session.scalar(select(func.count(Version.id))) == 17
    ids = select(func.count(NoticeMember.id)).where(NoticeMember.eping_id.is_not(None))
    assert session.scalar(ids) == 30


@pytest.mark.samples
def test_codes_and_several_links_are_read_out_of_strings(samples: Path) -> None:
    by_id = {item.copy.eping_id: item for item in gcc(samples)}
    cars = by_id["56190"].content["hs"]
    assert (cars[0], cars[-1], len(cars)) == ("870310", "870390", 14)
    assert by_id["63932"].content["hs"] == ["87"]
    assert by_id["73888"].content["hs"] == ["8702"]
    assert all(item.content["ics"] == ["43.020"] for item in list(by_id.values())[:9])
    assert len(by_id["56195"].content["documents"]) == 2
    assert all(not item.warnings for item in by_id.values())


@pytest.mark.samples
def test_the_bulk_rows_are_read(samples: Path) -> None:
    found = [bulk(row) for row in json.loads((samples / BULK).read_text("utf-8"))]
    assert [item.type for item in found].count("addendum") == 2
    assert {item.agreement for item in found} == {"TBT", "SPS"}
    closes = {item.symbol: str(item.comments_close) for item in found}
    assert closes["G/TBT/N/KOR/1345/Add.1"] == "2026-10-04"
    assert closes["G/TBT/N/KOR/1345/Add.2"] == "2026-10-06"
    bases = {item.symbols[0].base for item in found}
    assert len(bases) == len(found) - 1


def bulk(row: dict[str, Any]) -> NoticeItem:
    """A row of the bulk file; the day of distribution was left out of the sample."""
    raw = {
        "symbol": row["documentSymbol"],
        "member": row["notifyingMember"],
        "type": row["notificationType"],
        "title": row["title"],
        "distributed": "2026-08-01",
        "comments_close": row["commentDeadline"],
        "links": {"en": row["link"]},
    }
    return read_notice(raw, "row")
