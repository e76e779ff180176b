"""Crawls in the test's own process, and what they left behind."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker
from werkzeug import Response

from crawler.crawling import call_on
from crawler.runs import Ending
from crawler.settings import Wishes
from models.notice import Notice
from models.source import Run, Source

SINCE = date(2026, 3, 1)


def crawl(
    sessions: sessionmaker[Session], wishes: Wishes, way: str = "api", **more: Any
) -> Ending:
    return call_on(sessions, wishes, "wto_eping", way=way, reactor=False, **more)[0]


def count(sessions: sessionmaker[Session]) -> int:
    with sessions() as session:
        return session.scalar(select(func.count(Notice.id))) or 0


def last_run(sessions: sessionmaker[Session]) -> Run:
    with sessions() as session:
        return session.scalars(select(Run).order_by(Run.id.desc()).limit(1)).one()


def source(sessions: sessionmaker[Session]) -> Source:
    with sessions() as session:
        return session.get_one(Source, "wto_eping")


def busy(wait: str = "0") -> Response:
    return Response(status=429, headers={"Retry-After": wait})
