"""Arguments in a newer text, and what the machine checks say of newer facts."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from models.case import Case, CaseItem, Standing
from models.notice import Version
from tests.models.archive import AT, TODAY
from tests.web.argued import ACTOR, LATER, TEXT, argue, open_argued, put_text, revise
from web.arguments import carry_over, proposals, service
from web.arguments.carrying import carried
from web.arguments.completeness import completeness
from web.arguments.texts import texts_of
from web.cases.contents import live_items
from web.refused import RefusedError

QUOTES = {
    "valid": "Each battery shall bear a label",
    "changed": "The label shall state the capacity in mAh and shall not come off within"
    " ten years",
    "gone": "Tests shall be made by a laboratory established in the Union",
}


@pytest.fixture
def case(session: Session) -> Case:
    return open_argued(session)[0]


def quote(session: Session, case: Case, words: str) -> CaseItem:
    item = argue(session, case, quote=words)
    texts = texts_of(session, case)
    service.place(session, item, texts, unchecked=False, actor=ACTOR, at=AT)
    return item


def test_each_argument_is_valid_changed_or_gone(session: Session, case: Case) -> None:
    items = {name: quote(session, case, words) for name, words in QUOTES.items()}
    assert carried(session, case) == {}
    later = revise(session, case)
    fates = carried(session, case)
    assert {name: fates[item.id].standing for name, item in items.items()} == {
        "valid": Standing.VALID,
        "changed": Standing.CHANGED,
        "gone": Standing.GONE,
    }
    changed = fates[items["changed"].id]
    assert changed.text.symbol == later.symbol
    assert ("removed", "ten") in [(run.kind, run.text) for run in changed.words]
    missing = {one.item.id: one.what for one in completeness(session, case) if one.item}
    assert missing[items["changed"].id] == "changed"
    assert missing[items["gone"].id] == "gone"
    assert items["valid"].id not in missing


def test_one_click_keeps_what_is_valid_or_changed(session: Session, case: Case) -> None:
    items = {name: quote(session, case, words) for name, words in QUOTES.items()}
    later = revise(session, case)
    assert carry_over.keep_valid(session, case, actor=ACTOR, at=AT) == 1
    assert items["valid"].notice_id == later.id
    assert items["valid"].quote == QUOTES["valid"]
    carry_over.keep(session, case, items["changed"], actor=ACTOR, at=AT)
    assert "within five years" in items["changed"].quote
    assert items["changed"].clause == "Article 2 · 2.2"
    with pytest.raises(RefusedError, match="没有对应的条款"):
        carry_over.keep(session, case, items["gone"], actor=ACTOR, at=AT)
    with pytest.raises(RefusedError, match="无需再确认"):
        carry_over.keep(session, case, items["valid"], actor=ACTOR, at=AT)
    assert set(carried(session, case)) == {items["gone"].id}


def test_a_clause_that_moved_keeps_its_argument(session: Session, case: Case) -> None:
    item = quote(session, case, QUOTES["valid"])
    revise(session, case, TEXT.replace("Article 2\n", "Article 2a\n"))
    assert carried(session, case)[item.id].standing == Standing.VALID
    carry_over.keep(session, case, item, actor=ACTOR, at=AT)
    assert item.clause == "Article 2a · 2.1"


def test_an_annex_of_its_own_is_no_later_state(session: Session, case: Case) -> None:
    item = quote(session, case, QUOTES["gone"])
    revise(session, case, "Annex I\nForms of application, to be filled in twice.\n")
    assert item.id not in carried(session, case)


def test_a_field_of_the_form_is_carried_to_the_next_version(
    session: Session,
) -> None:
    case, _ = open_argued(session, text="")
    notice = case.notice
    item = quote(session, case, "rules for labels of portable batteries")
    session.add(
        Version(
            notice_id=notice.id,
            number=1,
            content=dict(notice.content),
            content_hash="0",
            seen_at=AT,
        )
    )
    notice.content = {**notice.content, "description": "Rules for all batteries."}
    notice.version_number = 2
    session.flush()
    fate = carried(session, case)[item.id]
    assert fate.standing == Standing.CHANGED
    assert fate.before
    assert "portable" in fate.before.text
    put_text(session, notice, LATER)
    assert carried(session, case)[item.id].standing == Standing.CHANGED


def ask(session: Session, case: Case) -> proposals.Checked:
    return proposals.check_again(session, case, TODAY)


def take(session: Session, case: Case, key: str, *, at: datetime = AT) -> CaseItem:
    return proposals.take_proposal(session, case, key, today=TODAY, actor=ACTOR, at=at)


def test_newer_facts_bring_new_proposals(session: Session, case: Case) -> None:
    assert ask(session, case).proposals == []
    revise(session, case, comments_close=date(2025, 6, 30))
    checked = ask(session, case)
    (one,) = [p for p in checked.proposals if p.point.check == "comment_days < 60"]
    assert checked.symbol == "G/TBT/N/EU/1100/Rev.1"
    item = take(session, case, one.key)
    assert (item.origin, item.taken, item.ask) == ("machine", False, "extend")
    assert "20天" in item.problem_zh
    assert one.key not in [p.key for p in ask(session, case).proposals]
    with pytest.raises(RefusedError, match="不再成立"):
        take(session, case, one.key)


def test_changed_facts_renew_words_that_nobody_took_over(
    session: Session, case: Case
) -> None:
    later = revise(session, case, comments_close=date(2025, 6, 30))
    key = "tbt-2.9.4|comment_days < 60"
    item = take(session, case, key)
    later.comments_close = date(2025, 7, 2)
    session.flush()
    (one,) = [p for p in ask(session, case).proposals if p.key == key]
    assert one.item is item
    take(session, case, key)
    assert "22天" in item.problem_zh
    service.take_over(session, item, actor=ACTOR, at=AT)
    item.problem_zh = "人写的话"
    later.comments_close = date(2025, 7, 4)
    session.flush()
    take(session, case, key, at=AT + timedelta(days=1))
    assert item.problem_zh == "人写的话"
    assert "24天" in item.check["reasons_zh"][0]


def test_what_was_turned_down_comes_back_only_with_other_facts(
    session: Session, case: Case
) -> None:
    later = revise(session, case, comments_close=date(2025, 6, 30))
    key = "tbt-2.9.4|comment_days < 60"
    proposals.turn_down(session, case, key, today=TODAY, actor=ACTOR, at=AT)
    assert key not in [p.key for p in ask(session, case).proposals]
    later.comments_close = date(2025, 7, 2)
    session.flush()
    assert key in [p.key for p in ask(session, case).proposals]
    item = take(session, case, key)
    assert item.removed_at is None


def test_an_argument_whose_reason_has_gone_is_told_of(
    session: Session, case: Case
) -> None:
    item = next(
        one for one in live_items(case) if one.check["check"] == "entry_date_missing"
    )
    content = {**case.notice.content, "entry_into_force": "2026-06-01"}
    case.notice.content = content
    session.flush()
    assert item.id in ask(session, case).unfounded
