"""E(n): the worked example to the digit, and what must hold of any notice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.exposures import (
    WEIGHTS,
    Ground,
    Hint,
    Share,
    Weight,
    bands,
    exports_to,
    weigh,
)

UNION = ("EU", "DEU", "FRA")
EXPORTS = {
    "870380": {"EU": 300.0, "GBR": 50.0},
    "870899": {"EU": 200.0},
    "850760": {"EU": 500.0},
}
CARS = (
    Hint("8703", stated=True),
    Hint("870380", stated=False, told=True, words="electric vehicles"),
)


def shares(
    hints: tuple[Hint, ...], by_ics: dict[str, str], markets: tuple[str, ...]
) -> list[Share]:
    found = []
    for product, values in EXPORTS.items():
        weight = weigh(product, hints, by_ics)
        if weight:
            found.append(Share(product, weight, exports_to(markets, values, UNION)))
    return found


def test_the_worked_example() -> None:
    made = bands(shares(CARS, {"8507": "43.120"}, ("EU",)))
    assert (made.low, made.central, made.high) == (270.0, 520.0, 520.0)
    assert [(one.hs, one.weight.ground) for one in made.shares] == [
        ("870380", Ground.NAMED_HEADING),
        ("850760", Ground.ICS),
    ]


def test_a_chapter_alone_counts_only_in_the_high_band() -> None:
    made = bands(shares((Hint("87", stated=True),), {}, ("EU",)))
    assert (made.low, made.central) == (0, 0)
    assert made.high == pytest.approx(0.2 * (300 + 200))


def test_a_joint_notice_adds_each_market_once() -> None:
    values = {"BHR": 10.0, "KWT": 20.0}
    assert exports_to(("BHR", "KWT", "BHR"), values, UNION) == values


@pytest.mark.parametrize(
    ("markets", "values", "found"),
    [
        (("EU",), {"EU": 9.0, "DEU": 4.0}, {"EU": 9.0}),
        (("EU", "DEU"), {"EU": 9.0, "DEU": 4.0}, {"EU": 9.0}),
        (("EU", "DEU"), {"DEU": 4.0, "FRA": 3.0, "GBR": 1.0}, {"DEU": 4.0, "FRA": 3.0}),
        (("DEU",), {"EU": 9.0, "DEU": 4.0}, {"DEU": 4.0}),
        (("DEU",), {"EU": 9.0}, {}),
    ],
)
def test_the_european_union_is_never_counted_twice(
    markets: tuple[str, ...], values: dict[str, float], found: dict[str, float]
) -> None:
    assert exports_to(markets, values, UNION) == found


@pytest.mark.parametrize(
    ("product", "hints", "ground"),
    [
        ("850760", [Hint("850760", stated=True)], Ground.LINE),
        ("850760", [Hint("850710", stated=True)], None),
        ("8507", [Hint("850760", stated=True)], Ground.HEADING),
        ("850760", [Hint("8507", stated=True)], Ground.HEADING),
        ("850760", [Hint("850760", stated=False, told=True)], Ground.TERM),
        ("850760", [Hint("8507", stated=False)], Ground.PROSE),
        ("850760", [Hint("85", stated=True)], Ground.CHAPTER),
        ("850760", [Hint("3808", stated=True)], None),
    ],
)
def test_the_best_ground_counts(
    product: str, hints: list[Hint], ground: Ground | None
) -> None:
    weight = weigh(product, hints)
    assert (weight.ground if weight else None) == ground


def test_a_code_that_the_text_contradicts_weighs_half() -> None:
    sure = weigh("850760", [Hint("850760", stated=True)])
    doubtful = weigh("850760", [Hint("850760", stated=True, doubtful=True)])
    assert sure
    assert doubtful
    assert doubtful.value == sure.value / 2


CODES = st.sampled_from(["85", "8507", "850760", "87", "8703", "870380", "3808"])
HINTS = st.builds(Hint, CODES, st.booleans(), st.booleans(), st.booleans())


@given(
    st.lists(HINTS),
    st.dictionaries(CODES, st.just("43.120")),
    st.sampled_from(["8507", "850760", "870380"]),
)
def test_more_hints_never_make_a_product_less_likely(
    hints: list[Hint], by_ics: dict[str, str], product: str
) -> None:
    weight = weigh(product, hints, by_ics)
    fewer = weigh(product, hints[1:], by_ics)
    assert (weight.value if weight else 0) >= (fewer.value if fewer else 0)
    assert weight is None or 0 < weight.value <= 1


@given(
    st.lists(
        st.tuples(
            st.sampled_from(sorted(WEIGHTS)),
            st.dictionaries(
                st.sampled_from(["EU", "USA"]), st.floats(0, 1e9), max_size=2
            ),
        )
    )
)
def test_the_bands_are_in_order(
    given_shares: list[tuple[Ground, dict[str, float]]],
) -> None:
    made = bands(
        Share("850760", Weight(ground, WEIGHTS[ground], "8507"), exports)
        for ground, exports in given_shares
    )
    assert 0 <= made.low <= made.central <= made.high
