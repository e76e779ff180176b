"""The steps of a case as its people take them in a browser: from triage to evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage

from playwright.sync_api import Browser, Locator, expect

from models.case_plan import Recipient
from models.clock import now_in
from models.organisation import Organisation, Product
from models.user import Role
from tests.web.mailed_place import MailedPlace
from tests.web.screen import Screen, open_screen
from tests.web.small_world import add_user

SYMBOL = "G/TBT/N/EU/3001"
FIRMS = ("武汉甲电池有限公司", "宜昌乙电池有限公司")
NATIONAL = "国家通报咨询中心"
CLAIM = "要求检测实验室须设在欧盟境内，国内获认可的实验室不能参与。"
SHEET = 794
"""Pixels across a sheet of A4."""
HIDDEN = """(() => {
  const board = document.querySelector(".board");
  return board.scrollWidth - board.clientWidth;
})()"""
PROOF = "境内检测每个型号约8000元至12000元，境外约30000元"


def furnish(place: MailedPlace) -> None:
    """The people of the centre, two firms that are asked, a body that papers go to."""
    with place.sessions.begin() as session:
        now = now_in(session)
        add_user(session, "reviewer@centre.cn", name="严审", role=Role.REVIEWER)
        add_user(session, "author@centre.cn", name="闻起", role=Role.REVIEWER)
        add_user(session, "admin@centre.cn", name="管理员", role=Role.ADMIN)
        add_user(session, "exporter@firm.cn", name="旁观")
        for number, name in enumerate(FIRMS, 1):
            firm = Organisation(kind="firm", name=name, created_at=now)
            sold = Product(hs="850760", name="", added_by=name, added_at=now)
            firm.products.append(sold)
            session.add(firm)
            session.flush()
            add_user(session, f"firm{number}@firm.cn", organisation_id=firm.id)
        session.add(
            Recipient(
                name=NATIONAL,
                channel="邮件",
                email="national@centre.example",
                is_default=True,
                edited_by="周岚",
                edited_at=now,
            )
        )


@contextmanager
def visitor(
    browser: Browser, place: MailedPlace, mark: str = "", width: int = 1280
) -> Iterator[Screen]:
    """Somebody at a screen; what the browser complains of fails the test.

    A form that is refused answers 422, which Chromium says in its console: that alone
    is none.
    """
    with open_screen(browser, place.settings.base_url, width) as screen:
        if mark:
            screen.wear(mark)
        yield screen
        heard = [one for one in screen.complaints if "status of 422" not in one]
        assert not heard, "\n".join(heard)


def settle(screen: Screen) -> None:
    """The page that is shown keeps to its width, and axe finds nothing serious."""
    found = screen.axe()
    assert not found, "\n".join([screen.page.url, *found])
    assert screen.overflow() == 0, screen.page.url


def press(screen: Screen, name: str, inside: str = "main") -> None:
    """Press the first button of this name."""
    within = screen.page.locator(inside).first
    within.get_by_role("button", name=name, exact=True).first.click()


def see(screen: Screen, text: str, inside: str = "main") -> None:
    """The page says so."""
    expect(screen.page.locator(inside).first).to_contain_text(text)


def part(screen: Screen, words: str) -> Locator:
    """The piece of a page that folds out under these words, unfolded."""
    found = screen.page.locator("details", has=screen.page.get_by_text(words)).last
    if found.get_attribute("open") is None:
        found.locator("summary").first.click()
    return found


def decide(screen: Screen) -> str:
    """Choose the notice for a comment by keyboard; the path of the case."""
    screen.go("/triage")
    settle(screen)
    row = screen.page.locator(".triage-row", has_text=SYMBOL)
    row.locator(".row-title a").focus()
    screen.page.keyboard.press("1")
    see(screen, "评议：1 件。", "body")
    screen.go("/triage?show=comment")
    row.get_by_role("link", name="看案件").click()
    expect(screen.page.locator("h1.case-title")).to_be_visible()
    return re.sub(r"^https?://[^/]+", "", screen.page.url)


def open_from_board(screen: Screen) -> None:
    """The board prints whole on a sheet of A4; a card is opened by keyboard."""
    page = screen.page
    screen.go("/cases")
    settle(screen)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": SHEET, "height": 900})
    assert page.evaluate(HIDDEN) == 0
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator("h1.case-title")).to_be_visible()
    settle(screen)


def ask_two(screen: Screen, case: str) -> None:
    """A round of questions to both firms, looked at before it is sent."""
    screen.go(f"{case}/evidence")
    screen.page.get_by_role("link", name="新一轮征求意见").click()
    settle(screen)
    for name in FIRMS:
        screen.page.get_by_label(name).check()
    press(screen, "预览")
    see(screen, "发给2家")
    settle(screen)
    press(screen, "发给 2 家")
    see(screen, "问2家，答复0家（其中迟到0家），未复2家")
    settle(screen)


def link_in(letter: EmailMessage, words: str) -> str:
    """The path behind these words in the HTML of a letter."""
    text = html_of(letter)
    found = re.search(rf'href="https?://[^/"]+([^"]+)"[^>]*>{words}<', text)
    assert found, text
    return found[1]


def html_of(letter: EmailMessage) -> str:
    """The letter as its reader sees it."""
    page = letter.get_body(("html",))
    assert page is not None
    return str(page.get_content())


def answer(screen: Screen, letter: EmailMessage, opinion: str) -> None:
    """Fill in the form behind the link of a letter, without signing in."""
    screen.go(link_in(letter, "填写意见"))
    settle(screen)
    page = screen.page
    page.get_by_label("是", exact=True).check()
    page.get_by_label("涉及的产品（必填）").fill("磷酸铁锂电池")
    page.get_by_label("意见：哪一条、难在哪里、希望怎么改").fill(opinion)
    page.get_by_label("联系人姓名（必填）").fill("李工")
    press(screen, "提交意见")
    see(screen, "已收到，谢谢。截止前可以修改。")
    settle(screen)


def see_suppressed(screen: Screen, case: str) -> None:
    """Two firms are too few: nothing of them leaves, and the page says so."""
    screen.go(f"{case}/evidence")
    see(screen, "不对外", "#told")
    see(screen, "不足3家的不对外", "#told")
    button = screen.page.get_by_role("button", name="按家数和区间生成对外证据")
    expect(button).to_have_count(0)
    settle(screen)


def argue(screen: Screen, case: str, quote: str, **words: str) -> None:
    """Write one argument: its quotation (or none), its ground, problem and request."""
    screen.go(f"{case}/items/new")
    settle(screen)
    page = screen.page
    page.locator("#quote").fill(quote)
    page.locator("#ground_id").select_option(words.pop("ground"))
    for name, text in words.items():
        page.locator(f"#{name}").fill(text)
    press(screen, "保存", "#item-form")
    expect(page.locator("#h-items")).to_be_visible()
    settle(screen)


def prove_by_hand(screen: Screen, case: str) -> None:
    """A row that may go abroad, not yet behind any argument."""
    screen.go(f"{case}/evidence")
    form = part(screen, "手工添加一条")
    form.locator("select[name=kind]").select_option("cost")
    form.get_by_label("证据来源", exact=True).fill("公开检测报价，2026年11月")
    form.get_by_label("说明什么（中文）").fill(PROOF)
    english = "A test costs CNY 8,000 to 12,000 a model at home, 30,000 abroad"
    form.get_by_label("说明什么（英文，对外时必填）").fill(english)
    form.get_by_label("可对外（不含单个企业的信息）").check()
    form.get_by_role("button", name="添加", exact=True).click()
    see(screen, PROOF, "#rows")
    settle(screen)


def tie_to_second(screen: Screen, case: str) -> None:
    """Let the row stand behind the second argument."""
    screen.go(f"{case}/evidence")
    row = screen.page.locator("#rows tbody tr", has_text=PROOF)
    row.get_by_text("关联意见").click()
    row.get_by_label("第2条", exact=True).check()
    row.locator("td form").get_by_role("button", name="保存").click()
    see(screen, "每条意见都有证据")
