"""National bodies that take the centre's papers: named, put right, retired."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.case import Case
from models.case_plan import Recipient
from web.audit import note
from web.marks import N_
from web.refused import RefusedError

TEXTS = {"name": 100, "department": 100, "channel": 200, "contact": 100, "email": 200}
NUMBERS = {
    "lead_days": (0, 120),
    "least_working_days": (0, 60),
    "share": (0, 90),
}
NAMES = {
    "lead_days": N_("提前天数"),
    "least_working_days": N_("至少提前的工作日"),
    "share": N_("短评议期的提前比例"),
}
AGREEMENTS = ("", "TBT", "SPS")
NO_NAME = N_("请填写报送对象的名称。")
TOO_LONG = N_("有一栏超过 %(most)d 字，请缩短后再保存。")
NO_NUMBER = N_("“%(name)s”须为 %(least)d 到 %(most)d 之间的整数。")
TAKEN = N_("已有名为“%(name)s”的报送对象，请改名或修改原有的一条。")
NO_MAIL = N_("邮箱格式不对，请核对；没有邮箱可以留空。")
NOT_THERE = N_("没有这个报送对象，请从列表中选择。")
CHANGED = N_(
    "这个报送对象刚被 %(who)s 修改，这次没有保存。现在是：%(now)s。请核对后再保存。"
)


def list_recipients(session: Session, *, retired: bool = False) -> Sequence[Recipient]:
    """All that may be chosen, the usual one first; on request those retired too."""
    query = select(Recipient).order_by(Recipient.is_default.desc(), Recipient.name)
    if not retired:
        query = query.where(Recipient.retired_at.is_(None))
    return session.scalars(query).all()


def find_recipient(session: Session, recipient_id: int) -> Recipient:
    """One of them; RefusedError if it is not there."""
    found = session.get(Recipient, recipient_id)
    if found is None:
        raise RefusedError(NOT_THERE)
    return found


def usual_recipient(session: Session, agreement: str | None) -> Recipient | None:
    """To whom papers go that name nobody: of their agreement, else of any.

    The national enquiry points of TBT and of SPS are not the same body.
    """
    query = select(Recipient).where(
        Recipient.is_default,
        Recipient.retired_at.is_(None),
        Recipient.agreement.in_({agreement or "", ""}),
    )
    nearest = query.order_by(Recipient.agreement.desc(), Recipient.id)
    return session.scalar(nearest.limit(1))


def recipient_of(session: Session, case: Case) -> Recipient | None:
    """To whom the paper of a case goes: the one that was chosen, else the usual one."""
    chosen = None
    if case.recipient_id is not None:
        chosen = session.get(Recipient, case.recipient_id)
    return chosen or usual_recipient(session, case.notice.agreement)


def read_form(form: Mapping[str, str]) -> dict[str, Any]:
    """The columns that a form fills; RefusedError says what is wrong."""
    texts = {name: " ".join(form.get(name, "").split()) for name in TEXTS}
    if not texts["name"]:
        raise RefusedError(NO_NAME)
    for name, most in TEXTS.items():
        if len(texts[name]) > most:
            raise RefusedError(TOO_LONG, most=most)
    if texts["email"] and "@" not in texts["email"].strip("@"):
        raise RefusedError(NO_MAIL)
    numbers = {name: read_number(form.get(name, ""), name) for name in NUMBERS}
    agreement = form.get("agreement", "")
    return {
        **texts,
        "agreement": agreement if agreement in AGREEMENTS else "",
        "lead_days": numbers["lead_days"],
        "least_working_days": numbers["least_working_days"],
        "lead_share": numbers["share"] / 100,
    }


def read_number(text: str, name: str) -> int:
    """A whole number within its bounds."""
    least, most = NUMBERS[name]
    plain = text.strip().removesuffix("%")
    if not (plain.isascii() and plain.isdecimal() and least <= int(plain) <= most):
        raise RefusedError(NO_NUMBER, name=NAMES[name], least=least, most=most)
    return int(plain)


def save_recipient(
    session: Session,
    recipient: Recipient | None,
    form: Mapping[str, str],
    *,
    actor: str,
    now: datetime,
) -> Recipient:
    """Keep what a form says of a recipient; the first of an agreement is the usual one.

    Who has read an older state than the one that stands is told so.
    """
    values = read_form(form)
    if recipient is None:
        usual = select(Recipient.id).where(
            Recipient.is_default, Recipient.agreement == values["agreement"]
        )
        first = session.scalar(usual.limit(1)) is None
        recipient = Recipient(is_default=first, **values)
    elif form.get("seen") != recipient.edited_at.isoformat():
        now_kept = " · ".join(str(one) for one in told_of(recipient) if one)
        raise RefusedError(CHANGED, who=recipient.edited_by, now=now_kept)
    try:
        with session.begin_nested():
            for name, value in values.items():
                setattr(recipient, name, value)
            recipient.edited_by, recipient.edited_at = actor, now
            session.add(recipient)
    except IntegrityError as error:
        raise RefusedError(TAKEN, name=values["name"]) from error
    if recipient.is_default:
        leave_alone(session, recipient)
    note(session, actor, "recipient.saved", ("recipient", recipient.id))
    return recipient


def told_of(one: Recipient) -> tuple[object, ...]:
    """What a recipient says now, as a refusal tells it."""
    texts = (getattr(one, name) for name in TEXTS)
    share = f"{round(one.lead_share * 100)}%"
    return (*texts, one.agreement, one.lead_days, share, one.least_working_days)


def make_usual(session: Session, recipient: Recipient, actor: str) -> None:
    """Let the papers of cases of its agreement that name none go to this one."""
    recipient.is_default, recipient.retired_at = True, None
    leave_alone(session, recipient)
    note(session, actor, "recipient.made_usual", ("recipient", recipient.id))


def leave_alone(session: Session, recipient: Recipient) -> None:
    """Let no other recipient of the same agreement be the usual one."""
    others = update(Recipient).where(
        Recipient.is_default,
        Recipient.agreement == recipient.agreement,
        Recipient.id != recipient.id,
    )
    session.execute(others.values(is_default=False))


def retire(
    session: Session, recipient: Recipient, *, back: bool, actor: str, now: datetime
) -> None:
    """Offer a recipient no longer, or again; what names it stays as it is."""
    recipient.retired_at = None if back else now
    recipient.is_default = False
    action = "recipient.taken_back" if back else "recipient.retired"
    note(session, actor, action, ("recipient", recipient.id))


def choose(session: Session, case: Case, recipient_id: int | None) -> None:
    """Send the paper of a case to one of them; None: to the usual one."""
    if recipient_id is not None:
        chosen = find_recipient(session, recipient_id)
        if chosen.retired_at is not None:
            raise RefusedError(NOT_THERE)
    case.recipient_id = recipient_id
    session.flush()
