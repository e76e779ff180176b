"""The first step on a notice: a case with its arguments and a machine's draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.case import Case, CaseDraft, CaseItem, CaseMove
from models.notice import Notice
from models.reference import grounds
from web.cases.checks import fired_grounds
from web.cases.drafting import Draft, write_draft
from web.cases.gathering import facts_of
from web.cases.kinds import CaseKind
from web.cases.points import Point, points_of
from web.cases.record import Actor, record
from web.marks import N_
from web.planning.service import replan
from web.refused import RefusedError

OFF_BY_DEFAULT = {"tbt-12", "sps-10"}


@dataclass(frozen=True)
class Beginning:
    """What a new case holds: what it is about, why, its arguments, its first draft."""

    kind: CaseKind
    reason: str
    items: Sequence[CaseItem]
    draft: Draft


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
    beginning = comment_on(session, notice, today)
    return open_case(session, notice, beginning, actor=actor, at=at)


def open_case(
    session: Session,
    notice: Notice,
    beginning: Beginning,
    *,
    actor: Actor,
    at: datetime,
) -> Case:
    """Open the case of a notice's measure; the one that is there comes first."""
    if notice.measure_id is None:
        raise RefusedError(N_("案件未能建立，请再试一次。"))
    held = case_of_measure(session, notice.measure_id)
    if held is not None:
        return held
    case = new_case(notice, beginning, actor, at)
    try:
        with session.begin_nested():
            session.add(case)
    except IntegrityError:
        return first_one(session, notice.measure_id)
    record(session, actor, "case.begun", case, at, kind=beginning.kind.value)
    replan(session, case, "", at, by=actor)
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


def new_case(notice: Notice, beginning: Beginning, actor: Actor, at: datetime) -> Case:
    """A case in the state of drafting, with the move that brought it there."""
    move = CaseMove(
        from_state="candidate",
        to_state="drafting",
        actor=actor.name,
        actor_id=actor.id,
        reason=beginning.reason,
        snapshot={},
        at=at,
    )
    draft = CaseDraft(
        number=1,
        text_zh=beginning.draft.text_zh,
        text_en=beginning.draft.text_en,
        origin="machine",
        author="",
        created_at=at,
    )
    return Case(
        measure_id=notice.measure_id,
        notice=notice,
        kind=beginning.kind.value,
        state="drafting",
        owner_id=actor.id,
        created_at=at,
        updated_at=at,
        items=list(beginning.items),
        moves=[move],
        drafts=[draft],
    )


def comment_on(session: Session, notice: Notice, today: date) -> Beginning:
    """The items and version 1 of a comment, from the notification's facts."""
    facts = facts_of(session, notice)
    offered = [ground for ground in grounds() if ground.id not in OFF_BY_DEFAULT]
    points = points_of(fired_grounds(offered, facts, today), facts)
    return Beginning(
        kind=CaseKind.COMMENT,
        reason="起草评议",
        items=[item_of(point, place) for place, point in enumerate(points, 1)],
        draft=write_draft(facts, points),
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
