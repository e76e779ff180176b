"""Talking points for a specific trade concern, from its record or from the case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case
from models.concern import Concern
from web.cases.blanks import blank, to_fill
from web.cases.contents import live_items
from web.papers.fields import Fields


@dataclass(frozen=True)
class Frame:
    """The words around the facts, in one language; what is open is marked as such."""

    title: str
    headings: tuple[str, str, str, str, str]
    notified: str
    no_concern: str
    no_exchange: str
    sent: str
    heard: str
    silent: str
    no_request: str
    no_statement: str


FRAMES = {
    "zh": Frame(
        title="特别贸易关注：{member}《{title}》（{symbol}）",
        headings=(
            "一、措施",
            "二、关注",
            "三、此前沟通",
            "四、请求",
            "五、表态口径",
        ),
        notified="{member}于{circulated}通报。",
        no_concern=blank("关注的问题"),
        no_exchange=blank("此前的评议、双边沟通及日期"),
        sent="我方于{sent}提交评议意见，",
        heard="对方于{acknowledged}来函。",
        silent="尚未收到答复。",
        no_request=blank("请求"),
        no_statement=blank("表态口径"),
    ),
    "en": Frame(
        title="Specific trade concern: {member} – {title} ({symbol})",
        headings=(
            "1. Measure",
            "2. Concern",
            "3. Earlier exchanges",
            "4. Request",
            "5. Statement",
        ),
        notified="Notified by {member} on {circulated}.",
        no_concern=to_fill("the concern"),
        no_exchange=to_fill("earlier comments and bilateral exchanges, with dates"),
        sent="Comments were submitted on {sent}. ",
        heard="A message was received on {acknowledged}.",
        silent="No reply has been received so far.",
        no_request=to_fill("the request"),
        no_statement=to_fill("the statement"),
    ),
}


def write_concern(session: Session, case: Case, fields: Fields) -> tuple[str, str]:
    """Both texts: the measure, the concern, what was asked before, the request."""
    held = session.scalar(select(Concern).where(Concern.case_id == case.id))
    return points(case, held, fields.zh, "zh"), points(case, held, fields.en, "en")


def points(case: Case, held: Concern | None, told: Mapping[str, str], side: str) -> str:
    """The talking points in one language."""
    frame = FRAMES[side]
    measure, concern, earlier, request, statement = frame.headings
    lines = [
        frame.title.format_map(told),
        measure,
        frame.notified.format_map(told),
        concern,
        *(
            said(held, "problem", side)
            or of_items(case, "problem", side)
            or [frame.no_concern]
        ),
        earlier,
        exchanges(frame, told),
        request,
        *(of_items(case, "request", side) or [frame.no_request]),
        statement,
        *(said(held, "position", side) or [frame.no_statement]),
    ]
    return "\n".join(lines) + "\n"


def said(held: Concern | None, name: str, side: str) -> list[str]:
    """What the record of the concern says of something, line by line."""
    return str(getattr(held, f"{name}_{side}", "") if held else "").splitlines()


def of_items(case: Case, name: str, side: str) -> list[str]:
    """What the arguments of the case say of something."""
    told = (str(getattr(one, f"{name}_{side}")) for one in live_items(case))
    return [words for words in told if words]


def exchanges(frame: Frame, told: Mapping[str, str]) -> str:
    """What was said to the Member before, and whether it let itself be heard."""
    if not told["sent"]:
        return frame.no_exchange
    reply = frame.heard if told["acknowledged"] else frame.silent
    return (frame.sent + reply).format_map(told)
