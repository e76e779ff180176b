"""What answers come to: firms counted, and what of it may leave the house.

A firm counts once, by its latest answer. Outward no group of under three firms is
shown, nor one that could be found by subtraction.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.notice import Notice
from models.voice import Voice
from web.paging import Cut, cut
from web.voices.words import AFFECTED, COSTS, MONTHS

LEAST = 3
"""So many firms a group has at least when it is told outward."""
PAGE = 50


@dataclass(frozen=True)
class Tally:
    """Firms by what they answered; ``outward`` is what may be told to others."""

    counts: Mapping[object, int]
    outward: Mapping[object, int]


@dataclass(frozen=True)
class Evidence:
    """The answers to one measure: how many firms, and how they divide."""

    voices: Sequence[Voice]
    firms: int
    affected: Tally
    costs: Tally
    months: Tally

    @property
    def is_outward(self) -> bool:
        """Whether there are firms enough to tell anything outward."""
        return self.firms >= LEAST


def count(voices: Sequence[Voice]) -> Evidence:
    """Count answers, given newest first."""
    latest: dict[tuple[str, int], Voice] = {}
    for one in voices:
        latest.setdefault(firm_of(one), one)
    own = list(latest.values())
    return Evidence(
        voices=voices,
        firms=len(own),
        affected=tally(AFFECTED, [one.affected for one in own]),
        costs=tally(COSTS, [one.cost for one in own]),
        months=tally(MONTHS, [one.months for one in own]),
    )


def firm_of(voice: Voice) -> tuple[str, int]:
    """For whom an answer speaks: a firm, or a person without one."""
    if voice.organisation_id is not None:
        return "firm", voice.organisation_id
    return "person", voice.user_id


def tally(values: Iterable[object], given: Sequence[object]) -> Tally:
    """Count what was said, in the order of the list."""
    found = Counter(given)
    counts = {value: found[value] for value in values if found[value]}
    return Tally(counts, shield(counts, len(given)))


def shield(counts: Mapping[object, int], total: int | None = None) -> dict[object, int]:
    """The groups that may be told outward.

    Those under three are left out; where what is left out is under three in all,
    the smallest of the rest goes too, else the sum would give it away. ``total`` are
    all firms that answered, also those that left this out; it is told as well.
    """
    shown = {value: n for value, n in counts.items() if n >= LEAST}
    everybody = sum(counts.values()) if total is None else total
    hidden = everybody - sum(shown.values())
    if shown and 0 < hidden < LEAST:
        del shown[min(shown, key=lambda value: shown[value])]
    return shown


@dataclass(frozen=True)
class Heard:
    """A notice with answers, in the list of the centre."""

    notice: Notice
    answers: int


def list_heard(session: Session, page: int) -> tuple[Sequence[Heard], Cut]:
    """A page of notices with answers, the latest answer first; and which it is."""
    latest = func.max(Voice.changed_at)
    query = select(Voice.notice_id, func.count(), latest).group_by(Voice.notice_id)
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    here = cut(total, PAGE, page)
    ordered = query.order_by(latest.desc(), Voice.notice_id)
    rows = session.execute(here.of(ordered)).all()
    notices = {
        one.id: one
        for one in session.scalars(
            select(Notice).where(Notice.id.in_([row[0] for row in rows]))
        )
    }
    return [Heard(notices[row[0]], row[1]) for row in rows], here
