"""Which documents of the register are on goods: by agency, code and words."""

from __future__ import annotations

import csv
import json
from collections import Counter
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session, sessionmaker

from crawler.crawling import prepare
from crawler.errand import Errand
from crawler.faults import FAULTS
from crawler.goods.deciding import FORMS, KEEP, why_left_out
from crawler.items import NoticeItem
from crawler.settings import Wishes
from crawler.spiders.us_federal_register import UsFederalRegisterSpider
from crawler.us_documents import FIELDS, KINDS, RULES, facts_of
from tests.crawler.us.crawls import ON_ONE_KIND
from tests.crawler.us.servers import Row, document


def why(*parts: tuple[int, int], title: str = "A rule", **more: Any) -> str | None:
    cfr = [{"title": one, "part": part} for one, part in parts]
    row = document(title=title, abstract=None, cfr_references=cfr, **more)
    if "regulation_id_numbers" not in more:
        row["regulation_id_numbers"] = []
    return why_left_out(RULES, facts_of(row))


def test_every_rule_can_be_read_and_gives_a_reason_that_is_told() -> None:
    text = files("crawler.goods").joinpath(f"{RULES}.csv").read_text()
    rows = list(csv.DictReader(text.splitlines()))
    assert {row["form"] for row in rows} <= set(FORMS)
    assert {row["verdict"] for row in rows} - {KEEP} <= set(FAULTS)
    assert {row["field"] for row in rows} <= set(facts_of(document()))
    assert rows[-1]["form"] == "any"
    assert len({tuple(row.values()) for row in rows}) == len(rows)


@pytest.mark.parametrize(
    ("parts", "title"),
    [
        ([(10, 430)], "Energy Conservation Standards for Ceiling Fans"),
        ([(49, 571)], "Federal Motor Vehicle Safety Standard No. 210"),
        ([(40, 180)], "Thiamethoxam; Pesticide Tolerance"),
        ([(16, 1112), (16, 1243)], "Safety Standard for Infant Support Cushions"),
        ([(7, 319)], "Importation of Unshu Oranges"),
        ([(9, 424)], "Ingredients Approved for Use in Meat and Poultry Products"),
        ([(21, 101)], "Food Labeling: Health Claims"),
        ([(47, 15)], "Unlicensed Use of the 6 GHz Band"),
        ([(27, 4), (27, 5)], "Labeling of Wine and Distilled Spirits"),
        ([(40, 9), (40, 721)], "Significant New Use Rule"),
        ([(14, 25)], "Airworthiness Standards: Transport Category Airplanes"),
        ([(7, 915), (7, 944)], "Avocados Grown in South Florida and Imported Avocados"),
        ([(29, 1910)], "Hazard Communication Standard"),
        ([(16, 305)], "Energy Labeling Rule; Correction"),
        ([(33, 183)], "Fuel Systems of Recreational Boats"),
        ([(46, 160)], "Lifesaving Equipment"),
        ([(49, 173)], "Hazardous Materials: Lithium Batteries"),
    ],
)
def test_what_regulates_goods_is_kept(parts: list[Any], title: str) -> None:
    assert why(*parts, title=title) is None


@pytest.mark.parametrize(
    ("parts", "title", "reason"),
    [
        ([(14, 39)], "Airworthiness Directives; Airbus Airplanes", "single_aircraft"),
        ([(14, 25)], "Special Conditions: Airbus Model A321", "single_aircraft"),
        ([(14, 71)], "Amendment of Class E Airspace; Bedford, PA", "transport"),
        ([(33, 165)], "Safety Zone; Dutch Harbor, AK", "transport"),
        ([(40, 52)], "Air Plan Approval; Kentucky", "plants"),
        ([(50, 648)], "Summer Flounder Fishery; Quota Transfer", "wildlife"),
        ([(26, 1)], "Deductions of Partnerships", "finance"),
        ([(17, 240)], "Covered Clearing Agencies", "finance"),
        ([(48, 52)], "Federal Acquisition Regulation", "procedure"),
        ([(10, 430)], "Inflation Adjustment of Civil Penalties", "procedure"),
        (
            [(27, 9)],
            "Nashoba Valley Viticultural Area",
            "domestic_origin",
        ),
        ([(19, 12)], "Import Restrictions on Archaeological Material", "culture"),
        ([(21, 1308)], "Placement in Schedule I", "controlled"),
        ([(9, 86)], "Traceability of Cattle Moved Between States", "farming"),
        ([(7, 989)], "Raisins Produced From Grapes; Hearing", "marketing"),
        ([(47, 64)], "Rates for Inmate Calling Services", "services"),
        ([(15, 744)], "Additions to the Entity List", "exports"),
        ([(29, 780)], "Employee or Independent Contractor", "work"),
        ([(16, 464)], "Unfair or Deceptive Fees", "trade_practices"),
        ([(18, 381)], "Annual Update of Filing Fees", "energy"),
        ([(19, 143)], "Entry of Low-Value Shipments", "customs"),
    ],
)
def test_what_does_not_is_left_out_with_its_reason(
    parts: list[Any], title: str, reason: str
) -> None:
    assert why(*parts, title=title) == f"us_{reason}"


def test_words_only_count_in_the_part_where_they_tell_something() -> None:
    assert why((47, 2), title="Equipment Authorization Program") is None
    assert why((47, 2), title="Allocation of the Lower 12 GHz Band") == "us_services"
    assert why((29, 1910), title="Heat Injury and Illness") == "us_work"
    assert why((16, 310), title="Telemarketing Sales Rule") == "us_trade_practices"


def test_a_document_without_parts_is_told_by_number_agency_or_title() -> None:
    assert why(regulation_id_numbers=["2127-AM12"], agencies=[]) is None
    slug = [{"slug": "food-and-drug-administration"}]
    assert why(agencies=slug) is None
    assert why(agencies=[{"raw_name": "Office of the Secretary"}]) == "us_not_goods"
    assert why(agencies=[], title="Importation of Hass Avocados") is None


@pytest.fixture
def errand(sessions: sessionmaker[Session], wishes: Wishes) -> Errand:
    return prepare(sessions, wishes, UsFederalRegisterSpider.card, date(2024, 1, 1))


def sample(samples: Path) -> list[Row]:
    [path] = (samples / "us_federal_register").glob("*.json")
    rows: list[Row] = json.loads(path.read_text())["results"]
    return [row for row in rows if row["type"] in KINDS]


def read(rows: list[Row], errand: Errand) -> dict[str, NoticeItem]:
    found = UsFederalRegisterSpider(errand).items(rows, "sample")
    return {item.key: item for item in found}


@pytest.mark.samples
@ON_ONE_KIND
def test_real_documents_on_goods_are_kept_and_counted(
    samples: Path, errand: Errand, record_property: Any
) -> None:
    rows = sample(samples)
    kept = read(rows, errand)
    kinds = Counter(item.kind for item in kept.values())
    left_out = errand.tally.dropped
    told = f"of {len(rows)}: kept {dict(kinds)}, left out {dict(left_out)}"
    record_property("goods", told)
    assert errand.tally.problems == [], "every field is read, and every day"
    assert len(kept) + left_out.total() == len(rows) == 178, told
    assert (kinds["rule"], kinds["draft"]) == (3, 6), told
    assert left_out["us_single_aircraft"] == 25, told
    assert left_out["us_not_goods"] == 0, told


@pytest.mark.samples
@ON_ONE_KIND
def test_real_documents_are_read_field_by_field(samples: Path, errand: Errand) -> None:
    rows = {row["document_number"]: row for row in sample(samples)}
    for key, item in read(list(rows.values()), errand).items():
        row, content = rows[key], item.content
        assert set(FIELDS) <= set(row)
        assert item.kind == KINDS[row["type"]]
        assert item.distributed.isoformat() == row["publication_date"]
        assert content.get("comments_close") == row["comments_close_on"]
        assert content.get("entry_into_force") == row["effective_on"]
        assert set(row["docket_ids"]) <= set(content.get("dockets", []))
        assert content["documents"] == [row["html_url"], row["pdf_url"]]
        assert len(content["agencies"]) == len(row["agencies"])
        assert len(item.family) == 1 + ("us_docket" in item.family[0])


@pytest.mark.samples
@ON_ONE_KIND
def test_the_day_under_a_docket_is_never_taken(samples: Path, errand: Errand) -> None:
    rows = {row["document_number"]: row for row in sample(samples)}
    later = 0
    for key, item in read(list(rows.values()), errand).items():
        ends = [
            one["comment_end_date"]
            for docket in rows[key]["dockets"]
            for one in docket["documents"]
        ]
        later += item.content.get("comments_close") not in ends and bool(ends)
    assert later > 0
