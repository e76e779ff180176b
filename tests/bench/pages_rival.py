"""The list of notices against the page that a first draft would be.

The rival is an application of its own: entities of the ORM, Members, sectors and tags
loaded when the template touches them, ``url_for`` and ``truncate`` in every row, pages
by OFFSET. Both show fifty rows to one visitor after another in one process.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path
from typing import Any

from flask import Flask, g, render_template_string, request
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.engine import make_url
from sqlalchemy.orm import registry, relationship

from models.database import open_database
from models.facts import facts_of
from models.tables import metadata
from tests.bench.children import BenchError, Figures
from tests.bench.plan import LAST_DAY

SHOWN = 50
SECONDS = 6.0
"""So long each application works; of the processor, so that others do not count."""
ADDRESSES = (
    "/notices",
    "/notices?market=USA",
    "/notices?sector=tea",
    "/notices?market=EU&market=JPN",
    "/notices?sector=automobiles-parts",
    "/notices?market=BRA",
)
PAGE = """<!doctype html><title>Notices</title><p>{{ total }} notices</p><ol>
{% for notice in notices %}<li><a href="{{ url_for('show', notice_id=notice.id) }}">
{{ notice.title|truncate(160) }}</a> <time>{{ notice.distributed.isoformat() }}</time>
{{ notice.symbol }} {{ notice.type }} {{ notice.deadline or '' }}
{% for one in notice.members %}<a href="{{ url_for('index', market=one.member_code) }}"
>{{ one.member_code }}</a> {% endfor %}
{% for one in notice.naive_matches %}<a href="{{ url_for('index', sector=one.sector_id)
}}">{{ one.sector_id }}</a> {% endfor %}
{% for one in notice.naive_tags %}<span>{{ one.scheme }} {{ one.code }}</span>
{% endfor %}</li>{% endfor %}</ol><a href="{{ url_for('index', page=2) }}">Next</a>"""


class Naive:
    """A notice, as an ORM gives it."""


class NaiveMember:
    """A Member of a notice."""


class NaiveMatch:
    """A sector of a notice."""


class NaiveTag:
    """A tag of a notice."""


MAPPED: Any = registry()
MAPPED.map_imperatively(NaiveMember, metadata.tables["notice_member"])
MAPPED.map_imperatively(NaiveMatch, metadata.tables["match"])
MAPPED.map_imperatively(NaiveTag, metadata.tables["tag"])
MAPPED.map_imperatively(
    Naive,
    metadata.tables["notice"],
    properties={
        "members": relationship(NaiveMember, viewonly=True),
        "naive_matches": relationship(NaiveMatch, viewonly=True),
        "naive_tags": relationship(NaiveTag, viewonly=True),
    },
)


def make_rival(address: str) -> Flask:
    """The first draft: one page, narrowed by Members and sectors."""
    sessions = open_database(address)
    app = Flask(__name__)
    notice: Any = Naive

    @app.get("/notices")
    def index() -> str:
        query = select(notice).order_by(notice.distributed.desc(), notice.id.desc())
        members, sectors = (
            request.args.getlist("market"),
            request.args.getlist("sector"),
        )
        if members:
            query = query.where(notice.members.any(member_of(members)))
        if sectors:
            query = query.where(notice.naive_matches.any(sector_of(sectors)))
        page = request.args.get("page", 1, type=int) - 1
        with sessions() as g.session:
            total = g.session.scalar(select(func.count()).select_from(query.subquery()))
            shown = g.session.scalars(query.offset(page * SHOWN).limit(SHOWN)).all()
            return render_template_string(PAGE, notices=shown, total=total)

    @app.get("/notices/<int:notice_id>")
    def show(notice_id: int) -> str:
        return str(notice_id)

    return app


def member_of(codes: Sequence[str]) -> Any:
    """Whether a Member is among some."""
    return metadata.tables["notice_member"].c.member_code.in_(codes)


def sector_of(ids: Sequence[str]) -> Any:
    """Whether a sector is among some, and more than possible."""
    match = metadata.tables["match"].c
    return match.sector_id.in_(ids) & match.certainty.in_(("sure", "likely"))


def make_ours(address: str, folder: Path) -> Flask:
    """Our application on the same database, on the last day of the history."""
    from models.clock import fix_day
    from web import create_app
    from web.config import load_settings
    from web.notices import service

    service.PAGE = SHOWN
    with open_database(address)() as session:
        fix_day(session, LAST_DAY)
        session.commit()
    app = create_app(load_settings(data=folder, database_url=address), TESTING=True)
    from web.store import KEY

    with app.extensions[KEY]() as session:
        facts_of(session)
    return app


def rate(client: FlaskClient, marks: dict[str, str] | None = None) -> float:
    """Pages a second, the addresses in turn; each is asked once before."""
    status = 304 if marks else 200
    done, begun, spent = 0, 0.0, 0.0
    for number, address in enumerate(cycle(ADDRESSES)):
        headers = {"If-None-Match": marks[address]} if marks else {}
        if number == len(ADDRESSES):
            begun = time.process_time()
        answer = client.get(address, headers=headers)
        if answer.status_code != status:
            raise BenchError(f"{address} answered {answer.status}.")
        if begun:
            done, spent = done + 1, time.process_time() - begun
        if spent > SECONDS and done >= len(ADDRESSES):
            return done / spent
    raise BenchError("There is nothing to ask.")


def rows_on(client: FlaskClient, address: str) -> int:
    """How many notices a page lists."""
    return client.get(address).text.count('href="/notices/')


def compare(address: str, folder: Path) -> Figures:
    """Pages a second of both, of ours also where the browser has the page."""
    ours, rival = make_ours(address, folder).test_client(), make_rival(address)
    naive = rival.test_client()
    for page in ADDRESSES:
        if min(rows_on(ours, page), rows_on(naive, page)) < SHOWN:
            raise BenchError(f"{page} does not list {SHOWN} notices.")
    full, first = rate(ours), rate(naive)
    marks = {one: ours.get(one).headers["ETag"] for one in ADDRESSES}
    same = rate(ours, marks)
    return {
        "list_per_s": round(full, 1),
        "list_unchanged_per_s": round(same, 1),
        "naive_per_s": round(first, 1),
        "list_ratio": round(full / first, 2),
        "list_unchanged_ratio": round(same / first, 2),
    }


def main(arguments: Sequence[str]) -> Figures:
    """Compare both on the database of an address; its folder is ours."""
    address = arguments[0]
    folder = Path(make_url(address).database or ".").parent
    return compare(address, folder)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1:])) + "\n")
