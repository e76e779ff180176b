"""Which HS chapters and headings a notice is about, the likeliest first."""

from collections import Counter, defaultdict
from functools import lru_cache

from nlp.evidence import doubtful_codes, limits
from nlp.findings import Finding
from nlp.text import NoticeText
from nlp.words import read_lexicon

FACTORS = {"products": 0.9}
PROSE = 0.35
INSIDE = 0.3
"""What a name of a whole chapter says of the heading that has most names in it."""
TYPICAL = 5
"""So many headings of a chapter are tried where the chapter alone is known."""
CONTAINED = 0.5
"""What is left of a substance named by a measure on what may be in other goods."""
ON_SUBSTANCES = frozenset(
    {"residue-contaminant-limit", "substance-restriction", "food-composition-additives"}
)
SUBSTANCES = ("28", "29", "3808")


def rank(findings: list[Finding], text: NoticeText, length: int) -> list[str]:
    """Codes cut to 2 or 4 digits, by the evidence for them.

    A chapter stands for its headings with most names, where headings are asked for.
    """
    doubtful = doubtful_codes(findings, text)
    contained = is_on_substances(findings)
    scores: dict[str, list[float]] = {}
    for place, one in enumerate(findings):
        if one.scheme != "hs":
            continue
        weight = weigh(one, text) * (1 - min(place, 50) / 1000)
        if one in doubtful:
            weight *= limits()["doubtful"]
        if contained and is_substance(one):
            weight *= CONTAINED
        for code, share in answers(one.code, length):
            scores.setdefault(code, []).append(weight * share)
    totals = {code: total(values) for code, values in scores.items()}
    return sorted(totals, key=lambda code: (-totals[code], code))


def weigh(one: Finding, text: NoticeText) -> float:
    """What a finding says by itself: less in prose than where the goods are named."""
    told = one.origin == "stated" or text.is_told(one.field, one.start)
    return one.score * (FACTORS.get(one.field, 1.0) if told else PROSE)


def is_on_substances(findings: list[Finding]) -> bool:
    """Whether the measure is on what other goods may contain."""
    return any(
        one.scheme == "measure" and one.code in ON_SUBSTANCES and one.score >= 0.5
        for one in findings
    )


def is_substance(one: Finding) -> bool:
    """Whether a name in title or prose is a chemical's: often it is in the goods."""
    named = one.origin == "found" and one.field != "products"
    return named and one.code.startswith(SUBSTANCES)


def answers(code: str, length: int) -> list[tuple[str, float]]:
    """The codes of this length that a code speaks for, each with its share."""
    if len(code) >= length:
        return [(code[:length], 1.0)]
    return [(heading, INSIDE * share) for heading, share in typical(code)]


@lru_cache(maxsize=128)
def typical(chapter: str) -> list[tuple[str, float]]:
    """The headings of a chapter with most names of goods, measured by the first."""
    most = names_by_chapter()[chapter].most_common(TYPICAL)
    return [(heading, count / most[0][1]) for heading, count in most]


@lru_cache(maxsize=1)
def names_by_chapter() -> dict[str, Counter[str]]:
    """How many names of goods each heading has, by chapter."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for language in ("en", "fr", "es", "zh"):
        for row in read_lexicon(f"products_{language}.csv"):
            if len(row["code"]) >= 4:
                counts[row["code"][:2]][row["code"][:4]] += 1
    return counts


def total(values: list[float]) -> float:
    """The best value, and half as much of each further one."""
    best, *rest = sorted(values, reverse=True)
    return best + sum(value * 0.5**place for place, value in enumerate(rest, 1))
