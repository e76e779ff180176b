"""Feeds that must not be believed, and titles that are or are not on goods."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from unittest.mock import MagicMock

import pytest
from scrapy.http import TextResponse

from crawler.errand import Errand
from crawler.faults import CrawlError
from crawler.feeds import entries, next_address, read_feed
from crawler.goods.deciding import why_left_out
from crawler.moments import Moment
from crawler.settings import read_wishes
from crawler.spiders.eu_cellar import CELEX, why_not_goods
from crawler.spiders.uk_legislation import UkLegislationSpider
from crawler.two_languages import part_subject
from crawler.uk_entries import secure
from models import clock
from models.fold import fold
from tests.crawler.publishers import DAY
from tests.crawler.shapes import entry_body, entry_row

DIRECTORY = "http://publications.europa.eu/resource/authority/dir-eu-legal-act/"
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
    assert (page.items, page.last) == ([], False)
    assert f"/{DAY + timedelta(days=1)}/" in following.url


def test_the_next_page_is_never_looked_for_on_another_host() -> None:
    away = "http://legislation.example.org/update/data.feed?page=2"
    fault = answered(entry_body([entry_row(1, DAY)], 40, away)).errand.fault
    assert fault
    assert fault.key == "moved"
    assert away in str(fault)


UK = {
    "The Ecodesign for Energy-Related Products Regulations 2021": None,
    "The Product Safety and Metrology etc. Regulations 2019": None,
    "The Plant Health (Amendment) Regulations 2023": None,
    "The Toys (Safety) Regulations 2011": None,
    "The Bread and Flour Regulations 1998": None,
    "The Weights and Scales (Old Words) Regulations": "not_on_goods",
    "The A1 Trunk Road (Temporary Restriction of Vehicles) Order": "not_on_goods",
    "The Air Navigation (Restriction of Flying) Regulations": "not_on_goods",
    "The School Food (England) Regulations 2014": "not_on_goods",
    "The Council Tax Reduction Schemes Regulations": "not_on_goods",
}
"""What no word of ours tells is left out; it is counted, and words can be added."""


@pytest.mark.parametrize(("title", "reason"), UK.items())
def test_titles_of_british_law(title: str, reason: str | None) -> None:
    assert why_left_out("uk_laws", {"text": [fold(title)]}) == reason


EU = {
    ("Commission Regulation (EU) 2023/915 on maximum levels for contaminants", ""),
    ("Directive (EU) 2024/1 amending an Annex", "133018"),
    ("Regulation (EU) 2023/1542 concerning batteries and waste batteries", ""),
}
OTHER = {
    ("Regulation opening a tariff quota for food", "0350"),
    ("Decision on harmonised standards", "0840"),
    ("Decision on the euro", ""),
    ("Regulation imposing an anti-dumping duty on batteries", ""),
}


@pytest.mark.parametrize(("title", "code"), sorted(EU))
def test_acts_on_goods_by_title_or_directory(title: str, code: str) -> None:
    assert why_not_goods(title, f"{DIRECTORY}{code}" if code else "") is None


@pytest.mark.parametrize(("title", "code"), sorted(OTHER))
def test_acts_on_other_matters(title: str, code: str) -> None:
    address = f"{DIRECTORY}{code}" if code else ""
    assert why_not_goods(title, address) == "not_on_goods"


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("電気用品の技術上の基準を定める省令の一部を改正する省令", None),
        ("食品、添加物等の規格基準の一部を改正する件", None),
        ("自動車損害賠償保障法施行令", "not_on_goods"),
        ("所得税法等の一部を改正する法律", "not_on_goods"),
        ("裁判所職員定員法", "not_on_goods"),
    ],
)
def test_titles_of_japanese_law(title: str, reason: str | None) -> None:
    assert why_left_out("jp_laws", {"text": [fold(title)]}) == reason


def test_celex_numbers_of_acts_and_corrigenda() -> None:
    match = CELEX.fullmatch("32023R0915R(01)")
    assert match
    assert (match["act"], match["mends"]) == ("32023R0915", "R(01)")
    assert CELEX.fullmatch("02001L0029-20190606") is None
    assert CELEX.fullmatch("52021PC0001") is None


@pytest.mark.parametrize(
    ("subject", "parts"),
    [
        ("Lead in tea from China", ("Lead in tea from China", "")),
        ("Blei in Tee aus China // Lead in tea from China", (1, 0)),
        ("Lead in the tea from China // Plomb dans le thé de Chine", (0, 1)),
        ("// Lead in tea", ("Lead in tea", "")),
    ],
)
def test_the_english_part_of_a_subject(subject: str, parts: tuple[object, ...]) -> None:
    halves = [half.strip() for half in subject.split("//")]
    expected = tuple(halves[one] if isinstance(one, int) else one for one in parts)
    assert part_subject(subject) == expected
