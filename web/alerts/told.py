"""What an alert keeps of its notice beside the title: rule, goods, texts, sources."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.notice import Document, Notice, NoticeMember, Rendering
from models.reference import code_names
from models.tag import Tag
from web.levels import words as levels
from web.notices.rendering import text_of
from web.notices.rows import Row

LANGUAGES = ("zh", "en")
LONGEST = 300
"""Letters of the goods as a Member names them."""
MOST_CODES = 4
MOST_LINKS = 3
FOUND = ("stated", "found")
LEAST_SCORE = 0.5
LEADING = ("en", None, "fr", "es")
ROLES = {
    "notification": {"zh": "通报文件", "en": "Notification"},
    "draft": {"zh": "法规草案文本", "en": "Draft text"},
    "final": {"zh": "最终文本", "en": "Final text"},
    "attachment": {"zh": "附件", "en": "Attachment"},
}
"""The files of a notice, the most official first."""
RECORD = {"zh": "ePing记录", "en": "ePing record"}


def told(session: Session, notice: Notice, row: Row) -> dict[str, Any]:
    """Further entries of a snapshot, in both languages."""
    summaries = {name: summary(session, notice, name) for name in LANGUAGES}
    return {
        **{f"summary_{name}": text for name, (_, text) in summaries.items()},
        **{f"summary_origin_{name}": by for name, (by, _) in summaries.items()},
        **{f"rule_{name}": levels.sentence(row.rule, name) for name in LANGUAGES},
        "goods": shortened(str(notice.content.get("products") or "")),
        "codes": codes(session, notice),
        "links": links(session, notice),
    }


def summary(session: Session, notice: Notice, language: str) -> tuple[str, str]:
    """Whose words, and our summary in one language, the most trusted; or nothing."""
    query = (
        select(Rendering)
        .where(Rendering.notice_id == notice.id, Rendering.field == "summary")
        .order_by(Rendering.version_number.desc(), Rendering.id)
    )
    return text_of(session.scalars(query), language, "summary")


def shortened(words: str) -> str:
    """A text of one line that is not endless."""
    words = " ".join(words.split())
    return words if len(words) <= LONGEST else words[:LONGEST].rstrip() + "…"


def codes(session: Session, notice: Notice) -> list[dict[str, str]]:
    """The headings of the HS that it names, each with its name, the surest first."""
    query = (
        select(Tag.code)
        .where(
            Tag.notice_id == notice.id,
            Tag.scheme == "hs",
            Tag.origin.in_(FOUND),
            Tag.score >= LEAST_SCORE,
        )
        .order_by(Tag.origin.desc(), Tag.score.desc(), Tag.id)
    )
    names = code_names("hs")
    found = list(dict.fromkeys(session.scalars(query)))
    least = [one for one in found if not is_above(one, found)]
    return [
        {"code": one, **dict(zip(LANGUAGES, names.get(one, ("", "")), strict=True))}
        for one in least[:MOST_CODES]
    ]


def is_above(code: str, others: Iterable[str]) -> bool:
    """Whether one of the others says the same more exactly."""
    return any(one != code and one.startswith(code) for one in others)


def links(session: Session, notice: Notice) -> list[dict[str, str]]:
    """Where the publisher's own texts are: a few files, and the record."""
    query = select(Document).where(
        Document.notice_id == notice.id, Document.role.in_(ROLES)
    )
    files = sorted(session.scalars(query), key=rank)
    found = {one.url: ROLES[one.role] for one in files[:MOST_LINKS]}
    record = select(NoticeMember.link).where(
        NoticeMember.notice_id == notice.id, NoticeMember.link.is_not(None)
    )
    for url in session.scalars(record.order_by(NoticeMember.id).limit(1)):
        found.setdefault(str(url), RECORD)
    return [{"url": url, **words} for url, words in safe(found.items())]


def rank(document: Document) -> tuple[int, int, int]:
    """The form first, then drafts; English before others."""
    known = document.language in LEADING
    tongue = LEADING.index(document.language) if known else len(LEADING)
    return list(ROLES).index(document.role), tongue, document.id


def safe(
    found: Iterable[tuple[str, dict[str, str]]],
) -> Iterable[tuple[str, dict[str, str]]]:
    """Only addresses of the web; a publisher's text may hold anything."""
    return (one for one in found if one[0].startswith(("https://", "http://")))
