"""The regulated substances we know: their names in four languages and CAS numbers."""

from dataclasses import dataclass
from functools import lru_cache

from nlp.lexicon import read_lexicon

NOTHING = "-"
"""The code of words that only look like a substance: a pencil holds no lead."""
CAS = "CAS "


@dataclass(frozen=True)
class Substance:
    """A substance or a family of substances; ``cas`` is '' for a family."""

    code: str
    kind: str
    cas: str
    names: dict[str, tuple[str, ...]]

    def named(self, language: str) -> tuple[str, ...]:
        """Its names; French and Spanish are those of English where none differ."""
        latin = language in ("fr", "es")
        return self.names[language] or (self.names["en"] if latin else ())


@lru_cache(maxsize=1)
def substances() -> dict[str, Substance]:
    """Every row of the lexicon by its code."""
    return {
        row["code"]: Substance(
            row["code"],
            row["kind"],
            row["cas"],
            {
                language: tuple(row[language].split("|")) if row[language] else ()
                for language in ("en", "zh", "fr", "es")
            },
        )
        for row in read_lexicon("substances.csv")
    }


@lru_cache(maxsize=1)
def by_cas() -> dict[str, str]:
    """The codes of the substances whose CAS number we know."""
    return {one.cas: one.code for one in substances().values() if one.cas}


def substance_name(code: str) -> tuple[str, str]:
    """Chinese and English name of a substance; a bare CAS number is its own name."""
    one = substances().get(code)
    if one is None:
        return code, code
    en = one.names["en"][0]
    return (one.names["zh"] or (en,))[0], en
