"""Asking the views of the trends, as their tests do."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from models.measure import Measure
from models.notice import Notice
from tests.models.archive import AT, TODAY, add_notice
from web.trends.catalogue import VIEWS, ask
from web.trends.choice import Choice, read_choice
from web.trends.view import Cell, Counted, tell

AGE: list[dict[str, Any]] = [
    {},
    {"since": "2031-01", "until": "2031-02"},
    {"market": [f"M{number:03}" for number in range(400)]},
    {"sector": "tea", "hs": "0902", "unit": "measures", "grain": "year"},
]
"""Choices that every view must bear, whatever is held."""


def choice_of(**asked: Any) -> Choice:
    """A choice, as an address asks for it."""
    return read_choice(MultiDict(asked), TODAY)


def count(session: Session, key: str, **asked: Any) -> Counted:
    """The answer of a view on the day of the archive."""
    return ask(session, VIEWS[key], choice_of(**asked), TODAY)


def table(counted: Counted, language: str = "zh") -> list[tuple[Cell, ...]]:
    """The rows of an answer, names told."""
    return [
        tuple(tell(one, language) if isinstance(one, tuple) else one for one in cells)
        for cells in (line.cells for line in counted.lines)
    ]


def finding(session: Session, key: str, language: str = "zh", **asked: Any) -> str:
    """The sentence of a view."""
    return VIEWS[key].say(count(session, key, **asked), language)


def add_family(session: Session, symbol: str, **values: Any) -> Notice:
    """A notice that opens a measure, or continues the one of its base symbol."""
    slug = symbol.partition("/Add.")[0].partition("/Rev.")[0]
    measure = session.query(Measure).filter_by(slug=slug).one_or_none()
    if measure is None:
        measure = Measure(slug=slug, created_at=AT)
        session.add(measure)
        session.flush()
    return add_notice(session, symbol, measure_id=measure.id, **values)
