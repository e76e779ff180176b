"""Notices weighed many at once weigh what each weighs by itself."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import numpy as np
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.exposure_arrays import chapters_of, clues_of, sets_of, weigh_notices
from models.exposure_clues import headings_of, ics_headings, read_clues
from models.exposure_lines import sort_by_line
from models.exposure_scales import Scales
from models.exposures import HIGH, Hint, weigh
from models.facts import read_facts
from models.notice import Notice
from models.reference import hs_codes
from tests.models.archive import add_notice, add_source, make_tag

SEED = 7
CODES = sorted(code for code in hs_codes() if code[:2] in {"85", "87"})
PRODUCTS = [code for code in CODES if len(code) == 6][::3] + CODES[:40:8] + ["8507"]
MARKS = ("s", "d", "n")


def said(rng: Random, chapter: str) -> list[str]:
    """Some clues of a chapter, as notices have them."""
    codes = [one for one in CODES if one.startswith(chapter)]
    near = [one for one in ics_headings() if any_in(one, chapter)]
    told = [rng.choice(MARKS) + rng.choice(codes) for _ in range(rng.randint(1, 5))]
    told += ["i" + rng.choice(near)] if near and rng.random() < 0.4 else []
    return list(dict.fromkeys(told))


def any_in(ics: str, chapter: str) -> bool:
    return any(one.startswith(chapter) for one in headings_of(ics))


def singly(products: Sequence[str], clues: Sequence[str]) -> dict[str, float]:
    """The weights that count, product by product."""
    hints = [
        Hint(one[1:], one[0] != "n", told=True, doubtful=one[0] == "d")
        for one in clues
        if one[0] in MARKS
    ]
    by_ics = {
        heading: one[1:]
        for one in clues
        if one[0] == "i"
        for heading in headings_of(one[1:])
    }
    found = {product: weigh(product, hints, by_ics) for product in products}
    return {hs: one.value for hs, one in found.items() if one and one.value > HIGH}


def test_any_clues_weigh_what_the_rules_say() -> None:
    rng, products = Random(SEED), sorted(set(PRODUCTS))  # noqa: S311
    scales = Scales(products)
    for _ in range(60):
        chapter = rng.choice(("85", "87"))
        clues = said(rng, chapter)
        places, weights = scales.weigh(chapter, clues)
        mine = {
            products[one]: float(weight)
            for one, weight in zip(places, weights, strict=True)
        }
        inside = [one for one in products if one.startswith(chapter)]
        assert mine == singly(inside, clues), clues


def test_a_named_heading_weighs_more_and_a_doubtful_one_half() -> None:
    scales = Scales(["850710", "850760", "870380"])
    found = {
        tuple(clues): scales.weigh("85", clues)[1].tolist()
        for clues in (
            ["s850760"],
            ["s8507"],
            ["n850760", "s8507"],
            ["d8507"],
            ["n8507"],
            ["s85"],
            ["d85"],
        )
    }
    assert list(found.values()) == [
        [1.0],
        [0.7, 0.7],
        [0.7, 0.9],
        [0.35, 0.35],
        [0.6, 0.6],
        [0.2, 0.2],
        [],
    ]


@pytest.fixture
def filled(session: Session) -> Session:
    """Notices with stated, named, doubtful, weak, predicted and ICS codes."""
    add_source(session)
    rows = [
        (["EU"], [("hs", "8507", "stated", "products", 1.0, "")]),
        (["USA", "JPN"], [("hs", "850760", "found", "title", 0.8, "")]),
        (["EU"], [("hs", "8703", "stated", "products", 1.0, "doubtful")]),
        (["USA"], [("hs", "8507", "found", "description", 0.9, "")]),
        (["USA"], [("hs", "8507", "found", "title", 0.2, "")]),
        (["KOR"], [("hs", "8507", "predicted", "title", 0.9, "")]),
        (["KOR"], [("ics", "29.220.30", "stated", "content", 1.0, "")]),
        (["EU"], [("scope", "horizontal", "found", "title", 1.0, "")]),
        ([], []),
    ]
    for number, (members, tags) in enumerate(rows):
        notice = add_notice(session, f"G/TBT/N/EU/{number}", members=members)
        for scheme, code, origin, field, score, note in tags:
            tag = make_tag(notice.id, scheme, code)
            tag.origin, tag.field, tag.score, tag.note = origin, field, score, note
            session.add(tag)
    session.flush()
    return session


def test_stored_tags_weigh_as_those_of_one_notice(filled: Session) -> None:
    facts = read_facts(filled)
    every = facts.ids.searchsorted(facts.ids)
    products = sorted(set(PRODUCTS))
    clues = clues_of(filled, facts)
    weighed = weigh_notices(clues, every, products)
    singly_read = read_clues(filled, list(filled.scalars(select(Notice.id))))
    assert int(weighed.many.sum()) == len(weighed.owners) > 0
    for row, notice_id in enumerate(facts.ids.tolist()):
        own = weighed.owners == row
        mine = {
            products[one]: float(weight)
            for one, weight in zip(
                weighed.products[own], weighed.weights[own], strict=True
            )
        }
        one = singly_read[notice_id]
        found = {hs: weigh(hs, one.hints, one.by_ics) for hs in products}
        assert mine == {
            hs: weight.value
            for hs, weight in found.items()
            if weight and weight.value > HIGH
        }, one
        assert ("whorizontal" in clues.of_row(row)) == one.horizontal
    sets, markets = sets_of(facts.members, every)
    told = [set(markets[one]) for one in sets]
    assert told == [singly_read[one].markets for one in facts.ids.tolist()]


def test_nothing_said_weighs_nothing(session: Session) -> None:
    facts = read_facts(session)
    weighed = weigh_notices(clues_of(session, facts), facts.ids, ["850760"])
    assert len(weighed.owners) == len(weighed.many) == 0
    assert chapters_of("whorizontal") == set()
    assert chapters_of("nxx") == set()


def test_lines_sum_up_what_a_mask_leaves() -> None:
    rng = np.random.default_rng(SEED)
    keys, places = rng.integers(0, 9, 200), rng.integers(0, 30, 200)
    weights = rng.choice([1.0, 0.7, 0.5, 0.2], 200)
    mask = rng.random(30) < 0.4
    lines = sort_by_line(keys, places, weights)
    greatest, many = lines.greatest(mask, 12), lines.many(mask, 12)
    for key in range(12):
        kept = weights[(keys == key) & mask[places]]
        assert greatest[key] == max(kept, default=0.0)
        assert many[key] == (kept >= 0.5).sum()
    nothing = sort_by_line(keys[:0], places[:0], weights[:0])
    assert nothing.greatest(mask, 3).tolist() == [0.0, 0.0, 0.0]


def test_the_names_of_some_notices_stand_behind_each_other(filled: Session) -> None:
    members = read_facts(filled).members
    for rows in ([0, 1, 5], [8], []):
        places = np.array(rows, dtype=np.int64)
        told = [members.names[one] for one in members.codes_of(places)]
        assert told == [name for row in rows for name in members.of_row(row)]
