"""A firm's whole way in a real browser: from the request to no further mail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from models.user import Role
from tests.web.centre import mark_of
from tests.web.mailed_place import MailedPlace, open_mailed_place
from tests.web.screen import Screen, open_screen

pytestmark = pytest.mark.browser
PASSWORD = "a long enough pass phrase"
BATTERIES = "8507.60"


@dataclass(frozen=True)
class Firm:
    """A firm on its way, and what the year behind holds for it."""

    width: int
    credit_code: str
    market: str
    member: str
    year: int

    @property
    def email(self) -> str:
        """The address of its person."""
        return f"wang{self.width}@firm.cn"

    def symbol(self, number: int) -> str:
        """A symbol of its market."""
        return f"G/TBT/N/{self.market}/{number}"


FIRMS = [
    Firm(1280, "914403001922038216", "EU", "European Union", 2),
    Firm(390, "91420100MA4K12345K", "BRA", "Brazil", 3),
]


@pytest.fixture(scope="module")
def place(
    tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path
) -> Iterator[MailedPlace]:
    """A place that mails for real; both widths go their way in it, one by one."""
    folder = tmp_path_factory.mktemp("way")
    with open_mailed_place(folder, sqlite_template) as opened:
        yield opened


@contextmanager
def visitor(browser: Browser, place: MailedPlace, width: int) -> Iterator[Screen]:
    """Somebody without a cookie; what the browser complains of fails the test."""
    with open_screen(browser, place.settings.base_url, width) as screen:
        yield screen
        assert not screen.complaints, "\n".join(screen.complaints)


def settle(screen: Screen) -> None:
    """The page that is shown keeps to its width, and axe finds nothing serious."""
    assert screen.axe() == [], screen.page.url
    assert screen.overflow() == 0, screen.page.url


def link_in(letter: EmailMessage, words: str) -> str:
    """The path behind these words in the HTML of a letter."""
    found = re.search(rf'href="https?://[^/"]+([^"]+)"[^>]*>{words}<', html_of(letter))
    assert found, html_of(letter)
    return found[1]


def html_of(letter: EmailMessage) -> str:
    """The letter as its reader sees it."""
    part = letter.get_body(("html",))
    assert part is not None
    return str(part.get_content())


@pytest.mark.parametrize("firm", FIRMS, ids=["desk", "phone"])
def test_from_the_request_for_an_account_to_no_further_mail(
    browser: Browser, place: MailedPlace, firm: Firm
) -> None:
    width = firm.width
    with visitor(browser, place, width) as screen:
        ask_for_an_account(screen, firm)
        with visitor(browser, place, width) as reader:
            confirm(reader, link_in(place.letter(), "确认邮箱"))
        with visitor(browser, place, width) as officer:
            officer.wear(mark_of(place.settings, Role.OFFICER))
            approve(officer, firm.email)
        sign_in(screen, link_in(place.letter(), "登录"), firm.email)
        state_goods(screen, firm)
        subscribe(screen, firm)
        place.store(firm.symbol(2001), firm.member, 0, BATTERIES)
        assert place.go_round() == 1
        letter = place.letter()
        assert letter["To"] == firm.email
        with open_screen(browser, "", width) as mail:
            mail.page.set_content(html_of(letter))
            settle(mail)
        see_exactly_its_notices(screen, letter)
        answer_the_alert(screen)
        with visitor(browser, place, width) as reader:
            give_opinion(reader, link_in(letter, "[^<]*意见[^<]*"))
        leave_by_the_header(letter)
        place.store(firm.symbol(2002), firm.member, 0, BATTERIES)
        assert place.go_round() == 0
        see_it_rests(screen)


def ask_for_an_account(screen: Screen, firm: Firm) -> None:
    """Fill in the request as a firm does."""
    page = screen.page
    screen.go("/signup")
    settle(screen)
    page.get_by_label("企业全称").fill(f"武汉某某电池{firm.width}有限公司")
    page.get_by_label("统一社会信用代码").fill(firm.credit_code)
    page.get_by_label("所在市州").select_option("武汉")
    page.get_by_label("姓名").fill("王芳")
    page.get_by_label("邮箱").fill(firm.email)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="提交申请").click()
    expect(page.locator("h1")).to_have_text("请查收邮件")


def confirm(reader: Screen, path: str) -> None:
    """Press the button behind the link of the first letter."""
    reader.go(path)
    settle(reader)
    reader.page.get_by_role("button", name="确认邮箱").click()
    expect(reader.page.locator("h1")).to_have_text("邮箱已确认")


def approve(officer: Screen, email: str) -> None:
    """Let the firm in."""
    officer.go("/applications")
    settle(officer)
    row = officer.page.locator("main li", has_text=email).first
    row.get_by_role("button", name="通过申请").click()
    expect(officer.page.locator("main")).not_to_contain_text(email)


def sign_in(screen: Screen, path: str, email: str) -> None:
    """Sign in where the letter leads."""
    screen.go(path)
    screen.page.get_by_label("邮箱").fill(email)
    screen.page.get_by_label("密码").fill(PASSWORD)
    screen.page.get_by_role("button", name="登录").click()
    screen.page.wait_for_url(re.compile(r"^(?!.*/login)"))


def state_goods(screen: Screen, firm: Firm) -> None:
    """Name one product by what is offered for it, and one market."""
    page = screen.page
    screen.go("/firm")
    settle(screen)
    page.get_by_label("添加一个产品").fill("锂电池")
    offer = page.locator("#offers option[value^='8507.60']")
    offer.first.wait_for(state="attached")
    page.get_by_label("添加一个产品").fill(offer.first.get_attribute("value") or "")
    page.get_by_role("button", name="添加", exact=True).click()
    expect(page.locator("h1")).to_have_text("核对清单")
    settle(screen)
    page.get_by_role("button", name="加入这些产品").click()
    expect(page.locator("#goods")).to_contain_text("8507.60")
    page.get_by_text("有通报的成员").click()
    page.locator(f"#profile input[name=market][value={firm.market}]").check()
    page.get_by_role("button", name="保存资料").click()
    expect(page.locator("main")).to_contain_text("已保存")


def subscribe(screen: Screen, firm: Firm) -> None:
    """Take the subscription that is proposed, told at once; the year behind is said."""
    page = screen.page
    page.get_by_role("button", name="生成订阅").click()
    expect(page.locator(".year-count strong")).to_have_text(str(firm.year))
    settle(screen)
    page.locator("input[name=rate][value=immediate]").check()
    expect(page.locator("#said")).to_contain_text("立即")
    page.get_by_role("button", name="保存订阅").click()
    expect(page.locator("h1")).to_have_text("我的订阅")
    settle(screen)


def see_exactly_its_notices(screen: Screen, letter: EmailMessage) -> None:
    """The link of a letter leads to its notices."""
    screen.go(link_in(letter, "在网页上看这 1 条"))
    expect(screen.page.locator("main")).to_contain_text("锂")
    settle(screen)


def answer_the_alert(screen: Screen) -> None:
    """Open the alert and its card, and say that it is to the point."""
    page = screen.page
    screen.go("/inbox")
    settle(screen)
    page.locator(".row-title a").first.click()
    settle(screen)
    page.get_by_role("link", name=re.compile("依据、得分和准确率")).click()
    expect(page.locator("h1")).to_have_text("为什么给我看这条")
    expect(page.locator(".inbox-told li").first).to_be_visible()
    settle(screen)
    page.get_by_role("button", name="相关", exact=True).click()
    expect(page.locator("main")).to_contain_text("已记下：相关")


def give_opinion(reader: Screen, path: str) -> None:
    """Answer the form of a minute by its link, without signing in."""
    page: Page = reader.page
    reader.go(path)
    settle(reader)
    page.locator("input[name=affected][value=yes]").check()
    page.locator("input[name=months]").first.check()
    page.get_by_label("涉及的产品").fill("磷酸铁锂电池")
    page.get_by_label("联系人").fill("王芳")
    page.get_by_role("button", name="提交意见").click()
    expect(page.locator("h1")).to_have_text("意见已收到")
    settle(reader)


def leave_by_the_header(letter: EmailMessage) -> None:
    """Do what a mail program does when its user presses "unsubscribe".

    The proxy with TLS, to which it would go, passes it on.
    """
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = re.findall(r"<https(:[^>]+)>", letter["List-Unsubscribe"])[0]
    form = b"List-Unsubscribe=One-Click"
    with urlopen(Request(f"http{address}", form, method="POST")) as answer:  # noqa: S310
        assert answer.status == 200


def see_it_rests(screen: Screen) -> None:
    """The subscription is kept, and is paused."""
    screen.go("/subscriptions")
    expect(screen.page.locator("main")).to_contain_text("已暂停")
    settle(screen)
