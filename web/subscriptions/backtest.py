"""What a subscription would have brought in the last twelve months, and by what way."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.notice import Notice
from models.notice_lines import COLUMNS, Line, make_lines
from models.subscription import Subscription
from web.alerts.asking import reaches
from web.alerts.leaving_out import left_out, text_tokens
from web.notices.around import look_around
from web.notices.rendering import text_of
from web.notices.rows import Row, make_row, make_rows
from web.subscriptions.happened import YEAR, Told, would_tell
from web.subscriptions.keys import asked_by
from web.subscriptions.service import seats
from web.subscriptions.wish import KINDS, Wish, put

SHOWN = 5
PART = 500
WAYS = {
    "hs": ("hs:", "hs="),
    "sector": ("sector:",),
    "ics": ("ics:",),
    "word": ("word:",),
}
"""The ways by which goods are met, and how their terms begin."""
Count = tuple[str, int]


@dataclass(frozen=True)
class BackTest:
    """How many alerts, of how many documents, by what way, of what kind, and when.

    One alert may be met in several ways. Months are written 2025-06; the first and the
    last are not whole.
    """

    count: int
    notices: int
    without_addenda: int
    ways: Sequence[Count]
    kinds: Sequence[Count]
    months: Sequence[Count]
    rows: Sequence[Row]

    @property
    def most(self) -> int:
        """The alerts of the fullest month."""
        return max((count for _, count in self.months), default=0)


def back_test(session: Session, wish: Wish, language: str, today: date) -> BackTest:
    """Look back a year with the rules that alert."""
    told = look_back(session, wish, today)
    notices = list(dict.fromkeys(one.notice_id for one in told))
    return BackTest(
        count=len(told),
        notices=len(notices),
        without_addenda=sum(one.type != "addendum" for one in told),
        ways=list(by_way(told)),
        kinds=list(by_kind(told)),
        months=list(by_month(told, today)),
        rows=shown(session, notices[:SHOWN], language, today),
    )


def look_back(session: Session, wish: Wish, today: date) -> list[Told]:
    """Every alert of the last year, the newest first.

    The level is that of the day of the alert, by what is known now of later events.
    """
    like = Subscription()
    put(wish, like)
    told = would_tell(session, like, asked_by(like, seats(session)), today)
    if told and (like.excluded_words or like.least_level):
        return list(finer(session, like, told))
    return told


def finer(session: Session, one: Subscription, told: Sequence[Told]) -> Iterator[Told]:
    """What is left when words are kept out and a level is asked for."""
    notices = list(dict.fromkeys(each.notice_id for each in told))
    lines = {line.id: line for line in read_lines(session, notices)}
    texts = read_texts(session, lines) if one.excluded_words else {}
    around = look_around(session, list(lines.values()))
    for each in told:
        line = lines[each.notice_id]
        if line.id in texts and left_out(one.excluded_words, texts[line.id]):
            continue
        row = make_row(line, around, "zh", each.day) if one.least_level else None
        if row is None or reaches(row.level, one.least_level):
            yield each


def read_lines(session: Session, notices: Sequence[int]) -> Iterator[Line]:
    """The lines of some notices."""
    for part in parts(notices):
        rows = session.execute(select(*COLUMNS).where(Notice.id.in_(part))).all()
        yield from make_lines(session, rows, {})


def read_texts(session: Session, lines: Mapping[int, Line]) -> dict[int, str]:
    """Where words that are kept out are looked for: as in ``Briefing.tokens``."""
    found: dict[int, str] = {}
    for part in parts(list(lines)):
        query = select(Notice.id, Notice.content["products"])
        for key, goods in session.execute(query.where(Notice.id.in_(part))):
            one = lines[key]
            title = text_of(one.texts, "zh", "title")[1]
            found[key] = text_tokens(one.title, goods, title, one.language)
    return found


def parts(values: Sequence[int]) -> Iterator[Sequence[int]]:
    """A few hundred at a time."""
    for start in range(0, len(values), PART):
        yield values[start : start + PART]


def by_way(told: Iterable[Told]) -> Iterator[Count]:
    """How many were met by HS codes, sectors, ICS codes and words."""
    terms = [one.terms for one in told]
    for name, prefixes in WAYS.items():
        count = sum(any(term.startswith(prefixes) for term in each) for each in terms)
        if count:
            yield name, count


def by_kind(told: Iterable[Told]) -> Iterator[Count]:
    """How many of each kind of change, as a reader chooses them."""
    names = {str(kind): name for name, kinds in KINDS.items() for kind in kinds}
    counts = Counter(names[one.kind] for one in told)
    yield from ((name, counts[name]) for name in KINDS if counts[name])


def by_month(told: Iterable[Told], today: date) -> Iterator[Count]:
    """How many in each month of the year, also where there were none."""
    counts = Counter(f"{one.day:%Y-%m}" for one in told)
    month = (today - YEAR).replace(day=1)
    while month <= today:
        name = f"{month:%Y-%m}"
        yield name, counts[name]
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)


def shown(
    session: Session, notices: Sequence[int], language: str, today: date
) -> list[Row]:
    """A few notices, in their order."""
    query = select(Notice).where(Notice.id.in_(notices))
    found = {one.id: one for one in session.scalars(query)}
    return make_rows(session, [found[one] for one in notices], language, today)
