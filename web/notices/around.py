"""What stands around the lines of a list: events, goods, what levels hang on."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.kinds import NoticeKind
from models.measure import Event
from models.notice import Notice
from models.notice_lines import Line
from models.reference import is_low_signal
from models.source import Source
from models.tag import Tag
from web.labels import hs_names, ics_names
from web.levels.rules import Rule
from web.levels.stored import read_rules

MOST_CODES = 3


@dataclass(frozen=True)
class State:
    """Whether a notice has been matched, and whom it says it affects."""

    matched: bool
    regions: str


class Told(NamedTuple):
    """An event of a measure, and the notice that tells it."""

    kind: str
    day: date
    notice_id: int


@dataclass
class Around:
    """What stands around a set of notices."""

    states: dict[int, State]
    events: dict[int, list[Told]]
    goods: dict[int, list[tuple[str, str]]]
    rules: tuple[Rule, ...]
    """The rules that give each its level."""
    publishers: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Chinese and English name of the source of each national measure."""


def look_around(
    session: Session, lines: Sequence[Line], language: str | None
) -> Around:
    """Everything the rows need beyond their lines, one question a kind of thing.

    Without a language the goods are left out, which only make titles.
    """
    measures = {line.measure_id for line in lines if line.measure_id}
    unnamed = [one.id for one in lines if language and not has_title(one, language)]
    return Around(
        states=read_states(session, [line.id for line in lines]),
        events=read_events(session, measures),
        goods=read_goods(session, unnamed) if unnamed else {},
        rules=read_rules(session),
        publishers=read_publishers(session, lines),
    )


def has_title(line: Line, language: str) -> bool:
    """Whether somebody has named the notice in this language."""
    ours = (text.language for text in line.texts if text.field == "title")
    return language in {line.language, *ours}


def read_states(session: Session, ids: Sequence[int]) -> dict[int, State]:
    """Matched or not, and the regions it names, of each notice."""
    query = select(Notice.id, Notice.matched_hash, Notice.content)
    return {
        notice_id: State(matched is not None, str(content.get("regions") or ""))
        for notice_id, matched, content in session.execute(
            query.where(Notice.id.in_(ids))
        )
    }


def read_publishers(
    session: Session, lines: Iterable[Line]
) -> dict[str, tuple[str, str]]:
    """The names of the sources of the national measures among some lines."""
    slugs = {one.source_slug for one in lines if one.kind != NoticeKind.NOTIFICATION}
    if not slugs:
        return {}
    query = select(Source.slug, Source.title_zh, Source.title)
    rows = session.execute(query.where(Source.slug.in_(slugs)))
    return {slug: (zh, en) for slug, zh, en in rows}


def read_events(session: Session, measures: Iterable[int]) -> dict[int, list[Told]]:
    """What happened to each measure."""
    found: dict[int, list[Told]] = defaultdict(list)
    query = select(Event.measure_id, Event.kind, Event.day, Event.notice_id)
    for measure_id, kind, day, notice_id in session.execute(
        query.where(Event.measure_id.in_(measures))
    ):
        found[measure_id].append(Told(kind, day, notice_id))
    return found


def read_goods(
    session: Session, ids: Sequence[int]
) -> dict[int, list[tuple[str, str]]]:
    """Names (Chinese, English) of the goods of each notice, the surest first."""
    codes: dict[int, list[tuple[str, str]]] = defaultdict(list)
    query = (
        select(Tag.notice_id, Tag.scheme, Tag.code)
        .where(Tag.notice_id.in_(ids), Tag.scheme.in_(("ics", "hs")))
        .order_by(Tag.scheme.desc(), Tag.score.desc(), Tag.id)
    )
    for notice_id, scheme, code in session.execute(query):
        own = codes[notice_id]
        key = (scheme, code[:4] if scheme == "hs" else code)
        if scheme == "ics" and is_low_signal(code):
            continue
        if key not in own and sum(one[0] == scheme for one in own) < MOST_CODES:
            own.append(key)
    return {
        notice_id: [goods_name(*key) for key in preferred(own)]
        for notice_id, own in codes.items()
    }


def preferred(keys: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The ICS codes alone where there are any: their names are the shorter ones."""
    ics = [key for key in keys if key[0] == "ics"]
    return ics or list(keys)


def goods_name(scheme: str, code: str) -> tuple[str, str]:
    """Chinese and English name of the goods of an ICS code or an HS heading."""
    names = ics_names() if scheme == "ics" else hs_names()
    zh, en = names.get(code, ("", ""))
    return zh, en.split(";")[0]
