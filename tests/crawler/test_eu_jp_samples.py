"""The real records that are held of the EU and Japan, field by field."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from scrapy.http import TextResponse

from crawler.documents.reading import read_bytes
from crawler.jp_wordings import wordings
from crawler.spiders.eu_have_your_say import EuHaveYourSaySpider
from crawler.spiders.eu_rasff import EuRasffSpider
from crawler.spiders.jp_egov import JpEgovSpider
from tests.crawler.rows_read import load, read, sent

pytestmark = pytest.mark.samples
RASFF = "eu_rasff/notifications_sample.json"
SAY = "eu_have_your_say/searchInitiatives_fragment.json"
CELLAR = "eu_cellar/consolidated-safety-article-8.xhtml"


def test_three_of_seven_rasff_notifications_are_on_chinese_goods(samples: Path) -> None:
    spider = sent(EuRasffSpider)
    found = read(spider, load(samples / RASFF))
    assert spider.errand.tally.dropped == Counter(not_from_china=4)
    facts = [(one.key, one.symbol, one.kind, str(one.distributed)) for one in found]
    assert facts == [
        ("847139", "RASFF 2026.4680", "market_alert", "2026-05-28"),
        ("846686", "RASFF 2026.4607", "market_alert", "2026-05-26"),
        ("806012", "RASFF 2025.9647", "market_alert", "2025-12-03"),
    ]
    glasses, cup, mugs = (one.content for one in found)
    assert glasses == {
        "title": "Migration of lead and cadmium from glasses from China",
        "products": "food contact materials",
        "keywords": ["food contact material", "Poland"],
        "regions": "China",
        "agencies": ["Poland"],
        "references": ["2026.4680"],
        "action": "alert notification",
        "risk": "serious",
        "distributed": "2026-05-28",
    }
    assert cup["agencies"] == ["Slovakia"]
    assert cup["title"].endswith("glass cup from China via Czechia")
    assert mugs["action"] == "information notification for follow-up"
    assert mugs["risk"] == "potentially serious"
    assert {one.copy.code for one in found} == {"EU"}


def test_a_rejection_in_two_languages_is_told_in_english(samples: Path) -> None:
    spider = sent(EuRasffSpider)
    rows = load(samples / RASFF)
    [row] = [one for one in rows if "//" in one["subject"]]
    row["originCountries"] = [{"organizationName": "China", "isoCode": "CN"}]
    [item] = read(spider, [row])
    assert (item.symbol, item.kind) == ("RASFF 2026.1150", "rejection")
    assert item.content["title"] == "Lead in garlic powder from India"
    assert item.content["description"] == "Plomo en ajo en polvo de Indiua"
    assert item.content["products"] == "fruits and vegetables"
    assert item.content["agencies"] == ["Spain"]


def test_the_two_initiatives_are_read_and_one_is_not_on_goods(samples: Path) -> None:
    spider = sent(EuHaveYourSaySpider)
    rows = load(samples / SAY)["initiativeResultDtoPage"]["content"]
    [item] = read(spider, [spider.plain(row) for row in rows])
    assert spider.errand.tally.dropped == Counter(not_on_goods=1)
    assert [spider.id_of(row) for row in rows] == ["18805", "19001"]
    assert (item.key, item.symbol) == ("19001", "Ares(2026)7020001")
    assert (item.kind, item.copy.code) == ("draft", "EU")
    assert item.distributed == date(2026, 8, 20)
    assert item.comments_close == date(2026, 9, 17)
    assert item.content == {
        "title": "Plants obtained by new genomic techniques",
        "keywords": ["Food safety"],
        "references": ["Ares(2026)7020001"],
        "action": "REG, ACTIVE, ISC_WORKFLOW",
        "distributed": "2026-08-20",
        "comments_close": "2026-09-17",
    }
    days = [str(spider.day_of(row)) for row in rows]
    assert days == ["2026-08-31", "2026-08-20"]


def test_the_fragment_without_a_total_is_no_whole_answer(samples: Path) -> None:
    spider = sent(EuHaveYourSaySpider)
    body = (samples / SAY).read_bytes()
    response = TextResponse("https://example.org/answer", body=body)
    assert list(spider.parse(response, number=1)) == []
    assert "totalElements" in str(spider.errand.fault)


def test_the_laws_of_japan_are_read_and_are_not_on_goods(samples: Path) -> None:
    spider = sent(JpEgovSpider)
    found = load(samples / "jp_egov/keyword_fragment.json")["items"]
    body = (samples / "jp_egov/law_revisions_fragment.json").read_bytes()
    answer = TextResponse("https://example.org/history", body=body)
    history = list(wordings(answer, "e-Gov", "129AC0000000089"))
    assert read(spider, [*found, *history]) == []
    assert spider.errand.tally.dropped == Counter(not_on_goods=2)
    assert [spider.id_of(row) for row in (*found, *history)] == [
        "332AC0000000026_20260501_508AC0000000012",
        "129AC0000000089_20260401_506AC0000000033",
    ]


def test_a_law_of_japan_tells_who_changed_it_and_from_when(samples: Path) -> None:
    spider = sent(JpEgovSpider)
    [row] = load(samples / "jp_egov/keyword_fragment.json")["items"]
    wording = {"law_title": "化学物質の審査及び製造等の規制に関する法律"}
    row["revision_info"] |= {**wording, "category": "工業", "abbrev": "化審法"}
    [item] = read(spider, [row])
    assert item.key == "332AC0000000026_20260501_508AC0000000012"
    assert item.symbol == "令和八年法律第十二号"
    assert item.family == ("jp_egov:332AC0000000026",)
    assert item.distributed == date(2026, 3, 31)
    assert (item.kind, item.language, item.copy.code) == ("rule", "ja", "JPN")
    assert item.content == {
        "title": "化学物質の審査及び製造等の規制に関する法律",
        "description": "所得税法等の一部を改正する法律",
        "keywords": ["工業", "化審法"],
        "references": ["昭和三十二年法律第二十六号", "令和八年法律第十二号"],
        "action": "New",
        "entry_into_force": "2026-05-01",
        "distributed": "2026-03-31",
    }


def test_an_article_of_a_consolidated_act_is_read(samples: Path) -> None:
    kind = "application/xhtml+xml"
    content = (samples / CELLAR).read_bytes()
    found = read_bytes(content, media_type=kind, name="01989L0391-20081211")
    assert (found.fault, found.language) == (None, "en")
    lines = found.text.splitlines()
    assert lines[2] == "1. The employer shall:"
    assert lines[3].startswith("— take the necessary measures for first aid")
    assert lines[8].startswith("(a) as soon as possible, inform all workers")
    assert "the employer shall, inter alia, for first aid" in found.text
    assert len(lines) == 14
