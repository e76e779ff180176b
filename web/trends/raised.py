"""Trade concerns: which are chosen, when they were raised, which sectors they touch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.concern import Concern
from models.exposures import CENTRAL, is_akin
from models.facts import Facts
from models.notice_filter import members_of
from models.sector import SectorTerm
from web.trends.view import Scene


def told(one: Concern) -> Iterable[object]:
    """What a concern says, as far as it is counted."""
    meetings = [(each.meeting, *each.supporters) for each in one.raisings]
    return one.number, one.member_code, one.hs, one.symbols, one.case_id, meetings


def is_chosen(one: Concern, scene: Scene) -> bool:
    """Whether a concern is of the chosen markets, products and days."""
    asked = scene.choice.filters
    markets = members_of(asked.market)
    if markets and one.member_code not in markets:
        return False
    if asked.hs and not any(is_akin(code, hs) for code in one.hs for hs in asked.hs):
        return False
    since, until = scene.choice.since, scene.choice.until
    if since is None and until is None:
        return True
    last = until or scene.today
    return any((since or date.min) <= day <= last for day in days_of(one, last))


def days_of(one: Concern, until: date) -> Sequence[date]:
    """The meetings at which it was raised, up to a day."""
    return sorted(each.meeting for each in one.raisings if each.meeting <= until)


def last_day(one: Concern, today: date) -> int:
    """The number of the day on which it was last raised; 0 if never."""
    days = days_of(one, today)
    return days[-1].toordinal() if days else 0


def read_terms(session: Session) -> dict[str, list[str]]:
    """The HS codes of each sector."""
    query = select(SectorTerm.sector_id, SectorTerm.term).where(
        SectorTerm.kind == "hs", ~SectorTerm.removed, SectorTerm.weight >= CENTRAL
    )
    found: dict[str, list[str]] = {}
    for sector, code in session.execute(query):
        found.setdefault(sector, []).append(code)
    return found


def sectors_of(one: Concern, facts: Facts, terms: dict[str, list[str]]) -> set[str]:
    """The sectors that its codes, or the notifications that it names, touch."""
    found = {
        sector
        for sector, codes in terms.items()
        if any(is_akin(own, code) for own in one.hs for code in codes)
    }
    symbols = facts.once("symbol places", lambda: places_of(facts))
    for symbol in one.symbols:
        if symbol in symbols:
            found |= set(facts.sectors.of_row(symbols[symbol]))
    return found


def places_of(facts: Facts) -> dict[str, int]:
    """The place of each notice by its symbol."""
    return {symbol: place for place, symbol in enumerate(facts.symbols) if symbol}
