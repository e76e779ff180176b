"""What a list of notices is asked for, to and from an address; pure."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Protocol
from urllib.parse import quote_plus, urlencode

from models.kinds import kinds_of, sort_of
from models.notice_filter import NoticeFilter

MANY = (
    "kind",
    "source",
    "sector",
    "market",
    "type",
    "measure",
    "objective",
    "hs",
    "ics",
)
ONE = ("q", "agreement", "sort", "after")
DAYS = ("since", "until", "closes_from", "closes_to")
SORTS = ("new", "closing")
HS = re.compile(r"[0-9]{2}|[0-9]{4}|[0-9]{6}")
ICS = re.compile(r"[0-9]{2}(?:\.[0-9]{3}(?:\.[0-9]{2})?)?")
LONGEST = 200


class Arguments(Protocol):
    """The part of a request's arguments that we read."""

    def getlist(self, key: str, /) -> list[str]:
        """All values of a name."""


@dataclass(frozen=True)
class Filters:
    """The chosen values; empty means any. Markets may name groups (``g:asean``).

    A kind is a sort of documents (``models.kinds.SORTS``) or a kind by itself.

    ``after`` is the place in the list where the page begins.
    """

    q: str = ""
    agreement: str = ""
    sort: str = ""
    kind: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
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
    after: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing narrows the list."""
        return replace(self, sort="", after="") == Filters()

    @property
    def used(self) -> int:
        """How many values narrow the list."""
        return len([pair for pair in self.pairs() if pair[0] not in {"sort", "after"}])

    def subscription(self) -> str:
        """The query that begins a subscription with the same values."""
        kept = {"sector", "market", "hs", "ics"}
        pairs = [pair for pair in self.pairs() if pair[0] in kept]
        if self.q:
            pairs.append(("words", self.q))
        sorts = dict.fromkeys(sort_of(kind) for kind in self.kind)
        return urlencode([*pairs, *(("document", sort) for sort in sorts)])

    def pairs(self) -> list[tuple[str, str]]:
        """The values as they stand in an address."""
        found = []
        for one in fields(self):
            value = getattr(self, one.name)
            many = value if isinstance(value, tuple) else (value,)
            found += [(one.name, text(each)) for each in many if each]
        return found

    def address(self, **change: Any) -> str:
        """The query of an address with some values changed; from the top again."""
        return urlencode(replace(self, **{"after": "", **change}).pairs())

    def toggled(self, name: str, value: str) -> str:
        """The query with a value added, or taken away if it is there."""
        return self.toggler(name)(value)

    def toggler(self, name: str) -> Callable[[str], str]:
        """The queries with one or another value of a name added, or taken away.

        What stands before and behind is written once, for a hundred values.
        """
        old: tuple[str, ...] = getattr(self, name)
        order = [one.name for one in fields(self)]
        rest = [pair for pair in replace(self, after="").pairs() if pair[0] != name]
        place = order.index(name)
        before = urlencode([one for one in rest if order.index(one[0]) < place])
        behind = urlencode([one for one in rest if order.index(one[0]) > place])

        def query(value: str) -> str:
            new = [v for v in old if v != value] if value in old else [*old, value]
            own = [f"{name}={quote_plus(one)}" for one in new if one]
            return "&".join([part for part in (before, *own, behind) if part])

        return query

    def question(self, today: date) -> NoticeFilter:
        """The same as the database is asked it; nothing comes before its day."""
        return NoticeFilter(
            q=self.q,
            agreement=self.agreement,
            kinds=kinds_of(self.kind),
            sources=self.source,
            sectors=self.sector,
            markets=self.market,
            types=self.type,
            measures=self.measure,
            objectives=self.objective,
            hs=self.hs,
            ics=self.ics,
            since=self.since,
            until=min(self.until or today, today),
            closes_from=self.closes_from,
            closes_to=self.closes_to,
            open_on=today if self.open else None,
        )


def text(value: object) -> str:
    """A value as an address writes it."""
    return "1" if value is True else str(value)


def read_filters(arguments: Arguments) -> Filters:
    """The filters of an address; what cannot be read is left out."""
    first = {
        name: "".join(arguments.getlist(name)[:1]).strip() for name in [*ONE, *DAYS]
    }
    values: dict[str, Any] = {name: first[name][:LONGEST] for name in ONE}
    values |= {name: read_day(first[name]) for name in DAYS}
    values |= {name: tuple(clean(name, arguments.getlist(name))) for name in MANY}
    values["sort"] = first["sort"] if first["sort"] in SORTS else ""
    values["open"] = arguments.getlist("open")[:1] == ["1"]
    return Filters(**values)


def clean(name: str, values: Iterable[str]) -> Iterable[str]:
    """Values without blanks and doubles; codes must look like codes."""
    parts = [part.strip() for value in values for part in value.split(",")]
    if name == "hs":
        parts = [part.replace(".", "")[:6] for part in parts]
    shape = {"hs": HS, "ics": ICS}.get(name)
    kept = (part for part in parts if part and len(part) <= LONGEST)
    return dict.fromkeys(
        part for part in kept if shape is None or shape.fullmatch(part)
    )


def read_day(value: str) -> date | None:
    """A day as 2025-06-12; None for anything else."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
