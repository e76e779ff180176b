"""Whether words stand in a text, whatever quotation marks and blanks were typed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from models.fold import fold

BLANKS = re.compile(r"\s+|[\u200b-\u200f\u2060\ufeff\u00ad]")
QUOTES = re.compile("[\"'`´‘’‚‛“”„‟«»‹›「」『』〝〞〟＂＇]")
STOPS = re.compile(r"[.:](?=\s|$)|[。：、]")
DASHES = re.compile("[‐‑‒–—―−－]+|-{2,}")


@dataclass(frozen=True)
class Passage:
    """A piece of a notified text that an argument may point at.

    ``anchor`` names it within the text, ``number`` is what people call it.
    """

    anchor: str
    number: str
    text: str


def plain(text: str) -> str:
    """Words as they are compared: no case, accents, blanks, quotation marks or stops.

    Other signs stay, for a limit is another one with another sign. Stops go, for a
    clause is kept without its last one.
    """
    without = BLANKS.sub("", STOPS.sub("", QUOTES.sub("", text)))
    return fold(DASHES.sub("-", without))


def find_quote(
    quote: str, passages: Sequence[Passage], anchor: str = ""
) -> Passage | None:
    """The passage in which a quote begins; that of the anchor first.

    A quote may run over several passages, with their numbers or without.
    """
    wanted = plain(quote)
    if not wanted:
        return None
    chosen = next((one for one in passages if one.anchor == anchor), None)
    if chosen and wanted in plain(chosen.text):
        return chosen
    return begins_in(wanted, passages, "") or begins_in(wanted, passages, "number")


def begins_in(wanted: str, passages: Sequence[Passage], also: str) -> Passage | None:
    """The passage in which the words begin, where all passages follow one another."""
    pieces = [plain((last_number(one) if also else "") + one.text) for one in passages]
    place = "".join(pieces).find(wanted)
    if place < 0:
        return None
    ends = list(accumulate(len(piece) for piece in pieces))
    return passages[bisect_right(ends, place)]


def last_number(passage: Passage) -> str:
    """The number as it stands before the words of a passage."""
    return passage.number.rpartition("·")[2].strip()
