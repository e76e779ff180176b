import json
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.families import families_to_join, group
from models.symbols import base_symbols, source_key

documents = st.lists(
    st.frozensets(st.sampled_from("ABCDEFGHIJ"), max_size=3), max_size=12
).map(lambda sets: list(enumerate(sets)))


def test_a_later_addendum_joins_the_joint_original() -> None:
    joint = ("original", ["G/TBT/N/KEN/1", "G/TBT/N/UGA/2"])
    other = ("other", ["G/TBT/N/TZA/3"])
    addendum = ("addendum", ["G/TBT/N/UGA/2"])
    families = group([joint, other, addendum])
    assert families == [{"original", "addendum"}, {"other"}]


@given(documents)
def test_each_document_is_in_one_family(
    listed: list[tuple[int, frozenset[str]]],
) -> None:
    families = group(listed)
    assert sorted(key for family in families for key in family) == [
        key for key, _ in listed
    ]
    for one, other in combinations(families, 2):
        assert not bases_of(one, listed) & bases_of(other, listed)


@given(documents)
def test_the_order_does_not_matter(
    listed: list[tuple[int, frozenset[str]]],
) -> None:
    backwards = group(reversed(listed))
    assert sorted(map(sorted, group(listed))) == sorted(map(sorted, backwards))


@given(documents)
def test_one_by_one_comes_to_the_same(
    listed: list[tuple[int, frozenset[str]]],
) -> None:
    owner: dict[str, int] = {}
    family: dict[int, int] = {}
    for key, bases in listed:
        joined = families_to_join(owner, bases) or [key]
        family = {k: joined[0] if f in joined else f for k, f in family.items()}
        owner = {b: joined[0] if f in joined else f for b, f in owner.items()}
        family[key] = joined[0]
        owner.update(dict.fromkeys(bases, joined[0]))
    together = {frozenset(found) for found in group(listed)}
    kept = [{k for k in family if family[k] == head} for head in set(family.values())]
    assert together == {frozenset(found) for found in kept}


def test_the_older_family_stays() -> None:
    assert families_to_join({"A": 7, "B": 3, "C": 9}, ["A", "B", "X"]) == [3, 7]
    assert families_to_join({"A": 7}, ["X"]) == []


@pytest.mark.samples
def test_thirty_real_records_are_fifteen_families(samples: Path) -> None:
    path = samples / "eping" / "gcc_ics43020_30_records.json"
    rows = json.loads(path.read_text(encoding="utf-8"))
    raw = [row["documentSymbol"] for row in rows]
    families = group((source_key(text), base_symbols(text)) for text in raw)
    assert len(families) == 15


def bases_of(
    family: set[int], listed: list[tuple[int, frozenset[str]]]
) -> frozenset[str]:
    return frozenset().union(*(bases for key, bases in listed if key in family))
