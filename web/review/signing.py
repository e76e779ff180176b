"""Sign-off: a second person signs what they read, word for word; the text is locked."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, joinedload

from models.case import Case, CaseDraft
from models.review import Signature
from models.user import User
from web.cases.contents import contents_of, fingerprint
from web.cases.flow import steps
from web.cases.guards import complete, recalled, standing_signature
from web.cases.lock import hold
from web.cases.moves import check_reason, move, overtaken
from web.cases.record import Actor, record
from web.marks import N_
from web.refused import RefusedError
from web.review.drafters import drafters_of
from web.review.remarks import open_remarks

NOT_IN_REVIEW = N_("案件不在审核中，不能审定。请先由经办人送审。")
IS_DRAFTER = N_("%(who)s参与了起草，不能审定同一文稿，请由另一位审核人审定。")
CHANGED = N_("您打开页面后内容有改动，这次没有审定。请重新通读后再审定。")
OPEN_REMARKS = N_("还有 %(n)d 条批注没有处理，处理后才能审定。")
NOT_SIGNED = N_("现在没有有效的审定，不需要重新打开。")
NO_SIGNATURE = N_("没有第%(n)s次审定，请从审定记录中选择。")
REOPENED = "reopened"
"""The origin of a version that repeats a signed one, to be changed."""


def sign(
    session: Session, case: Case, signer: User, *, seen: str, now: datetime
) -> Signature:
    """Sign the newest version and all arguments; the case becomes approved.

    ``seen`` is the fingerprint of what the signer had on the screen. RefusedError if
    the signer drafted any of it, or it is incomplete, changed, or not under review.
    Nobody changes the case between this look and the signature.
    """
    hold(session, case)
    contents = contents_of(session, case, case.drafts[-1])
    refuse_to_sign(session, case, signer, is_same=fingerprint(contents) == seen)
    actor, drafters = Actor(signer.id, signer.name), drafters_of(session, case)
    made = Signature(
        case_id=case.id,
        number=len(signatures_of(session, case.id)) + 1,
        draft_number=case.drafts[-1].number,
        signed=contents,
        sha256=fingerprint(contents),
        drafters=drafters.names,
        drafter_ids=sorted(drafters.ids),
        signer_id=signer.id,
        at=now,
    )
    try:
        with session.begin_nested():
            session.add(made)
    except IntegrityError as error:
        session.refresh(case)
        raise overtaken(case) from error
    move(session, case, "approved", actor=actor, now=now)
    record(session, actor, "case.signed", case, now, sha256=made.sha256)
    return made


def refuse_to_sign(
    session: Session, case: Case, signer: User, *, is_same: bool
) -> None:
    """Raise what stands in the way of a sign-off, the weightiest first."""
    if case.state != "reviewing":
        raise RefusedError(NOT_IN_REVIEW)
    if drafters_of(session, case).include(signer):
        raise RefusedError(IS_DRAFTER, who=signer.name)
    if not is_same:
        raise RefusedError(CHANGED)
    waiting = open_remarks(session, [case.id]).get(case.id, 0)
    if waiting:
        raise RefusedError(OPEN_REMARKS, n=waiting)
    refusal = complete(session, case)
    if refusal:
        raise refusal


def reopen(
    session: Session, case: Case, *, actor: Actor, reason: str, now: datetime
) -> CaseDraft:
    """End the sign-off that stands; the next version begins with the signed words.

    RefusedError without a reason, or where the paper has already gone out.
    """
    hold(session, case)
    found = standing_signature(session, case.id)
    if found is None:
        raise RefusedError(NOT_SIGNED)
    still_out = recalled(session, case)
    if still_out:
        raise still_out
    reason = check_reason(steps()["approved", "drafting"], reason)
    found.reopened_by, found.reopened_at, found.reason = actor.name, now, reason
    session.flush()
    move(session, case, "drafting", actor=actor, reason=reason, now=now)
    latest = case.drafts[-1]
    draft = CaseDraft(
        number=latest.number + 1,
        text_zh=latest.text_zh,
        text_en=latest.text_en,
        blocks=list(latest.blocks or []),
        origin=REOPENED,
        text_es=latest.text_es,
        es_stale=latest.es_stale,
        author=latest.author,
        author_id=latest.author_id,
        created_at=now,
    )
    case.drafts.append(draft)
    record(session, actor, "case.reopened", case, now, number=draft.number)
    session.flush()
    return draft


def signatures_of(session: Session, case_id: int) -> list[Signature]:
    """All sign-offs of a case, the first one first."""
    query = select(Signature).where(Signature.case_id == case_id)
    named = query.options(joinedload(Signature.signer)).order_by(Signature.number)
    return list(session.scalars(named))


def find_signature(session: Session, case: Case, number: int) -> Signature:
    """One sign-off of a case, or a refusal."""
    query = select(Signature).where(
        Signature.case_id == case.id, Signature.number == number
    )
    found = session.scalar(query)
    if found is None:
        raise RefusedError(NO_SIGNATURE, n=number)
    return found
