"""A round of questions: begun, sent, reminded of, closed; nothing of it is deleted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.case import Case
from models.consultation import Asked, AskedKind, Consultation
from web.alerts.links import Links
from web.cases.moves import move
from web.cases.record import Actor, record
from web.consultations.choosing import Party
from web.consultations.letters import OCCASIONS, post_letter
from web.consultations.links import link_of
from web.consultations.standing import is_closed
from web.marks import N_
from web.planning.extension import closing_day
from web.refused import RefusedError

MOST_WORDS = 4000
MOST_PARTIES = 300
OVER = frozenset({"closed", "screened_out"})
"""States of a case in which nobody is asked any more."""
WAITS = "candidate"
"""The state that a round ends: the case is 征集中 then. One that is worked on stays."""
ROUND = "第{n}轮征求意见"
NOBODY = N_("请至少选择一家单位或一位专家。")
TOO_MANY = N_("一轮最多%(most)d家，请分轮征求。")
NO_QUESTION = N_("请填写中文的征求意见内容，不超过4000字。")
NO_ENGLISH = N_("有用英文通信的对象（%(name)s），请填写英文的征求意见内容。")
PAST = N_("截止日须在今天（%(today)s）之后。")
TOO_LATE = N_("截止日不能晚于评议截止日%(day)s，否则意见用不上。")
IS_OVER = N_("案件已办结或决定不评议，不能再征求意见。")
HAS_ANSWERED = N_("%(name)s已答复，不必再发链接。")
TAKEN_OFF = N_("已撤回对%(name)s的征求，不能再发链接。")
NO_MAIL = N_("%(name)s没有登记邮箱，请复制链接用其他方式发送。")


@dataclass(frozen=True)
class Wish:
    """A round as its form gives it."""

    question_zh: str
    question_en: str
    closes: date
    parties: Sequence[Party]


def check(session: Session, case: Case, wish: Wish, today: date) -> None:
    """Refuse a round that cannot be sent."""
    if case.state in OVER:
        raise RefusedError(IS_OVER)
    if not wish.parties:
        raise RefusedError(NOBODY)
    if len(wish.parties) > MOST_PARTIES:
        raise RefusedError(TOO_MANY, most=MOST_PARTIES)
    if not 0 < len(wish.question_zh.strip()) <= MOST_WORDS:
        raise RefusedError(NO_QUESTION)
    if wish.closes <= today:
        raise RefusedError(PAST, today=today.isoformat())
    check_english(wish)
    ends = closing_day(session, case)
    if ends is not None and today < ends < wish.closes:
        raise RefusedError(TOO_LATE, day=ends.isoformat())


def check_english(wish: Wish) -> None:
    """Who is written to in English is asked in English."""
    english = next((one for one in wish.parties if one.language == "en"), None)
    if english is not None and not 0 < len(wish.question_en.strip()) <= MOST_WORDS:
        raise RefusedError(NO_ENGLISH, name=english.name)


def begin(
    session: Session,
    case: Case,
    wish: Wish,
    links: Links,
    *,
    actor: Actor,
    now: datetime,
    today: date,
) -> Consultation:
    """Open a round and put the letters into the outbox.

    A case that only waited is 征集中 from then on; one whose text is written or read
    stays where it is, and the answers come in beside.
    """
    check(session, case, wish, today)
    made = Consultation(
        case=case,
        number=next_number(session, case),
        question_zh=wish.question_zh.strip(),
        question_en=wish.question_en.strip(),
        closes=wish.closes,
        created_by=actor.name,
        created_at=now,
    )
    made.asked = [asked_of(one) for one in wish.parties]
    try:
        with session.begin_nested():
            session.add(made)
    except IntegrityError as error:
        raise RefusedError(N_("另一位同事刚开了一轮，请刷新页面后再试。")) from error
    for asked in made.asked:
        send(session, asked, links, now=now, today=today)
    record(
        session,
        actor,
        "consultation.begun",
        case,
        now,
        round=made.number,
        asked=len(made.asked),
    )
    if case.state == WAITS:
        reason = ROUND.format(n=made.number)
        move(session, case, "soliciting", actor=actor, reason=reason, now=now)
    return made


def next_number(session: Session, case: Case) -> int:
    """The number of the next round of a case."""
    highest = select(func.max(Consultation.number)).where(
        Consultation.case_id == case.id
    )
    return (session.scalar(highest) or 0) + 1


def asked_of(party: Party) -> Asked:
    """A party as it is asked."""
    return Asked(
        kind=party.kind,
        organisation_id=party.organisation_id,
        expert_id=party.expert_id,
        name=party.name,
        email=party.email,
        language=party.language,
        serial=1,
    )


def send(
    session: Session, asked: Asked, links: Links, *, now: datetime, today: date
) -> None:
    """Put the question to a party; who has no address is left for the officer."""
    one = asked.consultation
    english = asked.language == "en"
    sent = post_letter(
        session,
        OCCASIONS.get(AskedKind(asked.kind), "asked"),
        asked,
        link_of(links, asked, today),
        key="asked",
        now=now,
        said=one.question_en if english else one.question_zh,
    )
    if sent:
        asked.sent_at = now


def send_again(
    session: Session, asked: Asked, links: Links, *, now: datetime, today: date
) -> None:
    """End the link of a party and mail it a new one, while the case goes on."""
    one = asked.consultation
    if one.case.state in OVER:
        raise RefusedError(IS_OVER)
    if asked.withdrawn_at is not None:
        raise RefusedError(TAKEN_OFF, name=asked.name)
    if asked.answered_at is not None and is_closed(one, today):
        raise RefusedError(HAS_ANSWERED, name=asked.name)
    if not asked.email:
        raise RefusedError(NO_MAIL, name=asked.name)
    asked.serial += 1
    post_letter(
        session,
        "again",
        asked,
        link_of(links, asked, today),
        key=f"again:{asked.serial}",
        now=now,
    )
    asked.sent_at = asked.sent_at or now


def withdraw(
    session: Session, asked: Asked, actor: Actor, reason: str, now: datetime
) -> None:
    """Take a party off a round; its link ends, what it answered stays on file."""
    why = " ".join(reason.split())[:200]
    if not why:
        raise RefusedError(N_("请填写撤回的理由。"))
    asked.withdrawn_at = asked.withdrawn_at or now
    case = asked.consultation.case
    record(session, actor, "consultation.withdrawn", case, now, asked=asked.id, why=why)


def close(session: Session, one: Consultation, actor: Actor, now: datetime) -> None:
    """End a round before its day; what comes later goes to the next."""
    if one.closed_at is None:
        one.closed_at = now
        record(session, actor, "consultation.closed", one.case, now, round=one.number)
