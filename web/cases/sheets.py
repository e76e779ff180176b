"""One saved version as its paper shows it, and the name of the file."""

from __future__ import annotations

import re
from datetime import date

from sqlalchemy.orm import Session

from models.case import Case, CaseDraft
from models.deadlines import HERE
from models.kinds import NoticeKind
from web.cases.facts import CaseFacts
from web.cases.findings import en_day, zh_day
from web.cases.gathering import facts_of
from web.cases.kinds import PAPERS, CaseKind
from web.cases.paper import Sheet
from web.notices.publisher import publisher_of

Head = list[tuple[str, str, str]]
"""Chinese name, English name and value of each fact."""


def sheet_of(session: Session, case: Case, draft: CaseDraft) -> Sheet:
    """The head, both texts and the marks of a version."""
    symbol = case.notice.symbol
    saved = draft.created_at.astimezone(HERE).date()
    first = symbol.partition(",")[0]
    return Sheet(
        title=f"{PAPERS[CaseKind(case.kind)]} {symbol}",
        head=head_of(session, case),
        text_zh=draft.text_zh,
        text_en=draft.text_en,
        machine=draft.origin == "machine",
        version=f"{first} · 第{draft.number}版 Version {draft.number} · {saved}",
        sample=case.notice.provisional,
        text_es=draft.text_es,
    )


def head_of(session: Session, case: Case) -> Head:
    """The facts that stand at the top of a paper."""
    notified = case.notice.kind == NoticeKind.NOTIFICATION
    head = head_of_notification if notified else head_of_measure
    return head(session, case, facts_of(session, case.notice))


def head_of_notification(session: Session, case: Case, facts: CaseFacts) -> Head:
    """The facts of a WTO notification."""
    return [
        ("通报号", "Symbol", re.sub(r",\s*", "\n", facts.symbol)),
        ("通报成员", "Member", member(facts)),
        ("标题", "Title", titles(case, facts)),
        ("评议截止日", "Comments close", closing(facts.comments_close)),
    ]


def head_of_measure(session: Session, case: Case, facts: CaseFacts) -> Head:
    """The facts of a national measure, which bears no symbol of the WTO."""
    shown = publisher_of(session, case.notice)
    names = (shown.zh, shown.en, shown.page) if shown else ()
    head = [
        ("发布编号", "Number", facts.symbol),
        ("成员", "Member", member(facts)),
        ("发布机构", "Publisher", "\n".join(dict.fromkeys(filter(None, names)))),
        ("标题", "Title", titles(case, facts)),
        ("公布日", "Published", closing(facts.distributed)),
    ]
    if case.notice.kind == NoticeKind.DRAFT:
        day = closing(case.notice.deadline)
        head.append(("公布机构意见截止日", "Comments close at the publisher", day))
    return head


def member(facts: CaseFacts) -> str:
    """The Member in both languages."""
    return f"{facts.member}\n{facts.member_en.removeprefix('the ')}"


def titles(case: Case, facts: CaseFacts) -> str:
    """Every title, each once: ours in Chinese, the English, the publisher's own."""
    told = (facts.title_zh, facts.title_en, case.notice.title)
    return "\n".join(dict.fromkeys(told))


def closing(day: date | None) -> str:
    """The stated deadline in both languages."""
    return f"{zh_day(day)}\n{en_day(day)}" if day else "未载明\nNot stated"


def file_name(symbol: str, number: int, kind: CaseKind = CaseKind.COMMENT) -> str:
    """A name for the paper that every file system takes."""
    plain = "".join(mark if mark.isalnum() else "-" for mark in symbol)
    return f"{kind}-{plain[:80]}-v{number}.docx"
