"""Reminders of the steps of cases: before, on and after their day, once each.

A person gets one mail a day at most. What was told stays written in the plan, so that
a pass that runs late tells nothing twice and leaves nothing out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy.orm import Session

from models.case import Case
from models.case_plan import CasePlan
from models.deadlines import HERE
from models.user import User
from web.alerts.links import Links
from web.mail.plain import fill, post
from web.planning.bar import Step, steps_of
from web.planning.letters import reader_of, spoken, title_of, unposted, wordings
from web.planning.people import people_on, reviewers, silent
from web.planning.service import plans_of, running_cases
from web.planning.words import day_name

MORNING = time(8)
BEFORE_DAYS = 3
AFTER_DAYS = 14
"""Later than this nobody is helped by hearing of a step once more."""
WRITING = ("candidate", "soliciting", "drafting", "returned")
WAITS = {
    "replies_close": ("candidate", "soliciting", "drafting"),
    "draft_due": WRITING,
    "meeting_due": (*WRITING, "reviewing"),
    "sign_off_due": (*WRITING, "reviewing"),
    "national": (*WRITING, "reviewing", "approved"),
    "external": (*WRITING, "reviewing", "approved", "submitted"),
}
"""In which states of a case a step is still to be done."""


@dataclass(frozen=True)
class Due:
    """A step of a case that somebody is to be told of."""

    case: Case
    plan: CasePlan
    step: Step
    phase: str

    @property
    def mark(self) -> str:
        """How the plan remembers that it was told."""
        return f"{self.step.name}:{self.phase}"


def remind(session: Session, links: Links, now: datetime, today: date) -> int:
    """Put the day's reminders into the outbox; how many mails are new."""
    if now.astimezone(HERE).time() < MORNING:
        return 0
    todo = list(due_steps(session, today))
    by_user: dict[int, list[Due]] = defaultdict(list)
    people: dict[int, User] = {}
    for due in todo:
        for user in told_of(session, due):
            by_user[user.id].append(due)
            people[user.id] = user
    keys = {key_of(user.id, today): user for user in people.values()}
    asleep = silent(session, by_user)
    free = {user.id for user in unposted(session, keys).values()}
    for user_id in free - asleep:
        write(session, people[user_id], by_user[user_id], links, now, today)
    remember(todo, by_user, by_user.keys() - free - asleep)
    return len(free - asleep)


def due_steps(session: Session, today: date) -> Iterator[Due]:
    """Every step that is near, today or over, and was not told of as such."""
    cases = running_cases(session)
    plans = plans_of(session, [case.id for case in cases])
    for case in cases:
        plan = plans.get(case.id)
        for step in steps_of(plan, today) if plan else ():
            phase = phase_of(step)
            if plan is None or not phase or case.state not in WAITS[step.name]:
                continue
            due = Due(case, plan, step, phase)
            if due.mark not in plan.reminded:
                yield due


def phase_of(step: Step) -> str:
    """Whether a step is near, today, or over; empty where it is none of them."""
    if step.left == 0:
        return "on"
    if 0 < step.left <= BEFORE_DAYS:
        return "before"
    return "after" if -AFTER_DAYS <= step.left < 0 else ""


def told_of(session: Session, due: Due) -> list[User]:
    """The owner, or all on the case where there is none; for sign-off who signs."""
    people = people_on(session, due.case)
    owners = [user for user in people if user.id == due.case.owner_id]
    signing = due.step.name == "sign_off_due" and due.case.state == "reviewing"
    found = (owners or people) + (reviewers(session) if signing else [])
    return list({user.id: user for user in found}.values())


def key_of(user_id: int, today: date) -> str:
    """What makes a person's mail of the day the only one."""
    return f"steps:{user_id}:{today.isoformat()}"


def write(
    session: Session,
    user: User,
    todo: Sequence[Due],
    links: Links,
    now: datetime,
    today: date,
) -> None:
    """One mail with all that a person is to be told of today, the oldest first."""
    language = spoken(user)
    found = sorted(todo, key=lambda due: due.step.left)
    words = {
        "first": line(found[0], language),
        "rest": phase("rest", language, count=len(found)) if found[1:] else "",
    }
    url = f"{links.base_url}/cases/tasks"
    said = "\n".join(f"- {line(due, language)}" for due in found)
    letter = fill(wordings()["due"], reader_of(user), url, words, said)
    post(session, letter, reader_of(user), key=key_of(user.id, today), now=now)


def line(due: Due, language: str) -> str:
    """A step in one line: what, how long, of which case."""
    left = abs(due.step.left)
    one = "_one" if left == 1 else ""
    how = phase(f"{due.phase}{one}", language, left=left)
    name, day = day_name(due.step.name, language), due.step.day.isoformat()
    title, symbol = title_of(due.case, language), due.case.notice.symbol
    if language == "en":
        return f"{name} {day} ({how}): {title} ({symbol})"
    return f"{name} {day}（{how}）：{title}（{symbol}）"


def phase(name: str, language: str, **numbers: int) -> str:
    """How long it is, or how many there are."""
    return str(wordings()["phases"][language][name] % numbers)


def remember(
    todo: Sequence[Due], by_user: Mapping[int, Sequence[Due]], waiting: Set[int]
) -> None:
    """Write into the plans what was told; what waits for tomorrow is not yet told."""
    held_back = {id(due) for user_id in waiting for due in by_user[user_id]}
    for due in todo:
        if id(due) not in held_back:
            due.plan.reminded = [*due.plan.reminded, due.mark]
