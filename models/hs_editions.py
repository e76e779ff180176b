"""Codes of an earlier edition of the Harmonized System in the edition that counts."""

from functools import lru_cache

from models.reference import hs_codes, read_rows, split

CURRENT = "HS2022"
EDITIONS = (CURRENT, "HS2017")
"""The editions that can be read. China's tariff has used HS 2022 since 2022 and
HS 2017 since 2017."""
BEGAN = {2022: CURRENT, 2017: "HS2017"}
HEADING = 4


def edition_of(year: int) -> str | None:
    """The edition of China's tariff in a year; None before those we can read."""
    return next((BEGAN[first] for first in BEGAN if year >= first), None)


def current_codes(code: str, edition: str) -> dict[str, float]:
    """A code of 4 or 6 digits in the current edition, with the share of each part.

    One that was split becomes all its parts, in equal shares, for nothing says how
    the trade divides. One that is gone and whose successors are not listed becomes
    its heading. Empty if it was no code. Carve-outs too small to matter to a heading
    are not listed, so that its value stays where it was.
    """
    parts = split_codes().get((edition, code))
    if parts:
        return {part: 1 / len(parts) for part in parts}
    found = next((one for one in (code, code[:HEADING]) if one in hs_codes()), None)
    return {found: 1.0} if found and len(found) >= HEADING else {}


@lru_cache(maxsize=1)
def split_codes() -> dict[tuple[str, str], list[str]]:
    """The codes that changed with an edition, and what they became."""
    rows = read_rows("hs_vintage")
    return {(row["edition"], row["old"]): split(row["new"]) for row in rows}
