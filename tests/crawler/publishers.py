"""Small stand-ins for publishers of the EU, the UK and Japan, in their exact shapes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import unquote_plus

from werkzeug import Request

from models import clock
from tests.crawler.shapes import (
    act_body,
    act_row,
    entry_body,
    entry_row,
    law_body,
    law_row,
    rasff_body,
    rasff_row,
    say_body,
    say_row,
)

DAY = clock.now().date() - timedelta(days=2)
"""The day of every row; the days after it are empty."""
FUTURE = date(2092, 5, 4)
BEFORE = date(2019, 5, 5)
Make = Callable[[int, date], Any]


@dataclass(frozen=True)
class Shape:
    """A publisher: where it is called, what its rows and pages look like.

    ``row`` makes a row on goods by a number and a day, ``body`` a page of rows with
    the number of all; ``first`` tells from a request which row a page begins with.
    """

    slug: str
    path: str
    row: Make
    body: Callable[[list[Any], int, str], bytes]
    first: Callable[[Request, int], int]
    renamed: tuple[bytes, bytes]
    bent: tuple[bytes, bytes]
    """A part of the body, and what stands there in another form."""
    goods: tuple[bytes, bytes] | None
    """What shows that a row is on goods, and other words; None if all is kept."""
    error: bytes = b'{"status": 500, "message": "Internal error"}'
    mimetype: str = "application/json"
    totals: bool = True


def page_of_post(request: Request, size: int) -> int:
    number: int = json.loads(request.data)["parameters"]["pageNumber"]
    return (number - 1) * size


def offset_in_query(request: Request, _size: int) -> int:
    match = re.search(r"OFFSET (\d+)", unquote_plus(request.args["query"]))
    return int(match[1]) if match else 0


RASFF = "/webgate.ec.europa.eu/rasff-window/backend/public/notification/search"
SHAPES = (
    Shape(
        "eu_rasff",
        f"{RASFF}/consolidated/en/",
        rasff_row,
        rasff_body,
        page_of_post,
        (b'"ecValidationDate"', b'"validated"'),
        (b'{"id": 18761, "description": "serious"}', b'"serious"'),
        None,
    ),
    Shape(
        "eu_have_your_say",
        "/ec.europa.eu/info/law/better-regulation/brpapi/searchInitiatives",
        say_row,
        say_body,
        lambda request, size: int(request.args["page"]) * size,
        (b'"feedbackStartDate"', b'"opens"'),
        (b'{"code": "FOOD", "label": "Food safety"}', b'"FOOD"'),
        (b'"FOOD"', b'"SPORT"'),
    ),
    Shape(
        "jp_egov",
        "/laws.e-gov.go.jp/api/2/laws",
        law_row,
        law_body,
        lambda request, size: int(request.args["offset"]),
        (b'"promulgation_date"', b'"promulgated"'),
        (b'"law_info": {', b'"law_info": [], "law": {'),
        ("食品".encode(), "所得".encode()),
    ),
    Shape(
        "eu_cellar",
        "/publications.europa.eu/webapi/rdf/sparql",
        act_row,
        act_body,
        offset_in_query,
        (b'"day"', b'"date"'),
        (b'"bindings": [', b'"bindings": 0, "rows": ['),
        ("détergents and other chemicals".encode(), b"fees"),
    ),
    Shape(
        "uk_legislation",
        "/www.legislation.gov.uk/update/",
        entry_row,
        entry_body,
        lambda request, size: (int(request.args.get("page", 1)) - 1) * size,
        (b"dc:identifier", b"dc:ident"),
        (b"feed", b"channel"),
        (b"The Food", b"The Trunk Road"),
        error=b"<error><message>Internal error</message></error>",
        mimetype="application/atom+xml",
    ),
)
