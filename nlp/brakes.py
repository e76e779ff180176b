"""What speaks against a match: whose goods, which agreement, which subject."""

from collections.abc import Iterator
from functools import lru_cache

from models.kinds import INCIDENTS
from models.reference import is_low_signal
from nlp.aims import ALL
from nlp.definitions import Definitions, Word
from nlp.domains import domain_of
from nlp.evidence import limits
from nlp.findings import Finding
from nlp.incidents import CHINA, foreign, origins
from nlp.measuring import gate_rows
from nlp.reasons import Reason
from nlp.text import NoticeText
from nlp.words import read_lexicon

MEASURE = 0.5


def general_brakes(
    findings: list[Finding], words: list[Word], text: NoticeText
) -> list[Reason]:
    """What speaks against every sector alike."""
    found = []
    named = origins(findings, text.kind, text.title, text.members)
    for most, aimed in (
        ("aimed", aimed_at(findings, text)),
        ("elsewhere", foreign(named)),
    ):
        if aimed:
            names = ", ".join(dict.fromkeys(one.words for one in aimed))
            members = "|".join(dict.fromkeys(one.code for one in aimed))
            weight = limits()[most]
            found.append(Reason("aimed", members, names, aimed[0].field, weight))
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
    domain = domain_of(text)
    if domain and domain not in definitions.domains[sector]:
        yield Reason("domain", domain, "", "agreement", limits()["domain"])
    kinds = {
        one.code for one in findings if one.scheme == "measure" and one.score >= MEASURE
    }
    for row in read_brakes():
        same = (row["incident"] == "yes") == (text.kind in INCIDENTS)
        of_all = domain or implied(row["measure"])
        given = same and row["agreement"] in ("", of_all) and row["measure"] in kinds
        if given and row["sector"] == sector:
            yield Reason("rule", row["measure"], "", "measure", float(row["factor"]))


@lru_cache(maxsize=64)
def implied(measure: str) -> str:
    """The agreement under which alone a kind of measure can be, if there is one."""
    return next((r["agreement"] for r in gate_rows() if r["measure"] == measure), "")


@lru_cache(maxsize=1)
def read_brakes() -> list[dict[str, str]]:
    """Kinds of measure that rarely concern a sector, though they name its goods."""
    return read_lexicon("brakes.csv")


def aimed_at(findings: list[Finding], text: NoticeText) -> list[Finding]:
    """Members, China not among them, whose goods alone a measure is about.

    An incident tells the origin of its goods by itself, and is braked by that.
    """
    if text.kind in INCIDENTS:
        return []
    named = [one for one in findings if one.scheme == "aim" and one.code != ALL]
    return [] if any(one.code == CHINA for one in named) else named


def from_china(findings: list[Finding], text: NoticeText) -> list[Reason]:
    """What names China as the origin of the goods of an incident; at most one."""
    named = origins(findings, text.kind, text.title, text.members)
    told = [one for one in named if one.code == CHINA][:1]
    return [
        Reason("origin", one.code, one.words, one.field, limits()["origin"])
        for one in told
    ]


def breadth(findings: list[Finding]) -> tuple[int, int]:
    """How many HS codes are stated, and in how many fields of the ICS."""
    stated = [one for one in findings if one.origin == "stated"]
    hs = {one.code for one in stated if one.scheme == "hs"}
    ics = {one.code for one in stated if one.scheme == "ics"}
    return len(hs), len({code[:2] for code in ics if not is_low_signal(code)})


def spread(reasons: list[Reason], stated: tuple[int, int]) -> float:
    """How far to trust the stated codes for one sector when there are many."""
    hs, fields = stated
    if hs <= limits()["many_hs"] and fields <= limits()["many_ics"]:
        return 1.0
    mine = {one.code for one in reasons if one.kind.startswith("hs")}
    factor = 1.0
    if mine and hs > limits()["many_hs"]:
        factor = limits()["spread"] + 2 * len(mine) / hs
    if not mine and fields > limits()["many_ics"]:
        factor = limits()["many_ics"] / fields
    return min(1.0, factor)
