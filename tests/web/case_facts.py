"""Facts of a notice for tests of the checks and the draft."""

from __future__ import annotations

from datetime import date
from typing import Any

from models.reference import grounds
from web.cases.checks import fired_grounds
from web.cases.facts import CaseFacts
from web.cases.points import Point, points_of

TODAY = date(2025, 6, 12)


def make_facts(content: dict[str, Any] | None = None, **values: Any) -> CaseFacts:
    """A TBT notification of the United States that gives sixty days."""
    given: dict[str, Any] = {
        "symbol": "G/TBT/N/USA/2201",
        "agreement": "TBT",
        "type": "regular",
        "emergency": False,
        "member": "美国",
        "member_en": "the United States",
        "distributed": date(2025, 6, 2),
        "comments_close": date(2025, 8, 1),
        "title_zh": "便携式储能电源安全要求",
        "title_en": "Safety of portable power stations",
        "products_zh": "储能电源",
        "products_en": "Portable power stations",
        "language": "en",
        "content": content or {},
    }
    return CaseFacts(**{**given, **values})


def argue(facts: CaseFacts) -> list[Point]:
    """The arguments that the grounds give on some facts."""
    return points_of(fired_grounds(grounds(), facts, TODAY), facts)
