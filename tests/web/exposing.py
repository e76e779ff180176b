"""Exports and notices of the worked example, for the tests of exposure."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from models.notice import Notice
from models.sector import Sector, SectorTerm
from tests.models.archive import add_source
from tests.models.test_notice_exposure import EXAMPLE, load, tag
from tests.web.trending import add_family

OPEN = date(2025, 7, 1)
CARS = ("870380", "870899", "850760")


@pytest.fixture
def exports(session: Session) -> Session:
    """The exports of the example, and a sector of its three products."""
    add_source(session)
    load(session, EXAMPLE)
    sector = Sector(id="ev", position=0, name_zh="电动汽车", name_en="Electric cars")
    sector.terms = [SectorTerm(kind="hs", term=one, weight=1.0) for one in CARS]
    session.add(sector)
    session.flush()
    return session


def cars(session: Session, symbol: str, *members: str, **values: Any) -> Notice:
    """A notice on electric vehicles of heading 8703 and ICS 43.120."""
    given = {"members": members, "deadline": OPEN, "tags": [("ics", "43.120")]}
    notice = add_family(session, symbol, **{**given, **values})
    tag(session, notice, "8703")
    found = {"origin": "found", "field": "title", "words": "electric vehicles"}
    tag(session, notice, "870380", **found)
    return notice


def wide(session: Session, symbol: str, *members: str) -> Notice:
    """A measure on everything."""
    notice = add_family(session, symbol, members=members, deadline=OPEN)
    tag(session, notice, "horizontal", scheme="scope", origin="found")
    return notice
