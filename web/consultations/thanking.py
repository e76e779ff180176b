"""What those who answered are told: thanks at once, and later what came of it."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case, Outcome
from models.consultation import Asked, Consultation
from models.deadlines import HERE
from models.notice import Notice
from models.user import User
from models.voice import Voice
from web.alerts.links import Links
from web.consultations.letters import facts, post_letter, wordings
from web.consultations.links import link_of
from web.mail.plain import Reader, fill, post
from web.papers.contact import sign_of

SAID = {
    "zh": {
        Outcome.ACCEPTED: "采纳%d条",
        Outcome.PARTLY: "部分采纳%d条",
        Outcome.REFUSED: "未采纳%d条",
        Outcome.UNANSWERED: "未答复%d条",
        Outcome.UNKNOWN: "结果未知%d条",
        "all": "共提出%d条意见：",
        "none": "这件评议没有提出意见。",
        "joint": "，",
        "end": "。",
    },
    "en": {
        Outcome.ACCEPTED: "%d accepted",
        Outcome.PARTLY: "%d accepted in part",
        Outcome.REFUSED: "%d not accepted",
        Outcome.UNANSWERED: "%d not answered",
        Outcome.UNKNOWN: "%d of unknown outcome",
        "all": "Arguments put forward: %d; ",
        "none": "No argument was put forward in the end.",
        "joint": ", ",
        "end": ".",
    },
}


def thank(
    session: Session, asked: Asked, links: Links, *, now: datetime, today: date
) -> None:
    """Thank a party for its answer, once, at once."""
    if asked.answered_at is None or asked.thanked_at is not None:
        return
    late = asked.answer is not None and asked.answer.late
    occasion = "thanks_late" if late else "thanks"
    url = link_of(links, asked, today)
    if post_letter(session, occasion, asked, url, key="thanks", now=now):
        asked.thanked_at = now


def tell_outcome(session: Session, case: Case, links: Links, now: datetime) -> int:
    """Tell all who answered what came of each argument; how many letters that were.

    Nobody is told twice, and no letter names another party. Who has no address counts
    as told: whoever brought the answer tells them.
    """
    url = links.notice(case.notice_id)
    told: set[str] = set()
    for asked in answerers(session, case):
        said = outcome_of(case, asked.language)
        if asked.email not in told and post_letter(
            session, "told", asked, url, key="told", now=now, said=said
        ):
            told.add(asked.email)
        asked.told_at = now
    return len(told) + tell_voices(session, case, url, now)


def answerers(session: Session, case: Case) -> Iterator[Asked]:
    """Who answered a round of a case and was not told yet."""
    query = (
        select(Asked)
        .join(Consultation, Consultation.id == Asked.consultation_id)
        .where(
            Consultation.case_id == case.id,
            Asked.answered_at.is_not(None),
            Asked.told_at.is_(None),
        )
        .order_by(Asked.id)
    )
    yield from session.scalars(query).all()


def tell_voices(session: Session, case: Case, url: str, now: datetime) -> int:
    """Tell those who spoke on the notice itself, unless they were asked as well."""
    family = select(Notice.id).where(Notice.measure_id == case.measure_id)
    asked = (
        select(Asked.email)
        .join(Consultation, Consultation.id == Asked.consultation_id)
        .where(Consultation.case_id == case.id, Asked.answered_at.is_not(None))
    )
    query = (
        select(User)
        .join(Voice, Voice.user_id == User.id)
        .where(
            Voice.notice_id.in_(family),
            User.disabled.is_(False),
            User.email.not_in(asked),
        )
        .distinct()
    )
    users = session.scalars(query).all()
    day = now.astimezone(HERE).date()
    for user in users:
        words = {**facts(case.notice, day, user.language)}
        reader = Reader(user.email, user.name, user.language, user.id)
        said = outcome_of(case, user.language)
        sign = sign_of(session, user.language)
        letter = fill(wordings()["told"], reader, url, words, said, sign)
        post(session, letter, reader, key=f"case:{case.id}:told:{user.id}", now=now)
    return len(users)


def outcome_of(case: Case, language: str) -> str:
    """What came of the arguments of a case, in one line; only ever numbers."""
    said = SAID["en" if language == "en" else "zh"]
    items = [item for item in case.items if item.removed_at is None]
    if not items:
        return said["none"]
    found = Counter(item.outcome or Outcome.UNKNOWN for item in items)
    parts = [said[one] % found[one] for one in Outcome if found[one]]
    return said["all"] % len(items) + said["joint"].join(parts) + said["end"]
