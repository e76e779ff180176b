"""National measures and their notifications: found by number, title, days and goods."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.counterpart import Counterpart
from models.measure import Measure
from models.notice import Notice, NoticeMember
from models.sector import Match
from models.source import Source
from models.tag import Tag
from nlp.counterparts.facts import Facts, words_of
from nlp.counterparts.numbers import numbers_in, own_numbers
from nlp.counterparts.scoring import ENOUGH, Rarity, compare
from nlp.counterparts.work import PATIENCE, Sought, seek

NOW = datetime(2026, 6, 12, tzinfo=UTC)
TODAY = date(2026, 6, 12)
OLD = TODAY - timedelta(days=45)
TITLE = "Safety Standard for Lithium-Ion Batteries Used in Micromobility Products"
LIST = [
    "Energy Conservation Standards for Ceiling Fans",
    "Energy Conservation Standards for Dehumidifiers",
    "Safety Standard for Infant Swings",
    "Requirements for Toys Containing Button Cell or Coin Batteries",
    "Pesticide tolerances for glyphosate in tea",
    "Test Procedure for Portable Electric Spas",
]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Docket No. NHTSA–2024–0012; RIN 2127-AM00",
            {"docket:NHTSA-2024-0012", "rin:2127-AM00"},
        ),
        (
            "EPA-HQ-OPP-2023-0123 and CPSC-2014-0033",
            {"docket:EPA-HQ-OPP-2023-0123", "docket:CPSC-2014-0033"},
        ),
        (
            "https://www.govinfo.gov/content/pkg/FR-2025-06-11/html/2025-10567.htm",
            {"fr:2025-10567"},
        ),
        ("Commission Delegated Regulation (EU) 2025/1105", {"celex:32025R1105"}),
        ("CELEX 32025R1105", {"celex:32025R1105"}),
        ("http://www.legislation.gov.uk/uksi/2026/412/made", {"uk:uksi/2026/412"}),
        ("S.I. 2026/412", {"uk:uksi/2026/412"}),
        ("Airworthiness, RIN 2120-AA64", set()),
        ("call 2025-105 before 2025-06-11", set()),
        ("", set()),
    ],
)
def test_numbers_are_read_in_one_spelling(text: str, found: set[str]) -> None:
    assert numbers_in(text) == found


def test_what_a_measure_only_refers_to_is_not_its_own_number() -> None:
    content: Any = {
        "dockets": ["Docket No. CPSC-2026-0007"],
        "references": ["16 CFR 1500", "RIN 3041-AD99", "Regulation (EU) 2019/1020"],
    }
    found = own_numbers("2026-08123", content)
    assert found == {"fr:2026-08123", "docket:CPSC-2026-0007", "rin:3041-AD99"}


def facts(number: int, title: str, **given: Any) -> Facts:
    told = {
        "language": "en",
        "numbers": frozenset(),
        "days": frozenset(),
        "headings": frozenset(),
        **given,
    }
    words = words_of(title, told["language"])
    return Facts(
        number, f"G/TBT/N/USA/{number}", told.pop("language"), OLD, words=words, **told
    )


OTHERS = [facts(number, title) for number, title in enumerate(LIST, 100)]


def likeness(measure: Facts, notification: Facts) -> Any:
    return compare(measure, notification, Rarity([*OTHERS, notification]))


def test_a_shared_number_is_proof_alone() -> None:
    one = facts(1, TITLE, numbers=frozenset({"docket:CPSC-2026-0007"}))
    other = facts(2, "Lithium cells", numbers=frozenset({"docket:CPSC-2026-0007"}))
    found = likeness(one, other)
    assert (found.score, found.numbers, found.is_same) == (
        1.0,
        ["docket:CPSC-2026-0007"],
        True,
    )


def test_the_same_title_cut_short_or_reworded_is_the_same_measure() -> None:
    full = f"Proposed Rule: {TITLE}; Notice of Proposed Rulemaking"
    assert likeness(facts(1, TITLE), facts(2, full)).is_same
    day = frozenset({date(2026, 7, 1)})
    near = "Safety Requirements for Lithium-Ion Batteries of Micromobility Devices"
    assert likeness(facts(1, TITLE, days=day), facts(2, near, days=day)).is_same


@pytest.mark.parametrize("number", range(len(LIST)))
def test_titles_of_one_series_are_not_taken_for_each_other(number: int) -> None:
    day = frozenset({date(2026, 7, 1)})
    measure = facts(1, LIST[number], days=day)
    for other, title in enumerate(LIST):
        found = likeness(measure, facts(2, title, days=day))
        assert found.is_same is (other == number), title


def test_goods_and_days_alone_never_make_a_measure() -> None:
    same = {"days": frozenset({date(2026, 7, 1)}), "headings": frozenset({"8507"})}
    found = likeness(facts(1, TITLE, **same), facts(2, "Ceiling fans", **same))
    assert found.score < ENOUGH / 2


def test_titles_in_two_languages_are_not_compared() -> None:
    assert likeness(facts(1, TITLE), facts(2, TITLE, language="es")).title == 0


@pytest.fixture
def world(session: Session) -> Session:
    """A store with two publishers and the usual notifications of one Member."""
    for slug in ("wto_eping", "us_federal_register"):
        session.add(
            Source(
                slug=slug,
                title=slug,
                title_zh=slug,
                url="https://a.example/",
                every_minutes=60,
                least=1,
            )
        )
    session.flush()
    for number, title in enumerate(LIST, 100):
        add(session, f"G/TBT/N/USA/{number}", title, TODAY - timedelta(days=60))
    return session


def add(session: Session, key: str, title: str, day: date, **given: Any) -> Notice:
    """A notification, or a national draft when its key is no symbol."""
    is_wto = key.startswith("G/")
    content = given.pop("content", {})
    measure = Measure(slug=key, created_at=NOW)
    session.add(measure)
    session.flush()
    notice = Notice(
        source_slug="wto_eping" if is_wto else "us_federal_register",
        source_key=key,
        symbol=key,
        kind="notification" if is_wto else given.pop("kind", "draft"),
        type="regular" if is_wto else "draft",
        title=title,
        distributed=day,
        content={"title": title, **content},
        content_hash=key,
        measure_id=measure.id,
        created_at=NOW,
        updated_at=NOW,
        members=[NoticeMember(member_code=given.pop("member", "USA"))],
    )
    session.add(notice)
    session.flush()
    if not is_wto and given.pop("matched", True):
        session.add(
            Match(
                notice_id=notice.id,
                sector_id="lithium-batteries",
                score=0.9,
                certainty="sure",
                rules="1",
                created_at=NOW,
            )
        )
        session.flush()
    return notice


def state(session: Session, notice: Notice) -> tuple[str, int | None]:
    query = select(Counterpart).where(Counterpart.notice_id == notice.id)
    row = session.scalars(query).one()
    return row.state, row.found_id


def test_the_notified_draft_is_found_and_exactly_the_other_is_absent(
    world: Session,
) -> None:
    notified = add(
        world, "2026-08123", TITLE, OLD, content={"dockets": ["CPSC-2026-0007"]}
    )
    alone = add(
        world, "2026-08124", "Standard for Rechargeable Battery Packs of Drones", OLD
    )
    wto = add(
        world,
        "G/TBT/N/USA/2300",
        "Micromobility batteries",
        OLD + timedelta(days=3),
        content={"relevant_documents": "Docket No. CPSC–2026–0007"},
    )
    assert seek(world, NOW, TODAY) == Sought(looked=2, found=1, absent=1)
    assert state(world, notified) == ("found", wto.id)
    assert state(world, alone) == ("absent", None)
    assert seek(world, NOW, TODAY) == Sought()


def test_before_its_day_a_measure_is_only_sought(world: Session) -> None:
    young = add(world, "2026-08125", TITLE, TODAY - timedelta(days=5))
    seek(world, NOW, TODAY)
    assert state(world, young) == ("sought", None)
    later = TODAY - timedelta(days=5) + PATIENCE
    assert seek(world, NOW, later) == Sought(looked=1, absent=1)
    assert state(world, young) == ("absent", None)


def test_a_notification_that_comes_late_is_found_at_once(world: Session) -> None:
    draft = add(world, "2026-08126", TITLE, OLD)
    seek(world, NOW, TODAY)
    assert state(world, draft) == ("absent", None)
    wto = add(world, "G/TBT/N/USA/2301", TITLE, TODAY)
    assert seek(world, NOW, TODAY) == Sought(looked=1, found=1)
    assert state(world, draft) == ("found", wto.id)


def test_a_decision_of_a_person_stays_unless_the_notification_comes(
    world: Session,
) -> None:
    draft = add(world, "2026-08127", TITLE, OLD)
    seek(world, NOW, TODAY)
    row = world.scalars(select(Counterpart)).one()
    row.state, row.decided_by = "asked", "officer"
    add(world, "G/TBT/N/USA/2302", "Something else entirely", TODAY)
    seek(world, NOW, TODAY)
    assert state(world, draft) == ("asked", None)
    wto = add(world, "G/TBT/N/USA/2303", TITLE, TODAY)
    seek(world, NOW, TODAY)
    assert state(world, draft) == ("found", wto.id)


def test_only_measures_for_our_sectors_of_the_same_member_are_looked_for(
    world: Session,
) -> None:
    add(world, "2026-08128", TITLE, OLD, matched=False)
    british = add(world, "uksi/2026/412", TITLE, OLD, member="GBR", kind="rule")
    add(world, "G/TBT/N/USA/2304", TITLE, OLD)
    assert seek(world, NOW, TODAY) == Sought(looked=1, absent=1)
    assert state(world, british) == ("absent", None)


def test_shared_goods_stand_in_the_evidence(world: Session) -> None:
    draft = add(world, "2026-08129", TITLE, OLD)
    wto = add(world, "G/TBT/N/USA/2305", "Lithium-ion batteries of bicycles", OLD)
    for one in (draft, wto):
        world.add(
            Tag(
                notice_id=one.id,
                version_number=1,
                scheme="hs",
                code="850760",
                score=1,
                origin="found",
                field="title",
                rules="1",
            )
        )
    world.flush()
    seek(world, NOW, TODAY)
    row = world.scalars(select(Counterpart)).one()
    best = row.evidence[0]
    assert (best["symbol"], best["headings"], best["goods"]) == (
        "G/TBT/N/USA/2305",
        ["8507"],
        1.0,
    )
    assert "battery" in best["words"]
    assert row.score == best["score"] < ENOUGH


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_the_cost_grows_with_a_members_notifications_alone(world: Session) -> None:
    days = [TODAY - timedelta(days=number % 90) for number in range(600)]
    for number, day in enumerate(days):
        add(
            world,
            f"G/TBT/N/USA/{5000 + number}",
            f"{LIST[number % 6]} number {number}",
            day,
        )
    for number in range(20):
        add(world, f"2026-09{number:03}", f"{TITLE} {number}", OLD)
    began = time.process_time()
    assert seek(world, NOW, TODAY).looked == 20
    assert (
        time.process_time() - began < 20
    )  # seconds; a guard against squares, no measure
