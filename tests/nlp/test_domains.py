"""The agreement of a measure whose publisher names none."""

from __future__ import annotations

import pytest

from nlp.brakes import implied
from nlp.domains import domain_of
from tests.nlp.conftest import Matches, notice

PLANTS = "Animal and Plant Health Inspection Service"
FOOD_AND_DRUGS = "Food and Drug Administration"
ROADS = "National Highway Traffic Safety Administration"


@pytest.mark.parametrize(
    ("agencies", "keywords", "domain"),
    [
        ((PLANTS,), (), "SPS"),
        (("Agriculture Department", PLANTS), (), "SPS"),
        (("Transportation Department", ROADS), (), "TBT"),
        ((FOOD_AND_DRUGS,), (), ""),
        ((PLANTS, ROADS), (), ""),
        (("Poland",), ("food", "Poland"), "SPS"),
        (("Poland",), ("food contact material", "Poland"), ""),
        ((), (), ""),
    ],
)
def test_the_agreement_is_read_where_it_is_sure(
    agencies: tuple[str, ...], keywords: tuple[str, ...], domain: str
) -> None:
    text = notice(agreement="", kind="rule", agencies=agencies, keywords=keywords)
    assert domain_of(text) == domain


def test_a_stated_agreement_is_never_doubted() -> None:
    assert domain_of(notice(agreement="TBT", agencies=(PLANTS,))) == "TBT"


def test_some_kinds_of_measure_can_be_under_one_agreement_only() -> None:
    assert implied("residue-contaminant-limit") == "SPS"
    assert implied("prohibition") == ""
    assert implied("labelling") == ""


def test_sectors_of_the_other_agreement_are_doubted(matches: Matches) -> None:
    given = {"agreement": "", "kind": "draft", "title": "Furniture and toys"}
    free = matches(**given)["light-industry"]
    doubted = matches(**given, agencies=(PLANTS,))["light-industry"]
    assert doubted.score < free.score / 2
    assert doubted.reasons[-1].kind == "domain"


def test_a_tolerance_without_agreement_binds_the_crop(matches: Matches) -> None:
    found = matches(
        agreement="",
        kind="rule",
        agencies=("Environmental Protection Agency",),
        title="Glyphosate; Pesticide Tolerances on Tea",
    )
    assert found["tea"].certainty != "possible"
    pesticides = found.get("fine-chemicals-pesticides")
    assert pesticides is None or pesticides.certainty == "possible"


def test_a_border_measure_of_a_plant_office_is_aimed(matches: Matches) -> None:
    given = {"agreement": "", "kind": "draft", "members": ("USA",)}
    title = "Importation of Fresh Citrus Fruit From {}: Phytosanitary Requirements"
    office = {"agencies": (PLANTS,)}
    theirs = matches(**given, **office, title=title.format("Argentina"))
    ours = matches(**given, **office, title=title.format("China"))
    assert theirs["modern-agriculture"].certainty == "possible"
    assert ours["modern-agriculture"].certainty != "possible"
