"""Fields that hold lists: codes, objectives, keywords."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from crawler.faults import CrawlError
from models.codes import (
    Note,
    clean_hs,
    clean_ics,
    read_hs,
    read_ics,
    split_code_cell,
)
from models.fold import fold
from models.reference import hs_codes, ics_codes, objectives
from models.text import clean_text

NAMES = re.compile(r";\s*|(?<=\)),\s*")
"""Names part at a semicolon, and at a comma only after a closing bracket."""
REFUSED = {
    Note.CHAPTER: "there is no such chapter",
    Note.LENGTH: "no code has so many digits",
    Note.UNKNOWN: "nothing it begins with is in the edition",
    Note.YEAR: "it is a year",
}
Pairs = list[tuple[str, str]]


def text_of(value: Any) -> str:
    """A field as text that any database can hold: without halves of letters."""
    if value is None:
        return ""
    text = str(value)
    return text if text.isascii() else text.encode("utf-8", "ignore").decode()


def one_line(value: Any) -> str:
    """A short field on one line: no mark-up, no line ends, single blanks."""
    return " ".join(clean_text(text_of(value)).split())


def plain(name: str) -> str:
    """A name as it is compared."""
    return fold(" ".join(name.split()))


def split_names(value: Any) -> list[str]:
    """The names of a cell or of a list of {id, name}, each once, in order."""
    if isinstance(value, list):
        names: Iterable[Any] = (
            one.get("name") if isinstance(one, Mapping) else one for one in value
        )
    else:
        names = NAMES.split(one_line(value))
    found = (one_line(name) for name in names if name)
    return list(dict.fromkeys(name for name in found if name))


@lru_cache(maxsize=1)
def objective_places() -> dict[str, tuple[int, str]]:
    """The known objectives: their place in the list, and their exact spelling."""
    return {plain(one.name): (k, one.name) for k, one in enumerate(objectives())}


def read_objectives(value: Any, warnings: list[CrawlError]) -> list[str]:
    """The objectives in the list's order, for the copies of one text differ in it."""
    known = objective_places()
    names = split_names(value)
    unknown = [name for name in names if plain(name) not in known]
    warnings += (CrawlError("unknown_objective", name=name) for name in unknown)
    found = sorted({known[plain(name)] for name in names if plain(name) in known})
    return [*(name for _, name in found), *unknown]


def read_codes(
    scheme: str, raw: Mapping[str, Any], products: str, warnings: list[CrawlError]
) -> dict[str, Any]:
    """The codes a Member stated, and the cell as written.

    Where the codes' own field is empty, those stated among the products count.
    """
    pairs = code_pairs(raw.get(scheme))
    text = "; ".join(" - ".join(filter(None, pair)) for pair in pairs)
    read = clean_pairs(scheme, pairs, warnings)
    if not pairs and products:
        mentions = (
            read_hs(products, hs_codes())
            if scheme == "hs"
            else read_ics(products, ics_codes())
        )
        read = list(dict.fromkeys(one.code for one in mentions if one.code))
    return {scheme: read, f"{scheme}_text": text}


def code_pairs(value: Any) -> Pairs:
    """The (code, wording) pairs of a cell, or of a list of {id, code, name}."""
    if isinstance(value, list):
        pairs = (
            (one_line(one.get("code")), one_line(one.get("name"))) for one in value
        )
        return list(dict.fromkeys(pairs))
    return split_code_cell(one_line(value)) if value else []


def clean_pairs(scheme: str, pairs: Pairs, warnings: list[CrawlError]) -> list[str]:
    """The stated codes cut to the edition, each once; what is refused is told."""
    found: dict[str, None] = {}
    for stated, _ in pairs:
        if not stated:
            continue
        if scheme == "hs":
            code, note = clean_hs(stated, hs_codes())
        else:
            code, note = clean_ics(stated, ics_codes())
        if code:
            found[code] = None
        elif scheme == "hs" and note:
            reason = REFUSED.get(note, note)
            warnings.append(CrawlError("hs_refused", code=stated, reason=reason))
        else:
            warnings.append(CrawlError("ics_refused", code=stated))
    return list(found)
