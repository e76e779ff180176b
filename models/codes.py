"""HS and ICS codes: stated in a text or a cell, cut to the edition, as search words."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from models.code_lists import (
    BARE,
    DOTTED,
    HS_CUE,
    HS_ITEM,
    ICS_CUE,
    ICS_ITEM,
    Written,
    digits_of,
    follow,
    written,
)

LAST_CHAPTER = 97
ENTRY = re.compile(r"(?:^|;\s+)(?=[0-9][0-9.]*\s+-\s)|;\s+(?=[0-9][0-9.]*\s*(?:;|$))")
CODED = re.compile(r"([0-9][0-9.]*)(?:\s+[-\s]*-\s+(.*)|\s*)", re.DOTALL)


class Note(StrEnum):
    """Why a stated code was changed (it was cut) or refused (there is no code)."""

    NATIONAL = "national"
    """National digits after the sixth were cut off."""
    FIVE_DIGITS = "five_digits"
    """Five digits are no HS code; the heading they begin with was kept."""
    CUT = "cut"
    """Not in this edition; cut to the longest part that is."""
    RANGE = "range"
    """One of the codes between two stated ones."""
    CHAPTER = "chapter"
    """Refused: there is no such chapter (77 is empty, 98 and 99 are national)."""
    LENGTH = "length"
    """Refused: no code has so many digits."""
    UNKNOWN = "unknown"
    """Refused: nothing it begins with is in the edition."""
    YEAR = "year"
    """Refused: a year, not a heading."""


@dataclass(frozen=True)
class CodeMention:
    """A stated code, and the words at text[start:end] that state it.

    `code` is None when the words were meant as a code but cannot be one; `note`
    then says why. A range gives one mention for each code it holds.
    """

    code: str | None
    start: int
    end: int
    words: str
    note: Note | None = None


def clean_hs(code: str, known: Collection[str]) -> tuple[str | None, Note | None]:
    """Cut a stated HS code to two, four or six digits that exist in the edition.

    `known` holds the codes of the edition, without dots. A code that cannot be used
    comes back as None; the note says what was done or why not.
    """
    digits = re.sub(r"[.\s]", "", code)
    refused = refuse_hs(digits)
    if refused:
        return None, refused
    six = digits[:4] if len(digits) == 5 else digits[:6]
    found = next((part for part in reversed(ancestors(six)) if part in known), None)
    if found is None:
        return None, Note.UNKNOWN
    if found != six:
        year = len(digits) == 4 and "1950" <= digits <= "2050"
        return (None, Note.YEAR) if year else (found, Note.CUT)
    if len(digits) == 5:
        return found, Note.FIVE_DIGITS
    return found, Note.NATIONAL if len(digits) > 6 else None


def refuse_hs(digits: str) -> Note | None:
    """Why these digits can be no HS code at all, if so."""
    if not digits.isascii() or not digits.isdecimal():
        return Note.LENGTH
    if len(digits) not in (2, 4, 5, 6, 7, 8, 9, 10, 11, 12):
        return Note.LENGTH
    return None if is_chapter(digits[:2]) else Note.CHAPTER


def is_chapter(two: str) -> bool:
    """Whether two digits number a chapter of the Harmonized System."""
    return 1 <= int(two) <= LAST_CHAPTER and two != "77"


def clean_ics(code: str, known: Collection[str]) -> tuple[str | None, Note | None]:
    """Cut a stated ICS code to the longest part that exists in the edition."""
    plain = re.sub(r"\s", "", code).strip(".")
    parts = reversed(ancestors(plain))
    found = next((part for part in parts if part in known), None)
    if found is None:
        return None, Note.UNKNOWN
    return found, None if found == plain else Note.CUT


@lru_cache(maxsize=16384)
def ancestors(code: str) -> tuple[str, ...]:
    """The code and all it lies under, widest first.

    850760 -> 85, 8507, 850760; 43.040.01 -> 43, 43.040, 43.040.01.
    """
    if "." in code:
        parts = code.split(".")[:3]
        return tuple(".".join(parts[: k + 1]) for k in range(len(parts)))
    return tuple(code[:length] for length in (2, 4, 6) if length <= len(code))


def hs_token(code: str) -> str:
    """An HS code as one word of the search index: hs8507."""
    return "hs" + re.sub(r"\D", "", code)


def ics_token(code: str) -> str:
    """An ICS code as one word of the search index: ics43020."""
    return "ics" + re.sub(r"\D", "", code)


def split_code_cell(cell: str) -> list[tuple[str, str]]:
    """The (code, title) pairs of a workbook cell, without doubles, in order.

    Titles hold semicolons of their own, so entries part only before a new code.
    Codes stay as written (five digits too); text without a code has the code "".
    """
    pairs: dict[str, str] = {}
    loose: list[tuple[str, str]] = []
    for part in ENTRY.split(cell.replace("\u00a0", " ").strip()):
        text = part.strip().rstrip(";").strip()
        match = CODED.fullmatch(text)
        if match:
            pairs.setdefault(match[1].strip("."), (match[2] or "").strip())
        elif text:
            loose.append(("", text))
    return [*pairs.items(), *dict.fromkeys(loose)]


def read_hs(text: str, known: Collection[str]) -> list[CodeMention]:
    """The HS codes stated in a text, each cut to digits of the edition `known`.

    Numbers count only after the name of a tariff ("HS code(s): ..."), or where the
    whole text is a list of codes, or in a list of two and more dotted ones. Dates,
    years and the numbers of standards are therefore left alone.
    """
    items = list(written(text, HS_CUE, HS_ITEM))
    if not items:
        items = uncued_hs(text, known)
    found: list[CodeMention] = []
    for item in items:
        found += read_range(item, text, known) or [read_one(item, text, known)]
    return found


def read_ics(text: str, known: Collection[str]) -> list[CodeMention]:
    """The ICS codes stated in a text after the letters ICS."""
    found = []
    for item in written(text, ICS_CUE, ICS_ITEM):
        for words in filter(None, (item.first, item.last)):
            code, note = clean_ics(words, known)
            found.append(CodeMention(code, item.start, item.end, words, note))
    return found


def read_range(item: Written, text: str, known: Collection[str]) -> list[CodeMention]:
    """One mention for each known code between the two ends."""
    low, high = digits_of(item.first)[:6], digits_of(item.last)[:6]
    inside = (code for code in known if len(code) == len(low) and low <= code <= high)
    words = text[item.start : item.end]
    return [
        CodeMention(code, item.start, item.end, words, Note.RANGE)
        for code in (sorted(inside) if item.last else ())
    ]


def read_one(item: Written, text: str, known: Collection[str]) -> CodeMention:
    """One stated code; "8517 12 units" is read as 8517 when 851712 is unknown."""
    end = item.start + len(item.first)
    code, note = clean_hs(item.first, known)
    if re.search(r"\s", item.first) and note == Note.CUT:
        end = item.start + 4
        code, note = clean_hs(text[item.start : end], known)
    return CodeMention(code, item.start, end, text[item.start : end], note)


def uncued_hs(text: str, known: Collection[str]) -> list[Written]:
    """Items of a text that is nothing but codes, or of a list of dotted codes."""
    if BARE.fullmatch(text.strip()):
        start = len(text) - len(text.lstrip(" .\t\r\n\u00a0"))
        items = list(follow(text, start, HS_ITEM))
        return items if looks_like_codes(items, known) else []
    items = []
    for match in DOTTED.finditer(text):
        group = list(follow(text, match.start(), HS_ITEM))
        items += group if all(digits_of(one.first) in known for one in group) else []
    return items


def looks_like_codes(items: list[Written], known: Collection[str]) -> bool:
    """Whether bare numbers are all HS codes and not only years."""
    codes = [digits_of(item.first) for item in items]
    years = all(len(code) == 4 and "1950" <= code <= "2050" for code in codes)
    usable = all(len(code) >= 4 and clean_hs(code, known)[0] for code in codes)
    return bool(codes) and usable and not years
