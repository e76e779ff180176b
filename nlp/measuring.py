"""Which kinds of measure a notice is, from cues, objectives and keywords."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from models.kinds import INCIDENTS
from models.reference import objectives
from nlp.domains import domain_of
from nlp.findings import Finding, unique
from nlp.purposes import ticked_objectives
from nlp.substances import substances
from nlp.text import NoticeText
from nlp.words import read_lexicon

FIELDS = {"title": 1.0, "products": 0.5, "description": 0.5}
LEAST, MEASURE = 0.3, 0.5
GUESS = 0.2
WEAK, WEAK_MOST = 0.3, 0.45
OTHER = "other"


@lru_cache(maxsize=1)
def objective_keys() -> dict[str, str]:
    """Objectives as the WTO spells them, to our keys."""
    return {one.name: one.key for one in objectives()}


@lru_cache(maxsize=1)
def rule_rows() -> list[dict[str, str]]:
    """What a ticked objective or a keyword says about the kind of measure."""
    return read_lexicon("measure_rules.csv")


def measure_rules(text: NoticeText) -> Iterator[Finding]:
    """Kinds of measure that objectives and keywords point at."""
    given = {"objective": text.objectives, "keyword": text.keywords}
    for row in rule_rows():
        for words in given[row["field"]]:
            if words.startswith(row["starts"]):
                score, field = float(row["score"]), row["field"] + "s"
                yield Finding(
                    "measure", row["measure"], score, "found", field, words=words
                )


@lru_cache(maxsize=1)
def kinds_of_substances() -> dict[tuple[str, str], str]:
    """What a measure about substances of a kind does, under each agreement."""
    rows = read_lexicon("substance_kinds.csv")
    return {(row["kind"], row["agreement"]): row["measure"] for row in rows}


def substance_cues(found: Iterable[Finding], text: NoticeText) -> Iterator[Finding]:
    """Substances by name hint, weakly, at a limit for them."""
    named = [one for one in found if one.scheme == "substance"]
    domain = domain_of(text) if named else ""
    for one in named:
        known = substances().get(one.code)
        kind = kinds_of_substances().get((known.kind if known else "", domain))
        if kind:
            yield replace(one, scheme="measure", code=kind, score=WEAK, note="")


def weigh_measures(cues: Iterable[Finding], text: NoticeText) -> Iterator[Finding]:
    """One finding for each kind of measure: its best cue, with the sum of all."""
    groups: dict[str, list[Finding]] = {}
    for cue in unique(cues, by_words=True):
        groups.setdefault(cue.code, []).append(cue)
    totals = {code: joined(group) for code, group in groups.items() if code != OTHER}
    kept = passed(totals, text)
    if max(kept.values(), default=0.0) < MEASURE:
        kept |= guessed(totals, text, told_other=OTHER in groups)
    for code, total in kept.items():
        best = max(groups[code], key=measure_weight)
        yield replace(best, score=round(total, 2))


def guessed(
    totals: dict[str, float], text: NoticeText, *, told_other: bool
) -> dict[str, float]:
    """The likeliest kind where none is sure: every measure asks for something.

    Weak words that agree with each other or with an objective are enough for it; an
    incident asks for nothing.
    """
    if text.kind in INCIDENTS:
        return {OTHER: MEASURE} if told_other else {}
    weak = passed(totals, text, least=GUESS)
    if weak:
        return {max(weak, key=lambda code: weak[code]): MEASURE}
    return {OTHER: MEASURE} if told_other else {}


@lru_cache(maxsize=1)
def gate_rows() -> list[dict[str, str]]:
    """Under which agreement and objective a kind of measure can be."""
    return read_lexicon("measure_gates.csv")


def joined(cues: list[Finding]) -> float:
    """What the cues of one kind say together; weak ones alone never say enough."""
    weak = [cue for cue in cues if cue.score <= WEAK and cue.field in FIELDS]
    strong = sum(measure_weight(cue) for cue in cues if cue not in weak)
    return min(1.0, strong + min(sum(map(measure_weight, weak)), WEAK_MOST))


def passed(
    totals: dict[str, float], text: NoticeText, least: float = LEAST
) -> dict[str, float]:
    """The kinds of measure that this agreement and these objectives allow."""
    keys = {one.code for one in ticked_objectives(text)}
    kept = {code: total for code, total in totals.items() if total >= least}
    domain = domain_of(text)
    for row in gate_rows():
        agreement = row["agreement"] in ("", domain or row["agreement"])
        needed = set(row["objectives"].split("|")) - {""}
        beaten = kept.get(row["beaten_by"], 0.0) >= MEASURE
        if beaten or not agreement or (needed and keys and not needed & keys):
            kept.pop(row["measure"], None)
    return kept


def measure_weight(cue: Finding) -> float:
    """How much one cue says, by the field it stands in."""
    return cue.score * FIELDS.get(cue.field, 1.0)
