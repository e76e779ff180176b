"""The reading pages in a real browser: policy, access, keyboard, narrow screens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from waitress import create_server

from models.database import open_database
from tests.web.browser import WIDTHS, open_page
from tests.web.reading import fill, make_app

pytestmark = pytest.mark.browser
PLACES = ["/", "/notices", "/notices/1", "/sectors", "/sectors/tea", "/markets/USA"]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("reading")
    url = f"sqlite:///{folder / 'chutong.db'}"
    with open_database(url)() as session:
        fill(session)
    server = create_server(make_app(url, folder), host="127.0.0.1", port=0, threads=4)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(timeout=5)


@pytest.mark.parametrize("path", [*PLACES, "/markets", "/sources", "/nowhere"])
def test_pages_are_open_to_all_keep_the_policy_and_their_width(
    browser: Browser, address: str, path: str
) -> None:
    told: list[str] = []
    for width, dark in ((WIDTHS["wide"], False), (WIDTHS["phone"], True)):
        page = open_page(browser, width, dark=dark)
        page.on("console", lambda message: told.append(message.text))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.set_viewport_size({"width": width, "height": 5000})
        page.goto(address + path)
        found = Axe().run(page, options=RULES).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
        for language in ("en", "zh"):
            page.goto(f"{address}{path}?lang={language}")
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.close()
    assert [text for text in told if "404" not in text] == []


def test_the_list_is_worked_by_keyboard(browser: Browser, address: str) -> None:
    page = open_page(browser, 1280)
    page.goto(f"{address}/notices")
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("k")
    first = page.evaluate("document.activeElement.getAttribute('href')")
    assert first != second
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.type("涂料")
    page.keyboard.press("Enter")
    page.wait_for_url("**/notices?q=*")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/notices/1")
    page.close()


def test_a_tag_lights_its_words(browser: Browser, address: str) -> None:
    page = open_page(browser, 1280)
    page.goto(f"{address}/notices/1")
    page.hover(".tag[data-tag=hs-3209]")
    assert page.locator("mark.lit").inner_text() == "Paints"
    page.close()


def test_pages_read_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/notices")
    page.fill("#search", "vehicles")
    page.press("#search", "Enter")
    assert "车辆制动系统要求" in page.inner_text("main")
    page.click(".row-title a")
    assert "怎么算的" in page.inner_text("main")
    context.close()


def test_filters_open_as_a_sheet_on_a_phone(browser: Browser, address: str) -> None:
    page = open_page(browser, 390)
    page.goto(f"{address}/notices")
    assert not page.is_visible("#filters")
    page.click("a[href='#filters']")
    assert page.is_visible("#filters")
    page.click("#filters >> text=印度")
    page.wait_for_url("**market=IND*")
    assert page.locator("[data-row]").count() == 1
    page.close()


def test_print_is_one_clean_sheet(browser: Browser, address: str) -> None:
    page = open_page(browser, 1280)
    page.goto(f"{address}/notices/1")
    page.emulate_media(media="print")
    assert not page.is_visible(".bar")
    assert not page.is_visible(".share")
    assert page.is_visible("h1")
    page.close()
