"""What stands around the lines of a list: events, and what levels hang on."""

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
from models.source import Source
from web.levels.rules import Rule
from web.levels.stored import read_rules


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
    rules: tuple[Rule, ...]
    """The rules that give each its level."""
    publishers: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Chinese and English name of the source of each national measure."""


def look_around(session: Session, lines: Sequence[Line]) -> Around:
    """Everything the rows need beyond their lines, one question a kind of thing."""
    measures = {line.measure_id for line in lines if line.measure_id}
    return Around(
        states=read_states(session, [line.id for line in lines]),
        events=read_events(session, measures),
        rules=read_rules(session),
        publishers=read_publishers(session, lines),
    )


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
