"""The internal paper (评议意见): in Chinese, for the centre; inner facts stay in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.case import Case, CaseItem
from models.consultation import Answer, Asked, AskedKind, Consultation
from models.evidence import Evidence
from models.paper import CaseLetter, PaperKind
from models.reference import grounds
from web.arguments.proving import OF_THE_TEXT, behind
from web.arguments.texts import clause_of
from web.arguments.wording import ASKS_ZH
from web.cases.contents import live_items
from web.cases.facts import CaseFacts
from web.cases.findings import zh_day
from web.cases.gathering import facts_of
from web.cases.lock import hold_open
from web.cases.record import Actor, record
from web.drafts.blocks import NUMERALS
from web.drafts.composing import cited, named
from web.drafts.sentences import full, measured, trimmed
from web.drafts.service import newlines
from web.marks import N_
from web.refused import RefusedError

EMPTY = N_("文稿为空，未保存。")
STALE = N_(
    "您编辑的是第%(old)s版，%(who)s已保存第%(new)s版，这次未保存。"
    "下面保留了您的文字，请与新版本核对后再保存。"
)


ASKED_ZH = {
    AskedKind.FIRM: "企业",
    AskedKind.ASSOCIATION: "行业协会",
    AskedKind.LABORATORY: "检测机构",
    AskedKind.EXPERT: "专家",
    AskedKind.DEPARTMENT: "成员单位",
}


def letters(session: Session, case: Case) -> list[CaseLetter]:
    """The versions of the internal paper, the first first."""
    query = select(CaseLetter).where(
        CaseLetter.case_id == case.id, CaseLetter.kind == PaperKind.INTERNAL
    )
    return list(session.scalars(query.order_by(CaseLetter.number)))


def compose_internal(session: Session, case: Case) -> str:
    """The paper as the arguments and all their evidence make it now."""
    facts, items = facts_of(session, case.notice), live_items(case)
    proofs = behind(session, items)
    lines = [
        f"评议意见（内部）：{facts.symbol.replace(', ', '、')}",
        "",
        *fact_lines(facts),
    ]
    if case.stance_zh.strip():
        lines += ["", f"背景与立场：{case.stance_zh.strip()}"]
    lines += asked_lines(session, case.id)
    for number, item in enumerate(items):
        lines += ["", *point_lines(number, item, proofs.get(item.id, []))]
    lines += ["", "本件含企业信息，仅供内部使用，不得对外发送。"]
    return "\n".join(lines) + "\n"


def fact_lines(facts: CaseFacts) -> Iterator[str]:
    """What the paper is about, its days and its codes."""
    yield f"通报成员：{facts.member}"
    yield f"通报标题：{facts.title_zh}"
    closes = zh_day(facts.comments_close) if facts.comments_close else "未载明"
    yield f"通报日期：{zh_day(facts.distributed)}"
    yield f"评议截止日：{closes}"
    for name, label in (("adoption", "拟批准日期"), ("entry_into_force", "拟生效日期")):
        if words := facts.told(name):
            day = facts.day(name)
            yield f"{label}：{zh_day(day) if day else f'“{words}”'}"
    codes = {"HS": facts.content.get("hs"), "ICS": facts.content.get("ics")}
    told = [f"{name} {'、'.join(found)}" for name, found in codes.items() if found]
    inside = f"（{'；'.join(told)}）" if told else ""
    yield f"涉及产品：{facts.products_zh or '未载明'}{inside}"


def asked_lines(session: Session, case_id: int) -> list[str]:
    """How many of each kind were asked about a case, and how many answered."""
    query = (
        select(Asked.kind, func.count(Asked.id), func.count(Answer.id))
        .join(Consultation, Consultation.id == Asked.consultation_id)
        .outerjoin(Answer, Answer.asked_id == Asked.id)
        .where(Consultation.case_id == case_id, Asked.withdrawn_at.is_(None))
        .group_by(Asked.kind)
        .order_by(Asked.kind)
    )
    told = [
        f"{ASKED_ZH[AskedKind(kind)]}{n}家（答复{k}家）"
        for kind, n, k in session.execute(query)
    ]
    return ["", f"征求意见：{'、'.join(told)}"] if told else []


def point_lines(number: int, item: CaseItem, rows: Sequence[Evidence]) -> Iterator[str]:
    """One argument, with everything that is known of it."""
    known = {one.id: one for one in grounds()}
    ground = known[item.ground_id]
    head = NUMERALS[number] if number < len(NUMERALS) else str(number + 1)
    cite = cited(known, item, "zh")
    yield f"{head}、{named(ground, item, 'zh')}（{ground.agreement}{cite}）"
    clause, quote = clause_of(item, "zh"), trimmed(item.quote)
    if clause or quote:
        checked = "" if item.standing != "unplaced" else "（引文未核对）"
        yield f"条款：{clause or '未载明'}{f'，“{quote}”' if quote else ''}{checked}"
    told = (
        ("问题", item.problem_zh),
        ("国际标准", item.intl_ref),
        ("我国标准", item.gb_ref),
        ("差异", item.gap_zh),
        ("影响", item.impact_zh),
        (f"请求（{ASKS_ZH[item.ask]}）", item.request_zh),
    )
    yield from (f"{name}：{full(text.strip(), 'zh')}" for name, text in told if text)
    for row in rows:
        if row.who != OF_THE_TEXT:
            yield evidence_line(row)


def evidence_line(row: Evidence) -> str:
    """One row of evidence, and whether it may leave the centre."""
    text = row.text_zh or row.text_en
    value = measured(row, "zh") if row.value not in text else ""
    marks = ["内部" if row.internal else "可对外"]
    marks += ["虚构示例"] if row.invented else []
    parts = [row.who, text, value, row.source]
    return f"证据（{'，'.join(marks)}）：{'；'.join(part for part in parts if part)}"


def save_internal(
    session: Session,
    case: Case,
    text: str,
    *,
    based_on: int,
    actor: Actor,
    at: datetime,
) -> CaseLetter:
    """Keep the text as the next version of the internal paper."""
    hold_open(session, case)
    held = letters(session, case)
    latest = held[-1] if held else None
    if not text.strip():
        raise RefusedError(EMPTY)
    number = latest.number if latest else 0
    if based_on != number:
        raise outdated(based_on, latest)
    if latest and newlines(latest.text_zh) == newlines(text):
        return latest
    letter = CaseLetter(
        case_id=case.id,
        kind=PaperKind.INTERNAL,
        number=number + 1,
        text_zh=newlines(text),
        origin="editor",
        author=actor.name,
        created_at=at,
    )
    try:
        with session.begin_nested():
            session.add(letter)
    except IntegrityError as error:
        raise outdated(based_on, letters(session, case)[-1]) from error
    record(session, actor, "case.internal_saved", case, at, number=letter.number)
    return letter


def outdated(old: int, latest: CaseLetter | None) -> RefusedError:
    """What to say when somebody else saved meanwhile."""
    who = (latest.author if latest else "") or "系统"
    return RefusedError(STALE, old=old, new=latest.number if latest else 0, who=who)
