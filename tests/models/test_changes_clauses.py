"""Notified texts, clause by clause: numbered in any way, renumbered, changed."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.changes.clauses import SHOWN, TextChange, compare_texts
from models.changes.splitting import running_lines, split_clauses

ACT = """The Minister,
having regard to the Act on Products,

Chapter I General provisions
Article 1 Scope
This Regulation applies to portable batteries placed on the market,
Article 5 of the Act notwithstanding.
Article 2 Limits
1. The content of cadmium shall not exceed 0.002 % by weight.
2. The content of lead shall not exceed 0.01 % by weight.
Article 3 Marking
Batteries shall bear:
(a) the name of the manufacturer;
(b) the type and the capacity;
(c) the crossed-out wheeled bin.
Annex II
3.1 Samples are tested at 20 degrees.
"""


def numbers(text: str) -> list[str]:
    return [one.number for one in split_clauses(text)]


def kinds(found: TextChange) -> list[tuple[str, str]]:
    return [(one["kind"], one["number"]) for one in found.clauses]


def test_clauses_carry_the_numbers_of_what_they_lie_in() -> None:
    assert numbers(ACT) == [
        "",
        "Chapter I",
        "Article 1",
        "Article 2",
        "Article 2 · 1",
        "Article 2 · 2",
        "Article 3",
        "Article 3 · (a)",
        "Article 3 · (b)",
        "Article 3 · (c)",
        "Annex II · 3.1",
    ]
    scope = next(one for one in split_clauses(ACT) if one.number == "Article 1")
    assert scope.text.endswith("Article 5 of the Act notwithstanding")


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Section 3.2 Requirements", "Section 3.2"),
        ("§ 4 Marking", "§ 4"),
        ("5.1.2 Test method", "5.1.2"),
        ("3.", "3"),
        ("3", ""),
        ("3 Terms", "3"),
        ("12 months after publication", ""),
        ("ARTÍCULO 4.- Etiquetado", "ARTÍCULO 4"),
        ("Artículo 12 Vigencia", "Artículo 12"),
        ("Annexe III Méthodes", "Annexe III"),
        ("Article premier Objet", "Article premier"),
        ("Article 1er. Objet", "Article 1er"),
        ("Artículo único. Objeto", "Artículo único"),
        ("Artículo 12 bis. Vigencia", "Artículo 12 bis"),
        ("Article 5 terms", "Article 5"),
        ("Artículo 5°. Objeto", "Artículo 5"),
        ("第五条 适用范围", "第五条"),
        ("第十二章 附则", "第十二章"),
        ("附录A 试验方法", "附录A"),
        ("（一）锂电池", "(一)"),
        ("二、适用范围", "(二)"),
        ("(ii) capacity", "(ii)"),
        ("12 mg of salt", ""),
        ("2019 was a good year", ""),
        ("Article 5 of the Act applies", ""),
        ("article 5 says so", ""),
    ],
)
def test_numbers_of_many_lands_are_known(line: str, number: str) -> None:
    assert numbers(f"{line}\nand some words") == [number]


def test_page_numbers_and_running_heads_are_no_text() -> None:
    pages = "\f".join(
        f"Draft of the Ministry, page {k}\n§ {k} Words of rule {k}.\n- {k} -"
        for k in range(1, 7)
    )
    found = split_clauses(pages, running_lines(pages))
    assert [one.text for one in found] == [f"Words of rule {k}" for k in range(1, 7)]


def test_a_changed_limit_an_added_and_a_removed_clause() -> None:
    new = ACT.replace("0.01 %", "0.005 %").replace(
        "(c) the crossed-out wheeled bin.", "(d) a digital passport of the battery."
    )
    found = compare_texts(ACT, new)
    assert kinds(found) == [
        ("changed", "Article 2 · 2"),
        ("removed", "Article 3 · (c)"),
        ("added", "Article 3 · (d)"),
    ]
    assert found.clauses[0]["words"][1:3] == [
        ("removed", "0.01"),
        ("added", "0.005"),
    ]
    assert [(one["before"], one["after"]) for one in found.limits] == [
        ("0.01%", "0.005%")
    ]
    assert found.counts["same"] == 9


def test_a_new_article_renumbers_the_others_and_each_is_told_once() -> None:
    new = (
        ACT.replace("Article 3 Marking", "Article 4 Marking")
        .replace("Article 2 Limits", "Article 3 Limits")
        .replace(
            "Article 2 Limits",
            "",
        )
        .replace(
            "Article 3 Limits",
            "Article 2 Definitions\nA battery is a source of power.\nArticle 3 Limits",
        )
    )
    found = compare_texts(ACT, new)
    assert kinds(found) == [
        ("added", "Article 2"),
        ("moved", "Article 3"),
        ("moved", "Article 4"),
    ]
    assert [one["before"] for one in found.clauses[1:]] == ["Article 2", "Article 3"]


def test_spanish_and_chinese_texts_are_aligned() -> None:
    old = "Artículo 1.- Ámbito\nAplica a juguetes.\nArtículo 2.- Plazo\nSeis meses."
    new = old.replace("Seis meses", "Doce meses contados desde su publicación")
    new = new.replace("juguetes", "juguetes y artículos de puericultura")
    assert [one["number"] for one in compare_texts(old, new).clauses] == [
        "Artículo 1",
        "Artículo 2",
    ]
    draft = "第一条 本规定适用于移动电源。\n第二条 额定能量不得超过100 Wh。"
    final = draft.replace("移动电源", "移动电源和锂电池").replace("100 Wh", "160 Wh")
    found = compare_texts(draft, final)
    assert kinds(found) == [("changed", "第一条"), ("changed", "第二条")]
    assert found.limits[0]["way"] == "higher"


def test_a_text_without_numbers_goes_paragraph_by_paragraph() -> None:
    old = "Toys must be safe.\n\nImporters keep records.\n\nFines apply."
    new = old.replace("keep records", "keep records for ten years")
    assert compare_texts(old, new).counts["changed"] == 1
    assert compare_texts(old, new).counts["same"] == 2


WORDS = [f"word{k}" for k in range(3000)] + ["the"] * 700 + ["of"] * 500


def long_text(seed: int, articles: int = 600) -> list[str]:
    dice = random.Random(seed)  # noqa: S311
    return [" ".join(dice.choices(WORDS, k=60)) for _ in range(articles)]


def as_text(articles: list[str]) -> str:
    return "\n".join(f"Article {k}\n{text}" for k, text in enumerate(articles, 1))


def test_hundred_pages_take_no_time() -> None:
    old = long_text(1)
    new = [text.replace("the", "every", 1) for text in old]
    new.insert(7, " ".join(WORDS[:60]))
    begun = time.process_time()
    found = compare_texts(as_text(old), as_text(new))
    other = compare_texts(as_text(old), as_text(long_text(2)))
    assert time.process_time() - begun < 2
    assert found.counts["added"] == 1
    assert found.counts["shown"] == len(found.clauses) == SHOWN
    assert other.counts["same"] == 0


PIECES = st.lists(
    st.sampled_from(
        [*ACT.split("\n"), "第五条 适用范围", "1.", "(i) x", "ANNEX", "\f", "§ 4", ""]
    ),
    max_size=30,
).map("\n".join)


@given(PIECES, PIECES)
@settings(max_examples=120, deadline=None)
def test_any_two_texts_can_be_compared(old: str, new: str) -> None:
    found = compare_texts(old, new)
    counts = found.counts
    running = running_lines(old, new)
    there = len(split_clauses(new, running))
    assert (
        counts["same"] + counts["changed"] + counts["added"] + counts["moved"] == there
    )
    assert compare_texts(old, old).clauses == []
