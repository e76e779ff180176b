"""Tags x sectors -> matches, each with its reasons; nothing here reads a database."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from models.reference import is_low_signal
from nlp.brakes import breadth, from_china, general_brakes, sector_brakes, spread
from nlp.calibration import calibrated
from nlp.definitions import Definitions
from nlp.evidence import evidence, limits, named_chapters
from nlp.findings import Finding
from nlp.holding import what_held
from nlp.reasons import Reason
from nlp.text import NoticeText

Certainty = Literal["sure", "likely", "possible", "near"]
SHOWN = 6
NEAR, NEAR_SHOWN = 2, 3


@dataclass(frozen=True)
class SectorMatch:
    """A sector that a notice touches, and why; the best reason comes first.

    `weight` is what the evidence comes to, and decides the certainty; `score` says
    how often a match of that weight is right.
    """

    sector: str
    score: float
    certainty: Certainty
    reasons: tuple[Reason, ...]
    weight: float = 0.0


def match(
    findings: list[Finding], text: NoticeText, definitions: Definitions
) -> list[SectorMatch]:
    """The sectors a notice touches, the surest first."""
    found = consider(findings, text, definitions)
    return [one for one in found if one.certainty != "near"]


def consider(
    findings: list[Finding], text: NoticeText, definitions: Definitions
) -> list[SectorMatch]:
    """The sectors a notice touches, then the one or two that it only comes near to."""
    words = definitions.find(text)
    reasons: dict[str, list[Reason]] = {}
    for sector, reason in evidence(findings, words, text, definitions):
        reasons.setdefault(sector, []).append(reason)
    general = general_brakes(findings, words, text)
    ours = from_china(findings, text)
    basis = basis_of(findings, text)
    made, near = [], []
    for sector, found in reasons.items():
        against = [*general, *sector_brakes(sector, findings, text, definitions)]
        bare = weigh(found, basis)
        told = [] if all(one.kind == "prose" for one in found) else ours
        weight = lift(brake(bare, against), told)
        if weight >= limits()["possible"]:
            made.append(judge(sector, weight, [*told, *top(found), *against]))
        elif bare >= limits()["near"]:
            near.append((bare, sector, found, against))
    nearest = sorted(near, key=lambda one: (-one[0], one[1]))[:NEAR]
    return [
        *sorted(made, key=lambda one: (-one.weight, one.sector)),
        *(miss(*one, findings, text) for one in nearest),
    ]


def miss(
    bare: float,
    sector: str,
    found: list[Reason],
    against: list[Reason],
    findings: list[Finding],
    text: NoticeText,
) -> SectorMatch:
    """A sector that something speaks for, with what held it back."""
    weight = brake(bare, against)
    held = against or what_held(found, findings, text)
    why = (*top(found)[:NEAR_SHOWN], *held)
    return SectorMatch(sector, round(calibrated(weight), 3), "near", why, weight)


class Basis(NamedTuple):
    """What the weight of all sectors rests on alike.

    How broad the stated codes are, whether the title names goods for certain, and
    whether any stated code says something.
    """

    breadth: tuple[int, int]
    named: bool
    stated: bool


def basis_of(findings: list[Finding], text: NoticeText) -> Basis:
    """The basis of one notice."""
    named = bool(named_chapters(findings, text))
    return Basis(breadth(findings), named, has_stated(findings))


def weigh(reasons: list[Reason], basis: Basis) -> float:
    """The kinds of evidence for one sector, joined."""
    groups: dict[str, list[Reason]] = {}
    for reason in reasons:
        kind = reason.kind[:2] if reason.kind.startswith(("hs", "ics")) else reason.kind
        groups.setdefault(kind, []).append(reason)
    told = groups.get("prose", [])
    goods_told = prose_weight(one for one in told if one.code)
    prose = prose_weight(told) - goods_told
    trust = spread(reasons, basis.breadth)
    hs, ics = join(groups.get("hs", [])) * trust, join(groups.get("ic", [])) * trust
    product, word = join(groups.get("product", [])), join(groups.get("word", []))
    if basis.named and not hs and not product and not word:
        ics *= limits()["unnamed"]
    if basis.stated and max(hs, ics) < limits()["possible"]:
        product, word = product * limits()["unstated"], word * limits()["unstated_word"]
        prose *= limits()["unstated"]
        goods_told *= limits()["unstated"]
    goods = [*groups.get("hs", []), *groups.get("product", []), *told]
    most = max((reason.relation for reason in goods if reason.code), default=0.0)
    guess = join(groups.get("predicted", []))
    named = min(most, either(hs, product, goods_told))
    return either(named, ics, word, prose, guess)


def prose_weight(reasons: Iterable[Reason]) -> float:
    """What prose says by itself, which is never enough."""
    return min(limits()["prose_most"], join(list(reasons)))


def has_stated(findings: list[Finding]) -> bool:
    """Whether the Member stated a code that says something."""
    return any(
        one.origin == "stated"
        and (
            one.scheme == "hs" or (one.scheme == "ics" and not is_low_signal(one.code))
        )
        for one in findings
    )


def join(reasons: list[Reason]) -> float:
    """The best weight, and a little of the second."""
    best = sorted((reason.weight for reason in reasons), reverse=True)
    more = best[1] * limits()["second"] if len(best) > 1 else 0.0
    return min(0.98, best[0] + more) if best else 0.0


def either(*parts: float) -> float:
    """How likely it is that at least one of several independent hints is right."""
    left = 1.0
    for part in parts:
        left *= 1 - part
    return 1 - left


def brake(score: float, against: list[Reason]) -> float:
    """The score after what speaks against it."""
    for reason in against:
        most = reason.weight if reason.kind == "aimed" else score * reason.weight
        score = min(score, most)
    return score


def lift(score: float, told: list[Reason]) -> float:
    """The score with the origin of the goods; it adds in step with what is known."""
    for reason in told if score >= limits()["possible"] else ():
        score = either(score, score * reason.weight)
    return score


def top(reasons: list[Reason]) -> list[Reason]:
    """The best reasons, each code or word once."""
    kept: dict[tuple[str, str], Reason] = {}
    for reason in sorted(reasons, key=lambda reason: -reason.weight):
        kept.setdefault((reason.code, reason.words.lower()), reason)
    return list(kept.values())[:SHOWN]


def judge(sector: str, weight: float, reasons: list[Reason]) -> SectorMatch:
    """A match with the word and the score for its weight."""
    certainty: Certainty = "possible"
    if weight >= limits()["likely"]:
        certainty = "sure" if weight >= limits()["sure"] else "likely"
    score = round(calibrated(weight), 3)
    return SectorMatch(sector, score, certainty, tuple(reasons), weight)
