"""Substances by name and number, with the limits that stand beside them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.components.substances import is_cas
from nlp.quantities import limits_in, plain_number, rows
from nlp.standards import counterpart_of, counterparts
from nlp.substances import NOTHING, substance_name, substances
from nlp.tagging import tag
from tests.nlp.conftest import notice


def limits(words: str) -> dict[str, str]:
    found = tag(notice(title="Draft", description=words))
    return {one.code: one.note for one in found if one.scheme == "substance"}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("cadmium not exceeding 1,000 ppm", {"cadmium": "≤ 1000 ppm"}),
        ("DEHP ≤ 0.1 % by weight", {"dehp": "≤ 0.1 % by weight"}),
        (
            "no detectable residue of chloramphenicol",
            {"chloramphenicol": "not detectable"},
        ),
        ("El plomo no superará 0,01 mg/kg en los alimentos", {"lead": "≤ 0.01 mg/kg"}),
        (
            "La teneur en plomb ne doit pas dépasser 0,5 mg/kg dans les jouets",
            {"lead": "≤ 0.5 mg/kg"},
        ),
        (
            "铅含量不得超过0.01毫克/千克，氯霉素不得检出。",
            {"lead": "≤ 0.01 mg/kg", "chloramphenicol": "not detectable"},
        ),
        (
            "lead content, cadmium and mercury: 100 ppm each",
            dict.fromkeys(("lead", "cadmium", "mercury"), "≤ 100 ppm"),
        ),
        (
            "glyphosate in corn from 6 ppm to 13 ppm",
            {"glyphosate": "≤ 13 ppm"},
        ),
        (
            "Mercury is restricted. The fee is 5 % of it.",
            {"mercury": ""},
        ),
        ("a limit of 90 ppm for cadmium", {"cadmium": "≤ 90 ppm"}),
    ],
)
def test_a_limit_belongs_to_its_substance(words: str, expected: dict[str, str]) -> None:
    assert limits(words) == expected


def test_a_pencil_holds_no_lead() -> None:
    assert limits("铅笔和铅酸蓄电池") == {}
    assert "lead" in limits("铅和镉")


def test_numbers_are_written_in_one_way() -> None:
    written = ("1,000", "0,01", "1 000", "1.000.000", "0.050", "12,5")
    plain = ("1000", "0.01", "1000", "1000000", "0.050", "12.5")
    assert tuple(map(plain_number, written)) == plain


@given(st.text(max_size=200))
@settings(max_examples=60)
def test_any_text_may_be_asked_for_limits(words: str) -> None:
    for _, start, end in limits_in(words):
        assert 0 <= start < end <= len(words)


def test_the_table_of_substances_is_sound() -> None:
    known = substances()
    assert len(known) >= 500
    numbers = [one.cas for one in known.values() if one.cas]
    assert len(numbers) == len(set(numbers)) >= 500
    assert all(map(is_cas, numbers))
    kinds = [one.kind for one in known.values()]
    assert kinds.count("pesticide") >= 150
    assert kinds.count("vetdrug") >= 50
    for one in known.values():
        assert one.names["en"] or one.code == NOTHING
    named = sum(bool(one.names["zh"]) for one in known.values())
    assert named >= 500


def test_a_substance_has_a_name_in_both_languages() -> None:
    assert substance_name("dehp")[1] == "DEHP"
    assert substance_name("cadmium") == ("镉", "cadmium")
    assert substance_name("CAS 1-11-1") == ("CAS 1-11-1", "CAS 1-11-1")


def test_every_word_of_limits_has_a_known_kind() -> None:
    assert {row["kind"] for row in rows()} == {"most", "least", "none", "unit", "of"}


@pytest.mark.parametrize(
    ("cited", "number", "relation", "series"),
    [
        ("ISO 9001:2015", "GB/T 19001", "idt", False),
        ("EN IEC 62368-1:2020", "GB 4943.1", "mod", False),
        ("BS EN ISO 13485:2016", "GB/T 42061", "idt", False),
        ("CODEX STAN 192-1995", "GB 2760", "related", False),
        ("ASTM F963-17", "GB 6675.1", "related", False),
        ("UN 38.3", "GB 31241", "related", False),
        ("IEC 60335-2-999", "GB/T 4706", "related", True),
    ],
)
def test_a_cited_standard_has_its_chinese_counterpart(
    cited: str, number: str, relation: str, series: bool
) -> None:
    found = counterpart_of(cited)
    assert found is not None
    assert (found.number, found.relation, found.series) == (number, relation, series)


def test_the_table_of_standards_is_sound() -> None:
    known = counterparts()
    assert len(known) >= 400
    assert counterpart_of("XYZ 12") is None
    for cited, one in known.items():
        assert one.relation in ("idt", "mod", "related"), cited
        assert re.match(r"(?:GB|GB/T|YY|YY/T) \d+(?:\.\d+)*$", one.number), one.number
        assert one.zh
        assert one.en
