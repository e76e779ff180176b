"""Refusals beside rules, by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from models.facts import facts_of
from models.refusal import Refusal
from models.source import Source
from tests.models.archive import AT, TODAY, add_notice, add_source
from tests.web.trending import AGE, add_family, count, finding, table
from web.trends.behind import list_all, list_loaded
from web.trends.catalogue import VIEWS


def refuse(session: Session, key: str, day: date, **values: Any) -> None:
    """An imported refusal of tea of China in the European Union."""
    given = {"market": "EU", "origin": "CHN", "hs": "090210", "product": "Tea"}
    own = {"source": "rasff", **given, **values}
    session.add(Refusal(key=key, day=day, imported_by="li", imported_at=AT, **own))
    session.flush()


def add_sources(session: Session) -> None:
    """The archive's source and two that tell of incidents."""
    add_source(session)
    for slug in ("eu_rasff", "us_fda_import_alerts"):
        session.add(
            Source(
                slug=slug,
                title=slug,
                title_zh=slug,
                url="https://example.org/",
                every_minutes=60,
                least=1,
            )
        )
    session.flush()


def alert(session: Session, key: str, day: date, **values: Any) -> None:
    """An incident that was collected."""
    given = {"kind": "rejection", "source_slug": "eu_rasff", "agreement": None}
    common = {"members": ["EU"], "tags": [("hs", "0902")], "distributed": day}
    add_notice(session, key, **{**given, **common, **values})


def test_refusals_by_hand(session: Session) -> None:
    """A rule of January; refusals of January, July and August are 0, 6 and 7 months
    later, and one of before or of another market has nothing to do with it."""
    add_sources(session)
    tags = [("hs", "0902")]
    rule = {"members": ["EU"], "tags": tags, "distributed": date(2024, 1, 20)}
    add_family(session, "G/SPS/N/EU/1", **rule)
    alert(session, "R1", date(2024, 1, 25))
    alert(session, "R2", date(2024, 7, 1))
    refuse(session, "1", date(2024, 8, 1))
    refuse(session, "2", date(2023, 12, 31))
    refuse(session, "3", date(2024, 2, 1), market="USA")
    refuse(session, "4", date(2024, 2, 1), origin="VNM")
    refuse(session, "5", date(2024, 2, 1), hs="")
    counted = count(session, "refusals")
    assert [row[1:] for row in table(counted)] == [(1, 5, 2, 0.4, 3.0)]
    assert str(table(counted)[0][0]).startswith("09 ")
    assert len(counted.lines[0].behind()) == 3
    loaded = list_loaded(session, counted.lines[0])
    assert [one.key for one in loaded] == ["1", "3", "2"]
    told = list(list_all(session, facts_of(session), counted.lines[0]))
    assert len(told) == 3 + 3
    assert told[3] == ["rasff 1", "Tea", "2024-08-01", ""]
    assert [out.many for out in counted.left_out] == [1]
    assert counted.basis.used == 3 + 4
    assert "5件，其中2件在措施后6个月内" in finding(session, "refusals")


def test_import_alerts_count_only_where_they_name_china(session: Session) -> None:
    add_sources(session)
    fda: dict[str, Any] = {
        "source_slug": "us_fda_import_alerts",
        "kind": "border_alert",
    }
    fda = {**fda, "members": ["USA"]}
    alert(session, "99-1", TODAY, title="Tea from China", **fda)
    alert(session, "99-2", TODAY, title="Tea", **fda)
    counted = count(session, "refusals")
    assert [row[2] for row in table(counted)] == [1]
    assert [(out.why.zh, out.many) for out in counted.left_out] == [
        ("未写明中国产品的进口警示", 1)
    ]


def test_what_was_collected_is_not_counted_again_as_imported(session: Session) -> None:
    add_sources(session)
    day = date(2024, 2, 1)
    alert(session, "RASFF 2024.1", day)
    for key in ("2024.1", "2024.2"):
        refuse(session, key, day, source="eu_rasff")
    assert [row[2] for row in table(count(session, "refusals"))] == [2]


def test_with_nothing_held_the_need_is_told(session: Session) -> None:
    view = VIEWS["refusals"]
    need = view.need(session)
    assert need is not None
    assert need.endpoint == "refusals.index"
    for asked in AGE:
        assert view.say(count(session, "refusals", **asked), "zh")
