"""Names of kinds of measure and objectives, in both languages; no framework here."""

import csv
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=8)
def read_rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of one of the shipped tables of reference facts."""
    text = (files("models") / "reference" / name).read_text(encoding="utf-8-sig")
    return tuple(csv.DictReader(text.splitlines()))


@lru_cache(maxsize=1)
def measure_types() -> dict[str, tuple[str, str]]:
    """Chinese and English names of the kinds of measure, by their id."""
    rows = read_rows("measure_types.csv")
    return {row["id"]: (row["zh"], row["en"]) for row in rows}


@lru_cache(maxsize=1)
def objectives() -> dict[str, tuple[str, str]]:
    """Chinese and English names of the objectives, by their key."""
    rows = read_rows("objectives.csv")
    return {row["key"]: (row["zh"], row["en"]) for row in rows}


@lru_cache(maxsize=1)
def hs_names() -> dict[str, tuple[str, str]]:
    """Chinese and English names of HS codes; a subheading has its heading's Chinese."""
    rows = {row["code"]: row for row in read_rows("hs.csv")}
    chinese = {code: row["zh"] for code, row in rows.items() if row["zh"]}
    return {
        code: (chinese.get(code) or chinese.get(code[:4], ""), row["en"])
        for code, row in rows.items()
    }


@lru_cache(maxsize=1)
def ics_names() -> dict[str, tuple[str, str]]:
    """Chinese and English names of ICS codes."""
    return {row["code"]: (row["zh"], row["en"]) for row in read_rows("ics.csv")}


@lru_cache(maxsize=1)
def low_signal() -> tuple[str, ...]:
    """The beginnings of codes that Members add to almost anything."""
    rows = read_rows("signal.csv")
    return tuple(row["code"] for row in rows if row["signal"] == "low")
