"""Rounds of questions: who is proposed and why, what goes out, who is reminded."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.alert import Message
from models.case_plan import CasePlan
from models.consultation import Asked, AskedKind, Consultation, Expert
from models.measure import Measure
from models.organisation import Contact, Product
from models.user import AuditEntry
from models.voice import Voice
from tests.web.asking import (
    CLOSES,
    LINKS,
    OFFICER,
    add_body,
    add_case,
    add_round,
    ask,
    reply,
)
from tests.web.small_world import (
    NOW,
    TODAY,
    add_match,
    add_notice,
    add_tag,
    add_user,
)
from web.consultations import moving, rounds
from web.consultations.choosing import Party, chosen, proposed
from web.consultations.drafts import Draft, first_draft, wish_of
from web.consultations.questions import last_day, question_of
from web.consultations.rounds import Wish
from web.planning.service import replan
from web.refused import RefusedError

DAY = timedelta(days=1)


def letters(session: Session) -> list[Message]:
    return list(session.scalars(select(Message).order_by(Message.id)))


def wish(*parties: Party, **words: Any) -> Wish:
    given: dict[str, Any] = {
        "question_zh": "受影响吗？",
        "question_en": "Are you affected?",
        "closes": CLOSES,
        **words,
    }
    return Wish(parties=parties, **given)


def begin(session: Session, asked_for: Wish) -> Consultation:
    return rounds.begin(
        session,
        add_case(session),
        asked_for,
        LINKS,
        actor=OFFICER,
        now=NOW,
        today=TODAY,
    )


def party(session: Session, name: str = "甲公司", **columns: Any) -> Party:
    body = add_body(session, name)
    given: dict[str, Any] = {"email": f"{name}@firm.example", **columns}
    return Party(f"o{body.id}", AskedKind.FIRM, name, organisation_id=body.id, **given)


def test_those_are_proposed_who_are_hit_and_who_spoke_come_first(
    session: Session,
) -> None:
    notice = add_notice(session, "G/TBT/N/USA/77")
    add_tag(session, notice, "8507")
    add_match(session, notice, "lithium-batteries")
    goods, spoke, none = (add_body(session, name) for name in ("甲", "乙", "丙"))
    goods.products = [Product(hs="850760", name="电芯", added_by="x", added_at=NOW)]
    goods.markets = ["USA"]
    goods.contacts = [Contact(name="王工", email="wang@firm.example")]
    none.markets = ["USA"]
    user = add_user(session, "yi@firm.example", organisation_id=spoke.id)
    voice = Voice(notice_id=notice.id, user_id=user.id, organisation_id=spoke.id)
    voice.product, voice.contact = "电池", "李工"
    voice.created_at = voice.changed_at = NOW
    session.add(voice)
    lab = add_body(session, "某检测中心", "laboratory")
    case = add_case(session, notice)
    found = proposed(session, case)
    assert [one.name for one in found] == ["乙", "甲", lab.name]
    assert [why.kind for why in found[0].whys] == ["voice"]
    assert {why.kind for why in found[1].whys} == {"goods", "sector", "market"}
    assert [one.email for one in found[:2]] == ["yi@firm.example", "wang@firm.example"]
    draft = first_draft(session, case, found, TODAY)
    assert draft.marks == [f"o{spoke.id}", f"o{goods.id}"]


def test_who_was_asked_before_and_said_nothing_is_asked_again(session: Session) -> None:
    case = add_case(session)
    one = add_round(session, case)
    silent, said = add_body(session, "甲公司"), add_body(session, "乙公司")
    ask(session, one, "甲公司", organisation_id=silent.id)
    reply(session, ask(session, one, "乙公司", organisation_id=said.id))
    found = proposed(session, case)
    assert [(one.name, one.whys[0].kind) for one in found] == [("甲公司", "silent")]


def test_experts_of_the_field_and_with_least_to_do_come_first(session: Session) -> None:
    notice = add_notice(session, "G/TBT/N/USA/77")
    add_match(session, notice, "lithium-batteries")
    case = add_case(session, notice)
    for name, sectors in (("赵", []), ("钱", ["lithium-batteries"])):
        session.add(Expert(name=name, sectors=sectors, edited_by="x", edited_at=NOW))
    session.flush()
    asked = session.scalars(select(Expert).where(Expert.name == "钱")).one()
    ask(session, add_round(session, case), "钱", AskedKind.EXPERT, expert_id=asked.id)
    found = [one for one in proposed(session, case) if one.kind == AskedKind.EXPERT]
    assert [(one.name, one.load) for one in found] == [("钱", 1), ("赵", 0)]
    marks = [one.mark for one in found]
    assert [one.name for one in chosen(session, marks)] == ["赵", "钱"]


def test_the_last_day_is_the_plans_or_half_the_time_left(session: Session) -> None:
    case = add_case(session)
    assert last_day(session, case, TODAY) == date(2026, 3, 26)
    plan = CasePlan(case_id=case.id, number=1, external=None, basis="stated")
    plan.replies_close, plan.made_at = date(2026, 3, 18), NOW
    session.add(plan)
    session.flush()
    assert last_day(session, case, TODAY) == date(2026, 3, 18)
    assert last_day(session, case, date(2026, 3, 18)) == date(2026, 4, 3)
    assert last_day(session, case, date(2026, 4, 20)) == date(2026, 5, 4)


def test_the_question_holds_the_facts_of_the_notice(session: Session) -> None:
    case = add_case(session)
    symbol = case.notice.symbol
    zh, en = question_of(session, case)
    assert f"美国的通报 {symbol}" in zh
    assert "2026年4月20日" in zh
    assert f"Notification {symbol} of the United States" in en


def test_a_round_may_last_as_long_as_an_addendum_gave_more_time(
    session: Session,
) -> None:
    case = add_case(session)
    measure = session.get_one(Measure, case.measure_id)
    later: dict[str, Any] = {"type": "addendum", "deadline": date(2026, 5, 20)}
    add_notice(session, "G/TBT/N/USA/1/Add.1", measure=measure, **later)
    replan(session, case, "", NOW)
    assert "2026年5月20日" in question_of(session, case)[0]
    asked = wish(party(session), closes=date(2026, 5, 1))
    one = rounds.begin(session, case, asked, LINKS, actor=OFFICER, now=NOW, today=TODAY)
    moving.check_day(session, one, date(2026, 5, 19), TODAY)
    with pytest.raises(RefusedError, match="评议截止日2026-05-20"):
        moving.check_day(session, one, date(2026, 5, 21), TODAY)


def test_each_gets_a_letter_with_a_link_of_its_own(session: Session) -> None:
    one, other = party(session), party(session, "Beta Ltd", language="en")
    mute = party(session, "丙公司", email="")
    made = begin(session, wish(one, other, mute))
    assert [asked.sent_at is None for asked in made.asked] == [False, False, True]
    first, second = letters(session)
    assert "请在2026年3月16日前答复" in first.subject
    assert "受影响吗？" in first.body
    assert "Are you affected?" in second.body
    ways = {
        next(word for word in one.body.split() if "/asked/" in word)
        for one in (first, second)
    }
    assert len(ways) == 2
    assert "consultation.begun" in session.scalars(select(AuditEntry.action)).all()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"closes": TODAY}, "今天（2026-03-02）之后"),
        ({"closes": date(2026, 4, 21)}, "不能晚于评议截止日2026-04-20"),
        ({"question_zh": " "}, "中文的征求意见内容"),
        ({"question_zh": "长" * 4001}, "4000字"),
    ],
)
def test_a_round_that_cannot_be_sent_is_refused(
    session: Session, words: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(RefusedError, match=sentence):
        begin(session, wish(party(session), **words))
    assert letters(session) == []


def test_nobody_asked_no_english_and_a_closed_case_are_refused(
    session: Session,
) -> None:
    case = add_case(session)
    with pytest.raises(RefusedError, match="至少选择一家"):
        rounds.check(session, case, wish(), TODAY)
    english = party(session, "Beta Ltd", language="en")
    with pytest.raises(RefusedError, match="Beta Ltd"):
        rounds.check(session, case, wish(english, question_en=""), TODAY)
    case.state = "closed"
    with pytest.raises(RefusedError, match="已办结"):
        rounds.check(session, case, wish(english), TODAY)


def test_names_that_are_not_registered_are_named(session: Session) -> None:
    add_body(session, "甲公司")
    draft = Draft("问", "", CLOSES.isoformat(), "甲公司\n 乙公司 \n\n丙公司")
    with pytest.raises(RefusedError, match="乙公司、丙公司"):
        wish_of(session, draft)
    with pytest.raises(RefusedError, match="2026-03-05"):
        wish_of(session, Draft("问", "", "明天"))
    found = wish_of(session, Draft("问", "", CLOSES.isoformat(), "甲公司"))
    assert [one.name for one in found.parties] == ["甲公司"]


def test_rounds_are_numbered_within_a_case(session: Session) -> None:
    one = party(session)
    made = begin(session, wish(one))
    again = rounds.begin(
        session, made.case, wish(one), LINKS, actor=OFFICER, now=NOW, today=TODAY
    )
    assert (made.number, again.number) == (1, 2)
    assert len(session.scalars(select(Asked)).all()) == 2
