"""Trade concerns: found, put right, raised, answered, taken further."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import String, cast, func, or_, select, update
from sqlalchemy.orm import Session, selectinload

from models.concern import Concern, ConcernRaising
from web.audit import note
from web.cases.due import local_day
from web.cases.record import Actor
from web.marks import N_
from web.refused import RefusedError

PAGE = 30
STATES = ("prepared", "submitted", "raised", "resolved", "dispute", "dropped")
WAITING = frozenset({"prepared", "submitted"})
"""States that end when the concern is raised."""
TEXTS = {
    "title_zh": 300,
    "title_en": 300,
    "product": 1000,
    "problem_zh": 10_000,
    "problem_en": 10_000,
    "position_zh": 10_000,
    "position_en": 10_000,
    "answer": 10_000,
}
LONGEST_STEP = 1000
MOST_STEPS = 100
NO_TITLE = N_("请填写中文标题。")
TOO_LONG = N_("有一栏超过 %(most)d 字，请缩短后再保存。")
NO_STATE = N_("请从列表中选择进展。")
NOT_THERE = N_("没有这项特别贸易关注，请从列表中选择。")
CHANGED = N_("%(who)s刚刚改过这项关注，这次没有保存。请核对新的内容后再改。")
NO_STEP = N_("请写明进展。")
FULL = N_("进展记录超过 %(most)d 条。")
TAKEN = N_("%(day)s的会议已经登记过。")


@dataclass(frozen=True)
class Listed:
    """One page of concerns."""

    concerns: Sequence[Concern]
    total: int
    page: int
    pages: int


def list_concerns(session: Session, words: str, state: str, page: int) -> Listed:
    """The concerns whose title, Member, symbol or number has these words."""
    query = select(Concern)
    if state in STATES:
        query = query.where(Concern.state == state)
    if words.strip():
        like = f"%{escaped(words.strip())}%"
        titles, symbols = (Concern.title_zh, Concern.title_en), Concern.symbols
        columns = (*titles, Concern.product, Concern.number, cast(symbols, String))
        query = query.where(
            or_(
                Concern.member_code == words.strip().upper(),
                *(column.ilike(like, escape="\\") for column in columns),
            )
        )
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    pages = max(1, -(-total // PAGE))
    page = min(page, pages)
    ordered = query.options(selectinload(Concern.raisings)).order_by(
        Concern.edited_at.desc(), Concern.id.desc()
    )
    shown = session.scalars(ordered.limit(PAGE).offset((page - 1) * PAGE)).all()
    return Listed(shown, total, page, pages)


def escaped(words: str) -> str:
    """Words in which no character stands for others."""
    return words.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")


def find_concern(session: Session, concern_id: int) -> Concern:
    """One concern; RefusedError if it is not there."""
    found = session.get(Concern, concern_id, options=[selectinload(Concern.raisings)])
    if found is None:
        raise RefusedError(NOT_THERE)
    return found


def read_texts(form: Mapping[str, str]) -> dict[str, str]:
    """The texts of a form; RefusedError if one is unfit."""
    told = {name: form.get(name, "").strip() for name in TEXTS}
    for name, text in told.items():
        if len(text) > TEXTS[name]:
            raise RefusedError(TOO_LONG, most=TEXTS[name])
    if not told["title_zh"]:
        raise RefusedError(NO_TITLE)
    return told


def change(
    session: Session,
    concern: Concern,
    form: Mapping[str, str],
    *,
    seen: str,
    actor: Actor,
    now: datetime,
) -> None:
    """Keep the words and the state of a concern; ``seen`` is when it was read."""
    if seen != concern.edited_at.isoformat():
        raise RefusedError(CHANGED, who=concern.edited_by)
    told, state = read_texts(form), form.get("state", "")
    if state not in STATES:
        raise RefusedError(NO_STATE)
    touch(session, concern, "concern.changed", actor, now)
    for name, text in told.items():
        setattr(concern, name, text)
    concern.state = state
    session.flush()


def touch(
    session: Session, concern: Concern, action: str, actor: Actor, now: datetime
) -> None:
    """Say who changed a concern, and when; refused if somebody did meanwhile.

    It comes before the change itself, so that of two at once none is lost.
    """
    same = update(Concern).where(
        Concern.id == concern.id,
        Concern.edited_at == concern.edited_at,
        Concern.edited_by == concern.edited_by,
    )
    mine = same.values(edited_by=actor.name, edited_at=now).returning(Concern.id)
    if not session.scalars(mine).all():
        raise RefusedError(CHANGED, who=concern.edited_by)
    session.refresh(concern, ["edited_by", "edited_at", "dispute"])
    note(session, actor.name, action, ("concern", concern.id))


def raise_at(
    session: Session,
    concern: Concern,
    *,
    meeting: date,
    supporters: Sequence[str],
    words: str,
    actor: Actor,
    now: datetime,
) -> ConcernRaising:
    """Write down that a concern is or was raised at a meeting, and who supported it."""
    if any(one.meeting == meeting for one in concern.raisings):
        raise RefusedError(TAKEN, day=meeting)
    if len(words) > LONGEST_STEP:
        raise RefusedError(TOO_LONG, most=LONGEST_STEP)
    made = ConcernRaising(
        meeting=meeting, supporters=list(dict.fromkeys(supporters)), note=words.strip()
    )
    touch(session, concern, "concern.raised", actor, now)
    concern.raisings.append(made)
    if concern.state in WAITING and meeting <= local_day(now):
        concern.state = "raised"
    session.flush()
    return made


def times_raised(concern: Concern, today: date) -> int:
    """At how many meetings it has been raised so far."""
    return sum(one.meeting <= today for one in concern.raisings)


def add_step(
    session: Session,
    concern: Concern,
    *,
    day: date,
    words: str,
    file: dict[str, object],
    actor: Actor,
    now: datetime,
) -> None:
    """Add a step to the file of a dispute: day, what happened, perhaps a paper."""
    if not words.strip():
        raise RefusedError(NO_STEP)
    if len(words) > LONGEST_STEP:
        raise RefusedError(TOO_LONG, most=LONGEST_STEP)
    if len(concern.dispute) >= MOST_STEPS:
        raise RefusedError(FULL, most=MOST_STEPS)
    step = {
        "day": day.isoformat(),
        "what": words.strip(),
        "file": file,
        "by": actor.name,
    }
    touch(session, concern, "concern.step", actor, now)
    concern.dispute = sorted([*concern.dispute, step], key=lambda one: one["day"])
    session.flush()
