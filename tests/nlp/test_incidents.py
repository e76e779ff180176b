"""Incidents: whose goods they are about, which words are the fault, what that means."""

from __future__ import annotations

import pytest

from models.reference import members
from nlp.components.markets import make_markets
from nlp.incidents import fault_in
from nlp.matching import SectorMatch
from nlp.pipeline import cutter
from nlp.reasons import render
from nlp.tagging import tag
from tests.nlp.conftest import Matches, codes, notice

DETAINED = "Detention Without Physical Examination of"
ALERT = {"kind": "border_alert", "agreement": "", "members": ("USA",)}
UNSAFE = {"kind": "market_alert", "agreement": "", "members": ("EU",)}


def named(title: str, **more: object) -> set[str]:
    found = tag(notice(**{**ALERT, "members": (), "title": title, **more}))
    return codes(found, "market")


def kinds(match: SectorMatch) -> list[str]:
    return [reason.kind for reason in match.reasons]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("PROC", "CHN"),
        ("P.R. China", "CHN"),
        ("the People's Republic of China", "CHN"),
        ("mainland China", "CHN"),
        ("Shandong", "CHN"),
        ("Inner Mongolia", "CHN"),
        ("Hongkong", "HKG"),
        ("Taiwan, Province of China", "TPKM"),
        ("Korea (South)", "KOR"),
        ("Vietnam", "VNM"),
        ("Viet Nam", "VNM"),
        ("Ivory Coast", "CIV"),
        ("the Philippines", "PHL"),
        ("THE NETHERLANDS", "NLD"),
        ("Northern Ireland", "GBR"),
        ("Papua New Guinea", "PNG"),
    ],
)
def test_an_origin_is_read_in_its_common_forms(words: str, code: str) -> None:
    assert named(f"Shrimp from {words} due to filth") == {code}
    assert named("Shrimp", regions=words) == {code}


def test_every_member_is_read_as_an_origin_whatever_its_letters() -> None:
    read = make_markets(cutter("en"), "markets")
    for member in members():
        for name in (member.en, member.en_wto):
            for title in (
                f"Goods from {name} due to filth",
                f"GOODS OF {name.upper()}",
            ):
                doc = read(cutter("en").make_doc(title))
                assert {one.label_ for one in doc.spans["markets"]} == {member.code}, (
                    title
                )


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Honey of Chinese origin", {"CHN"}),
        ("Indian and Thai shrimp", {"IND", "THA"}),
        ("Chinese cabbage and Indian mustard", set()),
        ("Chinese cabbage from Viet Nam", {"VNM"}),
        ("India rubber bands", set()),
        ("Plates of bone China and of china", set()),
        ("Vitreous China tableware", set()),
        ("Chili Powder", set()),
        ("Frozen Turkey Breast and Guinea Fowl", set()),
        ("Frozen Turkey Breast from Poland", {"POL"}),
        ("Fish of the South China Sea and the Indian Ocean", set()),
        ("Ginseng from North Korea", set()),
        ("Apples from New Mexico", set()),
    ],
)
def test_goods_and_other_places_are_no_origin(title: str, found: set[str]) -> None:
    assert named(title) == found


def test_adjectives_and_provinces_are_read_in_incidents_only() -> None:
    title = "Chinese honey, and honey of Shandong"
    assert named(title) == {"CHN"}
    for kind in ("notification", "draft", "rule"):
        assert named(title, kind=kind) == set()


def test_goods_of_others_are_hardly_shown(matches: Matches) -> None:
    goods = f"{DETAINED} Raw and Cooked Shrimp"
    alone = matches(**ALERT, title=goods)["crayfish-aquatic"]
    others = matches(**ALERT, title=f"{goods} from India and Thailand")
    assert alone.certainty == "sure"
    assert "aimed" not in kinds(alone)
    assert {one.certainty for one in others.values()} == {"possible"}
    told = render(others["crayfish-aquatic"].reasons[-1])
    assert told[0] == "措施针对印度、泰国的货物，与湖北出口一般无关"
    assert told[1].startswith("the measure is aimed at goods of India, Thailand,")


def test_goods_of_china_count_more_and_say_so_first(matches: Matches) -> None:
    goods = f"{DETAINED} Dried Fungus"
    for origin in ("China", "PROC and Hong Kong", "Korea and China", "Hubei"):
        ours = matches(**ALERT, title=f"{goods} from {origin}")["mushrooms"]
        assert ours.score > matches(**ALERT, title=goods)["mushrooms"].score
        assert kinds(ours)[0] == "origin"
        assert "aimed" not in kinds(ours)
    zh, en = render(ours.reasons[0])
    assert zh == "标题写明货物来自中国（“Hubei”）"
    assert en == "the title says that the goods are of China (“Hubei”)"


def test_china_alone_is_no_evidence_for_a_sector(matches: Matches) -> None:
    assert matches(**ALERT, title=f"{DETAINED} Goods from China due to filth") == {}


def test_goods_from_a_gateway_may_be_ours(matches: Matches) -> None:
    found = matches(**ALERT, title=f"{DETAINED} Dried Fungus from Hong Kong")
    assert {"aimed", "origin"}.isdisjoint(kinds(found["mushrooms"]))


def test_the_way_of_the_goods_is_no_origin(matches: Matches) -> None:
    title = "Lead in green tea from {} via {}"
    ours = matches(**UNSAFE, title=title.format("China", "Czechia"))["tea"]
    theirs = matches(**UNSAFE, title=title.format("Sri Lanka", "China"))["tea"]
    assert kinds(ours)[0] == "origin"
    assert theirs.certainty == "possible"


def test_the_publishers_own_field_leads_over_the_title(matches: Matches) -> None:
    given = {**UNSAFE, "title": "Lead in green tea, packed in Germany"}
    ours = matches(**given, regions="China; Hong Kong")["tea"]
    theirs = matches(**given, regions="India")["tea"]
    assert ours.reasons[0].field == "regions"
    assert theirs.certainty == "possible"


@pytest.mark.parametrize(
    ("kind", "title", "fault"),
    [
        ("border_alert", "Seafood Due To Unapproved Drugs", "Due To Unapproved Drugs"),
        ("border_alert", "Fresh Produce for Pesticides", "for Pesticides"),
        ("border_alert", "Fish in Reduced Oxygen Packaging", ""),
        ("border_alert", "Food for Animals", ""),
        ("market_alert", "Lead in garlic powder", "Lead in"),
        ("rejection", "Migration of lead from cups of China", "Migration of lead "),
        (
            "market_alert",
            "Migration of lead in cups, from China",
            "Migration of lead in",
        ),
        ("market_alert", "Glass cups", ""),
        ("notification", "Lead in garlic powder due to soil", ""),
        ("rule", "Maximum levels for lead in rice", ""),
    ],
)
def test_the_fault_is_told_from_the_goods(kind: str, title: str, fault: str) -> None:
    places = fault_in(title, kind)
    assert title[places.start : places.stop].startswith(fault)
    assert bool(fault) == bool(places)


def test_the_fault_is_no_subject(matches: Matches) -> None:
    alert = matches(**ALERT, title=f"{DETAINED} Seafood Due to Unapproved Drugs")
    assert alert["crayfish-aquatic"].certainty == "sure"
    assert alert.get("biopharma") is None or alert["biopharma"].certainty == "possible"
    subject = matches(**ALERT, title=f"{DETAINED} Unapproved New Drugs")
    assert subject["biopharma"].certainty == "sure"


def test_a_category_is_doubted_where_the_title_names_goods(matches: Matches) -> None:
    category = "cocoa and cocoa preparations, coffee and tea"
    title = "Pesticide in green tea from China"
    found = matches(**UNSAFE, title=title, products=category, regions="China")
    assert found["tea"].certainty == "sure"
    assert found["food-processing"].certainty == "possible"


def test_food_contact_articles_are_no_food(matches: Matches) -> None:
    given = {**UNSAFE, "regions": "China", "keywords": ("food contact material",)}
    title = "Formaldehyde from melamine bowls: migration"
    found = matches(**given, title=title, products="food contact materials")
    assert found["light-industry"].certainty == "sure"
    assert found["food-processing"].certainty == "possible"
