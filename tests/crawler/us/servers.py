"""Small servers of the United States: a register, its dockets, and import alerts."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

REGISTER = "/www.federalregister.gov/api/v1/documents.json"
REGULATIONS = "/api.regulations.gov/v4"
ALERTS = "/www.accessdata.fda.gov/cms_ia/ialist.html"
KEY = "a-key-of-regulations"
TYPES = {"RULE": "Rule", "PRORULE": "Proposed Rule"}
FRIDGES = "Energy Conservation Standards for Refrigerators"
DOCKET = "EERE-2017-BT-STD-0003"
NUMBER = "2026-11001"
SAME_END = "2026-08-04T03:59:59Z"
LATER = "2026-09-04T03:59:59Z"
LATEST = "2026-12-02T04:59:59Z"
TITLE = "Energy Conservation Standards: Refrigerators"
Row = dict[str, Any]


def document(number: str = NUMBER, day: str = "2026-06-02", **more: Any) -> Row:
    """A document on goods in the register's shape."""
    at = f"{day.replace('-', '/')}/{number}"
    found: Row = {
        "abstract": "DOE proposes limits for the energy use of refrigerators.",
        "action": "Notice of proposed rulemaking.",
        "agencies": [{"name": "Energy Department", "slug": "energy-department"}],
        "cfr_references": [{"title": 10, "part": 430}],
        "citation": "91 FR 2886",
        "comments_close_on": "2026-08-03",
        "correction_of": None,
        "dates": "Comments are taken until August 3, 2026.",
        "docket_ids": [DOCKET],
        "dockets": [{"id": DOCKET, "documents": []}],
        "document_number": number,
        "effective_on": None,
        "html_url": f"https://www.federalregister.gov/documents/{at}/fridges",
        "pdf_url": f"https://www.govinfo.gov/content/pkg/FR-{day}/pdf/{number}.pdf",
        "publication_date": day,
        "regulation_id_numbers": ["1904-AF56"],
        "title": FRIDGES,
        "topics": ["Energy conservation"],
        "type": "Proposed Rule",
    }
    return {**found, **more}


def directive(number: str, day: str = "2026-06-02") -> Row:
    """A document that is none of our business."""
    title = "Airworthiness Directives; Airbus SAS Airplanes"
    part = [{"title": 14, "part": 39}]
    return document(number, day, title=title, cfr_references=part, type="Rule")


@dataclass
class Register:
    """A Federal Register; what a test sets here, the next answer obeys."""

    rows: list[Row] = field(default_factory=list)
    size: int | None = None
    total: int | None = None
    ignores: bool = False
    loops: bool = False
    nothing: int = 200
    before: list[Callable[[], Response | None]] = field(default_factory=list)
    asked: list[Request] = field(default_factory=list)

    def answer(self, request: Request) -> Response:
        """A page of the documents asked for."""
        self.asked.append(request)
        first = self.before.pop(0)() if self.before else None
        if first is not None:
            return first
        kept = [one for one in self.rows if self.ignores or is_asked(one, request)]
        if not kept and self.nothing != 200:
            return Response('{"status":404}', status=self.nothing)
        size = self.size or int(request.args["per_page"])
        number = 1 if self.loops else int(request.args["page"])
        rows = kept[(number - 1) * size : number * size]
        total = len(kept) if self.total is None else self.total
        body = {"count": total, "results": rows, "next_page_url": "http://no.example/"}
        return Response(json.dumps(body), mimetype="application/json")


def is_asked(row: Row, request: Request) -> bool:
    """Whether a document is of the types and days of a query."""
    types = [TYPES[one] for one in request.args.getlist("conditions[type][]")]
    day = row["publication_date"]
    first = request.args.get("conditions[publication_date][gte]", "")
    last = request.args.get("conditions[publication_date][lte]", "9999")
    return row["type"] in types and first <= day <= last


def filed(number: str, closes: str | None, **more: Any) -> Row:
    """A document as it lies in a docket, in the shape of regulations.gov."""
    docket = more.pop("docketId", DOCKET)
    attributes = {
        "docketId": docket,
        "documentType": "Proposed Rule",
        "frDocNum": number,
        "withdrawn": False,
        "commentEndDate": closes,
        "title": FRIDGES,
        "openForComment": True,
    }
    attributes |= more
    return {"id": f"{docket}-1", "type": "documents", "attributes": attributes}


@dataclass
class Regulations:
    """A regulations.gov: documents by number, titles by docket."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    total: int | None = None
    others: int = 5
    before: list[Callable[[], Response | None]] = field(default_factory=list)
    asked: list[Request] = field(default_factory=list)

    def answer(self, request: Request) -> Response:
        """The documents with a number, or a docket."""
        self.asked.append(request)
        first = self.before.pop(0)() if self.before else None
        if first is not None:
            return first
        if request.headers.get("X-Api-Key") != KEY:
            return Response('{"error":{"code":"API_KEY_MISSING"}}', status=403)
        if "/dockets/" in request.path:
            return self.docket(request.path.rpartition("/")[2])
        number = request.args.get("filter[frDocNum]")
        rows = self.rows.get(number, []) if number else [filed("x", None)] * self.others
        total = len(rows) if self.total is None else self.total
        body = {"data": rows, "meta": {"totalElements": total, "totalPages": 1}}
        return Response(json.dumps(body), mimetype="application/vnd.api+json")

    def docket(self, name: str) -> Response:
        """A docket; an id that is not known is an error of the server."""
        if name not in self.titles:
            errors = [{"status": "500", "title": "INTERNAL_SERVER_ERROR"}]
            return Response(json.dumps({"errors": errors}), status=500)
        attributes = {"title": self.titles[name], "docketType": "Rulemaking"}
        body = {"data": {"id": name, "type": "dockets", "attributes": attributes}}
        return Response(json.dumps(body), mimetype="application/vnd.api+json")


def alert(number: str, day: str = "01/27/2026", name: str = "Raw Shrimp") -> str:
    """A row of the list of alerts."""
    return (
        f"<tr><td>{number}</td><td>DWPE</td><td>{day}</td>"
        f'<td><a href="importalert_1.html">"{name}"</a></td></tr>'
    )


def alerts(rows: list[str], end: str = "</tbody></table></body></html>") -> str:
    """The page of all alerts."""
    names = ("Number", "Type", "Name")
    number, kind, name = (f"<th>Import Alert {one}</th>" for one in names)
    head = f"<thead><tr>{number}{kind}<th>Publish Date</th>{name}</tr></thead>"
    return f"<html><body><table>{head}<tbody>{''.join(rows)}{end}"


def serve(server: HTTPServer, register: Register, regulations: Regulations) -> None:
    """Answer for both publishers, and let robots in."""
    robots = server.expect_request("/robots.txt")
    robots.respond_with_data("User-agent: *\nDisallow:\n")
    server.expect_request(REGISTER).respond_with_handler(register.answer)
    for path in ("/documents", f"/dockets/{DOCKET}", "/dockets/EERE-OTHER-2020-0001"):
        asked = server.expect_request(REGULATIONS + path)
        asked.respond_with_handler(regulations.answer)


def read_sample(samples: Path, name: str) -> dict[str, Any]:
    text = (samples / "us_regulations_gov" / f"{name}.json").read_text()
    found: dict[str, Any] = json.loads(text)
    return found
