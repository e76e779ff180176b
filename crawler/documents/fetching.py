"""One run over the documents: fetch what is due, read again what is outdated."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy import ColumnElement, func, not_, or_, select
from sqlalchemy.orm import Session, sessionmaker

from crawler.crawling import send
from crawler.documents import files
from crawler.documents.again import read_again, read_forms
from crawler.documents.card import DOCUMENTS
from crawler.documents.choosing import choose, host_of
from crawler.documents.putting import put_fault
from crawler.documents.spider import DocumentSpider, Round
from crawler.documents.tally import DocumentTally
from crawler.faults import CrawlError
from crawler.runs import Ending, recorded
from crawler.settings import Wishes
from crawler.text_changes import make_changes
from models import clock
from models.notice import Document, DocumentState, Notice
from models.source import RunState

JOB = "documents"
LIMIT = 200
"""Documents that one run asks for at most, so that a pass comes to its end."""


def fetch_documents(
    sessions: sessionmaker[Session],
    wishes: Wishes,
    *,
    limit: int = LIMIT,
    reactor: bool = True,
) -> tuple[Ending, DocumentTally]:
    """One run, recorded; a file at a time is stored, so it may be killed at any time.

    Raises BusyError where another run is at work. ``reactor`` false runs in a plain
    event loop, which a process can do more than once.
    """
    folder, tally = files.folder_in(wishes.data), DocumentTally()
    with recorded(sessions, (JOB, None, JOB), tally) as ending:
        files.sweep(folder)
        if wishes.offline:
            ending.fault = CrawlError("documents_offline")
        else:
            ending.fault = fetch(sessions, wishes, folder, tally, limit, reactor)
        now = clock.now()
        read_again(sessions, folder, tally, limit, now)
        read_forms(sessions, folder, tally, limit, now)
        tally.became["changes"] += make_changes(sessions, limit, now)
        ending.state = state_of(ending, tally, offline=wishes.offline)
    return ending, tally


def state_of(ending: Ending, tally: DocumentTally, *, offline: bool) -> RunState:
    """How a run ended."""
    if ending.fault is not None:
        return RunState.SKIPPED if offline else RunState.FAILED
    if tally.became["failed"] or tally.became["refused"]:
        return RunState.DEGRADED
    return RunState.OK if tally.became.total() else RunState.OK_ZERO


def fetch(
    sessions: sessionmaker[Session],
    wishes: Wishes,
    folder: Path,
    tally: DocumentTally,
    limit: int,
    reactor: bool,
) -> CrawlError | None:
    """Ask for the documents whose turn it is; a fault if the run itself broke."""
    now = clock.now()
    leave_elsewhere(sessions, tally, now)
    with sessions() as session:
        wanted = choose(session, limit, now, clock.today(session))
    if not wanted:
        return None
    errand = Round(sessions, wishes, folder, wanted, now, tally)
    crashed = send(DocumentSpider, errand, wishes, reactor=reactor)
    for host, count in errand.resting.items():
        tally.tell(host, CrawlError("host_rests", host=host, count=count))
    return crashed or errand.full


def leave_elsewhere(
    sessions: sessionmaker[Session], tally: DocumentTally, now: datetime
) -> None:
    """Documents on hosts that are not called are only pointed to."""
    query = (
        select(Document, Notice.symbol)
        .join(Document.notice)
        .where(Document.state == DocumentState.WAITING, not_(or_(*ours())))
    )
    with sessions.begin() as session:
        for document, symbol in session.execute(query):
            host = host_of(document.url)
            if host in DOCUMENTS.hosts:  # written in an unusual way
                continue
            key = "elsewhere" if host else "bad_address"
            fault = CrawlError(key, url=document.url, host=host)
            state = DocumentState.ELSEWHERE if host else DocumentState.REFUSED
            put_fault(document, state, fault, now)
            tally.count(state, f"{symbol}, {document.url}", fault)


def ours() -> Iterator[ColumnElement[bool]]:
    """What tells, as addresses are usually written, that a host is ours to call."""
    for host in DOCUMENTS.hosts:
        for scheme in ("http", "https"):
            yield func.lower(Document.url).startswith(f"{scheme}://{host}/")
