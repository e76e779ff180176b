"""The main path in a real browser, in a copy of the demonstration."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Browser, expect

from tests.web.screen import COLOURS, Screen, open_screen
from tests.web.stage import Place, copy, served

pytestmark = pytest.mark.browser
PUBLIC = ["/", "/notices", "/notices/{paint}", "/trends", "/sources", "/login"]
SECTORS = ["/sectors", "/sectors/automobiles-parts", "/markets", "/markets/USA"]
EXPORTER = ["/inbox", "/subscriptions", "/subscriptions/new", "/account"]
OFFICER = ["/cases", "/cases/1", "/cases/1/versions/2"]
ROOMS = [
    pytest.param("", [*PUBLIC, *SECTORS], id="public"),
    pytest.param("enterprise", EXPORTER, id="exporter"),
    pytest.param("officer", OFFICER, id="officer"),
]
FIRST = "[data-row] a[href^='/notices/']"


@pytest.fixture(scope="module")
def address(demo: Place, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A copy of the demonstration that all tests of this file share."""
    place = copy(demo, tmp_path_factory.mktemp("screen"))
    with served(place) as base:
        yield base


@pytest.fixture
def screen(browser: Browser, address: str) -> Iterator[Screen]:
    """A visitor at a desk; whatever the browser complains of fails the test."""
    with open_screen(browser, address) as opened:
        yield opened
        assert not opened.complaints


def paint_of(screen: Screen) -> str:
    """The number of the paint notice that the tour opens."""
    screen.go("/n/G/TBT/N/MWI/187")
    return screen.page.url.rpartition("/")[2]


def test_a_reader_finds_a_notice_and_why(screen: Screen) -> None:
    page = screen.page
    screen.go("/")
    expect(page.locator("h1")).to_contain_text("件在征求意见")
    page.locator("#search").fill("涂料")
    page.keyboard.press("Enter")
    page.wait_for_url("**/notices?q=*")
    page.locator(FIRST).first.click()
    page.wait_for_url(re.compile(r"/notices/\d+$"))
    expect(page.get_by_role("heading", name="为什么给我看这条")).to_be_visible()
    expect(page.locator(".why li").first).to_be_visible()
    page.get_by_role("link", name="English", exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", name="Why am I shown this")).to_be_visible()


def test_an_exporter_reads_alerts_and_subscribes(screen: Screen) -> None:
    page = screen.page
    screen.enter_as("enterprise", "/inbox")
    expect(page.locator("h1")).to_have_text("我的预警")
    page.get_by_role("link", name=re.compile("^未读")).click()
    everything = page.locator("main").inner_text()
    for happened in ("新通报", "评议截止日为2025年7月29日", "批准"):
        assert happened in everything
    page.locator(".row-title a").first.click()
    page.get_by_label("已完成").check()
    page.get_by_label(re.compile("^说明")).fill("已核对")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.locator("main")).to_contain_text("待看 → 已完成")
    page.get_by_role("button", name=re.compile("^相关")).click()
    expect(page.locator("main")).to_contain_text("已记下：相关")
    screen.go("/subscriptions/new?sector=tea&market=EU")
    page.get_by_label("名称").fill("茶叶 × 欧盟")
    page.get_by_role("button", name="保存订阅").click()
    expect(page.locator("main")).to_contain_text("茶叶 × 欧盟")


def test_an_officer_drafts_saves_and_takes_the_paper(screen: Screen) -> None:
    page = screen.page
    screen.enter_as("officer")
    paint = paint_of(screen)
    page.get_by_role("button", name="起草评议").click()
    page.get_by_role("link", name="文稿", exact=True).click()
    expect(page.locator("#text_zh")).to_have_value(re.compile("马拉维"))
    text = page.locator("#text_zh").input_value()
    page.locator("#text_zh").fill(text + "\n补充：请提供试验方法的依据。")
    page.get_by_role("button", name="保存为新版本").click()
    expect(page.locator("main")).to_contain_text("第2版")
    with page.expect_download() as coming:
        page.get_by_role("link", name="下载第2版 DOCX").click()
    paper = Document(io.BytesIO(Path(coming.value.path()).read_bytes()))
    words = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert "请提供试验方法的依据" in words
    screen.go(f"/notices/{paint}")
    page.get_by_role("link", name="趋势").first.click()
    expect(page.locator("h1")).to_have_text("趋势")
    assert page.locator("main img, main svg").count() >= 3


def test_keys_move_through_a_list(screen: Screen) -> None:
    page = screen.page
    screen.go("/notices")
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.press("Escape")
    links = page.locator("[data-row] h2 a, [data-row] h3 a")
    page.keyboard.press("j")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("j")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(links.nth(0)).to_be_focused()
    wanted = links.nth(0).get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{wanted}*")


def test_tour_closes_without_leaving_the_page(screen: Screen) -> None:
    screen.go("/trends")
    screen.page.get_by_role("button", name="关闭导览").click()
    assert screen.page.url.endswith("/trends")
    expect(screen.page.locator(".tour")).to_have_count(0)
    screen.page.get_by_role("button", name="打开导览").click()
    expect(screen.page.locator(".tour li")).to_have_count(5)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("role", "pages"), ROOMS)
def test_axe_finds_nothing_serious(
    browser: Browser, address: str, role: str, pages: list[str], dark: bool
) -> None:
    with open_screen(browser, address, dark=dark) as screen:
        found = dict(found_in(screen, role, pages, COLOURS if dark else ()))
        assert not {page: wrong for page, wrong in found.items() if wrong}
        assert not screen.complaints


def found_in(
    screen: Screen, role: str, pages: list[str], rules: Sequence[str]
) -> Iterator[tuple[str, list[str]]]:
    """What axe finds in each page for a role; at night, only colours differ."""
    paint = paint_of(screen)
    if role:
        screen.enter_as(role)
    for page in pages:
        screen.go(page.format(paint=paint))
        yield page, screen.axe(rules)


@pytest.mark.parametrize(("role", "pages"), ROOMS)
def test_a_phone_never_scrolls_sideways(
    browser: Browser, address: str, role: str, pages: list[str]
) -> None:
    with open_screen(browser, address, 390) as screen:
        paint = paint_of(screen)
        if role:
            screen.enter_as(role)
        wide = {}
        for page in pages:
            for language in ("zh", "en"):
                screen.go(f"{page.format(paint=paint)}?lang={language}")
                wide[page, language] = screen.overflow()
        assert not {page: over for page, over in wide.items() if over > 0}
        assert not screen.complaints
