"""Crawls of publishers of the United States against their mirror."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from crawler.crawling import call_on
from crawler.runs import Ending
from crawler.settings import Wishes
from models.measure import Event
from models.notice import Notice
from models.source import Run, Source

SINCE = date(2026, 6, 1)
ON_ONE_KIND = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
"""For what does not depend on the database."""
FR = "us_federal_register"
DOCKETS = "us_regulations_gov"
FDA = "us_fda_import_alerts"


def crawl(
    sessions: sessionmaker[Session], wishes: Wishes, slug: str, **more: Any
) -> Ending:
    return call_on(sessions, wishes, slug, since=SINCE, reactor=False, **more)[0]


def notices(sessions: sessionmaker[Session]) -> dict[str, Notice]:
    with sessions() as session:
        found = session.scalars(select(Notice).order_by(Notice.id))
        return {one.source_key: one for one in found}


def events(sessions: sessionmaker[Session], kind: str) -> list[Event]:
    with sessions() as session:
        query = select(Event).where(Event.kind == kind).order_by(Event.id)
        return list(session.scalars(query))


def ends(event: Event) -> tuple[str, str]:
    moved = event.change["comments_close"]
    return moved["before"], moved["after"]


def last_run(sessions: sessionmaker[Session], slug: str) -> Run:
    with sessions() as session:
        query = select(Run).where(Run.source_slug == slug).order_by(Run.id.desc())
        return session.scalars(query.limit(1)).one()


def problems(sessions: sessionmaker[Session], slug: str) -> list[str]:
    with sessions() as session:
        run = session.merge(last_run(sessions, slug))
        return [f"{one.place}: {one.sentence}" for one in run.problems]


def cursor(sessions: sessionmaker[Session], slug: str) -> date | None:
    with sessions() as session:
        return session.get_one(Source, slug).cursor
