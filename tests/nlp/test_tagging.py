"""Each component finds its own things, and keeps the words that earned them."""

from __future__ import annotations

import pytest

from nlp.tagging import tag
from tests.nlp.conftest import codes, notice


def test_words_stand_where_the_finding_says() -> None:
    text = notice(
        title="Safety of toys and bicycles",
        products="Toys; Toys (HS code(s): 9503)",
        description="The draft cites ISO 8124-1:2018 and restricts lead content.",
    )
    found = [one for one in tag(text) if one.end]
    assert {one.field for one in found} == {"title", "products", "description"}
    for one in found:
        assert getattr(text, one.field)[one.start : one.end] == one.words


def test_tea_is_not_in_steam() -> None:
    assert "0902" not in codes(tag(notice(title="Steam boilers")), "hs")
    assert "0902" in codes(tag(notice(title="Green tea")), "hs")


@pytest.mark.parametrize("title", ["Portable battery", "portable BATTERIES"])
def test_plural_and_singular_are_one(title: str) -> None:
    assert any(code.startswith("850") for code in codes(tag(notice(title=title)), "hs"))


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("Reglamento técnico sobre la seguridad de los juguetes", "9503"),
        ("Règlement technique relatif à la sécurité des jouets importés", "9503"),
        ("玩具安全技术规范", "9503"),
    ],
)
def test_other_languages_are_read(title: str, heading: str) -> None:
    assert heading in codes(tag(notice(title=title)), "hs")


def test_goods_that_only_describe_other_goods_count_less() -> None:
    found = tag(notice(title="Mirrors and tyres used on buses"))
    scores = {one.code: one.score for one in found if one.scheme == "hs"}
    assert scores["4011"] == 1.0
    assert scores["8702"] < 1.0


def test_capitals_may_be_no_goods() -> None:
    assert not codes(tag(notice(title="Cancellation of G/TBT/N/BRA/1")), "hs")


def test_stated_codes_are_cut_to_the_edition_and_kept_apart() -> None:
    found = tag(notice(title="Soap", hs=("34011", "9999"), ics=("71.100.70",)))
    stated = [(one.scheme, one.code) for one in found if one.origin == "stated"]
    assert stated == [("hs", "3401"), ("ics", "71.100.70")]


def test_codes_in_the_products_are_read() -> None:
    found = tag(notice(products="Fire extinguishers (HS: 8424.10)"))
    assert ("842410", "products") in {(one.code, one.field) for one in found}


def test_members_and_regions_are_markets() -> None:
    text = notice(
        members=("Thailand",),
        regions="Brazil, Rio Grande do Sul",
        title="Suspension of imports from Germany",
        description="The virus was found in a georgia pine near jordan almonds.",
    )
    markets = {(one.code, one.field) for one in tag(text) if one.scheme == "market"}
    assert markets == {("THA", "members"), ("BRA", "regions"), ("DEU", "title")}


def test_objectives_become_keys() -> None:
    text = notice(objectives=("Consumer information, labelling (TBT)", "Unknown"))
    assert codes(tag(text), "objective") == {"consumer_info"}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("according to ISO 9001:2015", "ISO 9001:2015"),
        ("the Indian adoption of IEC 60335-2-30", "IEC 60335-2-30"),
        ("as in GB/T 2423-2012.", "GB/T 2423-2012"),
        ("tests of ASTM F963-17 apply", "ASTM F963-17"),
        ("UN Regulation No. 155 applies", "UN R155"),
        ("in line with CXS 192-1995", "CXS 192-1995"),
        ("充电器须符合CNS 15387及IEC 62133-2标准", "IEC 62133-2"),
        ("充电器须符合CNS 15387及IEC 62133-2标准", "CNS 15387"),
        ("车辆应符合UN R100修正案的要求", "UN R100"),
    ],
)
def test_standards_are_cited_by_number(words: str, code: str) -> None:
    assert code in codes(tag(notice(title="Draft", description=words)), "standard")


def test_substances_are_found_by_name_and_number() -> None:
    text = notice(description="Limits for PFAS and for CAS 117-81-7, not 117-81-8.")
    assert codes(tag(text), "substance") == {"pfas", "dehp"}


def test_nothing_is_found_in_nothing() -> None:
    assert tag(notice()) == []
