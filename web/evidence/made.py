"""Rows of evidence that are made for the officer: from answers, counts, trade, text."""

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case
from models.consultation import AskedKind
from models.deadlines import HERE
from models.evidence import Evidence, EvidenceKind
from web.cases.lock import hold_open
from web.cases.record import Actor
from web.consultations.ranges import Range, ranges
from web.evidence.counting import ALL, Counts, Figures, count
from web.evidence.service import put
from web.evidence.told import Told, told_of
from web.marks import N_
from web.refused import RefusedError

NO_ANSWER = N_("没有这份答复，请刷新页面。")
TAKEN = N_("这份答复已列为证据，见第%(n)d行。")
TOO_FEW = N_("答复的企业不足3家，不能对外；个别答复可列为内部证据。")
NOTHING_NEW = N_("与已有的对外数字相同，不必再生成。")
FIRMS = {"zh": "企业", "en": "an exporter"}


def counts_told(session: Session, case: Case) -> Counts:
    """What of the answers about a case may be told outward, and what stays inside."""
    return count(told_of(session, case), published(session, case.id))


def published(session: Session, case_id: int) -> list[Figures]:
    """The figures of firms that were made for going out, the latest last.

    Also those taken out since: they may have gone already.
    """
    query = select(Evidence.figures).where(
        Evidence.case_id == case_id,
        Evidence.kind == EvidenceKind.FIRMS,
        Evidence.internal.is_(False),
    )
    rows = session.scalars(query.order_by(Evidence.id))
    return [dict(row) for row in rows if row]


def from_answer(
    session: Session, case: Case, told: Told, *, actor: Actor, now: datetime
) -> Evidence:
    """A row from one answer or voice; it is always for the centre alone."""
    hold_open(session, case)
    held = taken(session, case, told)
    if held is not None:
        raise RefusedError(TAKEN, n=held)
    firm = told.kind == AskedKind.FIRM
    made = Evidence(
        case_id=case.id,
        kind=EvidenceKind.FIRMS if firm else EvidenceKind.OTHER,
        who=told.name,
        text_zh=words_of(told, "zh"),
        text_en="",
        source=f"{told.name}，{told.at.astimezone(HERE):%Y-%m-%d}答复",
        year=told.at.astimezone(HERE).year,
        internal=True,
        organisation_id=told.organisation_id,
        from_answer=told.answer_id,
        from_voice=told.voice_id,
        file=dict(told.files[0]) if told.files else {},
        created_by=actor.name,
        created_at=now,
    )
    return put(session, case, made, actor, now)


def taken(session: Session, case: Case, told: Told) -> int | None:
    """The row that was made of an answer before, if it stands."""
    same = (
        Evidence.from_answer == told.answer_id
        if told.answer_id is not None
        else Evidence.from_voice == told.voice_id
    )
    query = select(Evidence.id).where(
        Evidence.case_id == case.id, same, Evidence.removed_at.is_(None)
    )
    return session.scalar(query)


def find_told(
    session: Session, case: Case, answer_id: int | None, voice_id: int | None
) -> Told:
    """One answer about a case, or a refusal."""
    for one in told_of(session, case):
        if answer_id is not None and one.answer_id == answer_id:
            return one
        if voice_id is not None and one.voice_id == voice_id:
            return one
    raise RefusedError(NO_ANSWER)


def words_of(told: Told, language: str) -> str:
    """What one answer says, in a few lines."""
    known = ranges()
    found = [known[pair] for pair in told.said.items() if pair in known]
    said = [one.said_en if language == "en" else one.said_zh for one in found]
    lines = [
        told.product,
        ("; " if language == "en" else "；").join(said),
        told.certificate,
        told.opinion,
    ]
    return "\n".join(line for line in lines if line) or "无意见"


def from_counts(
    session: Session, case: Case, *, actor: Actor, now: datetime
) -> Evidence:
    """A row with counts and ranges of firms, for going out."""
    hold_open(session, case)
    counts = counts_told(session, case)
    if not counts.is_outward:
        raise RefusedError(TOO_FEW)
    before = published(session, case.id)
    if before and before[-1] == counts.outward:
        raise RefusedError(NOTHING_NEW)
    day = now.astimezone(HERE).date()
    made = Evidence(
        case_id=case.id,
        kind=EvidenceKind.FIRMS,
        who="湖北企业",
        text_zh=say_zh(counts.outward, day),
        text_en=say_en(counts.outward, day),
        value=str(counts.outward[ALL]),
        unit="家",
        year=day.year,
        source="湖北省WTO/TBT通报咨询中心企业征求意见汇总",
        source_en="answers of exporters collected by the Hubei WTO/TBT Enquiry Centre",
        internal=False,
        figures=counts.outward,
        created_by=actor.name,
        created_at=now,
    )
    return put(session, case, made, actor, now)


def say_zh(figures: Figures, day: date) -> str:
    """The figures in a Chinese sentence."""
    parts = [f"{n}家{one.said_zh}" for one, n in in_order(figures)]
    head = f"截至{day.year}年{day.month}月{day.day}日，{figures[ALL]}家湖北企业答复"
    return head + ("：" + "；".join(parts) if parts else "") + "。"


def say_en(figures: Figures, day: date) -> str:
    """The figures in an English sentence."""
    parts = [f"{n} {one.said_en}" for one, n in in_order(figures)]
    when = f"{day.day} {day:%B %Y}"
    if not parts:
        return f"{figures[ALL]} exporters in Hubei had answered by {when}."
    told = "; ".join(parts)
    return f"Of {figures[ALL]} exporters in Hubei that had answered by {when}, {told}."


def in_order(figures: Figures) -> Iterator[tuple[Range, int]]:
    """The figures of ranges, in the order of the lists."""
    for (dimension, key), one in ranges().items():
        if n := figures.get(f"{dimension}:{key}"):
            yield one, n
