"""The worklist: what needs a decision now, ranked; decided, taken back, come back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case
from models.events import EventKind
from models.measure import Event
from models.triage import Triage
from web.triage.candidates import Candidate, arrived, candidates
from web.triage.figures import read_figures
from web.triage.scoring import Figures, Part, parts_of, total
from web.triage.weights import read_weights

CHANGES = (
    EventKind.EXTENDED,
    EventKind.CHANGED,
    EventKind.DATES_CHANGED,
    EventKind.CORRECTED,
    EventKind.TEXT_CHANGED,
)
"""What brings a notice back that was decided: its content or its days changed."""
UNDECIDED = ""
WAITING_CASES = ("candidate", "screened_out")
"""States of a case in which the notice is not being commented on."""


class Show(StrEnum):
    """Which part of the worklist is shown."""

    NOW = "now"
    """Undecided, and a sector of Hubei may be touched."""
    OTHER = "other"
    """Undecided, and no sector is touched as far as is known."""
    WATCH = "watch"
    ARCHIVE = "archive"
    COMMENT = "comment"


@dataclass(frozen=True)
class Ranked:
    """A candidate with its score, the parts of it, and what was decided before."""

    candidate: Candidate
    figures: Figures
    parts: Sequence[Part]
    score: float
    decided: Triage | None
    back: str = ""
    """The kind of event that brought it back after a decision."""
    case: Case | None = None

    @property
    def show(self) -> Show:
        """The part of the list that it belongs to."""
        if self.case is not None and self.case.state not in WAITING_CASES:
            return Show.COMMENT
        choice = self.decided.choice if self.decided and not self.back else UNDECIDED
        if choice in {Show.WATCH, Show.ARCHIVE}:
            return Show(choice)
        if self.is_left:
            return Show.ARCHIVE
        return Show.NOW if self.is_ours else Show.OTHER

    @property
    def is_left(self) -> bool:
        """Whether its case was given up, and nothing has changed since."""
        return (
            self.case is not None
            and self.case.state == "screened_out"
            and not self.back
        )

    @property
    def is_ours(self) -> bool:
        """Whether Hubei may be touched: a sector, exports, or firms that spoke."""
        known = self.figures
        return bool(known.sectors or known.exports or known.voices)


@dataclass(frozen=True)
class Progress:
    """How many notices came this week, and of how many it is decided."""

    came: int
    decided: int


def rank(
    session: Session, today: date, weights: Mapping[str, float] | None = None
) -> list[Ranked]:
    """Every candidate with its score, the highest first, then the soonest."""
    found = candidates(session, today)
    figures = read_figures(session, found, today)
    used = weights or read_weights(session)
    decided = decisions(session, found)
    back = changed_since(session, decided)
    cases = cases_of(session, found)
    ranked = []
    for one in found:
        parts = parts_of(figures[one.id], used)
        ranked.append(
            Ranked(
                candidate=one,
                figures=figures[one.id],
                parts=parts,
                score=total(parts),
                decided=decided.get(one.measure_id),
                back=back.get(one.measure_id, ""),
                case=cases.get(one.measure_id),
            )
        )
    return sorted(ranked, key=place)


def place(one: Ranked) -> tuple[float, date, int]:
    """Where a candidate stands in the list."""
    return -one.score, one.candidate.deadline or date.max, one.candidate.id


def decisions(session: Session, found: Sequence[Candidate]) -> dict[int, Triage]:
    """What was decided on each candidate, by measure."""
    measures = {one.id: one.measure_id for one in found}
    query = select(Triage).where(
        Triage.notice_id.in_(list(measures)), Triage.choice != UNDECIDED
    )
    return {measures[row.notice_id]: row for row in session.scalars(query)}


def changed_since(session: Session, decided: Mapping[int, Triage]) -> dict[int, str]:
    """The kind of event that changed a measure after it was decided, by measure."""
    query = (
        select(Event.measure_id, Event.kind, Event.created_at)
        .where(
            Event.measure_id.in_(list(decided)),
            Event.kind.in_(CHANGES),
            Event.baseline.is_(False),
        )
        .order_by(Event.created_at)
    )
    return {
        measure_id: kind
        for measure_id, kind, at in session.execute(query)
        if at > decided[measure_id].decided_at
    }


def cases_of(session: Session, found: Sequence[Candidate]) -> dict[int, Case]:
    """The case of each measure that has one."""
    measures = [one.measure_id for one in found]
    rows = session.scalars(select(Case).where(Case.measure_id.in_(measures)))
    return {case.measure_id: case for case in rows}


def progress(session: Session, today: date) -> Progress:
    """How far this week's notices are decided."""
    came = arrived(session, today)
    ids, measures = [row[0] for row in came], [row[1] for row in came]
    done = set(
        session.scalars(
            select(Triage.notice_id).where(
                Triage.notice_id.in_(ids), Triage.choice != UNDECIDED
            )
        )
    )
    begun = set(
        session.scalars(
            select(Case.measure_id).where(
                Case.measure_id.in_(measures), Case.state != "candidate"
            )
        )
    )
    decided = sum(
        notice_id in done or measure_id in begun for notice_id, measure_id in came
    )
    return Progress(len(came), decided)


def counts(ranked: Iterable[Ranked]) -> dict[Show, int]:
    """How many stand in each part of the list."""
    found = dict.fromkeys(Show, 0)
    for one in ranked:
        found[one.show] += 1
    return found
