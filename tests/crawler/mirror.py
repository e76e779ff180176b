"""A server that stands for one publisher, and obeys what a test sets."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote_plus

from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from tests.crawler.publishers import BEFORE, DAY, Shape


@dataclass
class Mirror:
    """A publisher's stand-in; what a test sets here, the next answer obeys."""

    server: HTTPServer
    shape: Shape
    rows: list[Any] = field(default_factory=list)
    size: int = 10
    total: int | None = None
    loops: bool = False
    is_bare: bool = False
    """Whether even the control question finds nothing."""
    histories: dict[str, bytes] = field(default_factory=dict)
    """The history of a Japanese act by the id of the act."""
    etag: str = ""
    """A mark of the answer, by which it may be told that it has not changed."""
    spoil: Callable[[bytes], bytes] = bytes
    before: list[Response] = field(default_factory=list)
    asked: list[Request] = field(default_factory=list)

    def begin(self) -> None:
        """Answer at the publisher's address, and let robots in."""
        robots = self.server.expect_request("/robots.txt")
        robots.respond_with_data("User-agent: *\nDisallow:\n")
        history = re.compile(r"/laws\.e-gov\.go\.jp/api/2/law_revisions/.*")
        self.server.expect_request(history).respond_with_handler(self.history)
        anywhere = re.compile(re.escape(self.shape.path) + ".*")
        self.server.expect_request(anywhere).respond_with_handler(self.answer)

    def answer(self, request: Request) -> Response:
        """A page, or whatever the test wants to come before it."""
        self.asked.append(request)
        if self.before:
            return self.before.pop(0)
        if self.is_control(request):
            rows = [] if self.is_bare else [self.shape.row(1, BEFORE)]
            return self.sent(rows, len(rows), "")
        return self.page(request)

    def history(self, request: Request) -> Response:
        """The wordings of one Japanese act."""
        self.asked.append(request)
        law_id = request.path.rpartition("/")[2]
        if law_id not in self.histories:
            return Response(status=404)
        return Response(self.histories[law_id], mimetype="application/json")

    def page(self, request: Request) -> Response:
        """The rows that the request asks for."""
        rows = self.rows if self.is_day_of(request) else []
        start = 0 if self.loops else self.shape.first(request, self.size)
        total = len(rows) if self.total is None or not rows else self.total
        number = int(request.args.get("page", 1)) + 1
        more = start + self.size < len(rows) or (self.loops and rows)
        following = f"http://www.legislation.gov.uk/update/{DAY}/legislation/data.feed"
        return self.sent(
            rows[start : start + self.size],
            total,
            f"{following}?page={number}" if more else "",
        )

    def sent(self, rows: list[Any], total: int, following: str) -> Response:
        body = self.spoil(self.shape.body(rows, total, following))
        answer = Response(body, mimetype=self.shape.mimetype)
        if self.etag:
            answer.headers["ETag"] = self.etag
        return answer

    def is_day_of(self, request: Request) -> bool:
        """Whether a log of days is asked for the day that has rows."""
        return "/update/" not in request.path or f"/{DAY}/" in request.path

    def is_control(self, request: Request) -> bool:
        """Whether this question has no filter by day or state at all."""
        told = unquote_plus(request.query_string.decode()) + request.data.decode()
        marks = (f"{DAY}", f"{DAY:%d-%m-%Y}", "feedbackStatus")
        in_path = re.search(r"/update/\d{4}-", request.path)
        return not in_path and not any(mark in told for mark in marks)
