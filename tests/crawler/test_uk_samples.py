"""The real entries of legislation.gov.uk that are held, field by field."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from scrapy.http import TextResponse

from crawler.feeds import entries, read_feed
from crawler.spiders.uk_legislation import UkLegislationSpider
from tests.crawler.rows_read import read, sent

pytestmark = pytest.mark.samples


def uk_entries(samples: Path) -> list[Any]:
    body = (samples / "uk_legislation/atom_entries.xml").read_bytes()
    return entries(read_feed(TextResponse("https://example.org/feed", body=body)))


def test_eight_atom_entries_are_told_apart(samples: Path) -> None:
    """An effect and seven events of the log; the listing of an act is none."""
    rows, spider = uk_entries(samples)[1:], sent(UkLegislationSpider)
    assert len(rows) == 8
    assert read(spider, rows) == []
    assert spider.errand.tally.dropped == Counter(
        uk_effect=2,
        uk_republished=2,
        uk_withdrawn=1,
        uk_beside_law=3,
    )
    marks = {f"{spider.id_of(row)} {row.get('dc:identifier')}" for row in rows}
    assert len(marks) == 8, "an impact assessment stands in two logs under one id"


def test_an_event_of_the_log_is_read_whole_once_it_is_of_new_law(samples: Path) -> None:
    row, spider = uk_entries(samples)[3], sent(UkLegislationSpider)
    row["pbl:New"][0].text = "true"
    [item] = read(spider, [row])
    assert (item.key, item.symbol) == ("eur/2019/2013", "EUR 2019/2013")
    assert (item.kind, item.copy.code) == ("rule", "GBR")
    assert item.distributed == date(2023, 7, 7)
    assert "energy labelling of electronic displays" in item.content["title"]
    assert item.content["documents"] == [
        "https://www.legislation.gov.uk/eur/2019/2013/2021-03-01/data.htm"
    ]


def test_the_english_half_of_a_welsh_title_is_taken(samples: Path) -> None:
    row, spider = uk_entries(samples)[8], sent(UkLegislationSpider)
    row["pbl:ContentType"][0].text = "legislation"
    del row["pbl:Direction"]
    row["pbl:New"] = uk_entries(samples)[5]["pbl:New"]
    row["title"][0][0][0].text = "The Food (Wales) Regulations 2020"
    [item] = read(spider, [row])
    assert item.title == "The Food (Wales) Regulations 2020"
    assert item.symbol == "WSI 2020/1073"
