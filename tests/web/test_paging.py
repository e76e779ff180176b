"""Long lists, a page at a time, and the addresses of their pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from models.voice import Barrier
from tests.web.signing_in import app_maker
from web.limits import page_address
from web.paging import Cut, cut


@pytest.mark.parametrize(
    ("total", "asked", "found"),
    [
        (0, 1, Cut(1, 1, 50)),
        (50, 2, Cut(1, 1, 50)),
        (51, 2, Cut(2, 2, 50)),
        (51, 2**31 - 1, Cut(2, 2, 50)),
        (51, -3, Cut(1, 2, 50)),
    ],
)
def test_a_page_beyond_the_last_is_the_last(total: int, asked: int, found: Cut) -> None:
    assert cut(total, 50, asked) == found


def test_a_page_is_so_many_rows_after_the_pages_before() -> None:
    query = cut(120, 50, 3).of(select(Barrier.id))
    assert set(query.compile().params.values()) == {50, 100}


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_the_next_page_looks_for_the_same(database: Engine, tmp_path: Path) -> None:
    app = app_maker(database, tmp_path)()
    with app.test_request_context("/barriers?state=new&page=2&q="):
        assert page_address(page=3) == "state=new&page=3"
