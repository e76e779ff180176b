"""What the title of an incident tells: whose goods, and which words are the fault.

An incident is a standing order at a border, a consignment turned back, or goods found
unsafe on a market. Its title names the goods, their origin and what was found in
them: "Lead in garlic powder from India", "Dates from PROC due to filth".
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from models.kinds import INCIDENTS, NoticeKind
from models.reference import member_by_name
from nlp.findings import Finding
from nlp.words import read_lexicon

CHINA = "CHN"
GATEWAYS = frozenset({"HKG", "MAC"})
"""Goods of the mainland pass through these ports and are called by them."""
ON_THE_WAY = re.compile(
    r"\b(?:via|through|transit(?:ed|ing)? (?:in|through))\W*$", re.I
)
GAP = re.escape(" … ")
TELLING = ("title", "products", "regions")


@lru_cache(maxsize=256)
def fault_in(title: str, kind: str) -> range:
    """Where a title speaks of the fault and no longer, or not yet, of the goods.

    An order at the border names the fault last; an alert on a market or a rejection
    may name it first, before "in", or before "from" where something migrates.
    """
    if kind not in INCIDENTS:
        return range(0)
    after = found_at(title, "after")
    end = len(title)
    if after:
        return range(min(one.start() for one in after), end)
    first = found_at(title, "before") if kind != NoticeKind.BORDER_ALERT else []
    return range(min((one.end() for one in first), default=0))


def found_at(title: str, place: str) -> list[re.Match[str]]:
    """The first of each turn of speech that parts the fault from the goods."""
    found = (pattern.search(title) for pattern in turns(place))
    return [one for one in found if one]


@lru_cache(maxsize=2)
def turns(place: str) -> list[re.Pattern[str]]:
    """The turns of speech after which, or before which, the fault stands."""
    rows = [row for row in read_lexicon("faults.csv") if row["place"] == place]
    terms = (re.escape(row["term"]).replace(GAP, r"\b.*?\b") for row in rows)
    return [re.compile(rf"\b{term}\b", re.I) for term in terms]


def origins(
    findings: Iterable[Finding], kind: str, title: str, members: Iterable[str]
) -> list[Finding]:
    """The Members whose goods an incident is about; the publisher's own field leads.

    A Member that goods only passed, and the Member that reports, is no origin.
    """
    if kind not in INCIDENTS:
        return []
    own = {member_by_name(name) for name in members}
    named = [
        one
        for one in findings
        if one.scheme == "market"
        and one.field in TELLING
        and one.code not in own
        and not (one.field == "title" and ON_THE_WAY.search(title[: one.start]))
    ]
    return [one for one in named if one.field == "regions"] or named


def foreign(named: list[Finding]) -> list[Finding]:
    """The origins, if goods of China cannot be among them."""
    if any(one.code == CHINA for one in named):
        return []
    return [one for one in named if one.code not in GATEWAYS]


def without_hints(findings: Iterable[Finding], kind: str) -> list[Finding]:
    """The findings without adjectives and provinces, where they tell no origin."""
    return [
        one
        for one in findings
        if one.scheme != "market" or one.score >= 1 or kind in INCIDENTS
    ]
