"""Arguments: kept whole, placed in the text, and proven."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case, CaseItem
from models.evidence import Evidence
from models.user import AuditEntry
from tests.models.archive import AT
from tests.web.argued import ACTOR, argue, open_argued, prove, whats
from web.arguments import service
from web.arguments.completeness import completeness, measure
from web.arguments.grounds import find_grounds
from web.arguments.proving import behind
from web.arguments.texts import texts_of
from web.arguments.wording import grounds_for
from web.cases.contents import live_items
from web.refused import RefusedError


@pytest.fixture
def case(session: Session) -> Case:
    return open_argued(session)[0]


def place(session: Session, item: CaseItem, *, unchecked: bool = False) -> None:
    texts = texts_of(session, item.case)
    service.place(session, item, texts, unchecked=unchecked, actor=ACTOR, at=AT)


def test_a_persons_item_is_kept_and_named(session: Session, case: Case) -> None:
    item = argue(session, case)
    place(session, item)
    assert (item.origin, item.taken, item.edited_by) == ("editor", True, "王建国")
    assert item.anchor.endswith(".5")
    assert (item.clause, item.standing) == ("Article 3 · 3.1", "valid")
    (row,) = behind(session, [item])[item.id]
    assert (row.kind, row.internal) == ("text", False)
    assert row.source == "G/TBT/N/EU/1100 Article 3 · 3.1"
    last = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert last
    assert last.action == "item.added"


QUOTES = {
    "typographic": "a label with the ‘separate collection’ symbol",
    "straight": 'bear a label with the "separate  collection"\nsymbol',
    "chinese": "bear a label with the “separate collection” symbol，".rstrip("，"),
    "over two clauses": "at least 1 cm high. 2.2 The label shall state the capacity",
}


@pytest.mark.parametrize("kind", QUOTES)
def test_quotation_marks_and_blanks_do_not_matter(
    kind: str, session: Session, case: Case
) -> None:
    item = argue(session, case, quote=QUOTES[kind])
    place(session, item)
    assert item.clause == "Article 2 · 2.1"


def test_a_limit_is_not_found_under_another_sign(session: Session, case: Case) -> None:
    item = argue(session, case, quote="at least 2 cm high")
    with pytest.raises(RefusedError, match="没有找到这段原文"):
        place(session, item)
    place(session, item, unchecked=True)
    assert (item.standing, item.anchor) == ("unplaced", "")
    assert "unchecked" in whats(completeness(session, case), item)


def test_without_a_document_the_form_is_quoted(session: Session) -> None:
    case, _ = open_argued(session, text="")
    item = argue(session, case, quote="rules for labels of portable batteries")
    place(session, item)
    assert item.anchor == "form.description"
    assert item.clause == "Description of content"


def test_three_thousand_words_are_kept_and_too_many_refused(
    session: Session, case: Case
) -> None:
    long = "“检测”required tests " * 1500
    item = argue(session, case, quote="", problem_zh=long, problem_en=long)
    session.commit()
    session.refresh(item)
    assert item.problem_zh == long
    with pytest.raises(RefusedError, match="最多40000个"):
        argue(session, case, problem_zh="字" * 40_001)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"ground_id": ""}, "主要评议依据"),
        ({"ground_id": "sps-5.1"}, "主要评议依据"),
        ({"ask": "beg"}, "请求的类别"),
        (
            dict.fromkeys(("problem_zh", "problem_en", "request_zh", "request_en"), ""),
            "都是空的",
        ),
    ],
)
def test_what_cannot_be_kept_is_refused(
    words: dict[str, str], said: str, session: Session, case: Case
) -> None:
    with pytest.raises(RefusedError, match=said):
        argue(session, case, **words)


def test_an_internal_row_proves_nothing_outside(session: Session, case: Case) -> None:
    item = argue(session, case, quote="")
    row = prove(session, item, internal=True)
    assert whats(completeness(session, case), item) == ["proof"]
    row.internal = False
    assert whats(completeness(session, case), item) == []
    row.removed_at = AT
    assert whats(completeness(session, case), item) == ["proof"]


def test_a_quote_proves_no_cost(session: Session, case: Case) -> None:
    item = argue(session, case, impact_zh="成本上升", impact_en="Costs rise")
    place(session, item)
    missing = completeness(session, case)
    assert whats(missing, item) == ["cost"]
    assert missing[-1].zh.startswith("写了影响")
    prove(session, item)
    assert whats(completeness(session, case), item) == []


def test_the_meter_counts_what_stands_in_the_way(session: Session, case: Case) -> None:
    for item in list(case.items):
        service.remove(session, item, actor=ACTOR, at=AT)
    assert [one.what for one in completeness(session, case)] == ["items"]
    item = argue(session, case, quote="nowhere", request_en="")
    place(session, item, unchecked=True)
    missing = completeness(session, case)
    assert {one.what for one in missing} == {
        "request_en",
        "proof",
        "stale_en",
        "unchecked",
    }
    meter = measure(missing, 1)
    assert (meter.done, meter.of, meter.is_complete) == (3, 6, False)


def test_a_new_quote_takes_the_place_of_the_old_proof(
    session: Session, case: Case
) -> None:
    item = argue(session, case)
    place(session, item)
    item.quote = "The label shall state the capacity in mAh"
    item.clause, item.anchor = "", ""
    place(session, item)
    (row,) = behind(session, [item])[item.id]
    assert row.text_en == item.quote
    assert len(session.scalars(select(Evidence)).all()) == 2


def test_evidence_of_another_case_is_not_joined(session: Session, case: Case) -> None:
    item, other = argue(session, case, quote=""), live_items(case)[0]
    row = prove(session, other)
    service.connect(session, item, [row.id, 999], actor=ACTOR)
    assert [one.id for one in behind(session, [item])[item.id]] == [row.id]
    service.connect(session, item, [], actor=ACTOR)
    assert behind(session, [item]) == {}


def test_policy_grounds_are_off_unless_asked_for() -> None:
    usual = {one.id for one in grounds_for("TBT")}
    assert "tbt-12" not in usual
    assert "tbt-12" in {one.id for one in grounds_for("TBT", policy=True)}
    assert {one.agreement for one in grounds_for(None)} == {"TBT", "SPS"}


def test_grounds_are_found_by_words_and_kind() -> None:
    assert len(find_grounds()) == 40
    assert all(
        one.name_zh and one.name_en and one.statement_zh for one in find_grounds()
    )
    assert {one.auto_check for one in find_grounds(checked="no")} == {()}
    assert "sps-5.1" in [one.id for one in find_grounds(words="风险评估")]
