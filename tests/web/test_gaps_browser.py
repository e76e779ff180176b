"""The page of missing numbers in a real browser: policy, access, narrow screens."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from models.clock import fix_day
from models.database import open_database
from models.user import Role
from tests.web import stage
from tests.web.centre import add_people, mark_of
from tests.web.numbered import TODAY, check, hold, source_of
from tests.web.screen import open_screen

pytestmark = pytest.mark.browser
PAGES = (
    "/sources/gaps?",
    "/sources/gaps?state=late&",
    "/sources/gaps?member=JPN&",
    "/sources?",
)
"""All series, what may still come, a Member whose series is whole, the sources."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> stage.Place:
    """A store with old and young holes, and with an officer."""
    folder: Path = tmp_path_factory.mktemp("numbers")
    with open_database(f"sqlite:///{folder / 'chutong.db'}").begin() as session:
        source_of(session)
        hold(session, *(f"G/TBT/N/USA/{n}" for n in (1, 3, 9)), "G/SPS/N/JPN/1")
        hold(session, "G/SPS/N/EU/2", day=TODAY)
        add_people(session)
        fix_day(session, TODAY)
        check(session)
    return stage.open_place(folder)


@pytest.fixture(scope="module")
def mark(place: stage.Place) -> str:
    """The cookie of an officer who is signed in."""
    return mark_of(place.settings, Role.OFFICER)


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_is_open_to_all_and_fits(
    browser: Browser, base: str, mark: str, width: int, language: str
) -> None:
    with open_screen(browser, base, width, dark=width == 390) as screen:
        screen.wear(mark)
        for address in PAGES:
            screen.go(f"{address}lang={language}")
            assert screen.axe() == []
            assert screen.overflow() == 0
        assert screen.complaints == []


def test_an_officer_explains_without_script(
    browser: Browser, base: str, mark: str
) -> None:
    with open_screen(browser, base) as screen:
        screen.wear(mark)
        screen.go("/sources/gaps?member=USA&lang=zh")
        row = screen.page.locator("tr", has_text="G/TBT/N/USA/2").first
        row.locator("summary").click()
        row.locator("select").select_option("unused")
        row.locator("textarea").fill("咨询点函复：编号未使用")
        row.get_by_role("button").click()
        assert "已记录对 G/TBT/N/USA/2 的说明。" in screen.page.content()
        assert "member=USA" in screen.page.url
