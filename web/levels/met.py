"""Of a rule, the part that one notice met: what a sentence about that notice says."""

from dataclasses import replace
from functools import lru_cache

from models.notice_filter import members_of
from web.levels.rules import LevelFacts, Need, Rule
from web.levels.words import CERTAINTIES


def met(rule: Rule, facts: LevelFacts) -> Rule:
    """The rule with those values alone for which the notice has its level."""
    return replace(rule, needs=tuple(met_need(need, facts) for need in rule.needs))


def met_need(need: Need, facts: LevelFacts) -> Need:
    """A condition with what met it; one that asks for no values stays as it is."""
    if need.kind == "touches":
        return met_sectors(need, facts)
    if need.kind == "market":
        mine = [one for one in need.values if not seats(one).isdisjoint(facts.members)]
        return replace(need, values=tuple(mine[:1]))
    if need.kind == "measure":
        return replace(
            need, values=tuple(one for one in need.values if one in facts.measures)
        )
    return need


def met_sectors(need: Need, facts: LevelFacts) -> Need:
    """The chosen sectors that are touched, and the surest certainty of them."""
    found = {
        sector: certainty
        for sector, certainty in facts.sectors.items()
        if certainty in need.values and (not need.sectors or sector in need.sectors)
    }
    surest = [one for one in CERTAINTIES if one in found.values()]
    return replace(
        need,
        values=tuple(surest[:1]),
        sectors=tuple(one for one in need.sectors if one in found),
    )


@lru_cache(maxsize=512)
def seats(market: str) -> frozenset[str]:
    """The Members that a market stands for."""
    return frozenset(members_of((market,)))
