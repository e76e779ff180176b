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
from crawler.items import NoticeItem
from crawler.languages import language_of
from crawler.owners import Raw, agreement_of, other_copies, read_copy, read_names
from models.content import Content
from models.days import read_day
from models.deadlines import is_doubtful
from models.reference import NoticeType, notice_types
from models.symbols import Symbol, source_key
from models.text import clean_text, split_links

SOURCE = "wto_eping"
RAW = ("symbol", "member", "area", "type", "eping_id", "distributed", "comments_close")
OFFICIAL = "https://docs.wto.org"


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
    content |= days_of(distributed, closes)
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


def days_of(distributed: date, closes: date | None) -> Content:
    """The two days of a row as its text holds them."""
    found: Content = {"distributed": distributed.isoformat()}
    if closes:
        found["comments_close"] = closes.isoformat()
    return found


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


def day_in(value: Any, field: str) -> date | None:
    """The day in a field, if it holds one; an impossible day is a bad row."""
    try:
        return read_day(value)
    except ValueError as error:
        raise BadRowError("bad_day", field=field, reason=str(error)) from error


def read_distributed(raw: Raw) -> date:
    """The publisher's day of distribution; never the day of fetching."""
    value = raw.get("distributed")
    found = day_in(value, "distribution date")
    if found is None:
        raise BadRowError("no_day", words=coded.one_line(value))
    return found


def read_closes(raw: Raw, distributed: date, warnings: list[CrawlError]) -> date | None:
    """The final date for comments; words instead of a day are told, not counted."""
    value = raw.get("comments_close")
    found = day_in(value, "final date for comments")
    words = coded.one_line(value)
    if found is None and words:
        warnings.append(CrawlError("words_for_deadline", words=words))
    if found and is_doubtful(found, distributed):
        warnings.append(CrawlError("odd_deadline", day=found, sent=distributed))
    return found


def read_content(raw: Raw, warnings: list[CrawlError]) -> Content:
    """The publisher's fields, plain; what is empty is left out."""
    found = {name: read(raw[name]) for name, read in PLAIN.items() if name in raw}
    if "objectives" in raw:
        found["objectives"] = coded.read_objectives(raw["objectives"], warnings)
    for name in ("hs", "ics"):
        found |= coded.read_codes(name, raw, found.get("products") or "", warnings)
    links = found.get("links") or {}
    found["links"] = {language: url for language, url in links.items() if url}
    if not found.get("title"):
        warnings.append(CrawlError("no_title"))
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
