"""A firm answers on a phone, and an officer makes evidence of it, in a real browser."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect

from models.clock import fix_day
from models.consultation import Asked, AskedKind
from models.user import Role
from tests.web import stage
from tests.web.asking import add_body, add_case, add_round, ask, reply
from tests.web.centre import add_people, mark_of
from tests.web.screen import Screen, open_screen
from tests.web.small_world import TODAY
from web.alerts.links import Links
from web.config import session_key
from web.consultations.links import link_of

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> stage.Place:
    """A case with a round: a firm and an expert are silent, three firms answered."""
    made = stage.open_place(tmp_path_factory.mktemp("asking"))
    with made.sessions.begin() as session:
        add_people(session)
        fix_day(session, TODAY)
        one = add_round(session, add_case(session), TODAY + timedelta(days=9))
        ask(session, one, "甲公司", organisation_id=add_body(session, "甲公司").id)
        ask(session, one, "赵教授", AskedKind.EXPERT)
        for name in ("乙公司", "丙公司", "丁公司"):
            reply(session, ask(session, one, name), affected="yes", cost="to50")
    return made


def way(place: stage.Place, name: str) -> str:
    """The path of the link of a party."""
    with place.sessions() as session:
        asked = session.query(Asked).filter(Asked.name == name).one()
        return link_of(Links("", session_key(place.settings)), asked, TODAY)


def settle(screen: Screen) -> None:
    """The page keeps to its width, and axe finds nothing serious."""
    assert screen.axe() == [], screen.page.url
    assert screen.overflow() == 0, screen.page.url


def test_a_firm_answers_on_a_phone_by_keyboard(
    browser: Browser, base: str, place: stage.Place
) -> None:
    with open_screen(browser, base, 390) as screen:
        screen.go(way(place, "甲公司"))
        settle(screen)
        screen.page.get_by_label("是", exact=True).focus()
        screen.page.keyboard.press("Space")
        screen.page.get_by_label("涉及的产品（必填）").fill("锂电池")
        screen.page.get_by_label("联系人姓名（必填）").fill("李工")
        screen.page.keyboard.press("Enter")
        expect(
            screen.page.get_by_text("已收到，谢谢。截止前可以修改。")
        ).to_be_visible()
        settle(screen)
        screen.go(f"{way(place, '赵教授')}?lang=en")
        settle(screen)
        assert screen.complaints == []


def test_an_officer_makes_evidence_of_the_answers(
    browser: Browser, base: str, place: stage.Place
) -> None:
    with open_screen(browser, base, dark=True) as screen:
        screen.wear(mark_of(place.settings, Role.OFFICER))
        screen.go("/cases/1/evidence")
        screen.page.get_by_role("button", name="按家数和区间生成对外证据").click()
        expect(screen.page.locator("#rows")).to_contain_text("家湖北企业答复")
        screen.page.locator("#rows summary", has_text="关联意见").click()
        screen.page.locator("#rows").get_by_label("第1条", exact=True).first.check()
        screen.page.locator("#rows td form button").first.click()
        expect(screen.page.locator(".tie").first).to_have_text("第1条")
        settle(screen)
        for page in ("/consultations/1", "/cases/1/consultations/new", "/experts"):
            screen.go(f"{page}?lang=en")
            settle(screen)
        assert screen.complaints == []
