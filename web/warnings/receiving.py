"""What the receivers of a warning do: see it, say that they read it, answer."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, selectinload

from models.user import User
from models.warning import OfficerWarning, Receipt, WarningState
from web.audit import note
from web.marks import N_
from web.refused import RefusedError
from web.rights import HOLDERS, Right
from web.warnings.sending import read_token

SHOWN = (WarningState.SENT, WarningState.WITHDRAWN)
LONGEST_ANSWER = 2000
MOST = 100
FEW = 3


def received(session: Session, user: User) -> Sequence[Receipt]:
    """The warnings a person was sent, the latest first."""
    query = (
        select(Receipt)
        .join(OfficerWarning)
        .where(Receipt.user_id == user.id, OfficerWarning.state.in_(SHOWN))
        .options(selectinload(Receipt.warning))
        .order_by(Receipt.id.desc())
    )
    return session.scalars(query.limit(MOST)).all()


def count_unread(session: Session, user: User, today: date) -> int:
    """How many warnings that stand a person has not said to have read."""
    query = (
        select(func.count())
        .select_from(Receipt)
        .join(OfficerWarning)
        .where(
            Receipt.user_id == user.id,
            Receipt.read_at.is_(None),
            OfficerWarning.state == WarningState.SENT,
            or_(OfficerWarning.expires.is_(None), OfficerWarning.expires >= today),
        )
    )
    return session.scalar(query) or 0


def latest_unread(session: Session, user: User, today: date) -> list[Receipt]:
    """The few latest warnings that stand and are not said to be read."""
    fresh = [
        one
        for one in received(session, user)
        if one.read_at is None
        and one.warning.state == WarningState.SENT
        and not one.warning.is_over(today)
    ]
    return fresh[:FEW]


def find_own(session: Session, user: User, warning_id: int) -> Receipt | None:
    """One's own receipt of a warning; None for whoever was not sent it."""
    query = (
        select(Receipt)
        .join(OfficerWarning)
        .where(
            Receipt.user_id == user.id,
            Receipt.warning_id == warning_id,
            OfficerWarning.state.in_(SHOWN),
        )
    )
    return session.scalar(query)


def by_token(session: Session, key: str, token: str) -> Receipt:
    """The receipt that the link in a mail stands for."""
    receipt_id = read_token(key, token)
    receipt = session.get(Receipt, receipt_id) if receipt_id else None
    if receipt is None or receipt.user.disabled:
        raise RefusedError(N_("这个链接不完整或已过期，请登录后在“我的预警”中查看。"))
    return receipt


def check_visitor(receipt: Receipt, user: User | None) -> None:
    """Refuse a link to who is signed in as neither its receiver nor the centre."""
    if user is None or user.id == receipt.user_id or user.role in HOLDERS[Right.CENTRE]:
        return
    raise RefusedError(N_("这个链接是发给另一位收件人的，当前账号不能使用。"))


def file_of(warning: OfficerWarning, sha256: str) -> Mapping[str, Any] | None:
    """A file of a warning by its hash; None if it is none of its files."""
    return next((one for one in warning.files if one["sha256"] == sha256), None)


def say_read(
    session: Session, receipt: Receipt, now: datetime, answer: str = ""
) -> None:
    """Keep that a receiver has read a warning, and their answer if they gave one.

    The first reading stays; a later answer takes the place of an earlier one, which
    the audit keeps.
    """
    words = "\n".join(one.rstrip() for one in answer.splitlines()).strip()
    if len(words) > LONGEST_ANSWER:
        raise RefusedError(N_("回复请不超过 %(most)d 字。"), most=LONGEST_ANSWER)
    if receipt.warning.state != WarningState.SENT:
        raise RefusedError(N_("这份预警已撤回，不再收集回复。"))
    subject, who = ("warning", receipt.warning_id), receipt.user.email
    if receipt.read_at is None:
        receipt.read_at = now
        note(session, who, "warning.read", subject)
    if words and words != receipt.answer:
        before = {"was": receipt.answer} if receipt.answer else {}
        receipt.answer, receipt.answered_at = words, now
        note(session, who, "warning.answered", subject, **before)
