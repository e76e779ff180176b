"""What a list of notices is asked for, to and from an address; pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Protocol
from urllib.parse import urlencode

MANY = ("sector", "market", "type", "measure", "objective", "hs", "ics")
ONE = ("q", "agreement", "sort")
DAYS = ("since", "until", "closes_from", "closes_to")
SORTS = ("new", "closing")
CODE = re.compile(
    r"[0-9]{2}(?:[0-9]{2}|[0-9]{4})?|[0-9]{2}(?:\.[0-9]{3}(?:\.[0-9]{2})?)?"
)
LONGEST = 200


class Arguments(Protocol):
    """The part of a request's arguments that we read."""

    def get(self, key: str, default: str = "") -> str:
        """The first value."""

    def getlist(self, key: str) -> list[str]:
        """All values."""


@dataclass(frozen=True)
class Filters:
    """The chosen values; empty means any. Markets may name groups (``g:asean``)."""

    q: str = ""
    agreement: str = ""
    sort: str = ""
    sector: tuple[str, ...] = ()
    market: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    measure: tuple[str, ...] = ()
    objective: tuple[str, ...] = ()
    hs: tuple[str, ...] = ()
    ics: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    closes_from: date | None = None
    closes_to: date | None = None
    open: bool = False
    page: int = 1

    @property
    def is_empty(self) -> bool:
        """Whether nothing narrows the list."""
        return replace(self, sort="", page=1) == Filters()

    def pairs(self) -> list[tuple[str, str]]:
        """The values as they stand in an address."""
        found = []
        for one in fields(self):
            value = getattr(self, one.name)
            many = value if isinstance(value, tuple) else (value,)
            found += [(one.name, text(each)) for each in many if each]
        return [pair for pair in found if pair != ("page", "1")]

    def address(self, **change: Any) -> str:
        """The query of an address with some values changed; page one again."""
        return urlencode(replace(self, **{"page": 1, **change}).pairs())

    def toggled(self, name: str, value: str) -> str:
        """The query with a value added, or taken away if it is there."""
        old: tuple[str, ...] = getattr(self, name)
        new = tuple(v for v in old if v != value) if value in old else (*old, value)
        return self.address(**{name: new})


def text(value: object) -> str:
    """A value as an address writes it."""
    return "1" if value is True else str(value)


def read_filters(arguments: Arguments) -> Filters:
    """The filters of an address; what cannot be read is left out."""
    many = {name: tuple(clean(name, arguments.getlist(name))) for name in MANY}
    one = {name: arguments.get(name, "").strip()[:LONGEST] for name in ONE}
    days = {name: read_day(arguments.get(name, "")) for name in DAYS}
    page = arguments.get("page", "1")
    values: dict[str, Any] = {**many, **one, **days}
    values["sort"] = one["sort"] if one["sort"] in SORTS else ""
    values["open"] = arguments.get("open", "") == "1"
    values["page"] = int(page) if page.isdecimal() and 0 < len(page) < 6 else 1
    return Filters(**values)


def clean(name: str, values: Iterable[str]) -> Iterable[str]:
    """Values without blanks and doubles; codes must look like codes."""
    parts = [part.strip() for value in values for part in value.split(",")]
    if name == "hs":
        parts = [part.replace(".", "")[:6] for part in parts]
    kept = (part for part in parts if part and len(part) <= 40)
    if name in {"hs", "ics"}:
        kept = (part for part in kept if CODE.fullmatch(part))
    return dict.fromkeys(kept)


def read_day(value: str) -> date | None:
    """A day as 2025-06-12; None for anything else."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
