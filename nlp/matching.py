"""Tags x sectors -> matches, each with its reasons; nothing here reads a database."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from nlp.components.markets import member_code
from nlp.definitions import Definitions
from nlp.findings import Finding
from nlp.text import NoticeText
from nlp.words import read_lexicon

Certainty = Literal["sure", "likely", "possible"]
TOLD = frozenset({"title", "products"})


@dataclass(frozen=True)
class Reason:
    """One piece of evidence: its kind, the code, the words and where they stand."""

    kind: str
    code: str
    words: str
    field: str
    weight: float


@dataclass(frozen=True)
class SectorMatch:
    """A sector that a notice touches, and why; the best reason comes first."""

    sector: str
    score: float
    certainty: Certainty
    reasons: tuple[Reason, ...]


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """What each kind of evidence weighs by itself."""
    return {row["kind"]: float(row["weight"]) for row in read_lexicon("evidence.csv")}


@lru_cache(maxsize=1)
def limits() -> dict[str, float]:
    """The thresholds and factors of the rules below."""
    return {row["name"]: float(row["value"]) for row in read_lexicon("limits.csv")}


def match(
    findings: list[Finding], text: NoticeText, definitions: Definitions
) -> list[SectorMatch]:
    """The sectors a notice touches, the surest first."""
    reasons: dict[str, list[Reason]] = {}
    for sector, reason in evidence(findings, text, definitions):
        reasons.setdefault(sector, []).append(reason)
    made = [
        judge(sector, found, findings, text, definitions)
        for sector, found in reasons.items()
    ]
    kept = [one for one in made if one.score >= limits()["possible"]]
    return sorted(kept, key=lambda one: (-one.score, one.sector))


def evidence(
    findings: list[Finding], text: NoticeText, definitions: Definitions
) -> Iterator[tuple[str, Reason]]:
    """Everything that speaks for some sector."""
    doubtful = doubtful_codes(findings)
    for one in findings:
        if one.scheme == "hs":
            for sector, reason in hs_reasons(one, definitions):
                doubt = limits()["doubtful"] if one.code in doubtful else 1.0
                yield sector, weaken(reason, doubt if one.origin == "stated" else 1.0)
        elif one.scheme == "ics":
            yield from ics_reasons(one, definitions)
    for word in definitions.find(text):
        weight = weights()["word"] * word.weight * field_factor(word.field)
        yield (
            word.sector,
            Reason(word_kind(word.field), "", word.words, word.field, weight),
        )


def word_kind(field: str) -> str:
    """Words of title and products are told; all else is prose."""
    return "word" if field in TOLD else "prose"


def field_factor(field: str) -> float:
    """How much a word found in this field counts."""
    if field == "description":
        return limits()["prose"]
    return limits()["keywords"] if field == "keywords" else 1.0


def weaken(reason: Reason, factor: float) -> Reason:
    """The same reason with less weight; a doubted one says so."""
    return reason if factor == 1 else replace(reason, weight=reason.weight * factor)


def doubtful_codes(findings: list[Finding]) -> frozenset[str]:
    """Stated HS codes of chapters that the title's own product names speak against."""
    named = {
        one.code[:2]
        for one in findings
        if one.scheme == "hs" and one.field == "title" and one.score >= 1
        and one.origin == "found"
    }
    stated = {o.code for o in findings if o.scheme == "hs" and o.origin == "stated"}
    contradicted = {code for code in stated if code[:2] not in named}
    return frozenset(contradicted if named else ())


def hs_reasons(
    one: Finding, definitions: Definitions
) -> Iterator[tuple[str, Reason]]:
    """Sectors that list this HS code, a shorter one, or a part of it."""
    closest: dict[str, tuple[str, float]] = {}
    for length in (2, 4, 6):
        for sector, weight in definitions.hs.get(one.code[:length], ()):
            if length <= len(one.code):
                closest[sector] = (one.code[:length], weight)
    for code, pairs in definitions.hs.items():
        if len(code) > len(one.code) and code.startswith(one.code):
            for sector, weight in pairs:
                old = closest.get(sector)
                if old is None or (len(old[0]) > len(one.code) and weight > old[1]):
                    closest[sector] = (code, weight)
    for sector, (code, weight) in closest.items():
        if not one.code.startswith(definitions.hs_exclude.get(sector, ("-",))):
            kind, strength = hs_strength(one, code)
            yield sector, Reason(kind, one.code, one.words, one.field, weight * strength)


def hs_strength(one: Finding, listed: str) -> tuple[str, float]:
    """The kind of evidence and its strength, for a code against a listed one."""
    if one.origin == "stated":
        kind = hs_kind(one.code, listed)
        return kind, weights()[kind]
    depth = min(len(one.code), len(listed)) if len(listed) > 2 else len(one.code)
    kind = f"product{4 if len(listed) == 2 and depth > 2 else depth}"
    wide = 0.5 if len(listed) > len(one.code) else 1.0
    strength = weights()[kind] * one.score * wide * field_factor(one.field)
    return ("product" if one.field in TOLD else "prose"), strength


def hs_kind(code: str, listed: str) -> str:
    """How a stated HS code lies to a listed one."""
    if len(listed) > len(code):
        return "hs4_wide" if len(code) == 4 else "hs2_wide"
    if len(listed) == 2:
        return "hs2" if len(code) > 2 else "hs2_only"
    return f"hs{len(listed)}"


def ics_reasons(
    one: Finding, definitions: Definitions
) -> Iterator[tuple[str, Reason]]:
    """Sectors that list this ICS code, a wider one, or a part of it."""
    closest: dict[str, tuple[str, float]] = {}
    for code, pairs in definitions.ics.items():
        inside = one.code == code or one.code.startswith(code + ".")
        wider = code.startswith(one.code + ".")
        for sector, weight in pairs:
            old = closest.get(sector)
            if inside and (old is None or len(code) > len(old[0])):
                closest[sector] = (code, weight)
            elif wider and (old is None or len(old[0]) > len(one.code)):
                closest[sector] = (code, max(weight, old[1] if old else 0))
    for sector, (code, weight) in closest.items():
        kind = ics_kind(one.code, code, definitions.low)
        yield sector, Reason(
            kind, one.code, one.words, one.field, weight * weights()[kind]
        )


def ics_kind(code: str, listed: str, low: frozenset[str]) -> str:
    """How a stated ICS code lies to a listed one."""
    if any(code == each or code.startswith(each + ".") for each in low):
        return "ics_low"
    if len(listed) > len(code):
        return "ics_wide"
    return {2: "ics_field", 6: "ics_group"}.get(len(listed), "ics_sub")


GROUPS = {"word": "word", "product": "product", "prose": "prose"}


def judge(
    sector: str,
    reasons: list[Reason],
    findings: list[Finding],
    text: NoticeText,
    definitions: Definitions,
) -> SectorMatch:
    """One sector's score: the kinds of evidence joined, then what speaks against."""
    groups: dict[str, list[float]] = {}
    for reason in reasons:
        group = GROUPS.get(reason.kind, reason.kind[:2])
        groups.setdefault(group, []).append(reason.weight)
    prose = min(limits()["prose_most"], join(groups.pop("prose", [])))
    left = 1 - prose
    for values in groups.values():
        left *= 1 - join(values)
    score = 1 - left
    best = sorted(reasons, key=lambda reason: -reason.weight)[:6]
    for rule in brakes(sector, findings, text, definitions):
        score = min(score, rule.weight) if rule.kind == "aimed" else score * rule.weight
        best.append(rule)
    return SectorMatch(sector, round(score, 3), certainty(score), tuple(best))


def join(values: list[float]) -> float:
    """The best value, and a little of the second."""
    best = sorted(values, reverse=True)
    more = best[1] * limits()["second"] if len(best) > 1 else 0.0
    return min(0.98, best[0] + more) if best else 0.0


def certainty(score: float) -> Certainty:
    """The word for a score."""
    if score >= limits()["sure"]:
        return "sure"
    return "likely" if score >= limits()["likely"] else "possible"


def brakes(
    sector: str,
    findings: list[Finding],
    text: NoticeText,
    definitions: Definitions,
) -> Iterator[Reason]:
    """What speaks against a match, as reasons of negative kind."""
    aimed = aimed_at(findings, text)
    if aimed:
        words = ", ".join(sorted({one.words for one in aimed}))
        yield Reason("aimed", aimed[0].code, words, aimed[0].field, limits()["aimed"])
    if text.agreement and text.agreement not in definitions.domains[sector]:
        yield Reason("domain", text.agreement, "", "agreement", limits()["domain"])
    kinds = {o.code: o.score for o in findings if o.scheme == "measure"}
    for row in read_brakes():
        if (
            row["sector"] == sector
            and row["agreement"] in ("", text.agreement)
            and kinds.get(row["measure"], 0) >= 0.5
        ):
            yield Reason("rule", row["measure"], "", "measure", float(row["factor"]))


@lru_cache(maxsize=1)
def read_brakes() -> list[dict[str, str]]:
    """Kinds of measure that rarely concern a sector, though they name its goods."""
    return read_lexicon("brakes.csv")


BORDER = frozenset({"animal-health-import", "plant-health-import", "prohibition"})


def aimed_at(findings: list[Finding], text: NoticeText) -> list[Finding]:
    """Members, China not among them, whose goods alone a border measure is about."""
    kinds = {one.code for one in findings if one.scheme == "measure"}
    if text.agreement != "SPS" or not kinds & BORDER:
        return []
    own = {member_code(name) for name in text.members}
    named = [o for o in findings if o.scheme == "market" and o.field != "members"]
    others = [one for one in named if one.code not in own]
    told = [one for one in others if one.field != "description"] or others
    return [] if any(one.code == "CHN" for one in named) else told
