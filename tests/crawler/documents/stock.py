"""Documents in the database, a mirror of their publishers, and what a run made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pytest_httpserver import HTTPServer
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker
from werkzeug import Request, Response

from crawler.documents.fetching import fetch_documents
from crawler.documents.tally import DocumentTally
from crawler.runs import Ending
from crawler.settings import Wishes
from models.notice import Document, Notice
from models.official import Body
from models.source import Run, RunProblem
from tests.crawler.stored import item, put

FORM_URL = "https://docs.wto.org/imrd/directdoc.asp?DDFDocuments/T/G/TBTN26/VNM301.docx"
DRAFT_URL = "https://members.wto.org/crnattachments/2026/TBT/VNM/26_02883_00_x.pdf"
Answer = Callable[[Request], Response]


@dataclass
class Mirror:
    """All publishers on one server; what a test sets here is what they answer."""

    server: HTTPServer
    answers: dict[str, Response | Answer] = field(default_factory=dict)
    asked: list[Request] = field(default_factory=list)

    def begin(self) -> None:
        """Let robots in, and answer whatever is asked."""
        robots = self.server.expect_request("/robots.txt")
        robots.respond_with_data("User-agent: *\nDisallow: /members.wto.org/closed/\n")
        self.server.expect_request("").respond_with_handler(self.answer)

    def answer(self, request: Request) -> Response:
        """What was set for an address; anything else is not there."""
        self.asked.append(request)
        found = self.answers.get(address_of(request), Response(status=404))
        return found(request) if callable(found) and not is_response(found) else found  # type: ignore[return-value]

    def give(self, url: str, content: bytes, **headers: str) -> None:
        """Let an address answer with a file."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers[url] = lambda request: conditional(request, content, named)

    @property
    def addresses(self) -> list[str]:
        """What was asked for, in its order."""
        return [address_of(request) for request in self.asked]


def is_response(found: object) -> bool:
    return isinstance(found, Response)


def address_of(request: Request) -> str:
    """The publisher's address that a request stands for."""
    query = request.query_string.decode()
    return f"https:/{request.path}" + (f"?{query}" if query else "")


def conditional(request: Request, content: bytes, headers: dict[str, str]) -> Response:
    """A file, or that it has not changed."""
    etag = headers.get("ETag")
    if etag and request.headers.get("If-None-Match") == etag:
        return Response(status=304)
    return Response(content, headers=headers)


def stock(sessions: sessionmaker[Session], *documents: Document, **changes: Any) -> int:
    """A notice with these documents in place of those of its record; its id."""
    with sessions.begin() as session:
        put(session, item(**changes))
        symbol = changes.get("symbol", "G/TBT/N/VNM/301")
        notice = session.scalars(select(Notice).where(Notice.symbol == symbol)).one()
        notice.documents[:] = documents or [form_at()]
        session.flush()
        return notice.id


def form_at(url: str = FORM_URL, language: str | None = "en", **more: Any) -> Document:
    """The official form at an address."""
    return Document(url=url, role="notification", language=language, **more)


def draft_at(url: str = DRAFT_URL, **more: Any) -> Document:
    """A notified text at an address."""
    return Document(**{"url": url, "role": "draft", **more})


def go(
    sessions: sessionmaker[Session], wishes: Wishes, limit: int = 50
) -> tuple[Ending, DocumentTally]:
    """A run in the test's own process."""
    return fetch_documents(sessions, wishes, limit=limit, reactor=False)


def documents(sessions: sessionmaker[Session]) -> list[Document]:
    """All documents by their addresses."""
    with sessions() as session:
        return list(session.scalars(select(Document).order_by(Document.url)))


def only(sessions: sessionmaker[Session]) -> Document:
    [document] = documents(sessions)
    return document


def bodies(sessions: sessionmaker[Session]) -> dict[str, Body]:
    with sessions() as session:
        return {one.sha256: one for one in session.scalars(select(Body))}


def problems(sessions: sessionmaker[Session]) -> list[tuple[str, str]]:
    """What the runs had to tell: place and sentence."""
    with sessions() as session:
        rows = session.scalars(select(RunProblem).order_by(RunProblem.id))
        return [(one.place, one.sentence) for one in rows]


def runs(sessions: sessionmaker[Session]) -> list[Run]:
    with sessions() as session:
        return list(session.scalars(select(Run).order_by(Run.id)))


OPEN = date(2026, 8, 1)
