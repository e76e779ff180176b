"""The letters about the days of cases, each as the service of plans writes it."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy.orm import Session

from models.user import Role
from tests.web import planned
from tests.web.all_letters_posted import Made, add_person, posted
from tests.web.lettered_world import add_whole
from tests.web.letters import LINKS
from tests.web.small_world import add_event, add_notice
from web.mail.writing import Letter
from web.planning import letters as planning
from web.planning.reminding import remind
from web.planning.service import plan_all, plan_of, replan


def plans(session: Session, language: str) -> Made:
    """The days of cases: planned anew, void, due, and a year not announced."""
    owner = add_person(session, "owner", language, Role.OFFICER)
    number = {"zh": 9101, "en": 9201}[language]
    first, second, void = (
        planned.open_case(
            session,
            add_whole(session, f"G/TBT/N/USA/{number + place}", deadline=planned.LAST),
            owner_id=owner.id,
        )
        for place in range(3)
    )
    for case in (first, second, void):
        replan(session, case, "", planned.BEGUN)
    plan = plan_of(session, first)
    assert plan
    assert plan.draft_due
    yield "steps-several", reminded(session, owner.email, plan.draft_due)
    void.state = second.state = "closed"
    yield "steps-one", reminded(session, owner.email, plan.draft_due + timedelta(1))
    void.state, now = "drafting", planned.at(date(2026, 3, 19))
    first.notice.deadline = date(2026, 4, 20)
    add_event(session, void.notice, "void", key=void.notice.symbol)
    plan_all(session, now)
    tell = posted(
        session, lambda: planning.tell_plans(session, LINKS, now), owner.email
    )
    yield "planning-moved", tell[0]
    yield "planning-over", tell[1]
    yield "planning-year", unannounced(session, language)


def reminded(session: Session, address: str, day: date) -> Letter:
    """The reminder of a day."""
    now = planned.at(day)
    return posted(session, lambda: remind(session, LINKS, now, day), address)[0]


def unannounced(session: Session, language: str) -> Letter:
    """To an administrator, of a year that plans must estimate."""
    who = add_person(session, "administrator", language, Role.ADMIN)
    begun = planned.at(date(2031, 1, 3))
    notice = add_notice(
        session,
        f"G/TBT/N/USA/{language}",
        distributed=date(2031, 1, 2),
        deadline=date(2031, 3, 3),
    )
    replan(session, planned.open_case(session, notice, begun=begun), "", begun)
    return posted(
        session, lambda: planning.tell_years(session, LINKS, begun), who.email
    )[0]
