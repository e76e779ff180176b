"""Goods that are a part, a content or a use of others count less than those."""

from __future__ import annotations

import pytest

from nlp.parts import link
from tests.nlp.conftest import Matches


@pytest.mark.parametrize(
    ("before", "kind"),
    [
        ("cars with ", "part"),
        ("cars fitted with small ", "part"),
        ("cajas de carton para ", "use"),
        ("emballages destines a des ", "use"),
        ("cars with radios, ", ""),
        ("cars and ", ""),
        ("", ""),
    ],
)
def test_the_words_between_say_how_goods_are_tied(before: str, kind: str) -> None:
    assert link(f"{before}batteries", len(before)) == kind


def test_goods_named_as_a_part_count_less(matches: Matches) -> None:
    part = matches(products="Passenger cars with electric motors")
    whole = matches(products="Passenger cars; electric motors")
    sector = "intelligent-equipment"
    assert sector not in part or part[sector].weight < whole[sector].weight
    assert part["automobiles-parts"].certainty == "sure"


def test_what_goods_are_for_counts_less(matches: Matches) -> None:
    use = matches(products="Corrugated boxes for shiitake mushrooms")
    both = matches(products="Corrugated boxes; shiitake mushrooms")
    assert use["mushrooms"].weight < both["mushrooms"].weight


def test_the_first_goods_count_in_full_whatever_stands_before(
    matches: Matches,
) -> None:
    plain = matches(title="Shiitake mushrooms")["mushrooms"]
    asked = matches(title="Requirements for shiitake mushrooms")["mushrooms"]
    assert asked.weight == plain.weight


def test_prose_about_goods_says_no_more_than_belongs_to_the_sector(
    matches: Matches,
) -> None:
    words = "Lithium-ion battery packs"
    told = matches(products=words, description=f"{words} shall be tested.")
    assert told["new-energy"].weight <= 0.5
