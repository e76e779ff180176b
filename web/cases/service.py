"""The centre's first step on a notice: a case with its arguments and a draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from models.case import Case, CaseDraft, CaseItem, CaseMove
from models.content import Content
from models.notice import Notice, NoticeMember, Rendering
from models.reference import grounds
from models.reference_facts import Member
from models.tag import Tag
from models.user import AuditEntry
from web.cases.checks import fired_grounds
from web.cases.drafting import Point, points_of, write_draft
from web.cases.facts import CaseFacts
from web.cases.paper import Sheet
from web.refused import RefusedError

OFF_BY_DEFAULT = {"tbt-12", "sps-10"}


@dataclass(frozen=True)
class Actor:
    """Who acts, as the record will name them."""

    id: int | None
    name: str


def facts_of(session: Session, notice: Notice) -> CaseFacts:
    """Gather what the checks and the draft may use."""
    texts = renderings(session, notice)
    names = members(session, notice)
    content = cast(Content, notice.content)
    tags = session.execute(
        select(Tag.scheme, Tag.code).where(
            Tag.notice_id == notice.id, Tag.scheme.in_(["standard", "measure"])
        )
    ).all()
    return CaseFacts(
        symbol=notice.symbol,
        agreement=notice.agreement or "",
        type=notice.type,
        emergency=notice.emergency,
        member="、".join(name.zh for name in names),
        member_en=" and ".join(name.en for name in names),
        distributed=notice.distributed,
        comments_close=notice.comments_close,
        title_zh=texts.get(("zh", "title"), notice.title),
        title_en=texts.get(("en", "title"), notice.title),
        products_zh=texts.get(("zh", "products"), content.get("products", "")),
        products_en=texts.get(("en", "products"), content.get("products", "")),
        language=notice.language,
        content=content,
        standards=[code for scheme, code in tags if scheme == "standard"],
        measures=[code for scheme, code in tags if scheme == "measure"],
        followed_up=has_follow_up(session, notice),
    )


def renderings(session: Session, notice: Notice) -> dict[tuple[str, str], str]:
    """Our texts about the current version, an editor's before a machine's."""
    rows = session.scalars(
        select(Rendering)
        .where(
            Rendering.notice_id == notice.id,
            Rendering.version_number == notice.version_number,
        )
        .order_by(Rendering.origin.desc())
    )
    return {(row.language, row.field): row.text for row in rows}


def members(session: Session, notice: Notice) -> Sequence[Member]:
    """The notifying Members in the order of their codes."""
    return session.scalars(
        select(Member)
        .join(NoticeMember, NoticeMember.member_code == Member.code)
        .where(NoticeMember.notice_id == notice.id)
        .order_by(Member.code)
    ).all()


def has_follow_up(session: Session, notice: Notice) -> bool:
    """Whether a later document of the same measure is held."""
    later = select(func.count(Notice.id)).where(
        Notice.measure_id == notice.measure_id, Notice.distributed > notice.distributed
    )
    return notice.measure_id is not None and bool(session.scalar(later))


def machine_points(session: Session, notice: Notice, today: date) -> list[Point]:
    """The arguments that the machine checks propose for a notice."""
    offered = [ground for ground in grounds() if ground.id not in OFF_BY_DEFAULT]
    return points_of(fired_grounds(offered, facts_of(session, notice), today))


def begin_case(
    session: Session, notice_id: int, *, actor: Actor, at: datetime, today: date
) -> Case:
    """Open the measure's case with a machine's first draft, or find it again."""
    notice = session.get(Notice, notice_id)
    if notice is None or notice.measure_id is None:
        raise RefusedError("没有这件通报，请从通报列表重新进入。")
    if notice.agreement not in {"TBT", "SPS"}:
        raise RefusedError("只有WTO通报可以起草评议意见。")
    held = session.scalar(select(Case).where(Case.measure_id == notice.measure_id))
    if held is not None:
        return held
    case = Case(
        measure_id=notice.measure_id,
        notice=notice,
        state="drafting",
        owner_id=actor.id,
        created_at=at,
        updated_at=at,
    )
    case.moves.append(
        CaseMove(
            from_state="candidate",
            to_state="drafting",
            actor=actor.name,
            reason="起草评议",
            at=at,
        )
    )
    session.add(case)
    session.flush()
    add_machine_draft(session, case, at=at, today=today)
    record(session, actor, "case.begun", case, at)
    return case


def add_machine_draft(
    session: Session, case: Case, *, at: datetime, today: date
) -> None:
    """Write the items and version 1 from the notice's facts."""
    points = machine_points(session, case.notice, today)
    for place, point in enumerate(points, 1):
        case.items.append(item_of(point, place))
    draft = write_draft(facts_of(session, case.notice), points)
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
            "reasons_zh": list(point.reasons_zh),
            "reasons_en": list(point.reasons_en),
            "evidence_needed": list(point.evidence_needed),
        },
        problem_zh=point.problem_zh,
        problem_en=point.problem_en,
        request_zh=point.request_zh,
        request_en=point.request_en,
        ask=point.ask,
    )


def find_case(session: Session, case_id: int) -> Case:
    """A case with its arguments, drafts and moves, or a refusal."""
    case = session.scalar(
        select(Case)
        .where(Case.id == case_id)
        .options(
            selectinload(Case.items),
            selectinload(Case.drafts),
            selectinload(Case.moves),
            selectinload(Case.notice),
        )
    )
    if case is None:
        raise RefusedError("没有编号为 %(number)s 的评议案件。", number=case_id)
    return case


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
    """Keep the officer's text as the next version; nothing is overwritten."""
    latest = case.drafts[-1]
    text_zh, text_en = newlines(text_zh), newlines(text_en)
    if not text_zh.strip() and not text_en.strip():
        raise RefusedError("评议意见为空，未保存。请填写中文或英文文本。")
    if based_on != latest.number:
        raise RefusedError(
            "您编辑的是第%(old)s版，%(who)s已保存第%(new)s版。"
            "下面保留了您的文字，请核对后再保存。",
            old=based_on,
            new=latest.number,
            who=latest.author or "系统",
        )
    if (text_zh, text_en) == (latest.text_zh, latest.text_en):
        return latest
    draft = CaseDraft(
        number=latest.number + 1,
        text_zh=text_zh,
        text_en=text_en,
        origin="editor",
        author=actor.name,
        created_at=at,
    )
    case.drafts.append(draft)
    case.updated_at = at
    record(session, actor, "case.draft_saved", case, at, number=draft.number)
    return draft


def newlines(text: str) -> str:
    """A browser's line ends as ours."""
    return text.replace("\r\n", "\n")


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


def sheet_of(session: Session, case: Case, number: int) -> Sheet:
    """One saved version as the paper will show it."""
    draft = next((one for one in case.drafts if one.number == number), None)
    if draft is None:
        raise RefusedError("没有第 %(number)s 版，请从版本列表中选择。", number=number)
    facts = facts_of(session, case.notice)
    closes = facts.comments_close.isoformat() if facts.comments_close else "未载明"
    return Sheet(
        title=f"评议意见 {facts.symbol}",
        head=[
            ("通报号 Symbol", facts.symbol),
            ("通报成员 Member", f"{facts.member} {facts.member_en}"),
            ("标题 Title", f"{facts.title_zh}\n{facts.title_en}"),
            ("评议截止日 Comments close", closes),
        ],
        text_zh=draft.text_zh,
        text_en=draft.text_en,
        machine=draft.origin == "machine",
        version=f"第{draft.number}版 {draft.created_at:%Y-%m-%d}",
    )


def list_cases(session: Session) -> Sequence[Case]:
    """All cases, the soonest deadline first, those without one last."""
    return session.scalars(
        select(Case)
        .join(Notice, Case.notice_id == Notice.id)
        .options(selectinload(Case.notice), selectinload(Case.drafts))
        .order_by(Notice.deadline.is_(None), Notice.deadline, Case.id)
    ).all()
