"""What a view is narrowed to, to and from an address, and as a mask over the facts."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.facts import Facts
from models.facts.columns import Mask
from models.kinds import NoticeKind, kinds_of
from models.notice import Notice
from models.notice_filter import members_of
from models.search_index import matches_search
from web.marks import N_
from web.notices.filters import Arguments, Filters, read_filters
from web.refused import RefusedError

DOCUMENTS, MEASURES = "documents", "measures"
UNITS = (DOCUMENTS, MEASURES)
GRAINS = ("month", "quarter", "year")
BEGAN = date(1980, 1, 1)
"""No notice is older: the day before which none is asked for."""
MOST = 400
"""So many values of one kind may be chosen; every Member there is, and more."""
SHARED = (
    "kind",
    "sector",
    "market",
    "type",
    "measure",
    "objective",
    "hs",
    "ics",
    "agreement",
    "q",
)
"""The filters of the list of notices that narrow a view too."""
NOT_ASKED: dict[str, Any] = {
    "sort": "",
    "after": "",
    "open": False,
    "source": (),
    "closes_from": None,
    "closes_to": None,
}
"""Those that do not."""


@dataclass(frozen=True)
class Choice:
    """The chosen values, as in the list of notices, and what is counted.

    Nothing chosen means all WTO notifications, by document. ``until`` is never beyond
    the day of the question. ``grain`` is how long the steps of time are; '' leaves it
    to the view.
    """

    filters: Filters
    unit: str = DOCUMENTS
    grain: str = ""

    @property
    def since(self) -> date | None:
        """The first day; None from the beginning."""
        return self.filters.since

    @property
    def until(self) -> date | None:
        """The last day; None until today."""
        return self.filters.until

    @property
    def by_measure(self) -> bool:
        """Whether measures are counted instead of documents."""
        return self.unit == MEASURES

    def pairs(self) -> list[tuple[str, str]]:
        """The values as they stand in an address; always in the same order."""
        own = [("unit", self.unit)] if self.by_measure else []
        own += [("grain", self.grain)] if self.grain else []
        return [*self.filters.pairs(), *own]

    def address(self) -> str:
        """The query of an address that asks for the same."""
        return urlencode(self.pairs())

    def listed(self, **more: str) -> str:
        """The query of the list of notices that this choice, narrowed, means.

        The list knows more kinds of notices than WTO notifications; a view that is
        asked for none counts those alone.
        """
        pairs = [pair for pair in self.filters.pairs() if pair[0] not in more]
        if not self.filters.kind and "kind" not in more:
            pairs.append(("kind", NoticeKind.NOTIFICATION.value))
        return urlencode([*pairs, *more.items()])


def read_choice(arguments: Arguments, today: date) -> Choice:
    """The choice of an address; one that means nothing is refused in a sentence.

    Months (``2025-06``) stand for their first and last day.
    """
    filters = replace(read_filters(arguments), **NOT_ASKED)
    since = read_day(arguments, "since", last=False)
    until = read_day(arguments, "until", last=True)
    if since and until and since > until:
        raise RefusedError(
            N_("起始日期%(since)s晚于截止日期%(until)s，请调整后再看。"),
            since=since.isoformat(),
            until=until.isoformat(),
        )
    for name in SHARED:
        value = getattr(filters, name)
        if isinstance(value, tuple) and len(value) > MOST:
            raise RefusedError(
                N_("一次最多选择%(most)s项，现有%(many)s项，请减少后再看。"),
                most=MOST,
                many=len(value),
            )
    since = max(since, BEGAN) if since else None
    until = max(min(until, today), BEGAN) if until else None
    return Choice(
        replace(filters, since=since, until=until),
        unit=one_among(arguments, "unit", UNITS) or DOCUMENTS,
        grain=one_among(arguments, "grain", GRAINS),
    )


def everything() -> Choice:
    """Nothing narrowed."""
    return Choice(Filters())


def without_days(choice: Choice) -> Choice:
    """The same choice of any time."""
    return replace(choice, filters=replace(choice.filters, since=None, until=None))


def one_among(arguments: Arguments, name: str, known: Collection[str]) -> str:
    """The first value that is known; '' where there is none."""
    return next((one for one in arguments.getlist(name) if one in known), "")


def read_day(arguments: Arguments, name: str, *, last: bool) -> date | None:
    """A day or a month of an address."""
    given = next((one.strip() for one in arguments.getlist(name)), "")
    if not given:
        return None
    try:
        if len(given) == len("2025-06"):
            first = date.fromisoformat(f"{given}-01")
            return end_of_month(first) if last else first
        return date.fromisoformat(given)
    except ValueError:
        raise RefusedError(
            N_("日期“%(day)s”无法识别，请写成2025-06或2025-06-12这样的形式。"),
            day=given[:20],
        ) from None


def end_of_month(first: date) -> date:
    """The last day of a month that begins so."""
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


@dataclass(frozen=True)
class Chosen:
    """The notices that a choice means, and those that it names but does not count.

    ``mask`` are the counted ones; ``void`` were declared void, ``follow`` are
    follow-ups where measures are counted.
    """

    facts: Facts
    mask: Mask
    void: Mask
    follow: Mask

    @cached_property
    def many(self) -> int:
        """How many are counted."""
        return int(self.mask.sum())


def choose(session: Session, facts: Facts, choice: Choice, today: date) -> Chosen:
    """The notices of a choice, in some milliseconds."""
    chosen = chosen_mask(session, facts, choice, today)
    void = chosen & facts.void
    kept = chosen & ~facts.void
    follow = kept & ~facts.opening if choice.by_measure else np.zeros_like(kept)
    return Chosen(facts, kept & ~follow, void, follow)


def chosen_mask(session: Session, facts: Facts, choice: Choice, today: date) -> Mask:
    """Which notices the filters let through."""
    asked = choice.filters
    kinds = kinds_of(asked.kind) or (NoticeKind.NOTIFICATION.value,)
    chosen = facts.kind.among(kinds) & (facts.distributed <= today.toordinal())
    for part in (*days_masks(facts, asked), *named_masks(facts, asked)):
        chosen &= part
    return chosen & searched(session, facts, asked.q) if asked.q else chosen


def days_masks(facts: Facts, asked: Filters) -> Iterator[Mask]:
    """Which notices lie in the period."""
    if asked.since:
        yield facts.distributed >= asked.since.toordinal()
    if asked.until:
        yield facts.distributed <= asked.until.toordinal()


def named_masks(facts: Facts, asked: Filters) -> Iterator[Mask]:
    """Which notices have one of the names asked for, kind of name by kind."""
    for wanted, column in (
        (asked.agreement and (asked.agreement,), facts.agreement),
        (asked.type, facts.type),
        (members_of(asked.market), facts.members),
        (asked.sector, facts.sectors),
        (asked.measure, facts.measure_types),
        (asked.objective, facts.objectives),
    ):
        if wanted:
            yield column.among(set(wanted))
    for codes, column in ((asked.hs, facts.hs), (asked.ics, facts.ics)):
        if codes:
            yield column.under(codes)


def searched(session: Session, facts: Facts, words: str) -> Mask:
    """Which notices the search finds."""
    found = matches_search(session.get_bind().dialect.name, words)
    if found is None:
        return np.ones(len(facts), dtype=np.bool_)
    return among_ids(facts, session.scalars(select(Notice.id).where(found)).all())


def among_ids(facts: Facts, ids: Collection[int]) -> Mask:
    """Which notices have one of some ids."""
    return np.isin(facts.ids, np.array(list(ids), dtype=np.int64))
