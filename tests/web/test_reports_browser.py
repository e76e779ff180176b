"""Reports in a real browser: begun, written, released by a second person, opened."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from pypdfium2 import PdfDocument

from models.user import Role
from tests.web import stage
from tests.web.centre import mark_of
from tests.web.screen import Screen, open_screen

pytestmark = pytest.mark.browser
WORDS = "本日没有需要补充的内容。"


@pytest.fixture(scope="module")
def place(demo: stage.Place, tmp_path_factory: pytest.TempPathFactory) -> stage.Place:
    """A copy, for a report is released in it."""
    return stage.copy(demo, tmp_path_factory.mktemp("reports") / "demo")


def sound(screen: Screen) -> None:
    """The page that is shown fits its window, and axe finds nothing serious."""
    assert screen.axe() == [], screen.page.url
    assert screen.overflow() <= 0, screen.page.url


def press(screen: Screen, name: str) -> None:
    """Press a button of the page, by its whole name."""
    screen.page.locator("main").get_by_role("button", name=name, exact=True).click()


def begin(screen: Screen) -> str:
    """A draft of yesterday's digest; its address."""
    screen.go("/reports")
    sound(screen)
    form = screen.page.locator(".report-new")
    form.locator("summary").click()
    form.locator('input[name="day"]').fill("2025-06-10")
    press(screen, "生成草稿")
    screen.page.wait_for_url("**/edit")
    return screen.page.url.removeprefix(screen.base).removesuffix("/edit")


def test_a_report_goes_out_by_two_and_its_file_is_opened(
    browser: Browser, base: str, place: stage.Place, tmp_path: Path
) -> None:
    with open_screen(browser, base) as screen:
        screen.wear(mark_of(place.settings, Role.ANALYST))
        path = begin(screen)
        sound(screen)
        screen.page.locator("#zh-summary").fill(WORDS)
        screen.page.locator("#en-summary").fill("Nothing to add.")
        press(screen, "保存")
        screen.go(path)
        expect(screen.page.locator(".report-text").first).to_have_text(WORDS)
        screen.page.locator(".report-drop summary").click()
        expect(screen.page.locator(".report-drop .note")).to_contain_text("确定删除吗")
        sound(screen)
        press(screen, "送审")
        expect(screen.page.locator(".report-acts")).to_contain_text("请另一位同事审核")
        assert screen.complaints == []
    with open_screen(browser, base, 390, dark=True) as screen:
        screen.wear(mark_of(place.settings, Role.REVIEWER))
        screen.go(path)
        press(screen, "发布")
        expect(screen.page.locator(".page-head")).to_contain_text("校验码")
        sound(screen)
        with screen.page.expect_download() as given:
            screen.page.locator(".report-files a", has_text="PDF").click()
        file = tmp_path / given.value.suggested_filename
        given.value.save_as(file)
        paper = PdfDocument(io.BytesIO(file.read_bytes()))
        pages = [one.get_textpage().get_text_bounded() for one in paper]
        paper.close()
        assert any(WORDS in one for one in pages)
        sheet = json.loads(screen.page.request.get(f"{base}{path}.json").body())
        sheet_file = tmp_path / "report.json"
        sheet_file.write_text(json.dumps(sheet), "utf-8")
        screen.go("/reports/verify?lang=en")
        screen.page.locator('input[name="file"]').set_input_files(sheet_file)
        press(screen, "Check")
        verdict = screen.page.locator(".report-verdict")
        expect(verdict).to_contain_text("The file is what was released.")
        sound(screen)
        assert screen.complaints == []
