"""Which HS chapters and headings a notice is about, the likeliest first."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache

from nlp.classifier.proposing import guesses
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
GUESS = 0.25
"""What a certain guess of the classifier says beside a certain name in the title."""


def rank(findings: list[Finding], text: NoticeText, length: int) -> list[str]:
    """Codes cut to 2 or 4 digits, by what is stated, named and guessed.

    A chapter stands for its headings with most names, where headings are asked for.
    """
    contained = CONTAINED if is_on_substances(findings) else 1.0
    scores: dict[str, list[float]] = {}
    for told, weight in [
        *evidence(findings, text, contained),
        *guessed(text, contained),
    ]:
        for code, share in answers(told, length):
            scores.setdefault(code, []).append(weight * share)
    totals = {code: total(values) for code, values in scores.items()}
    return sorted(totals, key=lambda code: (-totals[code], code))


def evidence(
    findings: list[Finding], text: NoticeText, contained: float
) -> Iterator[tuple[str, float]]:
    """The codes stated and found, with their weights; the earlier counts a little more.

    Proposals are left out: the classifier is asked anew.
    """
    doubtful = doubtful_codes(findings, text)
    for place, one in enumerate(findings):
        if one.scheme == "hs" and one.origin != "predicted":
            weight = weigh(one, text) * (1 - min(place, 50) / 1000)
            weight *= limits()["doubtful"] if one in doubtful else 1.0
            yield one.code, weight * (contained if is_substance(one) else 1.0)


def guessed(text: NoticeText, contained: float) -> Iterator[tuple[str, float]]:
    """What the classifier makes of title and products, with weights."""
    for code, share in guesses(text).items():
        yield code, GUESS * share * (contained if code.startswith(SUBSTANCES) else 1.0)


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
