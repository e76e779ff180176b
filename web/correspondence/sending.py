"""Sending a signed paper to a national body, and what is heard of it afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from sqlalchemy import select, update
from sqlalchemy.orm import Session, joinedload

from models.case import Case, Flag
from models.case_plan import CasePlan, Recipient
from models.correspondence import Dispatch, Stage
from models.deadlines import HERE
from models.review import Signature
from web.cases.due import local_day, plans_of
from web.cases.flags import ensure_flag, standing_flag
from web.cases.guards import standing_signature
from web.cases.lock import hold
from web.cases.moves import move
from web.cases.record import Actor, record
from web.correspondence.package import paper_of
from web.marks import N_
from web.refused import RefusedError
from web.review.checking import verdict_on
from web.uploads.keeping import Upload, keep, row_of

LONGEST = 500
NOT_APPROVED = N_("案件不在已审定状态，不能报送。请先审定。")
TAMPERED = N_("文本与审定时不一致，不能报送。请到“审核”页查看差异。")
NO_RECIPIENT = N_("请选择报送对象；名单由工作台的报送对象页维护。")
NO_CHANNEL = N_("请填写渠道，例如邮件、公文交换或系统填报。")
TOO_LONG = N_("有一栏超过 %(most)d 字，请缩短后再提交。")
ENDED = N_("该措施已撤销或作废。确需报送的，请勾选“仍要报送”后再提交。")
IN_FUTURE = N_("登记的时间 %(day)s 还没有到，请核对。")
BEFORE_SIGNED = N_("登记的时间 %(day)s 早于审定日，请核对。")
BEFORE_SENT = N_("登记的日期 %(day)s 早于报送国家咨询点的日期，请核对。")
NO_RECEIPT = N_("请填写回执内容，或上传回执文件。")
NOT_THERE = N_("没有这条报送记录，请刷新页面。")
WITHDRAWN = N_("这条报送记录已撤回，请刷新页面。")
NO_REASON = N_("撤回要写明原因。")
RECEIVED = N_("这条报送已登记过回执，没有再次登记。")
SENT_ALREADY = N_("同一文本已于%(day)s经同一渠道报送该对象，需重报的请先撤回。")
ABROAD = N_("评议意见已提交通报成员，不能再撤回报送。")
RECALLABLE = frozenset({"approved", "submitted"})
"""States in which a paper lies with a national body at most."""
NOT_SUBMITTED = N_("还没有带回执的报送记录，不能登记转送。")


@dataclass(frozen=True)
class Wanted:
    """What an officer says about a sending; ``anyway`` also where the measure ended."""

    recipient_id: int | None
    channel: str
    at: datetime
    anyway: bool = False


def dispatches_of(session: Session, case_id: int) -> list[Dispatch]:
    """All sendings of a case, the first one first."""
    query = select(Dispatch).where(Dispatch.case_id == case_id)
    named = query.options(joinedload(Dispatch.recipient)).order_by(Dispatch.id)
    return list(session.scalars(named))


def find_dispatch(session: Session, case: Case, dispatch_id: int) -> Dispatch:
    """A sending of this case, to be changed; RefusedError if it was taken back."""
    hold(session, case)
    found = session.get(Dispatch, dispatch_id, populate_existing=True)
    if found is None or found.case_id != case.id:
        raise RefusedError(NOT_THERE)
    if found.withdrawn_at is not None:
        raise RefusedError(WITHDRAWN)
    return found


def send(
    session: Session,
    case: Case,
    wanted: Wanted,
    *,
    folder: Path,
    translation: Upload | None = None,
    actor: Actor,
    now: datetime,
) -> Dispatch:
    """Lay the signed paper up as it goes to a national body, and write that down.

    The case stays approved until that body has confirmed it. RefusedError if the text
    is not signed or not as it was signed, or what is said about the sending is unfit.
    """
    hold(session, case)
    signature = signed_text(session, case)
    recipient = check(session, case, wanted, signature, now)
    check_first(session, case, wanted, signature)
    plan = plans_of(session, [case.id]).get(case.id)
    uploads = [paper_of(session, folder, case, signature), translation]
    made = Dispatch(
        case_id=case.id,
        stage=Stage.NATIONAL,
        signature_id=signature.id,
        recipient=recipient,
        addressee=recipient.name,
        channel=wanted.channel.strip(),
        languages=languages_of(signature),
        at=wanted.at,
        files=[row_of(keep(folder, one)) for one in uploads if one],
        is_late=is_late(plan, case, local_day(wanted.at)),
        noted_by=actor.name,
        noted_at=now,
    )
    session.add(made)
    session.flush()
    if made.is_late:
        ensure_flag(case, Flag.LATE, actor=actor, now=now)
    case.recipient_id = recipient.id
    record(session, actor, "case.dispatched", case, now, dispatch=made.id)
    return made


def languages_of(signature: Signature) -> list[str]:
    """The languages of a signed paper."""
    return ["zh", "en", *(["es"] if signature.signed.get("text_es") else [])]


def signed_text(session: Session, case: Case) -> Signature:
    """The sign-off whose words may go out."""
    found = standing_signature(session, case.id)
    if case.state != "approved" or found is None:
        raise RefusedError(NOT_APPROVED)
    if not verdict_on(session, case, found).holds:
        raise RefusedError(TAMPERED)
    return found


def check(
    session: Session, case: Case, wanted: Wanted, signature: Signature, now: datetime
) -> Recipient:
    """The body that a paper is bound for; RefusedError if something is unfit."""
    recipient = (
        session.get(Recipient, wanted.recipient_id) if wanted.recipient_id else None
    )
    if recipient is None or recipient.retired_at is not None:
        raise RefusedError(NO_RECIPIENT)
    check_words(wanted.channel)
    day = local_day(wanted.at)
    if wanted.at > now:
        raise RefusedError(IN_FUTURE, day=day)
    if day < local_day(signature.at):
        raise RefusedError(BEFORE_SIGNED, day=day)
    if standing_flag(case, Flag.WITHDRAWN) and not wanted.anyway:
        raise RefusedError(ENDED)
    return recipient


def check_first(
    session: Session, case: Case, wanted: Wanted, signature: Signature
) -> None:
    """Refuse to send the same text to the same body by the same way on the same day."""
    for one in dispatches_of(session, case.id):
        same = (
            one.signature_id == signature.id
            and one.recipient_id == wanted.recipient_id
            and one.channel == wanted.channel.strip()
            and local_day(one.at) == local_day(wanted.at)
        )
        if stands(one) and same:
            raise RefusedError(SENT_ALREADY, day=local_day(one.at))


def check_words(channel: str, *others: str) -> None:
    """Refuse a missing channel, and words that are too long."""
    if not channel.strip():
        raise RefusedError(NO_CHANNEL)
    if any(len(one) > LONGEST for one in (channel, *others)):
        raise RefusedError(TOO_LONG, most=LONGEST)


def is_late(plan: CasePlan | None, case: Case, day: date) -> bool:
    """Whether a day lies after the last one for comments."""
    last = plan.external if plan else case.notice.deadline
    return last is not None and day > last


def note_receipt(
    session: Session,
    case: Case,
    dispatch: Dispatch,
    *,
    text: str,
    file: dict[str, object],
    actor: Actor,
    now: datetime,
) -> None:
    """Write down that a national body has a paper; the case is then submitted."""
    if not text.strip() and not file:
        raise RefusedError(NO_RECEIPT)
    if len(text) > LONGEST:
        raise RefusedError(TOO_LONG, most=LONGEST)
    first = update(Dispatch).where(
        Dispatch.id == dispatch.id, Dispatch.receipt_at.is_(None)
    )
    told = {"receipt": text.strip(), "receipt_at": now, "receipt_file": file}
    if not session.scalars(first.values(**told).returning(Dispatch.id)).all():
        raise RefusedError(RECEIVED)
    session.refresh(dispatch)
    record(session, actor, "case.receipt", case, now, dispatch=dispatch.id)
    session.flush()
    if case.state == "approved":
        move(session, case, "submitted", actor=actor, now=now)


def recall(
    session: Session,
    case: Case,
    dispatch: Dispatch,
    *,
    why: str,
    actor: Actor,
    now: datetime,
) -> None:
    """Take a sending back; the record stays, and the case is approved again."""
    if not why.strip():
        raise RefusedError(NO_REASON)
    if len(why) > LONGEST:
        raise RefusedError(TOO_LONG, most=LONGEST)
    if case.state not in RECALLABLE:
        raise RefusedError(ABROAD)
    dispatch.withdrawn_at, dispatch.withdrawn_why = now, why.strip()
    record(session, actor, "case.recalled", case, now, dispatch=dispatch.id)
    session.flush()
    still = [one for one in dispatches_of(session, case.id) if stands(one)]
    if case.state == "submitted" and not still:
        move(session, case, "approved", actor=actor, reason=why, now=now)


def stands(dispatch: Dispatch) -> bool:
    """Whether a paper lies with a national body."""
    return dispatch.stage == Stage.NATIONAL and dispatch.withdrawn_at is None


def note_abroad(
    session: Session,
    case: Case,
    *,
    day: date,
    channel: str,
    addressee: str,
    tracking: str,
    actor: Actor,
    now: datetime,
) -> Dispatch:
    """Write down what the national body told: when and how it went to the Member."""
    check_words(channel, addressee, tracking)
    hold(session, case)
    sent = [one for one in dispatches_of(session, case.id) if stands(one)]
    if case.state != "submitted" or not sent:
        raise RefusedError(NOT_SUBMITTED)
    if day > local_day(now):
        raise RefusedError(IN_FUTURE, day=day)
    if day < min(local_day(one.at) for one in sent):
        raise RefusedError(BEFORE_SENT, day=day)
    plan = plans_of(session, [case.id]).get(case.id)
    made = Dispatch(
        case_id=case.id,
        stage=Stage.ABROAD,
        signature_id=sent[-1].signature_id,
        recipient_id=sent[-1].recipient_id,
        addressee=addressee.strip() or members_of(case),
        channel=channel.strip(),
        languages=list(sent[-1].languages),
        at=datetime.combine(day, time(12), HERE),
        files=list(sent[-1].files),
        tracking=tracking.strip(),
        is_late=is_late(plan, case, day),
        noted_by=actor.name,
        noted_at=now,
    )
    session.add(made)
    session.flush()
    if made.is_late:
        ensure_flag(case, Flag.LATE, actor=actor, now=now)
    move(session, case, "sent", actor=actor, now=now)
    return made


def members_of(case: Case) -> str:
    """The codes of the Members whose enquiry points are written to."""
    return " ".join(one.member_code for one in case.notice.members)
