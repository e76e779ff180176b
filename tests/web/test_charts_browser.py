"""Charts come alive in a browser: by mouse and by keyboard, within the policy."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, expect

from tests.web import stage
from tests.web.centre import make_app
from tests.web.screen import open_screen
from web.trends import bundle

FIRST_PAGE = 150_000
"""Bytes of a page with all its files, beside the scripts of the charts."""


@pytest.fixture(scope="module")
def place(demo: stage.Place) -> stage.Place:
    return demo


@pytest.mark.browser
def test_a_chart_in_view_tells_its_marks_and_leads_to_their_rows(
    browser: Browser, base: str
) -> None:
    with open_screen(browser, base) as screen:
        page = screen.page
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.set_viewport_size({"width": 1280, "height": 500})
        screen.go("/trends/members")
        figure = page.locator("[data-chart]")
        figure.scroll_into_view_if_needed()
        canvas = figure.locator(".chart-live canvas")
        expect(canvas).to_be_visible()
        expect(figure.locator("picture")).to_be_hidden()
        figure.focus()
        page.keyboard.press("ArrowRight")
        tip = figure.locator(".chart-tip")
        expect(tip).to_contain_text("通报文件")
        page.keyboard.press("Escape")
        expect(tip).to_be_hidden()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
        page.wait_for_url("**/trends/members/rows?row=*")
        page.go_back()
        expect(canvas).to_be_visible()
        place = canvas.bounding_box()
        assert place
        page.mouse.move(place["x"] + 140, place["y"] + 22)
        expect(tip).to_be_visible()
        page.mouse.click(place["x"] + 140, place["y"] + 22)
        page.wait_for_url("**/trends/members/rows?row=*")
        assert screen.complaints == []
        assert {one.split("/")[2] for one in asked} == {base.split("/")[2]}


@pytest.mark.browser
def test_what_is_out_of_view_stays_a_picture_and_night_has_its_colours(
    browser: Browser, base: str
) -> None:
    with open_screen(browser, base, 390, dark=True) as screen:
        asked: list[str] = []
        screen.page.on("request", lambda request: asked.append(request.url))
        screen.page.set_viewport_size({"width": 390, "height": 300})
        screen.go("/trends/sectors?lang=en")
        screen.page.wait_for_load_state("networkidle")
        assert not [one for one in asked if "vega" in one]
        with screen.page.expect_request("**/sectors.vega?*") as told:
            screen.page.locator("[data-chart]").scroll_into_view_if_needed()
        assert "theme=dark" in told.value.url
        expect(screen.page.locator(".chart-live canvas")).to_be_visible()
        assert screen.overflow() <= 0
        assert screen.complaints == []


@pytest.fixture
def visitor(tmp_path: Path) -> FlaskClient:
    return make_app("", tmp_path).test_client()


def test_the_scripts_are_packed_once_and_kept(
    visitor: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = "vl_convert.javascript_bundle"
    monkeypatch.setattr(made, lambda _snippet: "/* scripts */" * 100)
    address = bundle.bundle_address()
    answer = visitor.get(address, headers={"Accept-Encoding": "gzip, br"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.mimetype == "text/javascript"
    assert answer.cache_control.immutable
    assert gzip.decompress(answer.data).startswith(b"/* scripts */")
    monkeypatch.delattr(made)
    plain = visitor.get(address, headers={"Accept-Encoding": "identity"})
    assert plain.text.startswith("/* scripts */")
    old = visitor.get(address.replace("/v", "/w"))
    assert not old.cache_control.max_age
    assert len(list((tmp_path / bundle.FOLDER).iterdir())) == 1


def test_the_first_page_is_light(demo: stage.Place) -> None:
    client = make_app(demo.settings.database, demo.settings.data).test_client()
    page = client.get("/trends", headers={"Accept-Encoding": "gzip"})
    whole = gzip.decompress(page.data).decode()
    files = {part.split('"')[0] for part in whole.split('="')[1:]}
    files = {one for one in files if one.startswith("/assets/") and "vega" not in one}
    assert len(files) >= 4
    sizes = [
        len(client.get(one, headers={"Accept-Encoding": "gzip"}).data) for one in files
    ]
    assert len(page.data) + sum(sizes) < FIRST_PAGE
