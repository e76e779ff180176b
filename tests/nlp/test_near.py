"""Near misses say what was found and what held it back; prose alone never matches."""

from __future__ import annotations

import csv

import pytest

from nlp.definitions import shipped
from nlp.matching import SectorMatch, consider
from nlp.reasons import render
from nlp.tagging import tag
from nlp.words import LEXICONS
from tests.nlp.conftest import notice

AGAINST = {"prose_only", "ics_only", "wide_only", "doubtful", "ics_doubtful", "many"}
CODED = {"hs", "ics"}


def near(**fields: object) -> dict[str, SectorMatch]:
    """The near misses of a notice, by sector."""
    text = notice(**fields)
    found = consider(tag(text), text, shipped())
    return {one.sector: one for one in found if one.certainty == "near"}


def kinds(one: SectorMatch) -> list[str]:
    return [reason.kind for reason in one.reasons]


def test_words_in_prose_alone_are_near_and_say_so() -> None:
    found = near(
        title="Draft rules on the keeping of records",
        description="Records of shops that sell cement.",
        hs=("0902",),
    )
    assert kinds(found["cement-building-materials"])[-1] == "prose_only"


def test_a_chapter_alone_is_near_and_said_to_be_wide() -> None:
    found = near(title="Draft order", hs=("85",))
    assert found
    assert all(kinds(one)[-1] in {"wide_only", "domain"} for one in found.values())


def test_a_brake_is_what_held_it() -> None:
    found = near(
        title="Import of live poultry",
        agreement="SPS",
        hs=("0105",),
        regions="Brazil",
        objectives=("Animal health (SPS)",),
        description="Import of live poultry from Brazil is suspended: steel cages.",
    )
    braked = {kind for one in found.values() for kind in kinds(one)}
    assert braked & {"aimed", "domain", "prose_only"}


def test_there_are_never_more_than_two_and_none_is_a_match() -> None:
    text = notice(
        title="Draft", description="Cement, toys, tea, tyres, steel, solar panels."
    )
    found = consider(tag(text), text, shipped())
    assert sum(one.certainty == "near" for one in found) <= 2
    assert [one.certainty for one in found] == sorted(
        (one.certainty for one in found), key=lambda name: name == "near"
    )


@pytest.mark.parametrize("goods", ["tea", "cement", "toys", "lithium batteries"])
def test_prose_alone_never_matches(goods: str) -> None:
    text = notice(title="Draft rules", description=f"It mentions {goods} once.")
    found = consider(tag(text), text, shipped())
    assert not {one.certainty for one in found} & {"sure", "likely"}


def test_every_reason_reads_well_in_both_languages() -> None:
    with (LEXICONS / "reasons.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {row["kind"] for row in rows} >= AGAINST
    for row in rows:
        assert not row["zh"].endswith(("。", ".", "，"))
        assert row["en"].isascii() or "“" in row["en"]
        assert row["zh"].count("{") == row["zh"].count("}")
        given = {part.split("}")[0] for part in row["zh"].split("{")[1:]}
        also = {part.split("}")[0] for part in row["en"].split("{")[1:]}
        assert given == also


def test_told_reasons_leave_no_hole() -> None:
    text = notice(
        title="Lithium batteries", hs=("850760", "85"), ics=("29.220.30", "13.020")
    )
    for one in consider(tag(text), text, shipped()):
        for reason in one.reasons:
            for told in render(reason):
                assert "{" not in told
                assert "（）" not in told
                assert "()" not in told
