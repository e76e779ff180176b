"""Kinds of measure come from cues, objectives and keywords, within their gates."""

from __future__ import annotations

import pytest

from nlp.measuring import MEASURE
from nlp.tagging import tag
from tests.nlp.conftest import notice


def kinds(**fields: object) -> set[str]:
    found = tag(notice(**fields))
    return {o.code for o in found if o.scheme == "measure" and o.score >= MEASURE}


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Nutrition labelling of prepackaged food", "labelling"),
        ("Energy conservation standards for fans", "energy-efficiency"),
        ("Test procedure for clothes dryers", "testing-certification"),
        ("Wheat flour - Specification", "standard-identity"),
        ("Exhaust emission limits for engines", "emissions-environment"),
        ("Withdrawal of the draft regulation", "deregulation-withdrawal"),
        ("Reglamento sobre el etiquetado de calzado", "labelling"),
    ],
)
def test_a_cue_in_the_title_names_the_kind(title: str, kind: str) -> None:
    assert kind in kinds(title=title)


def test_a_keyword_alone_names_the_kind() -> None:
    keywords = ("Maximum residue limits (MRLs)",)
    assert kinds(agreement="SPS", title="Draft", keywords=keywords) == {
        "residue-contaminant-limit"
    }


def test_animal_health_needs_its_objective() -> None:
    title = "Avian influenza: poultry"
    food = ("Food safety (SPS)",)
    animal = ("Animal health (SPS)",)
    kind = "animal-health-import"
    assert kind not in kinds(agreement="SPS", title=title, objectives=food)
    assert kind in kinds(agreement="SPS", title=title, objectives=animal)


def test_a_lifted_ban_is_no_ban() -> None:
    title = "Temporary suspension of imports lifted: the measure is revoked"
    assert "prohibition" not in kinds(agreement="SPS", title=title)


def test_what_may_come_to_pass_is_no_withdrawal() -> None:
    kind = "deregulation-withdrawal"
    words = "If comments give a reasonable basis for withdrawal of the rule, DOE acts."
    assert kind not in kinds(title="Standards for fans", description=words)
    assert kind in kinds(title="Withdrawal of the rule on fans")


def test_a_law_named_labelling_act_is_no_cue() -> None:
    words = "Notice by the Consumer Product Safety Commission"
    assert "product-safety" not in kinds(title=words)


def test_where_nothing_is_sure_the_likeliest_hint_counts() -> None:
    found = kinds(title="Kettles", description="Thickness and breaking strength.")
    assert found == {"performance-quality"}
    assert kinds(title="Kettles") == set()


def test_an_incident_asks_for_nothing() -> None:
    words = "Detention Without Physical Examination of Dates"
    assert kinds(title=words, kind="border_alert") == set()


def test_substances_hint_at_a_limit_of_their_agreement() -> None:
    title = "Draft on deltamethrin and bifenthrin in tea"
    assert kinds(agreement="SPS", title=title) == {"residue-contaminant-limit"}
    title = "Draft on dibutyl phthalate and DINP in shoes"
    assert "substance-restriction" in kinds(title=title)


def test_what_is_exempt_from_certification_needs_none() -> None:
    title = "Listing of colours exempt from certification"
    assert "testing-certification" not in kinds(title=title)


def test_reach_is_a_law_in_capitals_and_else_a_verb() -> None:
    assert "substance-restriction" in kinds(title="Amendment of Annex XVII to REACH")
    verb = kinds(title="Irons", description="Irons must reach a higher efficiency.")
    assert "substance-restriction" not in verb


def test_a_mark_of_conformity_asks_for_certification() -> None:
    for title in ("Valves (Quality Control) Order", "Brake linings: PS mark"):
        assert kinds(title=title) == {"testing-certification"}
