"""The notified text of a case, clause by clause, and the fields of its form.

The text is that of the newest document of the measure that could be read. Beside it
stand the fields of the newest whole notification; where nothing was read, they alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.case import Case, CaseItem
from models.changes.family import WHOLE
from models.changes.splitting import Clause, running_lines, split_clauses
from models.document_states import BodyState
from models.kinds import NoticeKind
from models.notice import Document, Notice, Version
from models.official import Body
from web.arguments.quotes import Passage
from web.marks import N_

WITH_TEXT = (BodyState.READ, BodyState.PARTLY)
ROLES = ("draft", "final")
LANGUAGES = ("en", "fr", "es", "zh")
MARK = 16
"""Letters of a document's hash that an anchor carries."""
FORM = "form"
FIELDS = {
    "title": (N_("标题"), "Title"),
    "products": (N_("覆盖的产品"), "Products covered"),
    "description": (N_("内容简述"), "Description of content"),
    "objectives": (N_("目标与理由"), "Objective and rationale"),
    "regions": (N_("可能受影响的地区或国家"), "Regions likely to be affected"),
    "local_government": (N_("涉及的地方政府"), "Local government involved"),
    "articles": (N_("通报依据条款"), "Notified under Article"),
    "international_standard": (N_("国际标准"), "International standard"),
    "conforms": (N_("是否符合国际标准"), "Conformity with the standard"),
    "relevant_documents": (N_("相关文件"), "Relevant documents"),
    "adoption": (N_("拟批准日期"), "Proposed date of adoption"),
    "entry_into_force": (N_("拟生效日期"), "Proposed date of entry into force"),
    "comments_close": (N_("评议截止日期"), "Final date for comments"),
}
"""The fields of a notification that may be quoted, with their names."""


@dataclass(frozen=True)
class Source:
    """A document that could be read, without its text."""

    sha256: str
    notice_id: int
    version_number: int
    symbol: str
    language: str
    size: int
    distributed: date

    @property
    def mark(self) -> str:
        """What the anchors in it begin with."""
        return self.sha256[:MARK]


@dataclass(frozen=True)
class NotifiedText:
    """A text with its passages: a document, or the form of a notification."""

    mark: str
    notice_id: int
    version_number: int
    symbol: str
    language: str
    passages: Sequence[Passage]


def sources_of(session: Session, case: Case) -> list[Source]:
    """The documents of the measure that could be read, the newest first."""
    query = (
        select(
            Body.sha256,
            Notice.id,
            Notice.version_number,
            Notice.symbol,
            func.coalesce(Body.language, Document.language, ""),
            func.length(Body.text),
            Notice.distributed,
        )
        .join(Document, Document.sha256 == Body.sha256)
        .join(Notice, Notice.id == Document.notice_id)
        .where(Notice.measure_id == case.measure_id)
        .where(Document.role.in_(ROLES), Body.state.in_(WITH_TEXT), Body.text != "")
    )
    found = {row[0]: Source(*row) for row in session.execute(query)}
    return sorted(found.values(), key=place_of)


def place_of(source: Source) -> tuple[int, int, int, int]:
    """The newest notice first, of its texts the leading language, then the longest."""
    known = source.language in LANGUAGES
    rank = LANGUAGES.index(source.language) if known else len(LANGUAGES)
    return (-source.distributed.toordinal(), -source.notice_id, rank, -source.size)


def read_document(session: Session, source: Source) -> NotifiedText:
    """The passages of a document."""
    text = session.scalar(select(Body.text).where(Body.sha256 == source.sha256)) or ""
    passages = [
        Passage(f"{source.mark}.{place}", clause.number, clause.text)
        for place, clause in enumerate(clauses_of(text))
    ]
    return NotifiedText(
        source.mark,
        source.notice_id,
        source.version_number,
        source.symbol,
        source.language,
        passages,
    )


@lru_cache(maxsize=8)
def clauses_of(text: str) -> Sequence[Clause]:
    """The clauses of a text; the last few texts stay at hand."""
    return tuple(split_clauses(text, running_lines(text)))


def newest_notice(session: Session, case: Case) -> Notice:
    """The newest whole notification of the measure; the case's own where none is."""
    query = select(Notice).where(Notice.measure_id == case.measure_id)
    if case.notice.kind == NoticeKind.NOTIFICATION:
        query = query.where(Notice.type.in_(WHOLE))
    newest = query.order_by(Notice.distributed.desc(), Notice.id.desc()).limit(1)
    return session.scalar(newest) or case.notice


def read_form(session: Session, notice: Notice, number: int = 0) -> NotifiedText:
    """The fields of a notification, as they stand or as they stood in a version."""
    content: dict[str, Any] = notice.content
    held = select(Version.content).where(
        Version.notice_id == notice.id, Version.number == number
    )
    if number and number != notice.version_number:
        content = session.scalar(held) or content
    return NotifiedText(
        FORM,
        notice.id,
        number or notice.version_number,
        notice.symbol,
        notice.language,
        list(fields_of(content)),
    )


def fields_of(content: dict[str, Any]) -> Iterable[Passage]:
    """The fields that say anything."""
    for name, (_zh, label) in FIELDS.items():
        value = content.get(name)
        words = "; ".join(value) if isinstance(value, list) else str(value or "")
        if words.strip():
            yield Passage(f"{FORM}.{name}", label, words.strip())


def texts_of(session: Session, case: Case, mark: str = "") -> list[NotifiedText]:
    """The texts to point at: a document (the newest or the one asked for), the form."""
    sources = sources_of(session, case)
    asked = [one for one in sources if one.mark == mark] or sources
    form = read_form(session, newest_notice(session, case))
    return [*(read_document(session, one) for one in asked[:1]), form]


def text_of_anchor(texts: Sequence[NotifiedText], anchor: str) -> NotifiedText | None:
    """The text in which an anchor lies."""
    mark = anchor.partition(".")[0]
    return next((one for one in texts if one.mark == mark), None)


def clause_of(item: CaseItem, side: str) -> str:
    """The clause as it is named; a field of the form by its name in the language."""
    mark, _, name = item.anchor.partition(".")
    if mark == FORM and name in FIELDS and item.clause in {"", FIELDS[name][1]}:
        return FIELDS[name][0 if side == "zh" else 1]
    return item.clause.strip()
