"""The form of a subscription as it was sent, or as an address begins it; pure."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Protocol

from models.kinds import SORTS
from models.subscription import EIGHT
from web.alerts.rates import Rate
from web.levels.rules import Level
from web.subscriptions.wish import KINDS, USUAL_SORTS, Wish

LANGUAGES = ("zh", "en")
LEVELS = tuple(level.value for level in Level if level != Level.UNKNOWN)
CODE = re.compile(r"[0-9]{2}|[0-9]{4}|[0-9]{6}")
NATIONAL = re.compile(r"[0-9]{7,12}")
ROW = re.compile(r"[1-9][0-9]{0,8}")
ICS = re.compile(r"[0-9]{2}(?:\.[0-9]{3}(?:\.[0-9]{2})?)?")
BLANKS = re.compile(r"[\s,，;；、]+")
MARKS = re.compile(r"[\r\n,，;；、]+")
"""Words may have blanks in them."""
LONGEST, LONGEST_NOTE = 100, 500
HOURS = range(0, 24 * 60, 15)
"""Hours may be chosen to the quarter; in minutes."""
WEEKDAYS = range(7)


class Form(Protocol):
    """The part of a form or an address that we read."""

    def get(self, key: str, default: str) -> str:
        """The first value."""

    def getlist(self, key: str) -> list[str]:
        """All values."""


def read_wish(form: Form) -> Wish:
    """The form as it was sent; ``check`` tells what cannot be used."""
    hs, cut = codes(form.getlist("hs"))
    out, _ = codes(form.getlist("excluded_hs"))
    return Wish(
        name=form.get("name", "").strip()[:LONGEST],
        sectors=once(form.getlist("sector")),
        hs=hs,
        cut=cut,
        ics=once(BLANKS.split(" ".join(form.getlist("ics")))),
        words=words([*form.getlist("words"), *form.getlist("word")]),
        markets=once(form.getlist("market")),
        kinds=[name for name in KINDS if name in form.getlist("kind")],
        documents=[name for name in SORTS if name in form.getlist("document")],
        least_level=one_of(form.get("level", ""), LEVELS, ""),
        excluded=words(form.getlist("excluded")),
        excluded_members=once(form.getlist("excluded_member")),
        excluded_hs=out,
        rate=one_of(form.get("rate", ""), list(Rate), "daily"),
        weekday=number(form.get("weekday", ""), WEEKDAYS, 0),
        at=number(form.get("at", ""), HOURS, EIGHT),
        language=one_of(form.get("language", ""), LANGUAGES, "zh"),
        mail=form.get("mail", "") == "1",
        endpoints=numbers(form.getlist("endpoint")),
        paused_until=read_day(form.get("paused_until", "")),
        note=form.get("note", "").strip()[:LONGEST_NOTE],
    )


def asked(arguments: Form, language: str) -> Wish:
    """A new subscription begun from the chips of a list of notices."""
    ics = (code for code in once(arguments.getlist("ics")) if ICS.fullmatch(code))
    documents = [name for name in SORTS if name in arguments.getlist("document")]
    return Wish(
        sectors=once(arguments.getlist("sector")),
        hs=[code for code in once(arguments.getlist("hs")) if CODE.fullmatch(code)],
        ics=list(ics),
        words=words(arguments.getlist("words")),
        markets=once(arguments.getlist("market")),
        documents=documents or list(USUAL_SORTS),
        least_level=one_of(arguments.get("level", ""), LEVELS, ""),
        language=language,
    )


def codes(values: Iterable[str]) -> tuple[list[str], list[tuple[str, str]]]:
    """HS codes parted by commas or blanks, and those that were cut to six digits.

    Their dots are left out; what is no code stays as it was typed.
    """
    typed = once(BLANKS.split(" ".join(values).replace(".", "")))
    cut = [(one, one[:6]) for one in typed if NATIONAL.fullmatch(one)]
    short = dict(cut)
    return once(short.get(one, one) for one in typed), cut


def words(values: Iterable[str]) -> list[str]:
    """Words and phrases, parted by commas or lines."""
    parts = MARKS.split("\n".join(values))
    return once(" ".join(part.split()) for part in parts)


def once(values: Iterable[str]) -> list[str]:
    """The values in order, each once."""
    return list(dict.fromkeys(value for value in values if value))


def one_of(value: str, known: Iterable[str], usual: str) -> str:
    """A value if it is known, else the usual one."""
    return value if value in known else usual


def number(value: str, known: Iterable[int], usual: int) -> int:
    """A number if it is known, else the usual one."""
    return {str(one): one for one in known}.get(value, usual)


def numbers(values: Iterable[str]) -> list[int]:
    """Those values that are numbers of rows, each once."""
    return [int(one) for one in once(values) if ROW.fullmatch(one)]


def read_day(value: str) -> date | None:
    """A day as 2025-06-12; None for anything else."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
