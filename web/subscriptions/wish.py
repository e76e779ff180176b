"""What the form of a subscription says, read and checked; known to no framework."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from models.events import EventKind
from models.kinds import SORTS
from models.subscription import USUAL, Subscription
from web.marks import N_
from web.refused import RefusedError

KINDS = {
    "new": (EventKind.CIRCULATED, EventKind.REVISED),
    "dates": (EventKind.EXTENDED, EventKind.DATES_CHANGED),
    "text": (
        EventKind.CHANGED,
        EventKind.TEXT_CHANGED,
        EventKind.CORRECTED,
        EventKind.TRANSLATED,
        EventKind.GUIDANCE,
        EventKind.OTHER,
    ),
    "final": (
        EventKind.ADOPTED,
        EventKind.PUBLISHED,
        EventKind.FINAL_TEXT,
        EventKind.IN_FORCE,
    ),
    "ended": (EventKind.WITHDRAWN, EventKind.VOID),
}
"""Kinds of change as a reader chooses them."""
USUAL_SORTS = tuple(name for name, kinds in SORTS.items() if kinds <= set(USUAL))
"""Sorts of documents that a new subscription hears of; incidents must be chosen."""
RATES = ("immediate", "daily")
LANGUAGES = ("zh", "en")
MAIL = "mail"
CODE = re.compile(r"\d{2}|\d{4}|\d{6}")
PARTS = re.compile(r"[\s,，;；、]+")
MOST_CODES, MOST_WORDS, LONGEST = 50, 20, 100


class Form(Protocol):
    """The part of a form or an address that we read."""

    def get(self, key: str, default: str) -> str:
        """The first value."""

    def getlist(self, key: str) -> list[str]:
        """All values."""


@dataclass
class Wish:
    """A subscription as its form shows it."""

    name: str = ""
    sectors: list[str] = field(default_factory=list)
    hs: list[str] = field(default_factory=list)
    ics: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    markets: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=lambda: list(KINDS))
    documents: list[str] = field(default_factory=lambda: list(USUAL_SORTS))
    least_level: str = ""
    excluded: list[str] = field(default_factory=list)
    excluded_members: list[str] = field(default_factory=list)
    excluded_hs: list[str] = field(default_factory=list)
    rate: str = "daily"
    language: str = "zh"
    mail: bool = True


def read_wish(form: Form) -> Wish:
    """The form as it was sent; ``check`` tells what cannot be used."""
    return Wish(
        name=form.get("name", "").strip()[:LONGEST],
        sectors=once(form.getlist("sector")),
        hs=codes(form.getlist("hs")),
        markets=once(form.getlist("market")),
        kinds=[name for name in KINDS if name in form.getlist("kind")],
        documents=[name for name in SORTS if name in form.getlist("document")],
        excluded=words(form.get("excluded", "")),
        rate=one_of(form.get("rate", ""), RATES, "daily"),
        language=one_of(form.get("language", ""), LANGUAGES, "zh"),
        mail=form.get("mail", "") == "1",
    )


def asked(arguments: Form, language: str) -> Wish:
    """A new subscription begun from the chips of a list of notices."""
    return Wish(
        sectors=once(arguments.getlist("sector")),
        hs=[code for code in once(arguments.getlist("hs")) if CODE.fullmatch(code)],
        markets=once(arguments.getlist("market")),
        documents=[name for name in SORTS if name in arguments.getlist("document")]
        or list(USUAL_SORTS),
        language=language,
    )


def of(subscription: Subscription) -> Wish:
    """A subscription as its form shows it."""
    chosen = subscription.kinds
    return Wish(
        name=subscription.name,
        sectors=subscription.sectors,
        hs=subscription.hs,
        ics=subscription.ics,
        words=subscription.words,
        markets=subscription.markets,
        kinds=[n for n, kinds in KINDS.items() if not chosen or kinds[0] in chosen],
        documents=sorts_of(subscription.notice_kinds),
        least_level=subscription.least_level,
        excluded=subscription.excluded_words,
        excluded_members=subscription.excluded_members,
        excluded_hs=subscription.excluded_hs,
        rate=subscription.rate,
        language=subscription.language,
        mail=MAIL in subscription.channels,
    )


def sorts_of(kinds: Iterable[str]) -> list[str]:
    """The sorts of documents that some kinds make up."""
    held = set(kinds)
    return [name for name, parts in SORTS.items() if parts <= held]


def event_kinds(wish: Wish) -> list[str]:
    """The kinds of event that are wanted; an empty list means any."""
    if set(wish.kinds) >= set(KINDS):
        return []
    return [str(kind) for name in wish.kinds for kind in KINDS[name]]


def check(wish: Wish) -> None:
    """Refuse a wish for everything, one for nothing, and codes that are none."""
    if not (wish.sectors or wish.hs or wish.ics or wish.words or wish.markets):
        raise RefusedError(N_("请至少选择一个行业、HS编码或市场。"))
    if not wish.kinds:
        raise RefusedError(N_("请至少选择一类变化。"))
    if not wish.documents:
        raise RefusedError(N_("请至少选择一类文件。"))
    for code in wish.hs:
        if not CODE.fullmatch(code):
            raise RefusedError(
                N_("“%(code)s”不是HS编码，请填写2、4或6位数字。"), code=code[:LONGEST]
            )
    if len(wish.hs) > MOST_CODES:
        raise RefusedError(N_("HS编码最多 %(most)d 个。"), most=MOST_CODES)
    if len(wish.excluded) > MOST_WORDS:
        raise RefusedError(N_("排除词最多 %(most)d 个。"), most=MOST_WORDS)


def codes(values: Iterable[str]) -> list[str]:
    """Codes parted by commas or blanks; their dots are left out."""
    return once(PARTS.split(" ".join(values).replace(".", "")))


def words(value: str) -> list[str]:
    """Words to be kept out, parted by commas or blanks."""
    return once(part[:LONGEST] for part in PARTS.split(value))


def once(values: Iterable[str]) -> list[str]:
    """The values in order, each once."""
    return list(dict.fromkeys(value for value in values if value))


def one_of(value: str, known: Iterable[str], usual: str) -> str:
    """A value if it is known, else the usual one."""
    return value if value in known else usual
