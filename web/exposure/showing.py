"""What the page of a notice shows of exports: bands, and the lines behind them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from models.export_tables import changed_codes, counted
from models.exposure import ExportTable
from models.exposures import Share
from models.notice import Notice
from models.notice_exposure import Exposed, exposed

MOST = 20
"""So many lines of the working are shown; the rest are added up in one."""
HEADING = 4


@dataclass(frozen=True)
class Shown:
    """The exposure of a notice, and the table and year that it comes from."""

    table: ExportTable
    year: int
    exposed: Exposed
    converted: frozenset[str]
    """The products whose code is of another edition in the file."""

    @property
    def lines(self) -> Sequence[Share]:
        """The products that add most."""
        return self.exposed.bands.shares[:MOST]

    @property
    def rest(self) -> Sequence[Share]:
        """The products that are only added up."""
        return self.exposed.bands.shares[MOST:]

    @property
    def by_heading(self) -> bool:
        """Whether any of the exports are known by their heading only."""
        return any(len(one.hs) == HEADING for one in self.exposed.bands.shares)

    @property
    def is_empty(self) -> bool:
        """Whether nothing that is sold is touched."""
        return not self.exposed.horizontal and not self.exposed.bands.shares


def read_shown(session: Session, notice: Notice) -> Shown | None:
    """The exposure of a notice; None where no table of exports counts."""
    found = counted(session)
    if found is None:
        return None
    mine = exposed(session, [notice.id])[notice.id]
    changed = changed_codes(session, found, [one.hs for one in mine.bands.shares])
    return Shown(found.table, found.year, mine, changed)
