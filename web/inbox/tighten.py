"""What would make a subscription say less of what its readers tap away; pure.

A proposal leaves out one word, Member, HS code or kind of change. It must remove
several irrelevant alerts and none that a reader called relevant.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from models.alert import Alert
from models.handling import TapVerdict
from web.alerts.leaving_out import left_out, text_tokens
from web.subscriptions.wish import KINDS, Wish

LEAST = 2
"""A proposal that removes fewer is none."""
MOST_LETTERS = 100
"""Letters of what an address may propose."""
LONGEST, SHORTEST = 6, 2
"""Letters of a Chinese word."""
HEADING = 4
"""Digits of an HS code; a whole chapter is too much to leave out."""
HAN = re.compile(r"[\u4e00-\u9fff]+")
LATIN = re.compile(r"[^\W\d_]{4,}")
WORDS = Path(__file__).with_name("hollow.csv")
MOST_TEXT = 2000
"""Letters of a text in which words are looked for."""


@dataclass(frozen=True)
class Seen:
    """An alert as far as it could have been left out."""

    words: str
    tokens: str
    members: frozenset[str]
    hs: frozenset[str]
    kind: str
    relevant: bool


@dataclass(frozen=True)
class Proposal:
    """Leave this out, and so many of the irrelevant alerts would not have come."""

    what: str
    """``word``, ``member``, ``hs`` or ``kind``."""
    value: str
    removed: int
    irrelevant: int
    relevant: int = 0

    @property
    def token(self) -> str:
        """What the address of the editor carries."""
        return f"{self.what}:{self.value}"


def propose(seen: Sequence[Seen], wish: Wish) -> Proposal | None:
    """What would have removed most irrelevant alerts and no relevant one."""
    wrong = [one for one in seen if not one.relevant]
    right = [one for one in seen if one.relevant]
    if len(wrong) < LEAST:
        return None
    counts = Counter(one for each in wrong for one in set(exclusions(each)))
    held = {one for each in right for one in exclusions(each)}
    free = [one for one in counts if one not in held and is_new(*one, wish)]
    free = [one for one in free if counts[one] >= LEAST]
    if not right:  # a whole Member or kind is not given up on complaints alone
        free = [one for one in free if one[0] == "word"]
    free = [one for one in free if not any(leaves_out(each, *one) for each in right)]
    if not free:
        return None
    best = max(free, key=lambda one: (counts[one], *preference(*one)))
    removed = sum(leaves_out(one, *best) for one in wrong)
    return Proposal(*best, removed, len(wrong), len(right))


def exclusions(one: Seen) -> Iterator[tuple[str, str]]:
    """Everything whose exclusion would have left an alert out."""
    yield from (("word", word) for word in words_of(one.words[:MOST_TEXT]))
    if len(one.members) == 1:
        yield "member", next(iter(one.members))
    yield from (("hs", code) for code in one.hs if len(code) >= HEADING)
    kind = next((name for name, kinds in KINDS.items() if one.kind in kinds), None)
    if kind is not None:
        yield "kind", kind


def tightened(wish: Wish, token: str) -> Wish:
    """A wish that leaves out what a proposal named; an unreadable one changes nothing.

    It is not saved: the editor shows it, filled in.
    """
    what, _, value = token.partition(":")
    if not value or len(value) > MOST_LETTERS or not is_new(what, value, wish):
        return wish
    if what == "word":
        return replace(wish, excluded=[*wish.excluded, value])
    if what == "member":
        return replace(wish, excluded_members=[*wish.excluded_members, value])
    if what == "hs":
        return replace(wish, excluded_hs=[*wish.excluded_hs, value])
    if what == "kind":
        return replace(wish, kinds=[one for one in wish.kinds if one != value])
    return wish


def leaves_out(one: Seen, what: str, value: str) -> bool:
    """Whether an alert would be left out, as strictly as when alerts are made."""
    if what == "word":
        return left_out([value], one.tokens)
    if what == "member":
        return one.members <= {value}
    if what == "hs":
        return value in one.hs
    return one.kind in KINDS[value]


def is_new(what: str, value: str, wish: Wish) -> bool:
    """Whether a subscription does not say so already, and would still say something."""
    if what == "word":
        own = " ".join(wish.words).casefold()
        return value not in wish.excluded and value not in own
    if what == "member":
        return value not in wish.excluded_members and value not in wish.markets
    if what == "hs":
        return not any(code.startswith(value) for code in (*wish.hs, *wish.excluded_hs))
    return value in wish.kinds and len(wish.kinds) > 1


def preference(what: str, value: str) -> tuple[int, int, str]:
    """Of equal ones: a word before a code, a code before a Member; longer words."""
    order = ("kind", "member", "hs", "word")
    return order.index(what), len(value), value


@cache
def hollow() -> tuple[frozenset[str], re.Pattern[str]]:
    """Words that every other title has: whole Latin ones, and parts of Chinese."""
    with WORDS.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    latin = frozenset(row["word"] for row in rows if row["script"] == "latin")
    han = sorted((row["word"] for row in rows if row["script"] == "han"), key=len)
    return latin, re.compile("|".join(re.escape(word) for word in reversed(han)))


def words_of(text: str) -> set[str]:
    """The words of a text that might be left out: Latin ones, and Chinese runs."""
    latin = {one.casefold() for one in LATIN.findall(text) if not HAN.search(one)}
    return (latin - hollow()[0]) | {
        one for run in HAN.findall(text) for one in parts(run)
    }


def parts(run: str) -> Iterator[str]:
    """The short runs of Chinese letters within one, hollow ones left out."""
    for piece in hollow()[1].split(run):
        for start in range(len(piece)):
            for size in range(SHORTEST, LONGEST + 1):
                if start + size <= len(piece):
                    yield piece[start : start + size]


def seen_of(
    spoken: Iterable[tuple[Alert, str]], codes: dict[int, frozenset[str]]
) -> list[Seen]:
    """Tapped alerts, each with its text as excluded words are looked for in it."""
    return [
        Seen(
            words=text_of(alert),
            tokens=tokens_of(alert),
            members=frozenset(one["code"] for one in alert.snapshot["members"]),
            hs=codes.get(alert.event_id, frozenset()),
            kind=alert.snapshot["kind"],
            relevant=verdict == TapVerdict.RELEVANT,
        )
        for alert, verdict in spoken
    ]


def tokens_of(alert: Alert) -> str:
    """Where excluded words are looked for when alerts are made."""
    notice, title = alert.notice, alert.snapshot["title_zh"]
    return text_tokens(
        notice.title, notice.content.get("products"), title, notice.language
    )


def text_of(alert: Alert) -> str:
    """The text from which a word to leave out may come."""
    told: Any = alert.notice.content.get("products", "")
    return " ".join(
        [alert.notice.title, str(told or ""), alert.snapshot["title_zh"]]
    ).casefold()
