"""Evidence is weighed by its kind, and what speaks against a match is heard."""

from __future__ import annotations

import pytest

from nlp.definitions import define, shipped
from nlp.matching import judge
from nlp.reasons import render
from tests.nlp.conftest import Matches

ANIMAL = ("Animal health (SPS)",)


def test_deeper_codes_say_more(matches: Matches) -> None:
    six = matches(hs=("850760",))["lithium-batteries"].score
    four = matches(hs=("8507",))["lithium-batteries"].score
    two = matches(hs=("85",)).get("lithium-batteries")
    assert six > four
    assert two is None or two.certainty == "possible"


def test_a_chapter_alone_never_alerts(matches: Matches) -> None:
    found = matches(hs=("72", "84", "85", "87"))
    assert {one.certainty for one in found.values()} <= {"possible"}


def test_low_signal_ics_alone_matches_nothing(matches: Matches) -> None:
    assert matches(title="Draft", ics=("13.020", "03.120", "19.020")) == {}


def test_prose_alone_is_never_more_than_possible(matches: Matches) -> None:
    found = matches(
        title="Draft rules",
        description="Toys, tea, paints, steel, cement, tyres and lithium batteries.",
    )
    assert found
    assert {one.certainty for one in found.values()} == {"possible"}


@pytest.mark.parametrize(
    ("title", "sector"),
    [
        ("Seguridad de los juguetes", "light-industry"),
        ("Exigences relatives aux véhicules électriques", "new-energy-vehicles"),
        ("储能用锂离子电池安全要求", "lithium-batteries"),
    ],
)
def test_titles_match_in_four_languages(
    title: str, sector: str, matches: Matches
) -> None:
    assert matches(title=title)[sector].certainty != "possible"


def test_a_code_the_title_speaks_against_weighs_less(matches: Matches) -> None:
    alone = matches(hs=("7210",))["metallurgy-steel"].score
    doubted = matches(title="Emulsion paint", hs=("7210",)).get("metallurgy-steel")
    assert doubted is None or doubted.score < alone * 0.7


def test_bans_on_another_members_goods_do_not_alert(matches: Matches) -> None:
    given = {"agreement": "SPS", "members": ("Thailand",), "objectives": ANIMAL}
    ban = "Import ban on eggs and poultry because of avian influenza"
    aimed = matches(title=f"{ban} in Poland", hs=("0407",), **given)
    at_china = matches(title=f"{ban} in China", hs=("0407",), **given)
    everyone = matches(title=ban, hs=("0407",), **given)
    assert aimed["modern-agriculture"].certainty == "possible"
    assert at_china["modern-agriculture"].certainty != "possible"
    assert everyone["modern-agriculture"].certainty != "possible"
    assert any(r.kind == "aimed" for r in aimed["modern-agriculture"].reasons)


def test_residue_limits_bind_the_crop_and_not_the_pesticide(matches: Matches) -> None:
    found = matches(
        agreement="SPS",
        title="Glyphosate; pesticide tolerances",
        products="Tea",
        keywords=("Maximum residue limits (MRLs)",),
    )
    assert found["tea"].certainty != "possible"
    pesticides = found.get("fine-chemicals-pesticides")
    assert pesticides is None or pesticides.certainty == "possible"


def test_subjects_outside_all_sectors_lower_every_match(matches: Matches) -> None:
    found = matches(title="Lamps and cables in nuclear power plants")
    assert {one.certainty for one in found.values()} <= {"possible"}


def test_one_code_among_many_says_little(matches: Matches) -> None:
    many = ("0201", "0203", "0402", "1101", "2710", "4403", "6907", "854231")
    few = matches(hs=many[-1:])["integrated-circuits"].score
    assert matches(hs=many)["integrated-circuits"].score < few


def test_food_labelling_is_food_processing(matches: Matches) -> None:
    found = matches(title="Labelling of prepackaged food", ics=("67.040",))
    assert found["food-processing"].certainty != "possible"


def test_reasons_are_told_in_both_languages(matches: Matches) -> None:
    found = matches(title="Lithium-ion batteries", hs=("850760",), ics=("29.220.30",))
    told = [render(reason) for reason in found["lithium-batteries"].reasons]
    assert any("850760" in zh and "HS编码" in zh for zh, _ in told)
    assert any("Lithium-ion batteries" in en for _, en in told)
    assert not any("{" in text for pair in told for text in pair)


def test_definitions_are_read_from_rows() -> None:
    row = {"sector": "pens", "language": "", "weight": "1"}
    made = define(
        [{"id": "pens", "name_zh": "笔", "name_en": "Pens", "domains": "TBT"}],
        [
            {**row, "kind": "hs", "term": "9608"},
            {**row, "kind": "hs_exclude", "term": "960899"},
        ],
    )
    assert made.hs_inside("96") == ["9608"]
    assert made.hs_exclude == {"pens": ("960899",)}
    assert shipped().names["tea"] == ("茶叶", "Tea")


@pytest.mark.parametrize(
    ("score", "word"), [(0.9, "sure"), (0.6, "likely"), (0.3, "possible")]
)
def test_scores_have_words(score: float, word: str) -> None:
    assert judge("tea", score, []).certainty == word
