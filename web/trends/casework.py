"""What the views of the centre's comments share: the ledger of cases, narrowed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from models.facts import Facts
from models.facts.columns import Mask
from web.outcomes.lines import Line, Period, lines_of
from web.trends.basis import RowBasis, rows_basis
from web.trends.choice import chosen_mask, without_days
from web.trends.view import LeftOut, Scene, Words

AREAS = ("cases",)
EARLIEST = date(1995, 1, 1)
"""The WTO began; no case is older."""
BEYOND = Words("其他筛选条件以外的案件", "Cases beyond the other filters")


@dataclass(frozen=True)
class Ledger:
    """Some cases in the order of their opening, and how many the filters passed by."""

    lines: tuple[Line, ...]
    beyond: int

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """The cases that are named but not counted."""
        return (LeftOut(BEYOND, self.beyond),) if self.beyond else ()


def read_ledger(scene: Scene) -> Ledger:
    """The cases that were opened on the chosen days, of the chosen notices."""
    choice = scene.choice
    period = Period(choice.since or EARLIEST, choice.until or scene.today)
    found = lines_of(scene.session, period)
    mask = about(scene)
    place = scene.facts.place
    kept = tuple(one for one in found if mask[place[one.notice_id]])
    return Ledger(kept, len(found) - len(kept))


def about(scene: Scene) -> Mask:
    """The notices that the filters name, of any day; of all kinds unless one is chosen,
    for a case may be about a national draft."""
    choice = without_days(scene.choice)
    kinds = choice.filters.kind or scene.facts.kind.names
    filters = replace(choice.filters, kind=kinds)
    asked = replace(choice, filters=filters)
    return chosen_mask(scene.session, scene.facts, asked, scene.today)


def ledger_basis(facts: Facts, lines: Iterable[Line]) -> RowBasis:
    """The cases as rows, each with everything that is counted of it."""
    return rows_basis(
        (f"case:{facts.keys[facts.place[one.notice_id]]}", said_of(one))
        for one in lines
    )


def said_of(line: Line) -> Sequence[object]:
    """What the ledger says of a case, but for numbers that only this database knows."""
    days = (line.opened, line.dispatched, line.sent, line.replied)
    items = sorted(f"{one.ground_id}:{one.outcome}" for one in line.items)
    return *days, *sorted(line.members), line.proven, line.drafted, *items


def cases_behind(lines: Iterable[Line]) -> Callable[[], Sequence[int]]:
    """The ids of some cases, when they are asked for."""
    found = sorted({one.case_id for one in lines})
    return lambda: found


def lines_behind(session: Session, ids: Iterable[int], today: date) -> list[Line]:
    """The ledger's lines of some cases, the latest first."""
    wanted = set(ids)
    found = lines_of(session, Period(EARLIEST, today))
    return [one for one in reversed(found) if one.case_id in wanted]
