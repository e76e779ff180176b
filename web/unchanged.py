"""Pages that have not changed are not made again: the browser keeps them, and asks.

The mark of a page names everything it can hang on: the address, the cookies (who
asks, in which language, with which messages waiting), the day, the state of the whole
database, and the program. A page is only ever kept by the browser that asked for it.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, g, request, session

from models.data_stamp import data_version
from web.store import session as database
from web.store import today

ENDPOINTS = frozenset(
    {"home.index", "notices.index", "trends.index", "trends.show", "trends.rows"}
)
"""Lists and figures: they show what the database holds, and nothing of the hour."""
HERE = Path(__file__).parent
PROGRAM = ("*.py", "*.html", "*.mo", "*.csv", "*.css", "*.js")
PARTED = "\x1f"


def register(app: Flask) -> None:
    """Answer 304 for the pages of an application that are as they were."""
    app.before_request(answer_unchanged)
    app.after_request(put_mark)


def answer_unchanged() -> Response | None:
    """An empty answer where the browser has the page already."""
    if request.endpoint not in ENDPOINTS or request.method not in ("GET", "HEAD"):
        return None
    g.page_mark = mark()
    if not request.if_none_match.contains_weak(g.page_mark):
        return None
    return dress(Response(status=304))


def put_mark(response: Response) -> Response:
    """Give a page its mark, unless making it changed what the visitor carries."""
    if "page_mark" in g and response.status_code == 200 and not session.modified:
        dress(response)
    return response


def dress(response: Response) -> Response:
    """The mark, and that a page hangs on the cookies."""
    response.set_etag(g.page_mark, weak=True)
    response.vary.add("Cookie")
    return response


def mark() -> str:
    """What names a page as it would be made now."""
    cookies = (f"{name}={value}" for name, value in sorted(request.cookies.items()))
    parts = [
        program(),
        data_version(database()),
        today().isoformat(),
        request.full_path,
        *cookies,
    ]
    return hashlib.sha256(PARTED.join(parts).encode()).hexdigest()[:32]


@lru_cache(maxsize=1)
def program() -> str:
    """The files that pages are made by, as this process found them."""
    found = sorted(path for kind in PROGRAM for path in HERE.rglob(kind))
    told = [f"{path}{path.stat().st_mtime_ns}" for path in found]
    return hashlib.sha256(PARTED.join(told).encode()).hexdigest()
