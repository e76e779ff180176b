"""Feeds that must not be believed, and pages of them that are missed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from unittest.mock import MagicMock

import pytest
from scrapy import Request
from scrapy.http import TextResponse

from crawler.errand import Errand, Page
from crawler.faults import CrawlError
from crawler.feeds import entries, next_address, read_feed
from crawler.moments import Moment
from crawler.settings import read_wishes
from crawler.spiders.uk_legislation import UkLegislationSpider
from crawler.uk_entries import secure
from models import clock
from tests.crawler.publishers import DAY
from tests.crawler.shapes import entry_body, entry_row

LAUGHS = b"""<?xml version="1.0"?>
<!DOCTYPE feed [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>
<feed xmlns="http://www.w3.org/2005/Atom"><title>&c;</title></feed>"""
OUTSIDE = b"""<?xml version="1.0"?>
<!DOCTYPE feed [<!ENTITY a SYSTEM "file:///etc/hostname">]>
<feed xmlns="http://www.w3.org/2005/Atom"><title>&a;</title></feed>"""


def response(body: bytes) -> TextResponse:
    return TextResponse("https://www.legislation.gov.uk/update/data.feed", body=body)


@pytest.mark.parametrize("body", [LAUGHS, OUTSIDE], ids=["laughs", "outside"])
def test_a_feed_with_entities_of_its_own_is_refused(body: bytes) -> None:
    with pytest.raises(CrawlError) as fault:
        read_feed(response(body))
    assert fault.value.key == "changed_shape"
    assert "DOCTYPE" in str(fault.value)


@pytest.mark.parametrize(
    ("body", "key"),
    [
        (b" \n", "empty_answer"),
        (b"<feed", "not_xml"),
        (b'{"items": []}', "not_xml"),
        (b"<rss><channel/></rss>", "changed_shape"),
        (b"\xff\xfe\x00", "not_xml"),
    ],
)
def test_what_is_no_feed_is_told(body: bytes, key: str) -> None:
    with pytest.raises(CrawlError) as fault:
        read_feed(response(body))
    assert fault.value.key == key
    assert fault.value.sentence(chinese=True).endswith("。")


def test_a_feed_gives_its_entries_and_where_it_goes_on() -> None:
    address = "http://www.legislation.gov.uk/update/data.feed?page=2"
    body = entry_body([entry_row(1, DAY), entry_row(2, DAY)], 22, address)
    feed = read_feed(response(body))
    assert next_address(feed) == address
    assert secure(address).startswith("https://www.legislation.gov.uk/")
    first, second = entries(feed)
    assert first["ukm:Number"][0].get("Value") == "1"
    assert second["dc:identifier"][0].text.endswith("/uksi/2023/2")
    assert next_address(read_feed(response(entry_body([], 0, "")))) is None


def spider() -> UkLegislationSpider:
    wishes = read_wishes(Path("nowhere"))
    errand = Errand(MagicMock(), wishes, DAY, Moment(clock.now()))
    return UkLegislationSpider(errand)


def answered(body: bytes) -> UkLegislationSpider:
    """The spider after the first page of a day."""
    sent = spider()
    list(sent.parse(response(body), number=1))
    return sent


def test_pages_that_are_left_without_a_way_to_them_are_missed() -> None:
    body = entry_body([entry_row(1, DAY)], 1, "")
    more = body.replace(
        b"<opensearch:totalResults>1</opensearch:totalResults>",
        b"<leg:page>1</leg:page><leg:morePages>3</leg:morePages>",
    )
    fault = answered(more).errand.fault
    assert fault
    assert (fault.key, fault.values["announced"]) == ("wrong_count", 61)
    assert str(DAY) in str(fault)
    assert answered(body).errand.fault is None


@pytest.mark.parametrize(
    "body",
    [
        entry_body([], 0, ""),
        b'<feed xmlns="http://www.w3.org/2005/Atom"><title>Log</title></feed>',
    ],
)
def test_a_day_without_law_is_no_fault(body: bytes) -> None:
    sent = spider()
    [page, following] = sent.parse(response(body), number=1)
    assert sent.errand.fault is None
    assert isinstance(page, Page)
    assert isinstance(following, Request)
    assert (page.items, page.last) == ([], False)
    assert f"/{DAY + timedelta(days=1)}/" in following.url


def test_the_next_page_is_never_looked_for_on_another_host() -> None:
    away = "http://legislation.example.org/update/data.feed?page=2"
    fault = answered(entry_body([entry_row(1, DAY)], 40, away)).errand.fault
    assert fault
    assert fault.key == "moved"
    assert away in str(fault)
