"""Every view in a real browser: it opens, narrows, leads to its rows, and exports."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from models.user import Role
from tests.web import stage
from tests.web.centre import mark_of
from tests.web.screen import Screen, open_screen
from web.trends.catalogue import VIEWS
from web.trends.view import Behind

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def place(demo: stage.Place) -> stage.Place:
    return demo


def narrow(screen: Screen) -> None:
    """Choose an agreement in the form of the filters."""
    filters = screen.page.locator(".trend-filters")
    filters.locator("summary").click()
    filters.locator('select[name="agreement"]').select_option("TBT")
    filters.locator("button.btn-primary").click()
    expect(screen.page.locator(".trend-filters summary")).to_contain_text("TBT")


def open_rows(screen: Screen, key: str) -> None:
    """Follow the first row of the table to what was counted in it."""
    links = screen.page.locator(".trend-table tbody th a")
    if VIEWS[key].behind is not Behind.NOTICES or links.count() == 0:
        return
    links.first.click()
    expect(screen.page.locator("main ol.rows > li").first).to_be_visible()
    screen.page.go_back()


@pytest.mark.parametrize(("width", "language"), [(1280, "zh"), (390, "en")])
def test_every_view_can_be_used(
    browser: Browser, base: str, place: stage.Place, width: int, language: str
) -> None:
    with open_screen(browser, base, width, dark=width == 390) as screen:
        screen.wear(mark_of(place.settings, Role.ANALYST))
        for key, view in VIEWS.items():
            screen.go(f"/trends/{key}?lang={language}")
            name = view.name.told(language)
            expect(screen.page.locator("h1")).to_have_text(name)
            assert screen.axe() == [], key
            assert screen.overflow() <= 0, key
            if screen.page.locator(".trend-table").count() == 0:
                continue
            open_rows(screen, key)
            if width == 390:
                continue
            links = screen.page.locator(f'.downloads a[href^="/trends/{key}."]')
            assert links.count() >= 3
            for link in links.all():
                answer = screen.page.request.get(base + str(link.get_attribute("href")))
                assert answer.ok, key
        screen.go(f"/trends/members?lang={language}")
        narrow(screen)
        assert screen.complaints == []
