"""Which kinds of measure a notice is, from cues, objectives and keywords."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from models.reference import objectives
from nlp.domains import domain_of
from nlp.findings import Finding, unique
from nlp.purposes import ticked_objectives
from nlp.text import NoticeText
from nlp.words import read_lexicon

FIELDS = {"title": 1.0, "products": 0.5, "description": 0.5}
LEAST, MEASURE = 0.3, 0.5
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


def weigh_measures(cues: Iterable[Finding], text: NoticeText) -> Iterator[Finding]:
    """One finding for each kind of measure: its best cue, with the sum of all."""
    groups: dict[str, list[Finding]] = {}
    for cue in unique(cues, by_words=True):
        groups.setdefault(cue.code, []).append(cue)
    totals = {code: joined(group) for code, group in groups.items() if code != OTHER}
    kept = passed(totals, text)
    if max(kept.values(), default=0.0) < MEASURE and OTHER in groups:
        kept[OTHER] = MEASURE
    for code, total in kept.items():
        best = max(groups[code], key=measure_weight)
        yield replace(best, score=round(total, 2))


@lru_cache(maxsize=1)
def gate_rows() -> list[dict[str, str]]:
    """Under which agreement and objective a kind of measure can be."""
    return read_lexicon("measure_gates.csv")


def joined(cues: list[Finding]) -> float:
    """What the cues of one kind say together; weak ones alone never say enough."""
    weak = [cue for cue in cues if cue.score <= WEAK and cue.field in FIELDS]
    strong = sum(measure_weight(cue) for cue in cues if cue not in weak)
    return min(1.0, strong + min(sum(map(measure_weight, weak)), WEAK_MOST))


def passed(totals: dict[str, float], text: NoticeText) -> dict[str, float]:
    """The kinds of measure that this agreement and these objectives allow."""
    keys = {one.code for one in ticked_objectives(text)}
    kept = {code: total for code, total in totals.items() if total >= LEAST}
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
