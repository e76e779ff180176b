"""The names of goods: enough of them for each heading, and none twice or unknown."""

from __future__ import annotations

import csv
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from nlp.definitions import shipped
from nlp.evidence import closest_hs
from nlp.findings import Finding
from nlp.tagging import tag
from nlp.text import NoticeText
from nlp.words import read_lexicon

REFERENCE = Path(__file__).parents[2] / "models" / "reference"
LEAST = {"en": 3, "zh": 3, "fr": 2, "es": 2}
"""Names for each heading that a sector lists, by language."""
RESIDUAL = {"2942": "organic compounds that no other heading of chapter 29 names"}
"""Headings of what no other heading names, for which one name is enough, with why."""


@cache
def codes(length: int) -> frozenset[str]:
    """All codes of the nomenclature that have so many digits."""
    with (REFERENCE / "hs.csv").open(newline="") as file:
        return frozenset(
            row["code"] for row in csv.DictReader(file) if len(row["code"]) == length
        )


@cache
def goods(language: str) -> tuple[tuple[str, str, str], ...]:
    """The rows of one language's names of goods."""
    rows = read_lexicon(f"products_{language}.csv")
    return tuple((row["code"], row["term"], row["strength"]) for row in rows)


def needed() -> set[str]:
    """The headings that some sector lists, or lists a part or the chapter of."""
    listed = {code[:4] for code in shipped().hs}
    return {code for code in codes(4) if code in listed or code[:2] in listed}


def found(title: str) -> set[str]:
    """The codes of the goods that a title names."""
    tags = tag_title(title)
    return {one.code for one in tags if (one.scheme, one.origin) == ("hs", "found")}


def tag_title(title: str) -> list[Finding]:
    """The tags of a notice that has only a title."""
    return tag(NoticeText(key="X", title=title))


def sector_words(title: str) -> set[str]:
    """The sectors whose words stand in a title."""
    text = NoticeText(key="X", title=title, language="en")
    return {word.sector for word in shipped().find(text)}


@pytest.mark.parametrize("language", LEAST)
def test_each_heading_of_a_sector_has_names_enough(language: str) -> None:
    named = Counter(code[:4] for code, _, _ in goods(language) if len(code) >= 4)
    short = {
        code: named[code]
        for code in needed()
        if named[code] < (1 if code in RESIDUAL else LEAST[language])
    }
    assert short == {}


@pytest.mark.parametrize("language", LEAST)
def test_each_chapter_has_a_name(language: str) -> None:
    assert codes(2) - {code[:2] for code, _, _ in goods(language)} == set()


@pytest.mark.parametrize("language", LEAST)
def test_names_are_sorted_once_and_under_codes_that_there_are(language: str) -> None:
    rows = goods(language)
    pairs = [(code, term) for code, term, _ in rows]
    assert pairs == sorted(set(pairs))
    assert {code for code, _ in pairs} <= codes(2) | codes(4) | codes(6)
    assert {strength for _, _, strength in rows} == {"sure", "weak"}


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Insulin pumps", "9018"),
        ("Steel-cut oats", "1104"),
        ("Crab apples", "0810"),
        ("Wafer biscuits", "1905"),
        ("Toy trucks", "9503"),
        ("Tea tree oil", "3301"),
        ("Brake shoes", "8708"),
        ("二手机床", "8461"),
        ("玩具汽车", "9503"),
        ("茶树精油", "3301"),
        ("牙科手机", "9018"),
        ("Ciment dentaire pour cabinets", "3006"),
        ("Règlement relatif à l'huile d'arbre à thé", "3301"),
        ("Reglamento de la cámara frigorífica", "8418"),
        ("Reglamento técnico de cemento dental", "3006"),
    ],
)
def test_a_longer_name_hides_the_goods_in_it(title: str, code: str) -> None:
    assert found(title) == {code}
    assert sector_words(title) <= set(closest_hs(code, shipped()))


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("中成藥標籤指引", "3004"),
        ("活大閘蟹進口檢驗", "0306"),
        ("行動電源安全規定", "850760"),
        ("積體電路", "8542"),
        ("隱形眼鏡", "9001"),
    ],
)
def test_traditional_characters_and_their_own_words_are_read(
    title: str, code: str
) -> None:
    assert code in found(title)


@pytest.mark.parametrize(
    "title",
    [
        "应当归档",
        "着手表示",
        "火花生成",
        "界面包括",
        "Avis de la chambre de commerce sur le lit de rivière",
        "Reglamento de la cámara de comercio y de la planta de tratamiento",
    ],
)
def test_turns_of_speech_name_no_goods(title: str) -> None:
    assert found(title) == set()


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Reglamento técnico del pan y de su etiquetado", "1905"),
        ("Règlement relatif aux robes et à leur étiquetage", "6204"),
    ],
)
def test_a_word_of_the_own_language_is_not_read_in_english_too(
    title: str, code: str
) -> None:
    assert found(title) == {code}


def test_an_abbreviation_counts_in_capitals_only() -> None:
    assert "3104" in found("Import of MOP and DAP")
    assert "3104" not in found("A mop for floors")


def test_what_goods_are_without_or_driven_by_is_not_named() -> None:
    assert found("Antibiotic-free, petrol-driven") == set()
