"""Counts beside a list, kept for as long as nothing they depend on has changed."""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from models.data_stamp import data_version
from models.facets import Totals, count_facets, count_notices
from models.facts import Facts, facts_at_hand
from models.facts.narrowing import can_tell, count_narrowed, narrow, total
from models.facts.read import AREA
from models.notice_filter import NoticeFilter

MOST = 256
Counts = dict[str, dict[str, int]]
Key = tuple[object, ...]


@dataclass(frozen=True)
class Beside:
    """What stands beside a list: its size, and the counts of its facets."""

    totals: Totals
    facets: Counts


KEPT: WeakKeyDictionary[Engine, OrderedDict[Key, Beside]] = WeakKeyDictionary()
LOCK = Lock()


def remembered_counts(
    session: Session, question: NoticeFilter, names: Iterable[str], today: date
) -> Beside:
    """The size of a list and the counts of some facets; the same question of the
    same data is counted once.

    The counts hang on nothing but the question (days in it included), the day and
    the data.
    """
    asked = tuple(names)
    key = (question, asked, today, data_version(session, AREA))
    with LOCK:
        kept = KEPT.setdefault(session.get_bind().engine, OrderedDict())
        if key in kept:
            kept.move_to_end(key)
            return kept[key]
    counts = count(session, question, asked, today)
    with LOCK:
        kept[key] = counts
        while len(kept) > MOST:
            kept.popitem(last=False)
    return counts


def count(
    session: Session, question: NoticeFilter, names: Iterable[str], today: date
) -> Beside:
    """The counts from the facts where they are at hand, else from the database."""
    facts = facts_at_hand(session) if can_tell(question) else None
    if facts is not None:
        return count_by_facts(session, facts, question, names, today)
    return Beside(
        count_notices(session, question, today),
        count_facets(session, question, names),
    )


def count_by_facts(
    session: Session,
    facts: Facts,
    question: NoticeFilter,
    names: Iterable[str],
    today: date,
) -> Beside:
    """The counts from the facts, in some milliseconds."""
    found = narrow(session, facts, question)
    return Beside(total(found, today), count_narrowed(found, names, today))
