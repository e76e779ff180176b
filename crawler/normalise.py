"""One normaliser for every way to the WTO's notifications: a raw row in, an item out.

A raw row is a dict under our own names (see ``RAW``); what a way cannot tell at all
is absent from it, what it leaves empty is there and empty.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, cast

from crawler import coded
from crawler.faults import BadRowError, CrawlError
from crawler.items import MemberCopy, NoticeItem
from crawler.languages import language_of
from models.content import Content
from models.days import read_day
from models.deadlines import is_doubtful
from models.reference import NoticeType, member_by_name, notice_types
from models.symbols import Symbol, read_symbols, source_key
from models.text import clean_text, split_links

SOURCE = "wto_eping"
RAW = ("symbol", "member", "area", "type", "eping_id", "distributed", "comments_close")
OFFICIAL = "https://docs.wto.org"
Raw = Mapping[str, Any]


def read_notice(raw: Raw, place: str) -> NoticeItem:
    """Turn one raw row into a checked item.

    A row without Member, day, symbol or known type raises BadRowError; what is odd
    but usable is kept, and told in the item's ``warnings``.
    """
    warnings: list[CrawlError] = []
    written, symbols = read_names(raw, warnings)
    kind = read_type(raw, symbols, warnings)
    distributed = read_distributed(raw)
    closes = read_closes(raw, distributed, warnings)
    copy = read_copy(raw, symbols, warnings)
    copy.distributed, copy.comments_close = distributed, closes
    content = read_content(raw, warnings)
    content["distributed"] = distributed.isoformat()
    if closes:
        content["comments_close"] = closes.isoformat()
    if "title" not in content:
        warnings.append(CrawlError("no_title"))
    copy.link = content.get("links", {}).get("en")
    return NoticeItem(
        source=SOURCE,
        key=source_key(coded.one_line(raw["symbol"])),
        agreement=agreement_of(raw, symbols, warnings),
        type=kind.key,
        emergency=kind.emergency,
        symbol=written,
        symbols=symbols,
        distributed=distributed,
        comments_close=closes,
        content=content,
        copy=copy,
        others=other_copies(symbols, copy),
        given=frozenset(raw) - set(RAW) | {"distributed", "comments_close"},
        place=place,
        language=language_of(content),
        warnings=warnings,
    )


def read_names(raw: Raw, warnings: list[CrawlError]) -> tuple[str, list[Symbol]]:
    """The symbols as shown, and as read; one unread is kept as written."""
    written = coded.one_line(raw.get("symbol"))
    if not written:
        raise BadRowError("no_symbol")
    symbols = read_symbols(written)
    if source_key(written) != ",".join(sorted(one.text for one in symbols)):
        warnings.append(CrawlError("symbol_unread", symbol=written))
        return written, symbols
    return ", ".join(one.text for one in symbols), symbols


@lru_cache(maxsize=1)
def types_by_name() -> dict[str, NoticeType]:
    """The types of notifications by their plain names."""
    return {coded.plain(one.name): one for one in notice_types()}


def read_type(
    raw: Raw, symbols: list[Symbol], warnings: list[CrawlError]
) -> NoticeType:
    """The type, as stated; an unknown one is an alarm and never a default."""
    name = coded.one_line(raw.get("type"))
    found = types_by_name().get(coded.plain(name))
    if found is None:
        raise BadRowError("unknown_type", name=name)
    forms = {one.kind for one in symbols} or {found.key}
    stated = found.key if found.key not in {"emergency", "equivalence"} else "regular"
    if stated not in forms:
        warnings.append(CrawlError("type_differs", name=name, symbol=raw["symbol"]))
    return found


def read_distributed(raw: Raw) -> date:
    """The publisher's day of distribution; never the day of fetching."""
    value = raw.get("distributed")
    try:
        found = read_day(value)
    except ValueError as error:
        raise BadRowError(
            "bad_day", field="distribution date", reason=str(error)
        ) from error
    if found is None:
        raise BadRowError("no_day", words=coded.one_line(value))
    return found


def read_closes(raw: Raw, distributed: date, warnings: list[CrawlError]) -> date | None:
    """The final date for comments; words instead of a day are told, not counted."""
    value = raw.get("comments_close")
    try:
        found = read_day(value)
    except ValueError as error:
        raise BadRowError(
            "bad_day", field="final date for comments", reason=str(error)
        ) from error
    words = coded.one_line(value)
    if found is None and words:
        warnings.append(CrawlError("words_for_deadline", words=words))
    if found and is_doubtful(found, distributed):
        warnings.append(CrawlError("odd_deadline", day=found, sent=distributed))
    return found


def read_copy(
    raw: Raw, symbols: list[Symbol], warnings: list[CrawlError]
) -> MemberCopy:
    """Which Member's copy this row is: the symbol counts more than the name."""
    name = coded.one_line(raw.get("member"))
    if not name:
        raise BadRowError("no_member")
    named = member_by_name(name)
    owners = {code_of(one): one.text for one in symbols}
    eping_id = coded.one_line(raw.get("eping_id")) or None
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
    area = coded.one_line(raw.get("area")).upper() or None
    if not symbols:
        return area
    told = symbols[0].agreement
    if area and area != told:
        values = {"area": area, "symbol": symbols[0].text}
        warnings.append(CrawlError("area_differs", **values))
    return told


def read_content(raw: Raw, warnings: list[CrawlError]) -> Content:
    """The publisher's fields, plain; what is empty is left out."""
    found = {name: read(raw[name]) for name, read in PLAIN.items() if name in raw}
    if "objectives" in raw:
        found["objectives"] = coded.read_objectives(raw["objectives"], warnings)
    for name in ("hs", "ics"):
        found |= coded.read_codes(name, raw, found.get("products") or "", warnings)
    links = found.get("links") or {}
    found["links"] = {language: url for language, url in links.items() if url}
    kept = {k: v for k, v in found.items() if v not in (None, "", [], {})}
    return cast(Content, kept)


def read_moment(value: Any) -> str:
    """A day as ISO, or the words that stand in its place."""
    try:
        found = read_day(value)
    except ValueError:
        found = None
    return found.isoformat() if found else read_text(value)


def read_links(value: Mapping[str, Any]) -> dict[str, str]:
    """The official documents by language."""
    found = {}
    for language, text in value.items():
        urls = split_links(coded.one_line(text), OFFICIAL)
        found[language] = urls[0] if urls else ""
    return found


def read_text(value: Any) -> str:
    """Plain text of a cell or field."""
    return clean_text(coded.text_of(value))


PLAIN: dict[str, Callable[[Any], Any]] = {
    "title": coded.one_line,
    "description": read_text,
    "products": read_text,
    "objectives_text": read_text,
    "keywords": coded.split_names,
    "regions": read_text,
    "all_partners": bool,
    "articles": coded.split_names,
    "local_government": read_text,
    "adoption": read_moment,
    "entry_into_force": read_moment,
    "relevant_documents": read_text,
    "international_standard": read_text,
    "conforms": read_text,
    "documents": lambda value: split_links(coded.text_of(value)),
    "links": read_links,
}
"""How each field is read that needs nothing but itself."""
