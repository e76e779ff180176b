"""Measures and matches as the API answers them."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session, selectinload

from models.events import EventKind
from models.measure import Event, Measure
from models.notice import Notice
from models.notice_filter import NoticeFilter, conditions
from models.sector import MATCHED, Match, Sector
from models.states import State, state_of
from models.symbols import read_symbol
from web.api.notice_answers import MatchRow, MeasureRow, MeasureWhole, NoticeRow
from web.api.notices import lines_of, write_events, write_match, write_rows
from web.api.questions import MatchesQuestion, MeasuresQuestion
from web.notices.grouped import grouped

WITH_PARTS = (selectinload(Measure.symbols), selectinload(Measure.events))


def read_measures(
    session: Session, asked: MeasuresQuestion, today: date
) -> Sequence[Measure]:
    """One page of measures and one more, if there is one; the newest id first."""
    query = select(Measure).where(*told(session, asked, today)).options(*WITH_PARTS)
    return session.scalars(
        query.order_by(Measure.id.desc()).limit(asked.limit + 1)
    ).all()


def told(
    session: Session, asked: MeasuresQuestion, today: date
) -> list[ColumnElement[bool]]:
    """What a measure must fulfil: a document of it does."""
    chosen = NoticeFilter(
        markets=tuple(asked.market),
        sectors=tuple(asked.sector),
        since=asked.since,
        until=today,
    )
    where = conditions(chosen, session.get_bind().dialect.name)
    found: list[ColumnElement[bool]] = [
        exists().where(Notice.measure_id == Measure.id, *where)
    ]
    if asked.after is not None:
        found.append(Measure.id < asked.after)
    return found


def find_measure(session: Session, measure_id: int) -> Measure | None:
    """A measure; of one that was joined to another, that other."""
    query = select(Measure).options(*WITH_PARTS)
    found = session.scalar(query.where(Measure.id == measure_id))
    if found is not None and found.redirect_id:
        return session.scalar(query.where(Measure.id == found.redirect_id))
    return found


def families(
    session: Session, measures: Sequence[Measure], site: str, today: date
) -> dict[int, list[NoticeRow]]:
    """The documents of each of some measures, the oldest first."""
    query = select(Notice).where(
        Notice.measure_id.in_([one.id for one in measures]),
        Notice.distributed <= today,
    )
    notices = session.scalars(query.order_by(Notice.distributed, Notice.id)).all()
    rows = write_rows(session, lines_of(session, notices), site, today)
    return grouped(rows, lambda row: row.measure_id or 0)


def write_measures(
    session: Session, measures: Sequence[Measure], site: str, today: date
) -> list[MeasureRow]:
    """Some measures as rows of an answer."""
    documents = families(session, measures, site, today)
    return [write_measure(one, documents[one.id], today) for one in measures]


def write_measure(
    measure: Measure, family: Sequence[NoticeRow], today: date
) -> MeasureRow:
    """A measure as it stands in a list."""
    return MeasureRow(
        id=measure.id,
        slug=measure.slug,
        symbols=sorted(one.base_symbol for one in measure.symbols),
        state=state(measure.events, family, today),
        notices=len(family),
        newest=family[-1],
    )


def state(events: Iterable[Event], family: Sequence[NoticeRow], today: date) -> State:
    """Where a measure stands: by its events, its last deadline and its first kind."""
    ends = [one.deadline for one in family if one.deadline]
    whole = [one for one in events if not is_of_part(one)]
    return state_of(whole, max(ends, default=None), today, family[0].kind)


def is_of_part(event: Event) -> bool:
    """Whether only a follow-up was declared void, and not the measure."""
    symbol = read_symbol(event.key) if event.kind == EventKind.VOID else None
    return bool(symbol and symbol.suffixes)


def write_whole(
    session: Session, measure: Measure, site: str, today: date
) -> MeasureWhole | None:
    """One measure with its family; None if none of it is out yet."""
    family = families(session, [measure], site, today)[measure.id]
    if not family:
        return None
    return MeasureWhole(
        **write_measure(measure, family, today).model_dump(),
        family=family,
        events=write_events(measure.events),
    )


def read_matches(
    session: Session, asked: MatchesQuestion, today: date
) -> list[MatchRow]:
    """One page of matches and one more, if there is one; the newest id first."""
    query = (
        select(Match, Sector, Notice.symbol, Notice.distributed)
        .join(Sector, Sector.id == Match.sector_id)
        .join(Notice, Notice.id == Match.notice_id)
        .where(
            Match.certainty.in_(asked.certainty or MATCHED),
            Notice.distributed <= today,
        )
        .order_by(Match.id.desc())
        .limit(asked.limit + 1)
    )
    if asked.sector:
        query = query.where(Match.sector_id.in_(asked.sector))
    if asked.since:
        query = query.where(Notice.distributed >= asked.since)
    if asked.after is not None:
        query = query.where(Match.id < asked.after)
    return [
        MatchRow(
            **write_match(match, sector),
            match_id=match.id,
            notice_id=match.notice_id,
            symbol=symbol,
            distributed=day,
        )
        for match, sector, symbol, day in session.execute(query)
    ]
