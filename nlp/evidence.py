"""Everything in a notice that speaks for some sector, weighed by its kind."""

from collections.abc import Iterator
from functools import lru_cache

from models.kinds import INCIDENTS
from models.reference import is_low_signal
from nlp.definitions import Definitions, Word
from nlp.findings import Finding
from nlp.parts import parts
from nlp.reasons import Reason
from nlp.text import NoticeText
from nlp.words import read_lexicon

CHEMICALS = frozenset({"28", "29"})
DOUBTFUL = "doubtful"
"""The note on a stated code that the text contradicts."""


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """What each kind of evidence weighs by itself."""
    return {row["kind"]: float(row["weight"]) for row in read_lexicon("evidence.csv")}


@lru_cache(maxsize=1)
def limits() -> dict[str, float]:
    """The thresholds and factors of the rules."""
    return {row["name"]: float(row["value"]) for row in read_lexicon("limits.csv")}


def evidence(
    findings: list[Finding],
    words: list[Word],
    text: NoticeText,
    definitions: Definitions,
) -> Iterator[tuple[str, Reason]]:
    """Each sector something speaks for, with the reason."""
    doubtful = doubtful_codes(findings, text)
    tied = parts(findings, words, text)
    for one in once(findings):
        told = one.origin == "stated" or text.is_told(one.field, one.start)
        doubt = limits()["doubtful"] if doubtful and one in doubtful else 1.0
        if one.scheme == "hs":
            doubt *= 1.0 if told else field_factor(one.field)
            if one.origin == "found":
                doubt *= tie_factor(tied.get((one.field, one.start)))
            yield from hs_reasons(one, definitions, doubt, told=told)
        elif one.scheme == "ics":
            yield from ics_reasons(one, definitions, doubt)
    for word in words:
        if word.sector:
            told = text.is_told(word.field, word.start)
            factor = 1.0 if told else field_factor(word.field)
            factor *= tie_factor(tied.get((word.field, word.start)))
            kind = "word" if told else "prose"
            weight = weights()["word"] * word.weight * factor
            reason = Reason(kind, "", word.words, word.field, weight, word.weight)
            yield word.sector, reason


def once(findings: list[Finding]) -> Iterator[Finding]:
    """The findings, with a code stated in two fields given once."""
    seen = set()
    for one in findings:
        key = (one.scheme, one.code)
        if one.origin != "stated" or key not in seen:
            seen.add(key)
            yield one


def field_factor(field: str) -> float:
    """How much a word counts that stands in prose or among the keywords."""
    return limits()["keywords" if field == "keywords" else "prose"]


def tie_factor(kind: str | None) -> float:
    """How much goods count that are only a part or a use of others."""
    return limits()[kind] if kind else 1.0


def named_chapters(findings: list[Finding], text: NoticeText) -> frozenset[str]:
    """The chapters of the goods that the title names for certain."""
    return frozenset(
        one.code[:2]
        for one in findings
        if one.scheme == "hs"
        and one.origin == "found"
        and one.field == "title"
        and text.is_told(one.field, one.start)
        and one.score >= 1
    )


def doubtful_codes(findings: list[Finding], text: NoticeText) -> frozenset[Finding]:
    """Stated codes that the text speaks against, by their note or by their chapter.

    The products of an incident are a wide category, and stand in doubt likewise.
    """
    named = named_chapters(findings, text)
    wide = "products" if text.kind in INCIDENTS else None
    return frozenset(
        one
        for one in findings
        if one.note == DOUBTFUL
        or (
            named
            and one.scheme == "hs"
            and (one.origin == "stated" or one.field == wide)
            and one.code[:2] not in named
        )
    )


def hs_reasons(
    one: Finding, definitions: Definitions, doubt: float, *, told: bool
) -> Iterator[tuple[str, Reason]]:
    """Sectors that list this HS code, a shorter one, or a part of it."""
    for sector, (code, relation) in closest_hs(one.code, definitions).items():
        if not one.code.startswith(definitions.hs_exclude.get(sector, ("-",))):
            kind, strength = hs_strength(one, code, told=told)
            weight = relation * strength * doubt
            most = relation * (limits()["wide"] if len(code) > len(one.code) else 1)
            yield sector, Reason(kind, one.code, one.words, one.field, weight, most)


def closest_hs(code: str, definitions: Definitions) -> dict[str, tuple[str, float]]:
    """For each sector the listed code nearest to this one, with its weight."""
    closest: dict[str, tuple[str, float]] = {}
    for listed in definitions.hs_inside(code):
        for sector, weight in definitions.hs[listed]:
            if sector not in closest or closest[sector][1] < weight:
                closest[sector] = (listed, weight)
    for length in (2, 4, 6):
        listed = code[:length]
        if len(listed) == length:
            for sector, weight in definitions.hs.get(listed, ()):
                closest[sector] = (listed, weight)
    return closest


def hs_strength(one: Finding, listed: str, *, told: bool) -> tuple[str, float]:
    """The kind of evidence and its strength, for a code against a listed one."""
    if one.origin == "stated":
        kind = hs_kind(one.code, listed)
        return kind, weights()[kind]
    wide = limits()["wide"] if len(listed) > len(one.code) else 1.0
    if one.origin == "predicted":
        return "predicted", weights()["predicted"] * one.score * wide
    depth = len(one.code) if len(listed) == 2 else min(len(one.code), len(listed))
    kind = "chemical" if one.code[:2] in CHEMICALS else f"product{depth}"
    strength = weights()[kind] * one.score * wide
    return "product" if told else "prose", strength


def hs_kind(code: str, listed: str) -> str:
    """How a stated HS code lies to a listed one."""
    if len(listed) > len(code):
        return "hs4_wide" if len(code) == 4 else "hs2_wide"
    if len(listed) == 2:
        return "hs2" if len(code) > 2 else "hs2_only"
    return f"hs{len(listed)}"


def ics_reasons(
    one: Finding, definitions: Definitions, doubt: float
) -> Iterator[tuple[str, Reason]]:
    """Sectors that list this ICS code, a wider one, or a part of it."""
    for sector, (code, relation) in closest_ics(one.code, definitions).items():
        kind = ics_kind(one.code, code)
        weight = relation * weights()[kind] * doubt
        yield sector, Reason(kind, one.code, one.words, one.field, weight, relation)


def closest_ics(code: str, definitions: Definitions) -> dict[str, tuple[str, float]]:
    """For each sector the listed ICS code nearest to this one, with its weight."""
    closest: dict[str, tuple[str, float]] = {}
    for listed in definitions.ics_inside(code):
        for sector, weight in definitions.ics[listed]:
            if sector not in closest or closest[sector][1] < weight:
                closest[sector] = (listed, weight)
    parts = code.split(".")
    for length in range(1, len(parts) + 1):
        listed = ".".join(parts[:length])
        for sector, weight in definitions.ics.get(listed, ()):
            closest[sector] = (listed, weight)
    return closest


def ics_kind(code: str, listed: str) -> str:
    """How a stated ICS code lies to a listed one."""
    if is_low_signal(code):
        return "ics_low"
    if len(listed) > len(code):
        return "ics_wide"
    return {2: "ics_field", 6: "ics_group"}.get(len(listed), "ics_sub")
