"""Whose document a row is: its symbols, its Members, its agreement."""

from collections.abc import Mapping
from typing import Any

from crawler.coded import one_line
from crawler.faults import BadRowError, CrawlError
from crawler.items import MemberCopy
from models.reference import member_by_name
from models.symbols import Symbol, read_symbols, source_key

Raw = Mapping[str, Any]


def read_names(raw: Raw, warnings: list[CrawlError]) -> tuple[str, list[Symbol]]:
    """The symbols as shown, and as read; one unread is kept as written."""
    written = one_line(raw.get("symbol"))
    if not written:
        raise BadRowError("no_symbol")
    symbols = read_symbols(written)
    if source_key(written) != ",".join(sorted(one.text for one in symbols)):
        warnings.append(CrawlError("symbol_unread", symbol=written))
        return written, symbols
    return ", ".join(one.text for one in symbols), symbols


def read_copy(
    raw: Raw, symbols: list[Symbol], warnings: list[CrawlError]
) -> MemberCopy:
    """Which Member's copy this row is: the symbol counts more than the name."""
    name = one_line(raw.get("member"))
    if not name:
        raise BadRowError("no_member")
    named = member_by_name(name)
    owners = {code_of(one): one.text for one in symbols}
    eping_id = one_line(raw.get("eping_id")) or None
    if named in owners:
        return MemberCopy(named, owners[named], eping_id)
    if len(owners) == 1:
        [(code, symbol)] = owners.items()
        key = "unknown_member" if named is None else "member_differs"
        warnings.append(CrawlError(key, name=name, code=code))
        return MemberCopy(code, symbol, eping_id)
    if named is None:
        raise BadRowError("unknown_member", name=name)
    if owners:
        raise BadRowError("not_of_symbols", name=name, symbol=raw["symbol"])
    return MemberCopy(named, None, eping_id)


def code_of(symbol: Symbol) -> str:
    """The Member that a symbol names; an older token (EEC) leads to today's."""
    code = member_by_name(symbol.member)
    if code is None:
        raise BadRowError("unknown_member", name=symbol.member)
    return code


def other_copies(symbols: list[Symbol], copy: MemberCopy) -> list[MemberCopy]:
    """The further Members of a joint document, known by their symbols alone."""
    owners = {code_of(one): one.text for one in reversed(symbols)}
    found = [MemberCopy(code, text) for code, text in owners.items()]
    return [one for one in reversed(found) if one.code != copy.code]


def agreement_of(
    raw: Raw, symbols: list[Symbol], warnings: list[CrawlError]
) -> str | None:
    """TBT or SPS: by the symbol, else by the area that the row states."""
    area = one_line(raw.get("area")).upper() or None
    if not symbols:
        return area
    told = symbols[0].agreement
    if area and area != told:
        values = {"area": area, "symbol": symbols[0].text}
        warnings.append(CrawlError("area_differs", **values))
    return told
