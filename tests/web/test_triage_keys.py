"""A real browser: a week of notices decided by keyboard, every key counted."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from models.clock import fix_day
from models.triage import Triage
from models.user import Role, User
from tests.web.browser import chromium
from tests.web.centre import enter
from tests.web.screen import Screen, need_chromium, open_screen
from tests.web.small_world import TODAY, add_match, add_notice, add_user
from tests.web.stage import Place, open_place, served
from web import create_app

OURS, OTHERS = 7, 18
"""Notices of the week that touch a sector of Hubei, and that touch none."""
KEYS = 34
"""At two seconds a key little more than a minute; the rest of ten minutes is for
reading, twenty seconds a notice."""


@pytest.fixture
def place(sqlite_template: Path, tmp_path: Path) -> Place:
    shutil.copyfile(sqlite_template, tmp_path / "chutong.db")
    found = open_place(tmp_path)
    with found.sessions.begin() as session:
        fix_day(session, TODAY)
        add_user(session, "wang@centre.cn", name="王建国", role=Role.OFFICER)
        for number in range(1, OURS + OTHERS + 1):
            notice = add_notice(session, f"G/TBT/N/USA/{number}")
            if number <= OURS:
                add_match(session, notice, "tea")
    return found


@pytest.fixture
def screen(place: Place) -> Iterator[Screen]:
    need_chromium()
    with (
        served(place) as base,
        chromium() as browser,
        open_screen(browser, base) as one,
    ):
        with place.sessions() as session:
            officer = session.scalars(select(User.id)).one()
        cookie = enter(create_app(place.settings), officer).get_cookie("session")
        assert cookie
        one.wear(cookie.value)
        yield one


def test_a_week_of_25_notices_takes_few_keys(screen: Screen, place: Place) -> None:
    keys: list[str] = []

    def press(*names: str, left: int | None = None) -> None:
        for name in names:
            keys.append(name)
            screen.page.keyboard.press(name)
        if left is not None:
            expect(screen.page.locator(".triage-row")).to_have_count(left)

    screen.go("/triage")
    press("1", left=6)
    press("1", left=5)
    press("2", left=4)
    press("2", left=3)
    press("3", "ArrowDown", "ArrowDown", "Enter", left=2)
    press("a", "3", "ArrowDown", "ArrowDown", "Enter", left=0)
    press("Enter", left=OTHERS)
    press(*"j" * 5, "2", left=OTHERS - 1)
    press(*"j" * (OTHERS - 6), "a", "3", left=0)
    assert len(keys) == KEYS
    with place.sessions() as session:
        rows = session.execute(select(Triage.choice, Triage.reason)).all()
    assert Counter(map(tuple, rows)) == {
        ("comment", ""): 2,
        ("watch", ""): 3,
        ("archive", "in_force"): 3,
        ("archive", "no_product"): OTHERS - 1,
    }
    press("u", left=OTHERS - 1)
    assert screen.complaints == []
