"""The text that the search index holds of each notice."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, bindparam, literal, select, update
from sqlalchemy.orm import Session

from models.codes import ancestors, hs_token, ics_token
from models.notice import Notice, NoticeMember, Rendering
from models.reference import measure_types, objectives
from models.reference_facts import HsCode, IcsCode, Member
from models.search import search_tokens
from models.sector import Match, Sector
from models.tag import Tag

FIELDS = ("title", "products", "description", "keywords", "regions")
FIELDS_EN = (
    "objectives_text",
    "relevant_documents",
    "international_standard",
    "agencies",
    "dockets",
    "docket_title",
    "references",
)
TOKENS = {"hs": hs_token, "ics": ics_token}
CERTAIN = ("sure", "likely")
TOLD = ("stated", "found")
LONGEST = 200_000
"""PostgreSQL holds no more than a megabyte of words for a row."""
LONGEST_NAME = 200
BATCH = 200

Words = tuple[str, str]
"""A language, and words in it."""


@dataclass
class Beside:
    """What stands beside a notice and should find it too."""

    words: list[Words] = field(default_factory=list)
    codes: list[tuple[str, str]] = field(default_factory=list)


def search_text_of(
    content: Mapping[str, Any], language: str, symbols: Sequence[str], beside: Beside
) -> str:
    """All the words that should find a notice.

    These are its symbols, its own text, texts of ours, the names of what it is
    tagged with, and each code with all that the code lies under.
    """
    words = [("en", " ".join(symbols))]
    words += [(language, as_text(content.get(name))) for name in FIELDS]
    words += [("en", as_text(content.get(name))) for name in FIELDS_EN]
    texts = [search_tokens(text, lang) for lang, text in words if text]
    texts += [beside_tokens(text, lang) for lang, text in beside.words]
    codes = dict.fromkeys(
        TOKENS[scheme](part)
        for scheme, code in beside.codes
        for part in ancestors(code)
    )
    return " ".join(filter(None, [*texts, *codes]))[:LONGEST]


def beside_tokens(text: str, lang: str) -> str:
    """The words of a text beside a notice; names come again and again."""
    return (name_tokens if len(text) <= LONGEST_NAME else search_tokens)(text, lang)


@lru_cache(maxsize=16384)
def name_tokens(text: str, lang: str) -> str:
    """The words of a name."""
    return search_tokens(text, lang)


def as_text(value: object) -> str:
    """A field of a notice as text; lists one after the other."""
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value or "")


def reindex(session: Session, notice_ids: Iterable[int]) -> int:
    """Make the index tell what these notices say now; say how many changed.

    Call it after a notice, its renderings, tags or matches were written.
    """
    ids = sorted(set(notice_ids))
    session.flush()
    return sum(
        reindex_batch(session, ids[start : start + BATCH])
        for start in range(0, len(ids), BATCH)
    )


def reindex_batch(session: Session, ids: Sequence[int]) -> int:
    """The same for a few hundred notices, with one question for each kind of thing."""
    beside = look_beside(session, ids)
    symbols = read_symbols(session, ids)
    query = select(
        Notice.id, Notice.content, Notice.language, Notice.symbol, Notice.search_text
    ).where(Notice.id.in_(ids))
    changed = []
    for row in session.execute(query):
        own = list(dict.fromkeys([row.symbol, *symbols[row.id]]))
        text = search_text_of(row.content, row.language, own, beside[row.id])
        if text != row.search_text:
            changed.append({"key": row.id, "text": text})
    if changed:
        statement = update(Notice).where(Notice.id == bindparam("key"))
        session.connection().execute(
            statement.values(search_text=bindparam("text")), changed
        )
        expire(session, {row["key"] for row in changed})
    return len(changed)


def expire(session: Session, ids: set[int]) -> None:
    """Let loaded notices read their new text when next asked."""
    for held in session.identity_map.values():
        if isinstance(held, Notice) and held.id in ids:
            session.expire(held, ["search_text"])


def read_symbols(session: Session, ids: Sequence[int]) -> dict[int, list[str]]:
    """The symbols of every Member's copy."""
    found: dict[int, list[str]] = defaultdict(list)
    query = select(NoticeMember.notice_id, NoticeMember.symbol).where(
        NoticeMember.notice_id.in_(ids)
    )
    query = query.order_by(NoticeMember.id)
    for notice_id, symbol in session.execute(query):
        found[notice_id] += [symbol] if symbol else []
    return found


def look_beside(session: Session, ids: Sequence[int]) -> dict[int, Beside]:
    """Renderings, names and codes of each notice."""
    found: dict[int, Beside] = defaultdict(Beside)
    for query in (renderings(ids), members(ids), sectors(ids)):
        for notice_id, *pairs in session.execute(query):
            words = list(zip(pairs[::2], pairs[1::2], strict=True))
            found[notice_id].words += [pair for pair in words if pair[1]]
    tags = sorted({*map(tuple, session.execute(tags_of(ids))), *stated(session, ids)})
    names = dict(names_of(session, {(scheme, code) for _, scheme, code in tags}))
    for notice_id, scheme, code in tags:
        one = found[notice_id]
        one.words += [w for w in names.get((scheme, code), ()) if w not in one.words]
        one.codes += [(scheme, code)] if scheme in TOKENS else []
    return found


def renderings(ids: Sequence[int]) -> Select[*tuple[Any, ...]]:
    """Texts of ours, those about older versions too: people may remember them."""
    return (
        select(Rendering.notice_id, Rendering.language, Rendering.text)
        .where(Rendering.notice_id.in_(ids))
        .order_by(Rendering.id)
    )


def members(ids: Sequence[int]) -> Select[*tuple[Any, ...]]:
    """Names of the Members."""
    return (
        select(
            NoticeMember.notice_id, *named(zh=Member.zh, en=[Member.en, Member.en_wto])
        )
        .join(Member, Member.code == NoticeMember.member_code)
        .where(NoticeMember.notice_id.in_(ids))
        .order_by(NoticeMember.id)
    )


def sectors(ids: Sequence[int]) -> Select[*tuple[Any, ...]]:
    """Names of the sectors that are surely or likely touched."""
    return (
        select(Match.notice_id, *named(zh=Sector.name_zh, en=[Sector.name_en]))
        .join(Sector, Sector.id == Match.sector_id)
        .where(Match.notice_id.in_(ids), Match.certainty.in_(CERTAIN))
        .order_by(Match.id)
    )


def named(zh: Any, en: Sequence[Any]) -> list[Any]:
    """Columns of names, each after its language."""
    pairs = [("zh", zh), *(("en", name) for name in en)]
    return [part for lang, name in pairs for part in (literal(lang), name)]


def tags_of(ids: Sequence[int]) -> Select[*tuple[Any, ...]]:
    """What each notice is tagged with; a mere prediction finds nothing."""
    return (
        select(Tag.notice_id, Tag.scheme, Tag.code)
        .where(Tag.notice_id.in_(ids), Tag.origin.in_(TOLD))
        .distinct()
        .order_by(Tag.notice_id, Tag.scheme, Tag.code)
    )


def stated(session: Session, ids: Sequence[int]) -> Iterator[tuple[int, str, str]]:
    """The codes a Member stated, which find a notice before it is tagged."""
    query = select(Notice.id, Notice.content).where(Notice.id.in_(ids))
    for notice_id, content in session.execute(query):
        for scheme in TOKENS:
            for code in content.get(scheme) or ():
                yield notice_id, scheme, str(code)


def names_of(
    session: Session, tags: set[tuple[str, str]]
) -> Iterator[tuple[tuple[str, str], list[Words]]]:
    """The names of tags in both languages; a subheading has its heading's."""
    for scheme, names in (
        ("measure", {one.id: one for one in measure_types()}),
        ("objective", {one.key: one for one in objectives()}),
    ):
        for code, one in names.items():
            yield (scheme, code), [("zh", one.zh), ("en", one.en)]
    coded: list[tuple[type[HsCode | IcsCode], str, int]]
    coded = [(HsCode, "hs", 4), (IcsCode, "ics", 6)]
    for table, scheme, longest in coded:
        codes = {code: code[:longest] for kind, code in tags if kind == scheme}
        held = select(table.code, table.zh, table.en)
        rows = session.execute(held.where(table.code.in_(set(codes.values()))))
        named = {code: [("zh", zh or ""), ("en", en)] for code, zh, en in rows}
        for code in codes:
            yield (scheme, code), named.get(codes[code], [])
