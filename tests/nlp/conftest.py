"""What the tests of understanding share: a short way to tag and to match."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nlp.definitions import shipped
from nlp.findings import Finding
from nlp.matching import SectorMatch, match
from nlp.tagging import tag
from nlp.text import NoticeText

Matches = Callable[..., dict[str, SectorMatch]]


def codes(found: list[Finding], scheme: str) -> set[str]:
    """The codes of one scheme."""
    return {one.code for one in found if one.scheme == scheme}


def notice(**fields: object) -> NoticeText:
    """A notice with the fields a test is about."""
    return NoticeText(key="test", **{"agreement": "TBT", **fields})  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def matches() -> Matches:
    """Match a notice given by its fields; the answer is by sector."""

    def run(**fields: object) -> dict[str, SectorMatch]:
        text = notice(**fields)
        return {one.sector: one for one in match(tag(text), text, shipped())}

    return run
