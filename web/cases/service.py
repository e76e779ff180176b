"""The centre's first step on a notice: a case with its arguments and drafts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, selectinload

from models.case import Case, CaseDraft, CaseItem, CaseMove
from models.notice import Notice
from models.reference import grounds
from models.user import AuditEntry, User
from web.cases.checks import fired_grounds
from web.cases.drafting import write_draft
from web.cases.gathering import facts_of
from web.cases.points import Point, points_of
from web.marks import N_
from web.refused import RefusedError

OFF_BY_DEFAULT = {"tbt-12", "sps-10"}
STALE = N_(
    "您编辑的是第%(old)s版，%(who)s已保存第%(new)s版，这次未保存。"
    "下面保留了您的文字，请与新版本核对后再保存。"
)


@dataclass(frozen=True)
class Actor:
    """Who acts, as the record will name them."""

    id: int | None
    name: str


def begin_case(
    session: Session, notice_id: int, *, actor: Actor, at: datetime, today: date
) -> Case:
    """Open the measure's case with a machine's first draft, or find it again."""
    notice = session.get(Notice, notice_id)
    if notice is None or notice.measure_id is None:
        raise RefusedError(N_("没有这件通报，请从通报列表重新进入。"))
    if notice.agreement not in {"TBT", "SPS"}:
        raise RefusedError(N_("只有世贸组织通报可以起草评议意见。"))
    if [member.member_code for member in notice.members] == ["CHN"]:
        raise RefusedError(N_("这是中国自己的通报，不需要我方评议。"))
    held = case_of_measure(session, notice.measure_id)
    if held is not None:
        return held
    case = new_case(notice, actor, at)
    add_machine_draft(session, case, at=at, today=today)
    try:
        with session.begin_nested():
            session.add(case)
    except IntegrityError:
        return first_one(session, notice.measure_id)
    record(session, actor, "case.begun", case, at)
    return case


def case_of_measure(session: Session, measure_id: int) -> Case | None:
    """The one case of a measure."""
    return session.scalar(select(Case).where(Case.measure_id == measure_id))


def first_one(session: Session, measure_id: int) -> Case:
    """The case that somebody else opened in the same moment."""
    held = case_of_measure(session, measure_id)
    if held is None:
        raise RefusedError(N_("案件未能建立，请再试一次。"))
    return held


def new_case(notice: Notice, actor: Actor, at: datetime) -> Case:
    """A case in the state of drafting, with the move that brought it there."""
    case = Case(
        measure_id=notice.measure_id,
        notice=notice,
        state="drafting",
        owner_id=actor.id,
        created_at=at,
        updated_at=at,
    )
    move = CaseMove(
        from_state="candidate",
        to_state="drafting",
        actor=actor.name,
        reason="起草评议",
        at=at,
    )
    case.moves.append(move)
    return case


def add_machine_draft(
    session: Session, case: Case, *, at: datetime, today: date
) -> None:
    """Write the items and version 1 from the notice's facts."""
    facts = facts_of(session, case.notice)
    offered = [ground for ground in grounds() if ground.id not in OFF_BY_DEFAULT]
    points = points_of(fired_grounds(offered, facts, today), facts)
    case.items += [item_of(point, place) for place, point in enumerate(points, 1)]
    draft = write_draft(facts, points)
    case.drafts.append(
        CaseDraft(
            number=1,
            text_zh=draft.text_zh,
            text_en=draft.text_en,
            origin="machine",
            author="",
            created_at=at,
        )
    )


def item_of(point: Point, place: int) -> CaseItem:
    """A point as a stored argument."""
    return CaseItem(
        position=place,
        ground_id=point.ground_id,
        origin="machine",
        check={
            "check": point.check,
            "article": point.article,
            "reasons_zh": [reason.zh for reason in point.reasons],
            "reasons_en": [reason.en for reason in point.reasons],
            "lacking_zh": list(point.lacking_zh),
            "lacking_en": list(point.lacking_en),
        },
        problem_zh=point.problem_zh,
        problem_en=point.problem_en,
        request_zh=point.zh.request,
        request_en=point.en.request,
        ask=point.ask,
    )


def find_case(session: Session, case_id: int) -> Case:
    """A case with its arguments, drafts and moves, or a refusal."""
    query = select(Case).where(Case.id == case_id)
    case = session.scalar(
        query.options(
            selectinload(Case.items),
            selectinload(Case.drafts),
            selectinload(Case.moves),
            selectinload(Case.notice),
        )
    )
    if case is None:
        raise RefusedError(N_("没有编号为 %(number)s 的评议案件。"), number=case_id)
    return case


def find_draft(case: Case, number: int) -> CaseDraft:
    """One saved version of a case, or a refusal."""
    draft = next((one for one in case.drafts if one.number == number), None)
    if draft is None:
        raise RefusedError(
            N_("没有第%(number)s版，请从版本列表中选择。"), number=number
        )
    return draft


def save_draft(
    session: Session,
    case: Case,
    *,
    text_zh: str,
    text_en: str,
    based_on: int,
    actor: Actor,
    at: datetime,
) -> CaseDraft:
    """Keep the officer's text as the next version; nothing is overwritten.

    Equal text makes no version. Refused when it is empty, or when somebody saved
    since the officer began.
    """
    latest = case.drafts[-1]
    text_zh, text_en = newlines(text_zh), newlines(text_en)
    if not text_zh.strip() and not text_en.strip():
        raise RefusedError(N_("评议意见为空，未保存。请填写中文或英文文本。"))
    if based_on != latest.number:
        raise stale(based_on, latest)
    if (text_zh, text_en) == (newlines(latest.text_zh), newlines(latest.text_en)):
        return latest
    draft = CaseDraft(
        number=latest.number + 1,
        text_zh=text_zh,
        text_en=text_en,
        origin="editor",
        author=actor.name,
        created_at=at,
    )
    keep(session, case, draft)
    case.updated_at = at
    record(session, actor, "case.draft_saved", case, at, number=draft.number)
    return draft


def keep(session: Session, case: Case, draft: CaseDraft) -> None:
    """Store a version, unless its number was taken in the same moment."""
    try:
        with session.begin_nested():
            case.drafts.append(draft)
    except IntegrityError as error:
        session.refresh(case, ["drafts"])
        raise stale(draft.number - 1, case.drafts[-1]) from error


def stale(old: int, latest: CaseDraft) -> RefusedError:
    """What to say when somebody else saved meanwhile."""
    return RefusedError(STALE, old=old, new=latest.number, who=latest.author or "系统")


def newlines(text: str) -> str:
    """A browser's line ends as ours, and one at the end."""
    return text.replace("\r\n", "\n").rstrip() + "\n"


def record(
    session: Session,
    actor: Actor,
    action: str,
    case: Case,
    at: datetime,
    **details: int | str,
) -> None:
    """Say in the audit who did what to the case."""
    session.add(
        AuditEntry(
            at=at,
            actor=actor.name,
            action=action,
            subject_type="case",
            subject_id=str(case.id),
            details=details,
        )
    )


def list_cases(session: Session) -> Sequence[tuple[Case, str | None]]:
    """All cases with their owners' names; the soonest deadline first, none last."""
    query = (
        select(Case, User.name)
        .join(Notice, Case.notice_id == Notice.id)
        .outerjoin(User, User.id == Case.owner_id)
        .options(selectinload(Case.notice), selectinload(Case.drafts))
        .order_by(Notice.deadline.is_(None), Notice.deadline, Case.id)
    )
    return [(case, name) for case, name in session.execute(query)]
