"""A small ePing: pages of rows as its API and its website give them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

SEARCH = "/eping/notifications/search"
WEBSITE = "/api/v1/azureSearch/getAll"
WORKBOOK = "/NotificationExcelFiles/Notification_EN.xlsx"
KEY = "0123456789abcdef0123456789abcdef"
Row = dict[str, Any]


def row(number: int = 1, **changes: Any) -> Row:
    """One row in the publisher's shape."""
    found: Row = {
        "id": str(90000 + number),
        "area": "TBT",
        "notificationType": "Regular notification",
        "documentSymbol": f" G/TBT/N/VNM/{300 + number} ",
        "notifyingMember": "Viet Nam",
        "notifyingMemberCode": "C704",
        "distributionDate": "2026-06-02T00:00:00+00:00",
        "commentDeadlineDate": "2026-08-01T00:00:00+00:00",
        "title": f"<p>Draft regulation No. {number} on household batteries</p>",
        "titlePlain": f"Draft regulation No. {number} on household batteries",
        "descriptionPlain": "Sets limits for mercury and asks for a label.",
        "productsFreeTextPlain": "Primary cells and primary batteries (HS 8506)",
        "hsCodes": [{"id": 1, "code": "8506", "name": "Primary cells"}],
        "icsCodes": [],
        "objectives": [{"id": 4, "name": "Protection of the environment (TBT)"}],
        "keywords": [],
        "notifiedDocumentLink": "",
        "linkToNotification": f"/imrd/directdoc.asp?DDFDocuments/t/G/TBTN26/VNM{number}"
        ".DOCX",
    }
    return {**found, **changes}


@dataclass
class Replay:
    """A server of rows; what a test sets here, the next answer obeys."""

    server: HTTPServer
    rows: list[Row] = field(default_factory=list)
    size: int | None = None
    total: int | None = None
    ignores_days: bool = False
    shuffles: bool = False
    wants_key: bool = True
    before: list[Callable[[], Response | None]] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[Request] = field(default_factory=list)

    def begin(self) -> None:
        """Answer on both addresses, and let robots in."""
        robots = self.server.expect_request("/robots.txt")
        robots.respond_with_data("User-agent: *\nDisallow:\n")
        for path in (SEARCH, WEBSITE):
            self.server.expect_request(path).respond_with_handler(self.answer)

    def answer(self, request: Request) -> Response:
        """A page, or whatever the test wants to come before it."""
        self.asked.append(request)
        if self.before:
            first = self.before.pop(0)()
            if first is not None:
                return first
        key = request.headers.get("Ocp-Apim-Subscription-Key")
        if request.path == SEARCH and self.wants_key and key != KEY:
            return Response(status=404)
        etag = self.headers.get("ETag")
        if etag and request.headers.get("If-None-Match") == etag:
            return Response(status=304)
        return self.page(request)

    def page(self, request: Request) -> Response:
        """The rows that the query asks for."""
        since = request.args.get("distributionDateFrom", "")
        kept = [
            one
            for one in self.rows
            if self.ignores_days or str(one.get("distributionDate")) >= since
        ]
        if request.args.get("sortBy") == "distributionDate" and not self.shuffles:
            kept.sort(key=lambda one: str(one["distributionDate"]), reverse=True)
        size = self.size or int(request.args["pageSize"])
        number = int(request.args["page"])
        body = {
            "items": kept[(number - 1) * size : number * size],
            "totalCount": len(kept) if self.total is None else self.total,
            "currentPage": number,
            "pageSize": size,
        }
        text = json.dumps(body)
        return Response(text, headers=self.headers, mimetype="application/json")

    def environment(self, **more: str) -> dict[str, str]:
        """What points the crawler here."""
        return {
            "CHUTONG_EPING_API_URL": self.server.url_for("/eping"),
            "CHUTONG_EPING_WEBSITE_URL": self.server.url_for("/api/v1"),
            "CHUTONG_EPING_WORKBOOK_URL": self.server.url_for(WORKBOOK),
            "CHUTONG_CRAWL_DELAY": "0",
            "CHUTONG_SOURCES": "wto_eping",
            "CHUTONG_CONTACT": "centre@example.org",
            **more,
        }
