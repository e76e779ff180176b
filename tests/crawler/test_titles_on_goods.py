"""Titles and numbers of law of the UK, the EU and Japan: on goods, or on what else."""

from __future__ import annotations

import pytest

from crawler.goods.deciding import why_left_out
from crawler.spiders.eu_cellar import CELEX, why_not_goods
from crawler.two_languages import part_subject
from models.fold import fold

DIRECTORY = "http://publications.europa.eu/resource/authority/dir-eu-legal-act/"
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
