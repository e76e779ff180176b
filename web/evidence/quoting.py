"""Rows of evidence made of texts: the notified words, and lines of standards."""

from datetime import datetime

from sqlalchemy.orm import Session

from models.case import Case, CaseItem
from models.evidence import Comparison, Evidence, EvidenceKind, ItemEvidence
from web.arguments.proving import OF_THE_TEXT
from web.cases.record import Actor
from web.evidence.service import put
from web.marks import N_
from web.refused import RefusedError

NO_WORDS = N_("这条意见没有引文，也没有机器检查的结果，请手工添加证据。")


def from_line(
    session: Session, case: Case, line: Comparison, *, actor: Actor, now: datetime
) -> Evidence:
    """A line of the table of standards as evidence; internal until it has English."""
    told = {
        "对方": line.theirs,
        "国际": line.international,
        "我国": line.gb,
        "其他市场": line.others,
        "差异": line.gap,
    }
    said = "；".join(f"{name}：{words}" for name, words in told.items() if words)
    made = Evidence(
        case_id=case.id,
        kind=EvidenceKind.STANDARD,
        who="标准对照表",
        text_zh=f"{line.subject}。{said}",
        source="标准对照表",
        source_en="comparison of standards by the enquiry centre",
        internal=True,
        created_by=actor.name,
        created_at=now,
    )
    return put(session, case, made, actor, now)


def from_notice(
    session: Session, case: Case, item: CaseItem, *, actor: Actor, now: datetime
) -> Evidence:
    """The words of the notification that an argument quotes, as its evidence."""
    zh = item.quote or "".join(item.check.get("reasons_zh", []))
    en = item.quote or " ".join(item.check.get("reasons_en", []))
    if not zh:
        raise RefusedError(NO_WORDS)
    symbol = case.notice.symbol.partition(",")[0]
    made = Evidence(
        case_id=case.id,
        kind=EvidenceKind.TEXT,
        who=OF_THE_TEXT,
        text_zh=zh,
        text_en=en or zh,
        value=item.clause[:100],
        year=case.notice.distributed.year,
        source=f"{symbol}，{case.notice.distributed.isoformat()}",
        source_en=f"{symbol}, {case.notice.distributed.isoformat()}",
        internal=False,
        created_by=actor.name,
        created_at=now,
    )
    put(session, case, made, actor, now)
    session.add(ItemEvidence(item_id=item.id, evidence_id=made.id))
    session.flush()
    return made
