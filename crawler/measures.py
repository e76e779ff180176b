"""Grouping into measures: documents that share a base symbol are one family."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.alert import Alert
from models.case import Case
from models.families import families_to_join
from models.measure import Event, Measure, MeasureSymbol
from models.notice import Notice


def measure_for(
    session: Session, bases: Sequence[str], slug: str, *, now: datetime
) -> Measure:
    """The measure of a document with these base symbols; joined if they lie apart.

    ``slug`` names a measure that begins without a readable symbol.
    """
    held = select(MeasureSymbol).where(MeasureSymbol.base_symbol.in_(bases))
    existing = {row.base_symbol: row.measure_id for row in session.scalars(held)}
    found = families_to_join(existing, bases)
    if found:
        measure = session.get_one(Measure, found[0])
    else:
        measure = begin(session, bases[0] if bases else slug, now)
    for later in found[1:]:
        join(session, measure, later)
    for base in bases:
        if base not in existing:
            session.add(MeasureSymbol(base_symbol=base, measure_id=measure.id))
    session.flush()
    return measure


def begin(session: Session, slug: str, now: datetime) -> Measure:
    """A new measure, or the one that already bears this name."""
    held = session.scalar(select(Measure).where(Measure.slug == slug))
    if held is not None:
        return leading(session, held)
    measure = Measure(slug=slug, created_at=now)
    session.add(measure)
    session.flush()
    return measure


def leading(session: Session, measure: Measure) -> Measure:
    """The measure that a joined one leads to."""
    if measure.redirect_id is None:
        return measure
    return leading(session, session.get_one(Measure, measure.redirect_id))


def join(session: Session, first: Measure, later_id: int) -> None:
    """Make two measures one: all of the later one moves, and it leads to the first.

    A measure has one case; where both have one, the later stays with its measure.
    """
    session.flush()
    for table in (Notice, Event, MeasureSymbol, Alert):
        move(session, table, later_id, first.id)
    both = session.scalar(select(Case.id).where(Case.measure_id == first.id))
    if both is None:
        move(session, Case, later_id, first.id)
    session.execute(
        update(Measure)
        .where((Measure.id == later_id) | (Measure.redirect_id == later_id))
        .values(redirect_id=first.id)
    )
    session.expire_all()


def move(
    session: Session,
    table: type[Notice | Event | MeasureSymbol | Alert | Case],
    old: int,
    new: int,
) -> None:
    """Let the rows of one measure belong to another."""
    session.execute(update(table).where(table.measure_id == old).values(measure_id=new))
