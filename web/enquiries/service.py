"""Questions and what is said to each: ask, answer, assign, close, open again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.deadlines import HERE
from models.enquiry import Enquiry, EnquiryPost, EnquiryState, PostKind
from models.notice import Notice
from models.officers_calendar import read_calendar
from models.user import User
from web.audit import note
from web.enquiries.desk import find_officer, is_officer
from web.enquiries.letters import Letter, post_letter
from web.joining.letters import Reader
from web.marks import N_
from web.refused import RefusedError
from web.uploads.keeping import Upload, keep, row_of

LONGEST_TITLE = 120
REPEAT = timedelta(minutes=10)
"""Within this the same words of the same person are a second press."""
MOST_WORDS = 5000
NO_TITLE = N_("请填写咨询的题目，不超过120字。")
NO_TEXT = N_("请填写内容，不超过5000字。")
CLOSED = N_("这条咨询已关闭，请先重新打开。")
NO_STATE = N_("请从列表中选择状态。")
BAD_DAY = N_("答复期限请填写日期，如2026-03-05。")


@dataclass(frozen=True)
class Question:
    """A question as its form gives it."""

    title: str
    text: str
    product: str = ""
    notice_id: int | None = None


def ask(
    session: Session,
    user: User,
    given: Question,
    upload: Upload | None,
    folder: Path,
    *,
    days: int,
    now: datetime,
) -> Enquiry:
    """Put a question to the centre; ``days`` working days are left for an answer.

    The same question again within minutes is a second press, and no second question.
    """
    title = " ".join(given.title.split())
    if not title or len(title) > LONGEST_TITLE:
        raise RefusedError(NO_TITLE)
    words = check_text(given.text)
    notice = session.get(Notice, given.notice_id) if given.notice_id else None
    file = row_of(keep(folder, upload))
    held = just_asked(session, user, title, now)
    if held is not None and is_same(held.posts[0], user, words, file, now):
        return held
    made = Enquiry(
        user=user,
        organisation_id=user.organisation_id,
        notice_id=notice.id if notice else None,
        title=title,
        product=" ".join(given.product.split())[:200],
        state=EnquiryState.OPEN,
        due=due_day(session, now, days),
        created_at=now,
        updated_at=now,
    )
    made.posts.append(
        EnquiryPost(
            kind=PostKind.QUESTION,
            author=user,
            at=now,
            text=words,
            file=file,
        )
    )
    session.add(made)
    session.flush()
    note(session, user.email, "enquiry.asked", ("enquiry", made.id))
    return made


def just_asked(
    session: Session, user: User, title: str, now: datetime
) -> Enquiry | None:
    """The last question that a person has put under this title within minutes."""
    query = select(Enquiry).where(
        Enquiry.user_id == user.id,
        Enquiry.title == title,
        Enquiry.created_at > now - REPEAT,
    )
    return session.scalar(query.order_by(Enquiry.id.desc()).limit(1))


def is_same(
    post: EnquiryPost, user: User, words: str, file: dict[str, Any], now: datetime
) -> bool:
    """Whether a post is what the same person says again, by a second press."""
    said = (post.author_id, post.text, post.file)
    return said == (user.id, words, file) and post.at > now - REPEAT


def due_day(session: Session, now: datetime, days: int) -> date:
    """The day until which an answer is due to what is asked now."""
    return read_calendar(session).after(now.astimezone(HERE).date(), days)


def check_text(text: str) -> str:
    """Words to keep; RefusedError if there are none or too many."""
    words = text.strip()
    if not words or len(words) > MOST_WORDS:
        raise RefusedError(NO_TEXT)
    return words


def say(
    session: Session,
    enquiry: Enquiry,
    user: User,
    text: str,
    file: dict[str, Any],
    *,
    internal: bool = False,
    days: int,
    now: datetime,
) -> EnquiryPost:
    """Add to a question: the asker asks further, an officer answers or notes.

    The same words again within minutes are a second press, and kept once.
    """
    words = check_text(text)
    kind = kind_of(user, internal=internal)
    if enquiry.state == EnquiryState.CLOSED and kind != PostKind.NOTE:
        raise RefusedError(CLOSED)
    last = enquiry.posts[-1]
    if last.kind == kind and is_same(last, user, words, file, now):
        return last
    made = EnquiryPost(kind=kind, author=user, at=now, text=words, file=file)
    enquiry.posts.append(made)
    enquiry.updated_at = now
    if kind == PostKind.ANSWER:
        enquiry.state = EnquiryState.ANSWERED
        enquiry.answered_at = enquiry.answered_at or now
        enquiry.owner_id = enquiry.owner_id or user.id
    elif kind == PostKind.QUESTION and enquiry.state == EnquiryState.ANSWERED:
        enquiry.state, enquiry.due = EnquiryState.OPEN, due_day(session, now, days)
    session.flush()
    note(session, user.email, f"enquiry.{kind}", ("enquiry", enquiry.id))
    return made


def kind_of(user: User, *, internal: bool) -> PostKind:
    """What a person's words are; only the centre answers and notes."""
    if not is_officer(user):
        return PostKind.QUESTION
    return PostKind.NOTE if internal else PostKind.ANSWER


def tell_asker(
    session: Session, enquiry: Enquiry, post: EnquiryPost, base_url: str
) -> None:
    """Mail an answer to who asked, once."""
    asker = enquiry.user
    if post.kind != PostKind.ANSWER or asker.disabled:
        return
    post_letter(
        session,
        Letter("answered", f"{base_url}/enquiries/{enquiry.id}", post.text),
        Reader(asker.email, asker.name, asker.language, asker.id),
        key=f"enquiry:{enquiry.id}:post:{post.id}",
        now=post.at,
        title=enquiry.title,
    )


def change(
    session: Session,
    enquiry: Enquiry,
    owner: str,
    due: str,
    actor: User,
    *,
    now: datetime,
) -> None:
    """Give a question to an officer, and set its day."""
    try:
        day = date.fromisoformat(due)
    except ValueError as error:
        raise RefusedError(BAD_DAY) from error
    enquiry.owner_id, enquiry.due = find_officer(session, owner), day
    enquiry.updated_at = now
    subject = ("enquiry", enquiry.id)
    note(session, actor.email, "enquiry.assigned", subject, due=due)


def turn(
    session: Session,
    enquiry: Enquiry,
    state: str,
    actor: User,
    *,
    days: int,
    now: datetime,
) -> None:
    """Close a question, or open it again with a new day."""
    if state not in {EnquiryState.OPEN, EnquiryState.CLOSED}:
        raise RefusedError(NO_STATE)
    if state == EnquiryState.OPEN and enquiry.state != EnquiryState.OPEN:
        enquiry.due = due_day(session, now, days)
    enquiry.state, enquiry.updated_at = EnquiryState(state), now
    note(session, actor.email, f"enquiry.{state}", ("enquiry", enquiry.id))
