"""Mails about the days of cases: a plan that changed, a year that is not announced."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.alert import Message
from models.case import Case
from models.case_plan import CasePlan
from models.user import User
from web.alerts.links import Links
from web.alerts.phrases import say_day
from web.mail.plain import Reader, fill, post
from web.mail.titles import title_in
from web.planning.making import OVER
from web.planning.people import administrators, people_on
from web.planning.service import plans_of, running_cases
from web.planning.words import (
    FOLDER,
    ORDER,
    computation,
    day_name,
    why_words,
)

WIDEST = 76
"""Columns of a title in a subject or a list."""
FRESH = timedelta(days=7)
"""A plan older than this is no news for who joined a case since."""


@lru_cache(maxsize=1)
def wordings() -> dict[str, Any]:
    """The texts by occasion and language."""
    return tomllib.loads((FOLDER / "letters.toml").read_text(encoding="utf-8"))


def reader_of(user: User) -> Reader:
    """A person as a letter addresses them."""
    return Reader(user.email, user.name, user.language, user.id)


def spoken(user: User) -> str:
    """The language of a person's letters."""
    return "en" if user.language == "en" else "zh"


def title_of(case: Case, language: str) -> str:
    """The title of the notice of a case in a language, as short as a subject wants."""
    return title_in(case.notice, language, WIDEST)


def clock_page(links: Links, case_id: int) -> str:
    """The page of a case's days."""
    return f"{links.base_url}/cases/{case_id}/clock"


def unposted(session: Session, keys: Mapping[str, User]) -> dict[str, User]:
    """Of some letters by their keys, those that are not in the outbox."""
    query = select(Message.key).where(Message.key.in_(sorted(keys)))
    held = set(session.scalars(query))
    return {key: user for key, user in keys.items() if key not in held}


def tell_plans(session: Session, links: Links, now: datetime) -> int:
    """Tell everybody on a case of a new plan, once for each; how many mails are new.

    The first plan is no news: who opened the case has seen it.
    """
    cases = running_cases(session)
    plans = plans_of(session, [case.id for case in cases])
    told = 0
    for case in cases:
        plan = plans.get(case.id)
        if plan and plan.number > 1 and now - plan.made_at <= FRESH:
            told += tell_plan(session, case, plan, links, now)
    return told


def tell_plan(
    session: Session, case: Case, plan: CasePlan, links: Links, now: datetime
) -> int:
    """Put the letters of a new plan into the outbox; how many were not there."""
    people = people_on(session, case)
    keys = {f"plan:{case.id}:{plan.number}:{user.id}": user for user in people}
    new = unposted(session, keys)
    for key, user in new.items():
        language = spoken(user)
        words = {
            "title": title_of(case, language),
            "symbol": case.notice.symbol,
            "why": why_words(plan.why, language),
            "days": "\n".join(said_days(plan, language)),
            "told": computation(plan, language),
        }
        table = wordings()["over" if plan.why in OVER else "moved"]
        letter = fill(table, reader_of(user), clock_page(links, case.id), words)
        post(session, letter, reader_of(user), key=key, now=now)
    return len(new)


def said_days(plan: CasePlan, language: str) -> Iterator[str]:
    """The days of a plan in words, a line each."""
    colon = ": " if language == "en" else "："
    for name in ORDER:
        day = getattr(plan, name)
        if day is not None:
            yield f"{day_name(name, language)}{colon}{say_day(day, language)}"


def tell_years(session: Session, links: Links, now: datetime) -> int:
    """Tell administrators of each year that plans had to estimate; how many mails.

    Once for each year, whatever comes of it.
    """
    people, told = administrators(session), 0
    for year in unannounced(session):
        keys = {f"workdays:{year}:{user.id}": user for user in people}
        new = unposted(session, keys)
        for key, user in new.items():
            url = f"{links.base_url}/workdays?year={year}"
            words = {"year": str(year)}
            letter = fill(wordings()["year"], reader_of(user), url, words)
            post(session, letter, reader_of(user), key=key, now=now)
        told += len(new)
    return told


def unannounced(session: Session) -> Sequence[int]:
    """The years that the plans of running cases had to estimate."""
    ids = [case.id for case in running_cases(session)]
    steps = [
        step
        for plan in plans_of(session, ids).values()
        for step in plan.told.get("steps", [])
    ]
    years = (year for step in steps for year in step.get("years", ()))
    return sorted(set(years))
