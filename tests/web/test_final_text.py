"""The clauses that arguments point at, in the draft and in the final text."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.measure import Measure
from models.notice import Document
from tests.web.argued import LATER, TEXT, put_text
from tests.web.bench import Bench, set_bench
from tests.web.small_world import TODAY, add_notice
from web.arguments.texts import MARK, clauses_of
from web.correspondence.final_text import compare_final, split_anchor


@pytest.fixture
def bench(session: Session) -> Bench:
    return set_bench(session)


def place_of(words: str) -> int:
    """Where the clause with these words stands in the draft."""
    return next(
        place for place, one in enumerate(clauses_of(TEXT)) if words in one.text
    )


def test_each_clause_is_found_again_or_told_to_be_gone(
    session: Session, bench: Bench
) -> None:
    case = bench.case(state="replied", items=4)
    draft = put_text(session, case.notice, TEXT)
    assert compare_final(session, case) is None
    measure = session.get_one(Measure, case.measure_id)
    follow_up = add_notice(
        session,
        "G/TBT/N/USA/9/Add.1",
        measure=measure,
        type="addendum",
        distributed=TODAY + timedelta(days=90),
    )
    final = put_text(session, follow_up, LATER)
    session.execute(
        update(Document).where(Document.sha256 == final).values(role="final")
    )
    pointed = ("separate collection", "capacity in mAh", "laboratory established")
    for item, words in zip(case.items, pointed, strict=False):
        item.anchor = f"{draft[:MARK]}.{place_of(words)}"
    session.flush()
    compared = compare_final(session, case)
    assert compared is not None
    assert compared.source.symbol == "G/TBT/N/USA/9/Add.1"
    same, changed, gone, nowhere = compared.fates
    assert [one.kind for one in (same, changed, nowhere)] == [
        "same",
        "changed",
        "unplaced",
    ]
    assert gone.kind in {"gone", "changed"}
    told = {run.kind: run.text for run in changed.runs}
    assert (told["removed"], told["added"]) == ("ten", "five")
    assert session.scalars(select(Document.role)).all().count("final") == 1


@pytest.mark.parametrize("anchor", ["", "form.title", "abc.3", f"{'a' * MARK}.x"])
def test_an_anchor_that_is_no_clause_points_nowhere(anchor: str) -> None:
    assert split_anchor(anchor) == ("", -1)
