"""From a publisher's row to search, tags and sectors; Japanese among the languages."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crawler.card import put_source
from crawler.errand import Errand
from crawler.moments import Moment
from crawler.settings import read_wishes
from crawler.spider import SourceSpider
from crawler.spiders.eu_rasff import EuRasffSpider
from crawler.spiders.jp_egov import JpEgovSpider
from crawler.store import store
from models.measure import Event
from models.notice import Notice
from models.notice_filter import NoticeFilter, conditions
from models.sector import Match
from models.tag import Tag
from nlp.work import match_pending, tag_pending
from tests.crawler.shapes import law_row, rasff_row

DAY = date(2023, 5, 19)
MOMENT = Moment(datetime(2023, 6, 1, tzinfo=UTC))


def put(session: Session, kind: type[SourceSpider], rows: list[Any]) -> None:
    """Store rows as their spider reads them, then tag and match them."""
    errand = Errand(MagicMock(), read_wishes(Path("nowhere")), DAY, MOMENT)
    put_source(session, kind.card)
    items = list(kind(errand).items(rows, "page 1"))
    assert len(items) == len(rows), errand.tally.problems
    store(session, items, MOMENT)
    tag_pending(session)
    match_pending(session)


def found(session: Session, words: str) -> list[str]:
    dialect = session.get_bind().dialect.name
    query = select(Notice.symbol).where(*conditions(NoticeFilter(q=words), dialect))
    return list(session.scalars(query))


def test_a_japanese_law_is_found_by_its_words_and_tagged_with_care(
    session: Session,
) -> None:
    put(session, JpEgovSpider, [law_row(41, DAY)])
    assert found(session, "食品表示基準") == ["令和五年内閣府令第41号"]
    assert found(session, "令和五年内閣府令第41号") == ["令和五年内閣府令第41号"]
    assert found(session, "電気用品") == []
    query = select(Tag.scheme, Tag.code, Tag.origin)
    tags = {tuple(row) for row in session.execute(query)}
    assert ("market", "JPN", "stated") in tags
    assert ("hs", "21", "found") in tags, "the word 食品 is the same in Chinese"
    certain = select(Match).where(Match.certainty.in_(("sure", "likely")))
    assert session.scalars(certain).all() == []


def test_a_law_of_japan_tells_when_it_was_made_and_when_it_holds(
    session: Session,
) -> None:
    row = law_row(41, date(2023, 5, 1))
    row["revision_info"]["amendment_enforcement_date"] = "2023-10-01"
    put(session, JpEgovSpider, [row])
    events = select(Event.kind, Event.day).order_by(Event.day)
    assert [tuple(row) for row in session.execute(events)] == [
        ("published", date(2023, 5, 1)),
        ("in_force", date(2023, 10, 1)),
    ]


@pytest.mark.parametrize(
    ("subject", "sector"),
    [
        ("Unauthorised pesticide in green tea from China", "tea"),
        ("Undeclared sulphite in dried mushrooms from China", "mushrooms"),
        ("Nitrofuran (metabolite) in frozen crayfish from China", "crayfish-aquatic"),
    ],
)
def test_a_rejected_consignment_finds_its_sector(
    subject: str, sector: str, session: Session
) -> None:
    row = {**rasff_row(1, DAY), "subject": subject}
    put(session, EuRasffSpider, [row])
    certain = select(Match.sector_id).where(Match.certainty == "sure")
    assert sector in session.scalars(certain).all()
    markets = select(Tag.code).where(Tag.scheme == "market", Tag.origin == "stated")
    assert set(session.scalars(markets)) == {"EU", "CHN"}
