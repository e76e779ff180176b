"""National measures and their notifications: found by number, title, days and goods."""

from __future__ import annotations

import time
from datetime import date, timedelta
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
from nlp.counterparts.scoring import ENOUGH
from nlp.counterparts.work import PATIENCE, Sought, seek
from tests.nlp.titles import LIST, NOW, OLD, TITLE, TODAY


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
