"""The papers of a case: their texts, saved versions, and the sheet that is printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.case import Case
from models.clock import today
from models.deadlines import HERE
from models.paper import CaseLetter, PaperKind
from web.cases.kinds import CaseKind
from web.cases.paper import Sheet
from web.cases.record import Actor, record
from web.cases.sheets import sheet_of
from web.drafts.internal import compose_internal
from web.drafts.service import STALE, newlines
from web.marks import N_
from web.papers.concern import write_concern
from web.papers.fields import Fields, fields_of
from web.papers.filling import fill_template
from web.papers.letters import write_letter
from web.papers.templates_kept import template_for
from web.refused import RefusedError

LONGEST = 200_000
EMPTY = N_("正文为空，未保存。请填写中文文本。")
TOO_LONG = N_("正文超过%(most)s字，未保存。请删减后再保存。")
NO_TEXT = N_("没有第%(number)s版，请从版本列表中选择。")
NAMES = {
    PaperKind.INTERNAL: "评议意见（内部）",
    PaperKind.EXTENSION: "延长评议期请求",
    PaperKind.TRANSMITTAL: "报送函",
    PaperKind.CHASE: "催询函",
    PaperKind.CONCERN: "特别贸易关注材料",
}
MACHINE, EDITOR = "machine", "editor"


@dataclass(frozen=True)
class Text:
    """A text of a paper as it stands; number 0 is one that nobody saved yet."""

    zh: str
    en: str
    number: int = 0
    origin: str = MACHINE
    author: str = ""
    at: datetime | None = None


def versions(session: Session, case_id: int, kind: PaperKind) -> Sequence[CaseLetter]:
    """The saved texts of a paper, the newest first."""
    query = select(CaseLetter).where(
        CaseLetter.case_id == case_id, CaseLetter.kind == kind
    )
    return session.scalars(query.order_by(CaseLetter.number.desc())).all()


def text_of(
    session: Session, case: Case, kind: PaperKind, day: date, number: int = 0
) -> Text:
    """A saved text by its number, else the newest, else what the machine writes."""
    saved = versions(session, case.id, kind)
    if number:
        saved = [one for one in saved if one.number == number]
        if not saved:
            raise RefusedError(NO_TEXT, number=number)
    if saved:
        one = saved[0]
        return Text(
            one.text_zh, one.text_en, one.number, one.origin, one.author, one.created_at
        )
    return Text(*compose(session, case, kind, fields_of(session, case, day)))


def compose(
    session: Session, case: Case, kind: PaperKind, fields: Fields
) -> tuple[str, str]:
    """What the machine writes from the case as it stands."""
    if kind == PaperKind.INTERNAL:
        return compose_internal(session, case), ""
    if kind == PaperKind.CONCERN:
        return write_concern(session, case, fields)
    return write_letter(kind, fields)


def save_text(
    session: Session,
    case: Case,
    kind: PaperKind,
    texts: tuple[str, str],
    *,
    based_on: int,
    actor: Actor,
    at: datetime,
) -> int:
    """Keep a text as the next version; equal text makes none. The number is given back.

    RefusedError if it is empty or too long, or somebody saved since.
    """
    zh, en = map(newlines, texts)
    if not zh.strip():
        raise RefusedError(EMPTY)
    if len(zh) + len(en) > LONGEST:
        raise RefusedError(TOO_LONG, most=LONGEST)
    saved = versions(session, case.id, kind)
    newest = saved[0].number if saved else 0
    if based_on != newest:
        raise overtaken(based_on, saved[0] if saved else None)
    if saved and (zh, en) == (newlines(saved[0].text_zh), newlines(saved[0].text_en)):
        return newest
    made = CaseLetter(
        case_id=case.id,
        kind=kind,
        number=newest + 1,
        text_zh=zh,
        text_en=en if en.strip() else "",
        origin=EDITOR,
        author=actor.name,
        created_at=at,
    )
    try:
        with session.begin_nested():
            session.add(made)
    except IntegrityError as error:
        raise overtaken(newest, versions(session, case.id, kind)[0]) from error
    record(session, actor, "case.paper_saved", case, at, kind=kind, number=made.number)
    return made.number


def overtaken(old: int, latest: CaseLetter | None) -> RefusedError:
    """What to say when somebody else saved meanwhile."""
    new, who = (latest.number, latest.author) if latest else (0, "")
    return RefusedError(STALE, old=old, new=new, who=who)


def print_sheet(
    session: Session, case: Case, kind: PaperKind, on: date, number: int = 0
) -> Sheet:
    """The sheet of a paper; that of the comment is the newest draft."""
    if kind == PaperKind.COMMENT:
        return sheet_of(session, case, case.drafts[-1])
    text = text_of(session, case, kind, on, number)
    day = text.at.astimezone(HERE).date() if text.at else on
    symbol = case.notice.symbol.partition(",")[0]
    version = f"第{text.number}版 · " if text.number else ""
    return Sheet(
        title=f"{NAMES[kind]} {case.notice.symbol}",
        head=(),
        text_zh=text.zh,
        text_en=text.en,
        machine=text.origin == MACHINE,
        version=f"{symbol} · {NAMES[kind]} · {version}{day}",
        sample=case.notice.provisional,
    )


def word_file(
    session: Session, folder: Path, case: Case, kind: PaperKind, sheet: Sheet
) -> bytes:
    """The Word file of a sheet, in the centre's template where there is one."""
    facts = fields_of(session, case, today(session)).zh
    return fill_template(template_for(session, folder, kind), sheet, facts)


def paper_name(case: Case, kind: PaperKind, ending: str) -> str:
    """A name for the file that every file system takes."""
    plain = "".join(one if one.isalnum() else "-" for one in case.notice.symbol)
    first = CaseKind(case.kind) if kind == PaperKind.COMMENT else kind
    return f"{first}-{plain[:80]}.{ending}"
