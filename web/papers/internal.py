"""评议意见 as the centre and its reviewers read it: with what firms told, internal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.case import Case, CaseItem
from models.consultation import Answer, Asked, Consultation
from models.evidence import Evidence, ItemEvidence
from models.reference import grounds
from web.cases.blanks import blank, check
from web.cases.words import ASKS
from web.papers.fields import Fields

NUMERALS = "一二三四五六七八九十"
INTERNAL, INVENTED = "（内部）", "（虚构示例）"


def write_internal(session: Session, case: Case, fields: Fields) -> str:
    """The Chinese text; what is lacking is marked to be filled."""
    proofs = list(evidence(session, case.id))
    ties = tied(session, case)
    items = [one for one in case.items if one.removed_at is None]
    lines = [
        f"关于{fields.zh['member']}{fields.zh['symbol']}号通报的评议意见（内部）",
        *section(1, "通报概况", about(fields)),
        *section(2, "征求意见情况", asked(session, case.id)),
        *section(3, "评议意见", told(items, ties)),
        *section(4, "影响与证据", shown(proofs)),
        *section(5, "处理建议", [case.stance_zh or blank("处理建议")]),
    ]
    return "\n".join(lines) + "\n"


def section(number: int, name: str, lines: Iterable[str]) -> list[str]:
    """A numbered section under its name."""
    return [f"{NUMERALS[number - 1]}、{name}", *lines]


def about(fields: Fields) -> list[str]:
    """What is notified, by whom, and until when."""
    told = fields.zh
    first = (
        f"{told['member']}于{told['circulated']}通报《{told['title']}》"
        f"（{told['symbol']}）。"
    )
    goods = f"涉及产品：{told['products']}。" if told["products"] else ""
    last = f"评议截止日：{told['closes'] or '未载明'}。"
    return [line for line in (first, goods, last) if line]


def asked(session: Session, case_id: int) -> list[str]:
    """How many were asked and how many answered, of each kind."""
    of_case = (Consultation.case_id == case_id, Asked.withdrawn_at.is_(None))
    query = (
        select(Asked.kind, func.count(Asked.id), func.count(Answer.id))
        .join(Consultation, Consultation.id == Asked.consultation_id)
        .outerjoin(Answer, Answer.asked_id == Asked.id)
        .where(*of_case)
        .group_by(Asked.kind)
        .order_by(Asked.kind)
    )
    rows = session.execute(query).all()
    if not rows:
        return [check("尚未征求意见，或征求情况未记录")]
    return [
        f"征求{KINDS[kind]}{n}家，收到答复{k}家。"
        for kind, n, k in rows
        if kind in KINDS
    ]


KINDS = {
    "firm": "企业",
    "association": "行业协会",
    "laboratory": "检测机构",
    "expert": "专家",
    "department": "成员单位",
}


def told(items: Sequence[CaseItem], ties: dict[int, list[str]]) -> Iterator[str]:
    """Each argument with its clause, problem, ground, effect, request and proof."""
    names = {one.id: one for one in grounds()}
    if not items:
        yield blank("意见条目")
    for number, item in enumerate(items, 1):
        ground = names.get(item.ground_id)
        head = ground.name_zh if ground else item.ground_id
        yield f"{number}. {head}"
        if ground:
            yield f"依据：{ground.agreement}第{ground.article}条（待核验）。"
        if item.clause or item.quote:
            quote = f"原文：“{item.quote}”" if item.quote else ""
            yield f"条款：{item.clause or '未注明'}。{quote}"
        yield f"问题：{item.problem_zh or blank('问题')}"
        if item.gap_zh:
            yield f"差异：{item.gap_zh}"
        if item.impact_zh:
            yield f"影响：{item.impact_zh}"
        yield f"建议（{ASKS[item.ask]}）：{item.request_zh or blank('建议')}"
        proofs = ties.get(item.id, [])
        yield "证据：" + ("；".join(proofs) if proofs else check("尚无证据")) + "。"


def evidence(session: Session, case_id: int) -> Sequence[Evidence]:
    """What proves the case, the oldest first."""
    query = select(Evidence).where(
        Evidence.case_id == case_id, Evidence.removed_at.is_(None)
    )
    return session.scalars(query.order_by(Evidence.id)).all()


def tied(session: Session, case: Case) -> dict[int, list[str]]:
    """What stands behind each argument, in a few words."""
    query = (
        select(ItemEvidence.item_id, Evidence)
        .join(Evidence, Evidence.id == ItemEvidence.evidence_id)
        .where(Evidence.case_id == case.id, Evidence.removed_at.is_(None))
        .order_by(ItemEvidence.item_id, Evidence.id)
    )
    found: dict[int, list[str]] = {}
    for item_id, one in session.execute(query):
        found.setdefault(item_id, []).append(proof(one))
    return found


def shown(proofs: Sequence[Evidence]) -> list[str]:
    """All evidence as a list, what is internal or invented said to be so."""
    if not proofs:
        return [check("证据表为空")]
    return [f"（{number}）{proof(one)}。" for number, one in enumerate(proofs, 1)]


def proof(one: Evidence) -> str:
    """A row of evidence: what, how much, of which year, after whom."""
    value = " ".join(filter(None, (one.value, one.unit)))
    year = f"{one.year}年" if one.year else ""
    told = "，".join(filter(None, (one.text_zh or one.text_en, value, year)))
    source = "、".join(filter(None, (one.who, one.source)))
    marks = (INTERNAL if one.internal else "") + (INVENTED if one.invented else "")
    return f"{told.rstrip('。')}{f'（来源：{source}）' if source else ''}{marks}"
