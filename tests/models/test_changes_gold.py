"""Pairs of notifications, as publishers write them, and what a reader must be told."""

from __future__ import annotations

from datetime import date

from models.changes.correcting import corrected_days
from models.changes.family import Told
from models.changes.fields import field_changes
from tests.models.followed import follow


def test_an_extension_tells_the_days_and_nothing_else() -> None:
    found = follow(
        "addendum",
        Told("extended", date(2025, 8, 31)),
        title="Draft Technical Regulation on Portable Batteries",
        description="The comment period is extended until 31 August 2025.",
        comments_close="2025-08-31",
    )
    assert found == {
        "comments_close": {
            "field": "comments_close",
            "kind": "moved",
            "before": "2025-08-01",
            "after": "2025-08-31",
            "days": 30,
        }
    }


def test_a_shortened_period_counts_below_zero() -> None:
    found = follow("addendum", comments_close="2025-07-15")
    assert found["comments_close"]["days"] == -17


def test_an_adoption_tells_the_day_in_force_against_the_planned_one() -> None:
    found = follow(
        "addendum",
        Told("adopted", date(2025, 11, 20)),
        Told("in_force", date(2026, 9, 1)),
        description="Adopted on 20 November 2025; it enters into force on 1 September"
        " 2026.",
        documents=["https://members.wto.org/crnattachments/2025/TBT/VNM/final.pdf"],
    )
    assert list(found) == ["entry_into_force", "adoption", "documents"]
    assert found["entry_into_force"]["days"] == 92
    assert found["entry_into_force"]["told"] is True
    assert found["adoption"]["days"] == -11
    assert len(found["documents"]["added"]) == 1


def test_a_narrowed_scope_is_told_in_the_words_of_the_addendum() -> None:
    found = follow(
        "addendum",
        Told("changed"),
        description="Viet Nam informs Members of changes. The scope of the draft has"
        " been narrowed to button cells. Comments are welcome.",
        products="Button cells",
    )
    assert found["scope"]["after"] == (
        "The scope of the draft has been narrowed to button cells."
    )
    assert found["products"]["kind"] == "reworded"
    assert "hs" not in found


def test_codes_that_are_added_are_named_and_silence_removes_none() -> None:
    found = follow("addendum", hs=["8507"], description="Accumulators are added.")
    assert found["hs"]["added"] == ["8507"]
    assert found["hs"]["removed"] == []
    assert follow("addendum", description="A translation can be had.") == {}


def test_a_lowered_limit_is_told_from_number_to_number() -> None:
    found = follow(
        "addendum",
        Told("changed"),
        description="Following comments, lead shall not exceed 10 mg/kg. Mercury in"
        " button cells stays at 20 mg/kg.",
    )
    (pair,) = found["limits"]["pairs"]
    assert (pair["before"], pair["after"], pair["way"]) == (
        "40 mg/kg",
        "10 mg/kg",
        "lower",
    )


def test_a_corrigendum_of_a_date_reads_the_day_that_should_stand() -> None:
    found = follow(
        "corrigendum",
        Told("corrected"),
        description="In item 9, the proposed date of entry into force should read"
        " 1 July 2026 instead of 1 June 2026.",
    )
    assert found["entry_into_force"]["after"] == "2026-07-01"
    assert found["entry_into_force"]["days"] == 30


def test_a_document_declared_void_and_a_measure_withdrawn() -> None:
    void = follow("corrigendum", Told("void"), description="Null and void.")
    assert void["status"]["after"] == "void"
    gone = follow("addendum", Told("withdrawn"), description="It is withdrawn.")
    assert gone["status"]["after"] == "withdrawn"


def test_a_spanish_addendum_is_read_in_spanish() -> None:
    found = follow(
        "addendum",
        Told("extended"),
        description="Se prorroga el plazo para presentar observaciones hasta el 30 de"
        " septiembre de 2025.",
    )
    assert found["comments_close"]["after"] == "2025-09-30"
    assert found["comments_close"]["days"] == 60


def test_a_chinese_text_is_read_in_chinese() -> None:
    old = {
        "description": "本标准规定铅的限量为0.5 mg/kg。",
        "title": "食品中污染物限量",
    }
    new = {
        "description": "本标准规定铅的限量为0.2 mg/kg。",
        "title": "食品中污染物限量",
    }
    limits, description = field_changes(old, new)
    assert limits["pairs"][0]["after"] == "0.2 mg/kg"
    assert description["kind"] == "reworded"
    told = corrected_days("生效日期由2026年1月1日推迟至2026年7月1日。")
    assert told["entry_into_force"] == (date(2026, 1, 1), date(2026, 7, 1))
