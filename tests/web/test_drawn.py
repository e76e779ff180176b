"""What is worked out once for many rows says the same as if it were for each."""

from __future__ import annotations

import numpy as np
import pytest
from flask import Flask
from flask_babel import Babel
from hypothesis import given
from hypothesis import strategies as st

from web.drawn import once_a_page
from web.notices.filters import Filters
from web.trends.themes.counting import count_units, places_of
from web.trends.themes.titles import Terms

CHOSEN = Filters(
    q="食品 a&b", sector=("tea",), market=("USA", "g:asean"), hs=("85",), after="x"
)
WIDTH, ROWS = 4, 8


@pytest.mark.parametrize("name", ["sector", "market", "hs", "objective", "ics"])
def test_the_rest_of_an_address_may_be_written_once(name: str) -> None:
    toggled = CHOSEN.toggler(name)
    for value in ("USA", "85", "tea", "a b&c", "g:asean"):
        old = getattr(CHOSEN, name)
        kept = tuple(one for one in old if one != value)
        new = kept if value in old else (*old, value)
        assert toggled(value) == CHOSEN.address(**{name: new})


def test_a_part_is_drawn_once_a_page_and_escaped_once() -> None:
    app = Flask(__name__)
    Babel(app)
    app.jinja_env.globals["once_a_page"] = once_a_page
    page = app.jinja_env.from_string(
        "{% set drawn = [] %}{% macro part(text) %}{{ drawn.append(1) or '' }}"
        "<b>{{ text }}</b>{% endmacro %}"
        "{% for one in '<<>' %}{{ once_a_page(part, one) }}{% endfor %}"
        "{{ drawn|length }}"
    )
    for _ in range(2):
        with app.test_request_context():
            assert page.render() == "<b>&lt;</b><b>&lt;</b><b>&gt;</b>2"


@given(
    st.sets(st.tuples(st.integers(0, ROWS - 1), st.integers(0, WIDTH - 1))),
    st.lists(st.booleans(), min_size=ROWS, max_size=ROWS),
    st.lists(st.integers(-3, -1) | st.none(), min_size=ROWS, max_size=ROWS),
)
def test_terms_are_counted_by_measures_and_copies_of_a_text_once(
    pairs: set[tuple[int, int]], chosen: list[bool], shared: list[int | None]
) -> None:
    told = sorted(pairs)
    owners = np.array([owner for owner, _ in told], dtype=np.int64)
    codes = np.array([code for _, code in told], dtype=np.int64)
    named = Terms(owners, codes, "abcd", WIDTH)
    units = [row + 1 if one is None else one for row, one in enumerate(shared)]
    mask = np.array(chosen, dtype=np.bool_)
    many = count_units(named, np.array(units, dtype=np.int64), mask)
    places = places_of(named, mask, list(range(WIDTH)))
    for code in range(WIDTH):
        rows = [row for row, one in told if one == code and chosen[row]]
        assert many[code] == len({units[row] for row in rows})
        assert places[code].tolist() == rows
