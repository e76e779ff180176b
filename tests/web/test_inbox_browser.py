"""Alerts by keyboard alone, on paper, and without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.web.screen import Screen, open_screen
from tests.web.stage import Place, copy, served

pytestmark = pytest.mark.browser
MOST_STEPS = 200
"""So often one presses the key before one gives up."""
IS_RINGED = """(one) => {
  const style = getComputedStyle(one);
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
}"""


@pytest.fixture(scope="module")
def address(demo: Place, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A copy of the demonstration that all tests of this file share."""
    with served(copy(demo, tmp_path_factory.mktemp("hands"))) as base:
        yield base


@contextmanager
def exporter(browser: Browser, address: str) -> Iterator[Screen]:
    """An exporter at a desk; whatever the browser complains of fails the test."""
    with open_screen(browser, address) as screen:
        screen.enter_as("enterprise")
        yield screen
        assert not screen.complaints


def tab_to(page: Page, wanted: Locator) -> None:
    """Press the key until something has the focus, and see that it shows."""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if wanted.evaluate("(one) => one === document.activeElement"):
            assert wanted.evaluate(IS_RINGED)
            return
    pytest.fail(f"no way by keyboard to {wanted}")


def test_a_subscription_and_a_decision_need_no_mouse(
    browser: Browser, address: str
) -> None:
    with exporter(browser, address) as screen:
        page = screen.page
        screen.go("/subscriptions/new")
        tab_to(page, page.locator("textarea[name=hs]"))
        page.keyboard.type("8708.30")
        expect(page.locator(".year-count strong")).to_be_visible()
        tab_to(page, page.get_by_label("名称"))
        page.keyboard.type("制动片")
        tab_to(page, page.get_by_role("button", name="保存订阅"))
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text("我的订阅")
        expect(page.locator("main")).to_contain_text("制动片")
        decide_by_keyboard(screen)


def decide_by_keyboard(screen: Screen) -> None:
    """Go into the first alert that waits, and call it done."""
    page = screen.page
    screen.go("/inbox?state=waiting")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/inbox/measures/*")
    tab_to(page, page.locator("input[name=state]:checked"))
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(page.get_by_label("已完成")).to_be_checked()
    tab_to(page, page.get_by_label("说明"))
    page.keyboard.type("已核对")
    tab_to(page, page.get_by_role("button", name="保存", exact=True))
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("待看 → 已完成")


def test_paper_shows_what_happened_and_no_buttons(
    browser: Browser, address: str
) -> None:
    with exporter(browser, address) as screen:
        page = screen.page
        screen.go("/inbox")
        inside = page.locator(".row-title a").first.get_attribute("href")
        assert inside
        for path in ("/inbox", inside):
            screen.go(path)
            page.emulate_media(media="print")
            for gone in (".bar", ".btn", ".tabs", "[type=file]", ".inbox-tick"):
                assert page.locator(f"{gone}:visible").count() == 0, (path, gone)
            expect(page.locator("h1")).to_be_visible()
        expect(page.get_by_role("heading", name="发生了什么")).to_be_visible()


def test_forms_of_alerts_work_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    screen = Screen(context.new_page(), address)
    page = screen.page
    screen.enter_as("enterprise", "/subscriptions/new")
    page.locator("textarea[name=hs]").fill("3209")
    page.get_by_role("button", name="重新计算").click()
    expect(page.locator(".year-count strong")).not_to_have_text("0")
    page.get_by_role("button", name="保存订阅").click()
    expect(page.locator("h1")).to_have_text("我的订阅")
    screen.go("/inbox")
    page.locator(".inbox-tick input").nth(1).check()
    page.get_by_role("button", name="不适用", exact=True).click()
    expect(page.get_by_role("navigation", name="处理状态")).to_contain_text("不适用 2")
    screen.go("/firm")
    page.get_by_label("添加一个产品").fill("8507.60")
    page.get_by_role("button", name="添加", exact=True).click()
    page.get_by_role("button", name="加入这些产品").click()
    expect(page.locator("#goods")).to_contain_text("8507.60")
    context.close()
