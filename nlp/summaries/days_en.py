"""The days of a notice in English: until when, and from when; pure."""

from collections.abc import Iterator
from datetime import date

from models.kinds import INCIDENTS
from nlp.summaries.days_zh import ASKS, cut
from nlp.summaries.facts import Facts, When

BASES = {
    "form": "by the form",
    "docket": "by the docket",
    "estimated": "not stated; 60 days from circulation",
}
PARTS = {
    "H1": "first half of ",
    "H2": "second half of ",
    "Q1": "first quarter of ",
    "Q2": "second quarter of ",
    "Q3": "third quarter of ",
    "Q4": "fourth quarter of ",
}
PLANNED = {"adoption": "proposed adoption", "force": "proposed entry into force"}
SETTLED = {"adoption": "adoption", "force": "entry into force"}


def until(facts: Facts) -> Iterator[str]:
    """Until when comments are taken, and from when the measure counts."""
    if facts.kind in INCIDENTS:
        return
    told, unsaid = [], []
    if facts.deadline:
        basis = BASES.get(facts.basis, "")
        closes = f"comments close on {say_day(facts.deadline)}"
        told.append(closes + (f" ({basis})" if basis else ""))
    elif facts.kind in ASKS and facts.stage != "final":
        unsaid.append("deadline for comments")
    days = list(whens(facts))
    if facts.kind == "regular" and facts.stage != "final" and not days:
        unsaid.append("day of adoption or entry into force")
    told += days
    if unsaid:
        told.append(f"no {' and no '.join(unsaid)} is stated")
    if told:
        line = "; ".join(told)
        yield f"{line[0].upper()}{line[1:]}."


def whens(facts: Facts) -> Iterator[str]:
    """The days of adoption and of entry into force."""
    told = {key: say_when(one) for key, one in facts.days.items()}
    for key in PLANNED:
        names = SETTLED if facts.is_settled(key) else PLANNED
        if told.get(key):
            yield f"{names[key]}: {told[key]}"


def say_when(when: When) -> str:
    """A day, a count from an event, a period, or the publisher's words."""
    if when.day:
        return say_day(when.day)
    if when.kind:
        if not when.count:
            return f"on {when.kind}"
        unit = "month" if when.months else "day"
        return f"{when.count} {unit}{'s' if when.count > 1 else ''} after {when.kind}"
    if when.year:
        if when.part.isdecimal():
            return f"{date(when.year, int(when.part), 1):%B %Y}"
        return f"{PARTS.get(when.part, '')}{when.year}"
    return f"“{cut(when.words)}”" if when.words.strip() else ""


def say_day(day: date) -> str:
    """A day in a sentence."""
    return f"{day.day} {day:%B %Y}"
