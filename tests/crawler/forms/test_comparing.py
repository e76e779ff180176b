"""What differs between a form and the record, and what does not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from crawler.forms.comparing import Comparison, Record, compare
from crawler.forms.reading import read_form
from models.content import Content
from models.form import Form
from tests.crawler.forms.written import case

CONTENT: Content = {
    "title": "Draft National Technical Regulation on mercury in household batteries",
    "description": "The draft limits mercury in household batteries.\n\n"
    "1. Scope: button cells are included.",
    "products": "Primary cells and batteries",
    "hs": ["8506"],
    "ics": ["29.220.10"],
    "objectives": [
        "Quality requirements (TBT)",
        "Protection of the environment (TBT)",
    ],
    "articles": ["5.6.2", "2.9.2"],
    "adoption": "2026-12-15",
    "entry_into_force": "6 months after the date of publication",
    "relevant_documents": "TCVN 12666:2019",
}


def against(
    form: Form | None = None, language: str = "en", **changes: Any
) -> Comparison:
    """The Vietnamese form against its record, with some fields changed."""
    given = {"distributed": date(2026, 6, 2), "comments_close": date(2026, 8, 1)}
    given |= {name: changes.pop(name) for name in list(changes) if name in given}
    content = {**CONTENT, **changes}
    told = form or read_form(case("tbt_regular_en").blocks()).form
    return compare(told, language, Record(content, "en", **given))  # type: ignore[arg-type]


def test_a_record_that_says_the_same() -> None:
    found = against()
    assert (found.differing, found.cut) == ([], [])
    assert "comments_agency" in found.only
    assert "texts_from" in found.only
    assert "title" not in found.only


@pytest.mark.parametrize(
    ("name", "held", "shown"),
    [
        ("adoption", "2026-12-16", "2026-12-15"),
        ("comments_close", date(2026, 8, 11), "2026-08-01"),
        ("hs", ["8507"], ["8506"]),
        ("ics", ["29.220.20"], ["29.220.10"]),
        ("articles", ["2.9.2"], ["2.9.2", "5.6.2"]),
        ("title", "Rules for rubber toys", None),
        ("products", "Cells and lamps of every kind", None),
        ("objectives", ["Quality requirements (TBT)"], ["environment", "quality"]),
        ("entry_into_force", "30 days after publication", None),
        ("entry_into_force", "2027-01-01", None),
        ("distributed", date(2026, 5, 2), "2026-06-02"),
    ],
)
def test_exactly_what_differs_is_told(name: str, held: Any, shown: Any) -> None:
    found = against(**{name: held}).differing
    field = "circulated" if name == "distributed" else name
    assert [one["field"] for one in found] == [field]
    record = held.isoformat() if isinstance(held, date) else held
    assert found[0]["record"] == record
    if shown is not None:
        assert found[0]["form"] == shown


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("title", "DRAFT national  technical regulation on mercury in household "
         "batteries."),
        ("hs", ["850610"]),
        ("hs", ["85"]),
        ("products", "Primary cells and batteries (HS code(s): 8506)"),
        ("adoption", "15 December 2026"),
        ("entry_into_force", "six months after publication"),
        ("distributed", date(2026, 6, 4)),
        ("description", "Summary. The draft limits mercury in household batteries. 1. "
         "Scope: button cells are included. Further details are in the annex."),
    ],
)  # fmt: skip
def test_what_people_would_call_the_same(name: str, held: Any) -> None:
    found = against(**{name: held})
    assert (found.differing, found.cut) == ([], [])


def test_a_record_cut_short_does_not_differ() -> None:
    found = against(description="The draft limits mercury in househ")
    assert (found.differing, found.cut) == ([], ["description"])


def test_words_of_two_languages_are_not_compared() -> None:
    form = read_form(case("tbt_regular_fr").blocks()).form
    assert against(form, "fr").differing == []
    found = against(form, "fr", hs=["8507"]).differing
    assert [one["field"] for one in found] == ["hs"]


def test_a_deadline_counted_from_circulation() -> None:
    form = read_form(case("tbt_regular_en_newer").blocks()).form
    found = against(form, comments_close=date(2026, 8, 1))
    assert found.differing == []
    moved = against(form, comments_close=date(2026, 8, 2)).differing
    assert [(one["field"], one["form"]) for one in moved] == [
        ("comments_close", "2026-08-01")
    ]


def test_sps_fields() -> None:
    form = read_form(case("sps_regular_en").blocks()).form
    content: Content = {
        "all_partners": False,
        "international_standard": "Codex Alimentarius Commission; None",
        "conforms": "No: the limits are lower",
    }
    record = Record(content, "en", date(2026, 6, 2), None)
    found = compare(form, "en", record)
    assert [one["field"] for one in found.differing] == ["all_partners", "standards"]
    assert "comments_close" in found.only


def test_neither_is_changed() -> None:
    form = read_form(case("tbt_regular_en").blocks()).form
    before = repr((form, CONTENT))
    against(form, hs=["8507"])
    assert repr((form, CONTENT)) == before
