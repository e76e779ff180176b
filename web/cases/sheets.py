"""One saved version as its paper shows it, and the name of the file."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from models.case import Case, CaseDraft
from models.deadlines import HERE
from web.cases.findings import en_day, zh_day
from web.cases.gathering import facts_of
from web.cases.paper import Sheet


def sheet_of(session: Session, case: Case, draft: CaseDraft) -> Sheet:
    """The head, both texts and the marks of a version."""
    facts = facts_of(session, case.notice)
    saved = draft.created_at.astimezone(HERE).date()
    first = facts.symbol.partition(",")[0]
    titles = dict.fromkeys((facts.title_zh, facts.title_en, case.notice.title))
    return Sheet(
        title=f"评议意见 {facts.symbol}",
        head=[
            ("通报号", "Symbol", facts.symbol.replace(",", "\n")),
            (
                "通报成员",
                "Member",
                f"{facts.member}\n{facts.member_en.removeprefix('the ')}",
            ),
            ("标题", "Title", "\n".join(titles)),
            ("评议截止日", "Comments close", closing(facts.comments_close)),
        ],
        text_zh=draft.text_zh,
        text_en=draft.text_en,
        machine=draft.origin == "machine",
        version=f"{first} · 第{draft.number}版 Version {draft.number} · {saved}",
    )


def closing(day: date | None) -> str:
    """The stated deadline in both languages."""
    return f"{zh_day(day)}\n{en_day(day)}" if day else "未载明\nNot stated"


def file_name(symbol: str, number: int) -> str:
    """A name for the paper that every file system takes."""
    plain = "".join(mark if mark.isalnum() else "-" for mark in symbol)
    return f"comment-{plain[:80]}-v{number}.docx"
