"""Grouping into measures: documents that share a base symbol are one family.

A new measure is made in memory, and written with all others of its batch.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from crawler.saving import write, write_numbered
from models.alert import Alert
from models.case import Case
from models.measure import Event, Measure, MeasureSymbol
from models.notice import Notice


class Families:
    """The measures that a batch of documents may belong to, asked for once."""

    def __init__(self, session: Session, bases: Iterable[str]) -> None:
        self.session = session
        query = (
            select(MeasureSymbol.base_symbol, Measure)
            .join(Measure, Measure.id == MeasureSymbol.measure_id)
            .where(MeasureSymbol.base_symbol.in_(set(bases)))
        )
        self.by_base = {row.base_symbol: row.Measure for row in session.execute(query)}
        self.begun: list[Measure] = []
        self.named: list[tuple[str, Measure]] = []

    def found(self, bases: Iterable[str]) -> list[Measure]:
        """The measures that these base symbols lead to, each once."""
        held = (self.by_base[base] for base in bases if base in self.by_base)
        return list({id(one): one for one in held}.values())

    def measure_for(self, bases: Sequence[str], slug: str, now: datetime) -> Measure:
        """The measure of a document with these base symbols, new if there is none.

        Where the symbols lead to several, these become one: the oldest stays. Then
        nothing may be unsaved, neither in the session nor here. ``slug`` names a
        measure without a readable symbol.
        """
        found = self.found(bases)
        if len(found) > 1:
            found = [self.join(sorted(found, key=lambda one: one.id))]
        measure = found[0] if found else self.begin(bases[0] if bases else slug, now)
        for base in bases:
            if base not in self.by_base:
                self.named.append((base, measure))
                self.by_base[base] = measure
        return measure

    def begin(self, slug: str, now: datetime) -> Measure:
        """A new measure."""
        measure = Measure(slug=slug, created_at=now)
        self.begun.append(measure)
        return measure

    def save(self) -> None:
        """Write the new measures, which learn their ids, and the new symbols."""
        begun, self.begun = self.begun, []
        named, self.named = self.named, []
        for measure, key in zip(
            begun, write_numbered(self.session, begun), strict=True
        ):
            measure.id = key
        write(
            self.session,
            [MeasureSymbol(base_symbol=base, measure_id=one.id) for base, one in named],
        )

    def join(self, measures: Sequence[Measure]) -> Measure:
        """Let all the later measures be one with the first."""
        first = measures[0]
        for later in measures[1:]:
            join(self.session, first, later.id)
            for base, held in self.by_base.items():
                if held is later:
                    self.by_base[base] = first
        return first


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
