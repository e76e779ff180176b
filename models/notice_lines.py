"""The lines of a list of notices: all that a row shows, read for many at once."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from models.notice import Notice, NoticeMember, Rendering
from models.reference_facts import Member
from models.sector import MATCHED, Match, Sector
from models.tag import Tag

Thing = TypeVar("Thing")
HORIZONTAL = "horizontal"
"""The scope of a measure that is for goods of any kind."""


@dataclass(frozen=True)
class Party:
    """A notifying Member."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True)
class Chip:
    """A sector that a notice touches."""

    id: str
    zh: str
    en: str
    certainty: str
    score: float


@dataclass(frozen=True)
class Text:
    """A title or summary of ours in one language, and where it comes from."""

    language: str
    field: str
    origin: str
    text: str


@dataclass(frozen=True)
class Line:
    """A notice in a list, with all that its row shows.

    ``texts`` are ours, the newest version first. ``twins`` counts the near-twins of
    the list that it stands for.
    """

    id: int
    symbol: str
    kind: str
    type: str
    agreement: str | None
    emergency: bool
    title: str
    language: str
    distributed: date
    deadline: date | None
    deadline_basis: str
    measure_id: int | None
    twin_key: str | None
    source_slug: str
    members: tuple[Party, ...]
    sectors: tuple[Chip, ...]
    texts: tuple[Text, ...]
    measures: tuple[str, ...]
    twins: int
    horizontal: bool = False
    """Whether it is for goods of any kind."""


COLUMNS = (
    Notice.id,
    Notice.symbol,
    Notice.kind,
    Notice.type,
    Notice.agreement,
    Notice.emergency,
    Notice.title,
    Notice.language,
    Notice.distributed,
    Notice.deadline,
    Notice.deadline_basis,
    Notice.measure_id,
    Notice.twin_key,
    Notice.source_slug,
)


def make_lines(
    session: Session, rows: Sequence[Row[*tuple[Any, ...]]], twins: Mapping[str, int]
) -> list[Line]:
    """The lines of some rows of COLUMNS: four statements, however many rows."""
    ids = [row.id for row in rows]
    members = gather(session, members_of(ids), Party)
    sectors = gather(session, sectors_of(ids), Chip)
    measures = gather(session, measures_of(ids), str)
    texts = gather(session, texts_of(ids), Text)
    return [
        Line(
            **{column.key: getattr(row, column.key) for column in COLUMNS},
            members=tuple(members[row.id]),
            sectors=tuple(sectors[row.id]),
            measures=tuple(
                dict.fromkeys(one for one in measures[row.id] if one != HORIZONTAL)
            ),
            horizontal=HORIZONTAL in measures[row.id],
            texts=tuple(texts[row.id]),
            twins=max(twins.get(row.twin_key, 1) - 1, 0),
        )
        for row in rows
    ]


def gather(
    session: Session, query: Select[*tuple[Any, ...]], make: Callable[..., Thing]
) -> dict[int, list[Thing]]:
    """What a query finds, by the notice in its first column."""
    found: dict[int, list[Thing]] = defaultdict(list)
    for notice_id, *values in session.execute(query):
        found[notice_id].append(make(*values))
    return found


def members_of(ids: Sequence[int]) -> Select[*tuple[Any, ...]]:
    """The Members of each notice."""
    return (
        select(NoticeMember.notice_id, Member.code, Member.zh, Member.en)
        .join(Member, Member.code == NoticeMember.member_code)
        .where(NoticeMember.notice_id.in_(ids))
        .order_by(NoticeMember.id)
    )


def sectors_of(ids: Sequence[int]) -> Select[*tuple[Any, ...]]:
    """The sectors of each notice, the surest first."""
    return (
        select(
            Match.notice_id,
            Sector.id,
            Sector.name_zh,
            Sector.name_en,
            Match.certainty,
            Match.score,
        )
        .join(Sector, Sector.id == Match.sector_id)
        .where(Match.notice_id.in_(ids), Match.certainty.in_(MATCHED))
        .order_by(Match.score.desc(), Sector.position)
    )


def measures_of(ids: Sequence[int]) -> Select[*tuple[Any, ...]]:
    """The kinds of measure of each notice, the weightiest first, and its scope."""
    return (
        select(Tag.notice_id, Tag.code)
        .where(Tag.notice_id.in_(ids), Tag.scheme.in_(("measure", "scope")))
        .order_by(Tag.score.desc(), Tag.id)
    )


def texts_of(ids: Sequence[int]) -> Select[*tuple[Any, ...]]:
    """Titles and summaries of ours, the newest version first."""
    return (
        select(
            Rendering.notice_id,
            Rendering.language,
            Rendering.field,
            Rendering.origin,
            Rendering.text,
        )
        .where(Rendering.notice_id.in_(ids), Rendering.field.in_(("title", "summary")))
        .order_by(Rendering.version_number.desc(), Rendering.id)
    )
