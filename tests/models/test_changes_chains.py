"""Documents that stand on one another: rewritten, in chains, or any at all."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from models.changes.brief import in_short
from models.changes.family import Paper, Told, family_changes
from models.changes.fields import field_changes
from tests.models.followed import BASE, SOME_WAYS, follow


def test_a_rewritten_revision_is_compared_field_by_field() -> None:
    found = follow(
        "revision",
        Told("revised"),
        title="Draft Technical Regulation on Batteries",
        products="Primary cells and batteries; electric accumulators; chargers",
        description="The draft now covers all batteries. Lead shall not exceed"
        " 10 mg/kg.",
        hs=["8506", "8507", "850440"],
        ics=["29.220.10"],
        objectives=["environment", "consumer-protection"],
        comments_close="2026-04-30",
        documents=["https://members.wto.org/crnattachments/2026/TBT/VNM/b_e.pdf"],
    )
    assert list(found) == [
        "comments_close",
        "limits",
        "hs",
        "products",
        "title",
        "objectives",
        "description",
    ]
    assert found["comments_close"]["kind"] == "set"
    assert found["hs"]["added"] == ["8507", "850440"]
    assert found["hs"]["removed"] == ["850760"]
    assert found["objectives"]["added"] == ["consumer-protection"]
    runs = found["products"]["words"]
    assert [run.text.strip() for run in runs if run.kind == "added"] == ["; chargers"]


def test_later_documents_stand_on_earlier_ones() -> None:
    first = Paper("addendum", {"comments_close": "2025-08-31"})
    again = Paper("addendum", {"comments_close": "2025-09-30"})
    (change,) = family_changes(again, [BASE, first], SOME_WAYS)
    assert (change["before"], change["days"]) == ("2025-08-31", 30)
    assert family_changes(first, [BASE, first], SOME_WAYS) == []


def test_a_revision_without_an_earlier_text_tells_nothing() -> None:
    assert family_changes(Paper("revision", BASE.content), [], SOME_WAYS) == []


def test_what_only_some_ways_tell_is_no_change() -> None:
    old = {"title": "A", "adoption": "2025-01-01"}
    assert field_changes(old, {"title": "a"}, both=SOME_WAYS) == []


def test_an_event_keeps_changes_in_short() -> None:
    long = "word " * 200
    (change,) = field_changes({"products": long}, {"products": long + "more"})
    (told,) = in_short([change]).values()
    assert len(told["after"]) == 300
    assert "words" not in told


CONTENT = st.fixed_dictionaries(
    {},
    optional={
        "title": st.text(max_size=30),
        "description": st.text(max_size=120),
        "hs": st.lists(st.sampled_from(["85", "8506", "01"]), max_size=3),
        "comments_close": st.sampled_from(["2025-01-01", "2025-02-30", "soon", ""]),
        "entry_into_force": st.sampled_from(["2026-01-01", "upon publication"]),
        "documents": st.lists(st.text(max_size=9), max_size=2),
    },
)
KINDS = st.sampled_from(["regular", "revision", "addendum", "corrigendum"])
TOLD = st.lists(
    st.builds(
        Told,
        st.sampled_from(["changed", "adopted", "in_force", "void", "extended"]),
        st.sampled_from([None, date(2026, 1, 1)]),
    ),
    max_size=3,
)


@given(CONTENT, CONTENT, KINDS, TOLD)
@settings(max_examples=150, deadline=None)
def test_any_records_can_be_compared(
    old: dict[str, Any], new: dict[str, Any], kind: str, told: list[Told]
) -> None:
    assert field_changes(old, old) == []
    found = family_changes(Paper(kind, new, told), [Paper("regular", old)], SOME_WAYS)
    assert len({one["field"] for one in found}) == len(found)
    in_short(found)
