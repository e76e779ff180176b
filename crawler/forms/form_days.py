"""A day of a form: as written, and what can be made of it; pure."""

import re
from datetime import date, timedelta

from models.days import find_days, read_day, read_period
from models.deadlines import USUAL_PERIOD
from models.fold import fold
from models.form import Form, FormDay
from models.periods import OFFSET, DayKind

EDGES = " \t\n,;.-–—"
IN_BRACKETS = re.compile(r"[(\[]\s*$")


def form_day(words: str, told: str | None = None) -> FormDay:
    """A day out of its words; ``told`` is the part that may hold it, if not all.

    A day that is counted from another ("30 days after publication on 3 May 2024") is
    none. Words that say no day keep what they are counted from; nothing is guessed.
    """
    text = (words if told is None else told).strip(EDGES)
    iso = written_day(text)
    if iso or not words.strip(EDGES):
        return FormDay(
            words=words, day=iso, kind=None, offset_days=None, offset_months=None
        )
    period = read_period(words)
    return FormDay(
        words=words,
        day=None,
        kind=period.kind.value,
        offset_days=period.offset_days,
        offset_months=period.offset_months,
    )


def written_day(text: str) -> str | None:
    """The day that is written in a text, as ISO; an impossible one is none."""
    try:
        whole = read_day(text)
    except ValueError:
        return None
    if whole:
        return whole.isoformat()
    first = next(find_days(text), None)
    if first is None:
        return None
    day, start, _ = first
    counted = OFFSET.search(fold(text[:start]))
    if counted and not IN_BRACKETS.search(text[:start]):
        return None
    return day.isoformat()


def deadline_of_form(form: Form, distributed: date) -> date | None:
    """Until when the form lets comment: its day, or so long after circulation.

    A box "sixty days from circulation" counts if it is ticked and no day is written.
    Without a day in its head the form was circulated when it was distributed.
    """
    told = form.get("comments_close")
    if told and told["day"]:
        return date.fromisoformat(told["day"])
    circulated = date.fromisoformat(form.get("circulated") or distributed.isoformat())
    if form.get("sixty_days"):
        return circulated + USUAL_PERIOD
    if told and told["kind"] == DayKind.CIRCULATION and told["offset_days"]:
        return circulated + timedelta(days=told["offset_days"])
    return None
