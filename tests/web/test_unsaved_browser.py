"""A real browser: words that are typed outlive a session that has ended."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from models.case import Case
from models.clock import fix_day
from models.unsaved import Unsaved
from models.user import User
from tests.models.archive import TODAY
from tests.web.argued import argue, open_argued
from tests.web.browser import chromium
from tests.web.centre import enter
from tests.web.screen import Screen, need_chromium, open_screen
from tests.web.stage import Place, open_place, served
from web import create_app


@pytest.fixture
def place(sqlite_template: Path, tmp_path: Path) -> Place:
    shutil.copyfile(sqlite_template, tmp_path / "chutong.db")
    found = open_place(tmp_path)
    with found.sessions() as session:
        case, _officer = open_argued(session)
        argue(session, case, quote="")
        fix_day(session, TODAY)
        session.commit()
    return found


@pytest.fixture
def screen(place: Place) -> Iterator[Screen]:
    need_chromium()
    with (
        served(place) as base,
        chromium() as browser,
        open_screen(browser, base) as one,
    ):
        yield one


def mark_of(place: Place) -> str:
    with place.sessions() as session:
        officer = session.scalars(select(User.id).where(User.role == "officer")).one()
    cookie = enter(create_app(place.settings), officer).get_cookie("session")
    assert cookie
    return cookie.value


def item_path(place: Place) -> str:
    with place.sessions() as session:
        case = session.scalars(select(Case)).one()
        return f"/cases/{case.id}/items/{case.items[-1].id}"


def test_words_are_kept_quoted_and_handed_over_after_signing_in(
    screen: Screen, place: Place
) -> None:
    page, path, mark = screen.page, item_path(place), mark_of(place)
    screen.wear(mark)
    screen.go(path)
    page.evaluate(
        """() => {
          const text = [...document.querySelectorAll(".passage p")]
            .find((one) => one.textContent.includes("laboratory")).firstChild;
          const range = document.createRange();
          range.setStart(text, 0);
          range.setEnd(text, 22);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }"""
    )
    page.get_by_role("button", name="引用所选文字").click()
    expect(page.locator("#quote")).to_have_value("Tests shall be made by")
    expect(page.locator("#clause")).to_have_value("Article 3 · 3.1")
    page.context.clear_cookies()
    page.locator("#problem_zh").fill("登录过期时写的话")
    page.locator("#problem_zh").blur()
    status = page.locator("[data-unsaved-status]")
    expect(status).to_contain_text("登录", timeout=8000)
    screen.wear(mark)
    screen.go(path)
    page.get_by_role("button", name="恢复").click()
    expect(page.locator("#problem_zh")).to_have_value("登录过期时写的话")
    expect(status).to_contain_text("已于")
    with place.sessions() as session:
        row = session.scalars(select(Unsaved)).one()
        assert row.words["problem_zh"] == ["登录过期时写的话"]
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.locator("main")).to_contain_text("登录过期时写的话")
    screen.go(path)
    expect(page.get_by_role("button", name="恢复")).to_have_count(0)
    with place.sessions.begin() as session:
        case_id = session.scalars(select(Case.id)).one()
        words = {"text_zh": ["写了一半的证据"], "public": ["1"]}
        kept = {"user_id": row.user_id, "place": f"evidence-new:{case_id}"}
        session.add(Unsaved(**kept, edition=0, words=words, at=row.at))
    screen.go(f"/cases/{case_id}/evidence")
    page.get_by_role("button", name="恢复").click()
    form = page.locator(f'form[data-unsaved="evidence-new:{case_id}"]')
    expect(form.locator('[name="text_zh"]')).to_have_value("写了一半的证据")
    expect(form.locator('[name="public"]')).to_be_checked()
    assert screen.axe() == []
    assert [one for one in screen.complaints if "400 (BAD" not in one] == []
