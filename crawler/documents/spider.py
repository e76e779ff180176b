"""Asks for one document after the other, and stores each before the next."""

from collections import Counter
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

from scrapy import Request
from scrapy.http import Response
from sqlalchemy.orm import Session, sessionmaker
from twisted.python.failure import Failure

from crawler.card import Card
from crawler.conditional import fetched, header
from crawler.documents import files
from crawler.documents.apart import read_apart
from crawler.documents.card import DOCUMENTS
from crawler.documents.choosing import Wanted
from crawler.documents.failing import why_none
from crawler.documents.putting import (
    THROTTLED,
    UNCHANGED,
    Came,
    put_fault,
    put_file,
    put_success,
)
from crawler.documents.tally import DocumentTally
from crawler.faults import CrawlError
from crawler.patience import BUSY
from crawler.settings import Wishes
from crawler.spider import Caller
from models.notice import Document, DocumentState
from models.source import Fetch

OK, NOT_MODIFIED, SERVER_ERROR = 200, 304, 500
NOT_THERE = frozenset({404, 410})
STRIKES = 3
"""After so many faults in a row a host is left in peace for this run."""


@dataclass
class Round:
    """The documents of one run, and what became of them so far."""

    sessions: sessionmaker[Session]
    wishes: Wishes
    folder: Path
    wanted: list[Wanted]
    now: datetime
    tally: DocumentTally
    strikes: Counter[str] = field(default_factory=Counter)
    resting: Counter[str] = field(default_factory=Counter)
    """Hosts that asked for rest or do not answer, with what waits for them."""
    full: CrawlError | None = None
    """Why nothing further is fetched: the disk is as good as full."""


class DocumentSpider(Caller):
    """Fetches documents, one at a time."""

    name = "documents"
    card: ClassVar[Card] = DOCUMENTS

    def __init__(self, errand: Round, **given: Any) -> None:
        super().__init__(**given)
        self.errand = errand
        self.waiting = iter(errand.wanted)

    async def start(self) -> AsyncIterator[Request]:
        """Begin with the most urgent one."""
        for request in self.next():
            yield request

    def next(self) -> Iterator[Request]:
        """The request for the next document whose host is not resting.

        There is none when the disk has no room for it.
        """
        free = files.room_in(self.errand.folder)
        if free is not None:
            self.errand.full = CrawlError("no_room", free=free >> 20)
            return
        for one in self.waiting:
            if one.host in self.errand.resting:
                self.errand.resting[one.host] += 1
                continue
            request = self.ask(one)
            if request is not None:
                yield request
                return

    def ask(self, one: Wanted) -> Request | None:
        """The request for a document; an address that is none is told at once."""
        try:
            return Request(
                self.errand.wishes.at(one.url.strip()),
                callback=self.came,
                errback=self.failed,
                cb_kwargs={"one": one},
                meta={"conditional": self.is_held(one)},
                dont_filter=True,
            )
        except ValueError:
            fault = CrawlError("bad_address", url=one.url)
            self.put(one, DocumentState.REFUSED, fault)
            return None

    def is_held(self, one: Wanted) -> bool:
        """Whether the very bytes that the validators name are held."""
        if one.sha256 is None:
            return False
        with self.errand.sessions() as session:
            known = session.get(Fetch, self.errand.wishes.at(one.url.strip()))
        held = files.path_of(self.errand.folder, one.sha256)
        return known is not None and known.sha256 == one.sha256 and held.exists()

    def came(self, response: Response, one: Wanted) -> Iterator[Request]:
        """Store an answer, then go on with the next document."""
        status = response.status
        if status < SERVER_ERROR:
            del self.errand.strikes[one.host]
        if status == OK:
            self.store(response, one)
        elif status == NOT_MODIFIED:
            self.leave(one)
        elif status in NOT_THERE:
            fault = CrawlError("gone", url=one.url, status=status)
            self.put(one, DocumentState.GONE, fault)
        elif status in BUSY:
            self.rest(one, status)
        else:
            fault = CrawlError("bad_status", url=one.url, status=status)
            self.put(one, DocumentState.FAILED, fault)
            self.strike(one, status >= SERVER_ERROR)
        yield from self.next()

    def failed(self, failure: Failure) -> Iterator[Request]:
        """No answer came: say why, then go on."""
        request: Request = failure.request  # type: ignore[attr-defined]
        one: Wanted = request.cb_kwargs["one"]
        limit = self.settings.getint("DOWNLOAD_MAXSIZE")
        state, fault = why_none(failure.value, one, request.url, limit)
        self.put(one, state, fault)
        self.strike(one, state == DocumentState.FAILED)
        yield from self.next()

    def store(self, response: Response, one: Wanted) -> None:
        """Read a file, then store it in one short transaction."""
        errand, content = self.errand, response.body
        kind = header(response, "Content-Type")
        with files.at_hand(errand.folder, content) as half:
            found = read_apart(half, media_type=kind, name=one.name)
            came = Came(half, len(content), found, fetched(response))
            with errand.sessions.begin() as session:
                outcome, fault = put_file(session, one, came, errand.folder, errand.now)
        errand.tally.count(outcome, one.place, fault)

    def leave(self, one: Wanted) -> None:
        """The publisher says that what we hold is still so."""
        with self.errand.sessions.begin() as session:
            document = session.get_one(Document, one.id)
            if document.sha256 is not None:
                put_success(document, document.sha256, self.errand.now)
                self.errand.tally.count(UNCHANGED, one.place)
                return
        fault = CrawlError("not_modified", url=one.url)
        self.put(one, DocumentState.FAILED, fault)

    def put(self, one: Wanted, state: DocumentState, fault: CrawlError) -> None:
        """Store that a document could not be had."""
        with self.errand.sessions.begin() as session:
            document = session.get_one(Document, one.id)
            put_fault(document, state, fault, self.errand.now)
        self.errand.tally.count(state, one.place, fault)

    def rest(self, one: Wanted, status: int) -> None:
        """The host asks for rest: this document failed, the others wait."""
        fault = CrawlError(THROTTLED, url=one.url, host=one.host, status=status)
        self.put(one, DocumentState.FAILED, fault)
        self.errand.resting[one.host] = 0

    def strike(self, one: Wanted, missed: bool) -> None:
        """Count faults in a row; a host with too many is left in peace."""
        self.errand.strikes[one.host] += missed
        if self.errand.strikes[one.host] >= STRIKES:
            self.errand.resting[one.host] = 0
