"""Talking points for a specific trade concern, from its record or from the case."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case
from models.concern import Concern
from web.cases.blanks import blank, to_fill
from web.papers.fields import Fields


def write_concern(session: Session, case: Case, fields: Fields) -> tuple[str, str]:
    """Both texts: the measure, the concern, what was asked before, the request."""
    held = session.scalar(select(Concern).where(Concern.case_id == case.id))
    return chinese(case, held, fields), english(case, held, fields)


def chinese(case: Case, held: Concern | None, fields: Fields) -> str:
    """The Chinese talking points."""
    told = fields.zh
    items = [one for one in case.items if one.removed_at is None]
    problems = [one.problem_zh for one in items if one.problem_zh]
    requests = [one.request_zh for one in items if one.request_zh]
    spoken = (held.position_zh if held else "").splitlines()
    lines = [
        f"特别贸易关注：{told['member']}《{told['title']}》（{told['symbol']}）",
        "一、措施",
        f"{told['member']}于{told['circulated']}通报。",
        "二、关注",
        *([held.problem_zh] if held and held.problem_zh else problems),
        *([] if problems or held else [blank("关注的问题")]),
        "三、此前沟通",
        before_zh(told),
        "四、请求",
        *(requests or [blank("请求")]),
        "五、表态口径",
        *(spoken or [blank("表态口径")]),
    ]
    return "\n".join(lines) + "\n"


def before_zh(told: Mapping[str, str]) -> str:
    """What was said to the Member before, in Chinese."""
    if not told["sent"]:
        return blank("此前的评议、双边沟通及日期")
    heard = told["acknowledged"]
    reply = f"对方于{heard}来函。" if heard else "尚未收到答复。"
    return f"我方于{told['sent']}提交评议意见，{reply}"


def before_en(told: Mapping[str, str]) -> str:
    """The same in English."""
    if not told["sent"]:
        return to_fill("earlier comments and bilateral exchanges, with dates")
    heard = told["acknowledged"]
    reply = f"A message was received on {heard}." if heard else "No reply came so far."
    return f"Comments were submitted on {told['sent']}. {reply}"


def english(case: Case, held: Concern | None, fields: Fields) -> str:
    """The English talking points."""
    told = fields.en
    items = [one for one in case.items if one.removed_at is None]
    problems = [one.problem_en for one in items if one.problem_en]
    requests = [one.request_en for one in items if one.request_en]
    spoken = (held.position_en if held else "").splitlines()
    lines = [
        f"Specific trade concern: {told['title']} ({told['symbol']})",
        "1. Measure",
        f"Notified by {told['member']} on {told['circulated']}.",
        "2. Concern",
        *([held.problem_en] if held and held.problem_en else problems),
        *([] if problems or held else [to_fill("the concern")]),
        "3. Earlier exchanges",
        before_en(told),
        "4. Request",
        *(requests or [to_fill("the request")]),
        "5. Statement",
        *(spoken or [to_fill("the statement")]),
    ]
    return "\n".join(lines) + "\n"
