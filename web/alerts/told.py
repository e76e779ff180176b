"""What an alert keeps of its notice beside the title: rule, goods, texts, sources."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from models.notice import Document, Notice, NoticeMember, Rendering
from models.reference import code_names
from models.tag import Tag
from web.levels import words as levels
from web.levels.rules import Rule
from web.notices.grouped import grouped
from web.notices.rendering import text_of

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


def told(
    session: Session, notices: Sequence[Notice], rules: Mapping[int, Rule]
) -> dict[int, dict[str, Any]]:
    """Further entries of snapshots, in both languages, by the numbers of the notices.

    ``rules`` gives each its level.
    """
    ids = [one.id for one in notices]
    texts, coded = read_summaries(session, ids), read_codes(session, ids)
    filed, held = read_files(session, ids), read_records(session, ids)
    return {
        one.id: {
            **summaries(texts[one.id]),
            **{
                f"rule_{name}": levels.sentence(rules[one.id], name)
                for name in LANGUAGES
            },
            "goods": shortened(str(one.content.get("products") or "")),
            "codes": codes(coded[one.id]),
            "links": links(filed[one.id], held[one.id]),
        }
        for one in notices
    }


def read_summaries(
    session: Session, notices: Sequence[int]
) -> dict[int, list[Rendering]]:
    """Our summaries of some notices, the newest version of each first."""
    query = (
        select(Rendering)
        .where(Rendering.notice_id.in_(notices), Rendering.field == "summary")
        .order_by(Rendering.version_number.desc(), Rendering.id)
    )
    return grouped(session.scalars(query), lambda one: one.notice_id)


def summaries(texts: Sequence[Rendering]) -> dict[str, str]:
    """Whose words, and our summary in each language, the most trusted; or nothing."""
    found: dict[str, str] = {}
    for name in LANGUAGES:
        by, text = text_of(texts, name, "summary")
        found |= {f"summary_{name}": text, f"summary_origin_{name}": by}
    return found


def shortened(words: str) -> str:
    """A text of one line that is not endless."""
    words = " ".join(words.split())
    return words if len(words) <= LONGEST else words[:LONGEST].rstrip() + "…"


def read_codes(
    session: Session, notices: Sequence[int]
) -> dict[int, list[Row[int, str]]]:
    """The codes of the HS that some notices name, the surest first."""
    query = (
        select(Tag.notice_id, Tag.code)
        .where(
            Tag.notice_id.in_(notices),
            Tag.scheme.concat("") == "hs",  # by the notice, not by all of a scheme
            Tag.origin.in_(FOUND),
            Tag.score >= LEAST_SCORE,
        )
        .order_by(Tag.origin.desc(), Tag.score.desc(), Tag.id)
    )
    return grouped(session.execute(query), lambda one: one.notice_id)


def codes(tags: Iterable[Row[int, str]]) -> list[dict[str, str]]:
    """The headings of the HS, each with its name, in their order."""
    names = code_names("hs")
    found = list(dict.fromkeys(one.code for one in tags))
    least = [one for one in found if not is_above(one, found)]
    return [
        {"code": one, **dict(zip(LANGUAGES, names.get(one, ("", "")), strict=True))}
        for one in least[:MOST_CODES]
    ]


def is_above(code: str, others: Iterable[str]) -> bool:
    """Whether one of the others says the same more exactly."""
    return any(one != code and one.startswith(code) for one in others)


def read_files(session: Session, notices: Sequence[int]) -> dict[int, list[Document]]:
    """The publishers' own texts of some notices."""
    query = select(Document).where(
        Document.notice_id.in_(notices), Document.role.in_(ROLES)
    )
    return grouped(session.scalars(query), lambda one: one.notice_id)


def read_records(
    session: Session, notices: Sequence[int]
) -> dict[int, list[NoticeMember]]:
    """The records of some notices that have an address."""
    query = select(NoticeMember).where(
        NoticeMember.notice_id.in_(notices), NoticeMember.link.is_not(None)
    )
    found = session.scalars(query.order_by(NoticeMember.id))
    return grouped(found, lambda one: one.notice_id)


def links(
    files: Iterable[Document], records: Sequence[NoticeMember]
) -> list[dict[str, str]]:
    """Where the publisher's own texts are: a few files, and the record."""
    best = sorted(files, key=rank)[:MOST_LINKS]
    found = {one.url: ROLES[one.role] for one in best}
    for one in records[:1]:
        found.setdefault(str(one.link), RECORD)
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
