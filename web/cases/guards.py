"""What must be so before a case may move; each guard says in one sentence what lacks.

A guard looks at rows and changes nothing. None means that the way is free.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from models.case import Case
from models.concern import Concern
from models.consultation import Asked, Consultation
from models.correspondence import Dispatch, Reply, ReplyKind, Stage
from models.review import Signature
from web.cases.completeness import missing_for_review
from web.cases.contents import live_items
from web.marks import N_
from web.refused import RefusedError

Guard = Callable[[Session, Case], RefusedError | None]
NO_ROUND = N_("还没有开放的征集，请先在“证据”页发起征集。")
NO_ITEM = N_("还没有意见条目，请先在“意见条目”页至少写一条。")
INCOMPLETE = N_("还有 %(n)d 处不完整，不能送审。请按概况页的清单补齐。")
NOT_SIGNED = N_("尚未审定，请在“审核”页由审核人审定。")
STILL_SIGNED = N_("审定文本仍然有效，请在“审核”页写明理由重新打开。")
NO_RECEIPT = N_("还没有带回执的报送记录，请先在“往来”页登记。")
NOT_ABROAD = N_("还没有转送通报成员的记录，请先在“往来”页登记日期和渠道。")
NOT_RECALLED = N_("报送记录仍然有效，请先在“往来”页撤回。")
NO_REPLY = N_("还没有登记通报成员的答复，请先在“往来”页登记。")
NO_OUTCOME = N_("还有 %(n)d 条意见没有结果，请先在“往来”页逐条登记。")
NOT_TOLD = N_("还有 %(n)d 家答复方没有收到结果，请先告知。")
NO_CONCERN = N_("还没有特别贸易关注记录，请由审核人从案件转出。")


def unless(there: object, text: str) -> RefusedError | None:
    """A sentence, unless something is there."""
    return None if there else RefusedError(text)


def round_open(session: Session, case: Case) -> RefusedError | None:
    """Somebody is being asked."""
    query = select(Consultation.id).where(
        Consultation.case_id == case.id, Consultation.closed_at.is_(None)
    )
    return unless(session.scalar(query.limit(1)), NO_ROUND)


def an_item(_session: Session, case: Case) -> RefusedError | None:
    """There is something to write about."""
    return unless(live_items(case), NO_ITEM)


def complete(session: Session, case: Case) -> RefusedError | None:
    """Every argument has its ground, its request and its evidence."""
    missing = missing_for_review(session, case)
    if not missing:
        return None
    return RefusedError(INCOMPLETE, n=len(missing))


def standing_signature(session: Session, case_id: int) -> Signature | None:
    """The sign-off that stands; None where there is none, or it was reopened."""
    query = select(Signature).where(
        Signature.case_id == case_id, Signature.reopened_at.is_(None)
    )
    return session.scalar(query.order_by(Signature.number.desc()).limit(1))


def signed(session: Session, case: Case) -> RefusedError | None:
    """A reviewer has signed the text."""
    return unless(standing_signature(session, case.id), NOT_SIGNED)


def reopened(session: Session, case: Case) -> RefusedError | None:
    """No sign-off stands any more."""
    return unless(not standing_signature(session, case.id), STILL_SIGNED)


def standing(case: Case, stage: Stage) -> Select[Dispatch]:
    """The sendings of a stage that were not taken back."""
    return select(Dispatch).where(
        Dispatch.case_id == case.id,
        Dispatch.stage == stage,
        Dispatch.withdrawn_at.is_(None),
    )


def receipt(session: Session, case: Case) -> RefusedError | None:
    """It went to a national body as it is signed, and that body has confirmed it."""
    found = standing_signature(session, case.id)
    confirmed = standing(case, Stage.NATIONAL).where(
        Dispatch.receipt_at.is_not(None),
        Dispatch.signature_id == (found.id if found else None),
    )
    return unless(session.scalar(confirmed.limit(1)), NO_RECEIPT)


def abroad(session: Session, case: Case) -> RefusedError | None:
    """The national body told when it sent it to the Member."""
    there = session.scalar(standing(case, Stage.ABROAD).limit(1))
    return unless(there, NOT_ABROAD)


def recalled(session: Session, case: Case) -> RefusedError | None:
    """Nothing lies with a national body any more."""
    still = session.scalar(standing(case, Stage.NATIONAL).limit(1))
    return unless(not still, NOT_RECALLED)


def answered(session: Session, case: Case) -> RefusedError | None:
    """The Member's reply is on file; an acknowledgement is none."""
    query = select(Reply.id).where(
        Reply.case_id == case.id, Reply.kind == ReplyKind.REPLY
    )
    return unless(session.scalar(query.limit(1)), NO_REPLY)


def finished(session: Session, case: Case) -> RefusedError | None:
    """Each argument has an outcome, and who answered us was told."""
    open_items = [item for item in live_items(case) if not item.outcome]
    if open_items:
        return RefusedError(NO_OUTCOME, n=len(open_items))
    waiting = untold(session, case.id)
    return RefusedError(NOT_TOLD, n=len(waiting)) if waiting else None


def untold(session: Session, case_id: int) -> list[int]:
    """Those who answered about a case and have not been told what came of it.

    An address is told once, however often it was asked.
    """
    query = (
        select(Asked.id, Asked.email, Asked.told_at)
        .join(Consultation, Consultation.id == Asked.consultation_id)
        .where(Consultation.case_id == case_id, Asked.answered_at.is_not(None))
    )
    rows = session.execute(query).all()
    told = {email for _id, email, at in rows if at and email}
    return [number for number, email, at in rows if not at and email not in told]


def concern_open(session: Session, case: Case) -> RefusedError | None:
    """The record of the trade concern is there."""
    query = select(Concern.id).where(Concern.case_id == case.id)
    return unless(session.scalar(query.limit(1)), NO_CONCERN)


GUARDS: dict[str, Guard] = {
    one.__name__: one
    for one in (
        round_open,
        an_item,
        complete,
        signed,
        reopened,
        receipt,
        abroad,
        recalled,
        answered,
        finished,
        concern_open,
    )
}
"""By the names in the table of moves."""
