"""Documents of the Federal Register that are one measure: by docket or correction."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session, sessionmaker

from crawler.settings import Wishes
from tests.crawler.us.crawls import FR, ON_ONE_KIND, crawl, events, notices
from tests.crawler.us.servers import Register
from tests.crawler.us.servers import document as doc


def family(sessions: sessionmaker[Session]) -> list[int | None]:
    return [one.measure_id for one in notices(sessions).values()]


@pytest.mark.parametrize(
    ("more", "together"),
    [
        ({}, True),
        ({"docket_ids": [], "dockets": [{"id": "DOE_FRDOC_0001"}]}, False),
        ({"dockets": [{"id": "FDA-2023-F-4000"}]}, False),
        (
            {
                "docket_ids": [],
                "dockets": [],
                "correction_of": "https://www.federalregister.gov/api/v1/documents/2026-1",
            },
            True,
        ),
    ],
    ids=["one docket", "the box of an agency", "two dockets", "a correction"],
)
def test_documents_are_one_measure_by_their_only_docket(
    more: dict[str, Any],
    together: bool,
    register: Register,
    sessions: sessionmaker[Session],
    wishes: Wishes,
) -> None:
    later = doc("2026-2", "2026-06-10", type="Rule", effective_on="2026-12-01", **more)
    register.rows = [doc("2026-1"), later]
    assert crawl(sessions, wishes, FR).state == "ok"
    first, second = family(sessions)
    assert (first == second) is together


def test_a_correction_in_another_docket_makes_both_dockets_one_measure(
    register: Register, sessions: sessionmaker[Session], wishes: Wishes
) -> None:
    other = {"docket_ids": ["EERE-2020-BT-STD-0009"], "dockets": []}
    corrects = "https://www.federalregister.gov/api/v1/documents/2026-1"
    register.rows = [
        doc("2026-1"),
        doc("2026-2", **other),
        doc("2026-3", correction_of=corrects, **other),
    ]
    assert crawl(sessions, wishes, FR).state == "ok"
    assert len(set(family(sessions))) == 1


@pytest.mark.parametrize(
    ("action", "told"),
    [
        ("Proposed rule; extension of comment period.", True),
        (
            "Notification of proposed rule; reopening of public comment period",
            True,
        ),
        ("Extension of the period for comments.", True),
        ("Supplemental proposed rule; reopening of comment period.", False),
        ("Proposed rule; notice of public hearing and extension of comments", False),
        ("Final rule; extension of compliance date.", False),
        ("Proposed rule; request for comments.", False),
    ],
)
@ON_ONE_KIND
def test_what_only_leaves_more_time_proposes_nothing_anew(
    action: str,
    told: bool,
    register: Register,
    sessions: sessionmaker[Session],
    wishes: Wishes,
) -> None:
    longer = {"action": action, "comments_close_on": "2026-10-01"}
    register.rows = [doc("2026-1"), doc("2026-2", "2026-06-10", **longer)]
    assert crawl(sessions, wishes, FR).state == "ok"
    later = notices(sessions)["2026-2"].id
    kinds = [
        kind
        for kind in ("circulated", "extended")
        for one in events(sessions, kind)
        if one.notice_id == later
    ]
    assert kinds == (["extended"] if told else ["circulated"])
    if told:
        [event] = events(sessions, "extended")
        assert event.words == action
        assert event.change["comments_close"]["after"] == "2026-10-01"
