"""Feeds of any list of notices: the same notices as its page, and sent only if new."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask import Flask
from icalendar import Calendar
from lxml import etree

from models.database import open_database
from tests.models.archive import TODAY
from tests.web.centre import make_app, open_centre

QUESTIONS: list[list[tuple[str, str]]] = [
    [],
    [("q", "电池")],
    [("sector", "tea"), ("sector", "lithium-batteries")],
    [("market", "g:gcc"), ("type", "revision")],
    [("hs", "85"), ("open", "1")],
    [("ics", "87.040"), ("since", "2025-06-10")],
    [("measure", "labelling"), ("agreement", "TBT"), ("sort", "closing")],
    [("closes_to", "2025-07-01"), ("kind", "notification")],
    [("sector", "footwear")],
]
ATOM = "{http://www.w3.org/2005/Atom}"
SHOWN = re.compile(r'href="/notices/(\d+)"')


@pytest.fixture
def app(folder: Path) -> Flask:
    url = f"sqlite:///{folder / 'chutong.db'}"
    open_centre(open_database(url).kw["bind"])
    return make_app(url, folder, RATELIMIT_ENABLED=False)


def test_feeds_hold_what_the_list_holds(app: Flask) -> None:
    client = app.test_client()
    for pairs in QUESTIONS:
        query = urlencode(pairs)
        page = client.get(f"/notices?{query}").text
        ids = set(SHOWN.findall(page))
        feed = etree.fromstring(client.get(f"/notices.atom?{query}").data)
        links = feed.findall(f"{ATOM}entry/{ATOM}link")
        assert {one.get("href").rpartition("/")[2] for one in links} == ids, pairs
        calendar = Calendar.from_ical(client.get(f"/notices.ics?{query}").data)
        coming = list(calendar.walk("VEVENT"))
        told = {str(event["UID"]).split("-")[1] for event in coming}
        assert told <= ids, pairs
        assert all(event["DTSTART"].dt >= TODAY for event in coming)
        opened = client.get(f"/notices?{urlencode([*pairs, ('open', '1')])}").text
        assert told == set(SHOWN.findall(opened)), pairs


def test_the_list_leads_to_its_feeds(app: Flask) -> None:
    query = "market=g%3Agcc&type=revision".replace("&", "&amp;")
    page = app.test_client().get("/notices?type=revision&market=g:gcc").text
    for name in ("notices.atom", "notices.ics"):
        asked = re.findall(rf'href="/{name}\?([^"]*)"', page)
        assert len(asked) == 2, "in the head and at the foot"
        assert set(asked[0].split("&amp;")) == set(query.split("&amp;"))


def test_a_feed_is_sent_only_if_it_is_new(app: Flask) -> None:
    client = app.test_client()
    for name in ("notices.atom", "notices.ics"):
        mark = client.get(f"/{name}?hs=85").headers["ETag"]
        again = client.get(f"/{name}?hs=85", headers={"If-None-Match": mark})
        assert (again.status_code, again.data) == (304, b"")
        other = client.get(f"/{name}?hs=8516", headers={"If-None-Match": mark})
        assert other.status_code == 200
