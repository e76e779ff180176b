"""What speaks against a match: whose goods, which agreement, which subject."""

from collections.abc import Iterator
from functools import lru_cache

from models.reference import is_low_signal, member_by_name
from nlp.definitions import Definitions, Word
from nlp.evidence import Reason, limits
from nlp.findings import Finding
from nlp.text import NoticeText
from nlp.words import read_lexicon

BORDER = frozenset({"animal-health-import", "plant-health-import", "prohibition"})
MEASURE = 0.5


def general_brakes(
    findings: list[Finding], words: list[Word], text: NoticeText
) -> list[Reason]:
    """What speaks against every sector alike."""
    found = []
    aimed = aimed_at(findings, text)
    if aimed:
        names = ", ".join(dict.fromkeys(one.words for one in aimed))
        first = aimed[0]
        found.append(Reason("aimed", first.code, names, first.field, limits()["aimed"]))
    outside = [
        one for one in words if not one.sector and text.is_told(one.field, one.start)
    ]
    if outside:
        least = min(outside, key=lambda one: one.weight)
        found.append(Reason("outside", "", least.words, least.field, least.weight))
    return found


def sector_brakes(
    sector: str, findings: list[Finding], text: NoticeText, definitions: Definitions
) -> Iterator[Reason]:
    """What speaks against this sector."""
    if text.agreement and text.agreement not in definitions.domains[sector]:
        yield Reason("domain", text.agreement, "", "agreement", limits()["domain"])
    kinds = {
        one.code for one in findings if one.scheme == "measure" and one.score >= MEASURE
    }
    for row in read_brakes():
        agreement = row["agreement"] in ("", text.agreement)
        if row["sector"] == sector and agreement and row["measure"] in kinds:
            yield Reason("rule", row["measure"], "", "measure", float(row["factor"]))


@lru_cache(maxsize=1)
def read_brakes() -> list[dict[str, str]]:
    """Kinds of measure that rarely concern a sector, though they name its goods."""
    return read_lexicon("brakes.csv")


def aimed_at(findings: list[Finding], text: NoticeText) -> list[Finding]:
    """Members, China not among them, whose goods alone a border measure is about."""
    kinds = {one.code for one in findings if one.scheme == "measure"}
    if text.agreement != "SPS" or not kinds & BORDER:
        return []
    own = {member_by_name(name) for name in text.members}
    named = [o for o in findings if o.scheme == "market" and o.field != "members"]
    others = [one for one in named if one.code not in own]
    told = [one for one in others if one.field != "description"] or others
    return [] if any(one.code == "CHN" for one in named) else told


def spread(reasons: list[Reason], findings: list[Finding]) -> float:
    """How far to trust the stated codes for one sector when there are many."""
    stated = [one for one in findings if one.origin == "stated"]
    hs = {one.code for one in stated if one.scheme == "hs"}
    mine = {one.code for one in reasons if one.kind.startswith("hs")}
    fields = {
        one.code[:2]
        for one in stated
        if one.scheme == "ics" and not is_low_signal(one.code)
    }
    factor = 1.0
    if mine and len(hs) > limits()["many_hs"]:
        factor = limits()["spread"] + 2 * len(mine) / len(hs)
    if not mine and len(fields) > limits()["many_ics"]:
        factor = limits()["many_ics"] / len(fields)
    return min(1.0, factor)
