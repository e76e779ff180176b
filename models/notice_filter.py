"""What a list of notices is asked for, as conditions of a query."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, select

from models.notice import Notice, NoticeMember
from models.reference import groups, hs_codes, ics_codes
from models.search_index import matches_search
from models.sector import Match
from models.tag import Tag

TOLD = ("stated", "found")
GROUP = "g:"


@dataclass(frozen=True, kw_only=True)
class NoticeFilter:
    """The chosen values; empty means any, several of one kind mean either.

    ``markets`` are codes of Members or names of groups (``asean`` or ``g:asean``).
    HS and ICS codes stand for all that lies under them; what is only predicted does
    not count. A sector counts with the ``certainties`` named.
    """

    q: str = ""
    sectors: tuple[str, ...] = ()
    markets: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    hs: tuple[str, ...] = ()
    ics: tuple[str, ...] = ()
    objectives: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    certainties: tuple[str, ...] = ("sure", "likely")
    agreement: str = ""
    open_on: date | None = None
    since: date | None = None
    until: date | None = None
    closes_from: date | None = None
    closes_to: date | None = None


def conditions(
    chosen: NoticeFilter, dialect: str, notice: type[Notice] = Notice
) -> list[ColumnElement[bool]]:
    """What a notice must fulfil to be in the list; ``notice`` may be an alias."""
    found = [*plain(chosen, notice), *days(chosen, notice), *related(chosen, notice)]
    search = matches_search(dialect, chosen.q, notice)
    return found if search is None else [*found, search]


def plain(chosen: NoticeFilter, notice: type[Notice]) -> Iterator[ColumnElement[bool]]:
    """Conditions on the columns of a notice itself."""
    if chosen.agreement:
        yield notice.agreement == chosen.agreement
    if chosen.types:
        yield notice.type.in_(chosen.types)
    if chosen.kinds:
        yield notice.kind.in_(chosen.kinds)
    if chosen.sources:
        yield notice.source_slug.in_(chosen.sources)


def days(chosen: NoticeFilter, notice: type[Notice]) -> Iterator[ColumnElement[bool]]:
    """Conditions on its days."""
    for first in (chosen.open_on, chosen.closes_from):
        if first:
            yield notice.deadline >= first
    if chosen.closes_to:
        yield notice.deadline <= chosen.closes_to
    if chosen.since:
        yield notice.distributed >= chosen.since
    if chosen.until:
        yield notice.distributed <= chosen.until


def related(
    chosen: NoticeFilter, notice: type[Notice]
) -> Iterator[ColumnElement[bool]]:
    """Conditions on its sectors, Members and tags."""
    if chosen.sectors:
        yield notice.id.in_(
            select(Match.notice_id).where(
                Match.sector_id.in_(chosen.sectors),
                Match.certainty.in_(chosen.certainties),
            )
        )
    if chosen.markets:
        yield notice.id.in_(
            select(NoticeMember.notice_id).where(
                NoticeMember.member_code.in_(members_of(chosen.markets))
            )
        )
    for scheme, codes in (
        ("measure", chosen.measures),
        ("objective", chosen.objectives),
        ("hs", under(chosen.hs, hs_codes())),
        ("ics", under(chosen.ics, ics_codes())),
    ):
        if codes:
            yield notice.id.in_(tagged(scheme, codes))


def tagged(scheme: str, codes: Sequence[str]) -> Select[int]:
    """The notices that carry one of the codes."""
    return select(Tag.notice_id).where(
        Tag.scheme == scheme, Tag.code.in_(codes), Tag.origin.in_(TOLD)
    )


def members_of(markets: Sequence[str]) -> list[str]:
    """The Members among markets, groups taken apart."""
    seats = {group.id: group.members for group in groups()}
    names = (market.removeprefix(GROUP) for market in markets)
    parts = [seats.get(name, (name,)) for name in names]
    return list(dict.fromkeys(code for part in parts for code in part))


def under(codes: tuple[str, ...], known: Collection[str]) -> list[str]:
    """The codes themselves and all of the edition that lie under them."""
    if not codes:
        return []
    return [*codes, *sorted(one for one in known if one.startswith(codes))]
