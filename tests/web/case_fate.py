"""The further steps of a case in a browser: review, sending, answers, indicators."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from docx import Document
from playwright.sync_api import expect
from sqlalchemy import select

from models.case import CaseDraft
from tests.web.case_walk import CLAIM, NATIONAL, PROOF, SYMBOL, press, see, settle
from tests.web.mailed_place import MailedPlace
from tests.web.screen import Screen

REMARK = "请写明境内认可的依据"
TABS = ("", "/evidence", "/items", "/drafts", "/papers", "/review", "/correspondence")
BLANK = re.compile(r"【.*?】|\[TO .*?\]")
QUOTE = "The Commission will accept reports of accredited laboratories."


def is_refused(screen: Screen, case: str) -> None:
    """The case cannot go to review; the page says which claim is unproven."""
    screen.go(case)
    expect(screen.page.get_by_role("button", name="送审")).to_be_disabled()
    see(screen, "不完整，不能送审。请按概况页的清单补齐。")
    see(screen, "第2条：没有可以对外的证据")
    see(screen, "0 条", "aside")
    settle(screen)
    screen.go(f"{case}/evidence")
    see(screen, CLAIM, ".unproven")
    screen.go(f"{case}/items")
    expect(screen.page.locator(".argument.is-unproven")).to_have_count(1)
    see(screen, CLAIM, ".argument.is-unproven")


def compose(screen: Screen, case: str) -> None:
    """Let the arguments make a new version, and fill in what it leaves to a person."""
    screen.go(f"{case}/drafts")
    press(screen, "由条目组稿")
    see(screen, "待填写或核对：中文 1 处，英文 1 处")
    settle(screen)
    for text in screen.page.locator("form.editor textarea").all():
        words = text.input_value()
        if found := BLANK.search(words):
            text.fill(words.replace(found[0], "tbt@centre.example"))
    press(screen, "保存为新版本")
    see(screen, "第3版", "#h-draft")


def submit(screen: Screen, case: str) -> None:
    """Hand the case to the reviewer."""
    screen.go(case)
    press(screen, "送审")
    see(screen, "审核中", ".page-head")


def remark(screen: Screen, case: str) -> None:
    """A remark on the second argument, which stands in the way of a signature."""
    screen.go(f"{case}/review")
    settle(screen)
    article = screen.page.locator("article.argument", has_text=CLAIM)
    article.get_by_text("批注这一条").first.click()
    article.locator("textarea").fill(REMARK)
    article.get_by_role("button", name="提交").click()
    see(screen, REMARK)
    see(screen, "1 条批注未处理", "#signed")
    expect(screen.page.get_by_role("button", name="审定第3版")).to_have_count(0)


def resolve(screen: Screen, case: str) -> None:
    """The officer answers the remark and settles it; nothing is offered to sign."""
    screen.go(f"{case}/review")
    see(screen, "等待审核人审定。", "#signed")
    thread = screen.page.locator("article.remark", has_text=REMARK)
    thread.get_by_text("回复", exact=True).first.click()
    thread.locator("textarea").fill("依据为实验室认可证书，已列入证据。")
    thread.get_by_role("button", name="提交").click()
    see(screen, "已列入证据", "article.remark")
    press(screen, "标为已处理", "article.remark")
    see(screen, "已处理", "article.remark")
    settle(screen)


def may_not_sign(screen: Screen, case: str) -> None:
    """A reviewer who wrote some of it is told that another one must sign."""
    screen.go(f"{case}/review")
    see(screen, "您参与了起草，须由另一位审核人审定。", "#signed")
    expect(screen.page.locator("#signed form[action$='/signature']")).to_have_count(0)


def sign(screen: Screen, case: str) -> None:
    """Sign what is on the screen."""
    screen.go(f"{case}/review")
    press(screen, "审定第3版", "#signed")
    see(screen, "与审定时一致", "#signed")
    see(screen, "已审定", ".page-head")
    settle(screen)


@contextmanager
def tampered(place: MailedPlace) -> Iterator[None]:
    """The signed text is another one in the database, until it is mended."""
    newest = select(CaseDraft).order_by(CaseDraft.number.desc()).limit(1)
    with place.sessions.begin() as session:
        draft = session.scalars(newest).one()
        text, draft.text_en = draft.text_en, draft.text_en.replace("30,000", "90,000")
        assert draft.text_en != text
    yield
    with place.sessions.begin() as session:
        session.scalars(newest).one().text_en = text


def is_found_out(screen: Screen, case: str) -> None:
    """Overview, review and correspondence say that it is not what was signed."""
    screen.go(case)
    see(screen, "文本与审定时不一致，请勿报送。")
    screen.go(f"{case}/review")
    see(screen, "与审定时不一致", ".tampered")
    see(screen, "英文", ".tampered")
    settle(screen)
    screen.go(f"{case}/correspondence")
    press(screen, "登记报送")
    see(screen, "文本与审定时不一致，不能报送。", "[role=alert]")
    see(screen, "还没有报送记录。")


def download(screen: Screen, case: str, folder: Path) -> Path:
    """The bilingual comment as the centre takes it away."""
    screen.go(f"{case}/papers")
    settle(screen)
    row = screen.page.locator("tbody tr", has_text="双语评议意见")
    with screen.page.expect_download() as waited:
        row.get_by_role("link", name="DOCX").click()
    kept = folder / waited.value.suggested_filename
    waited.value.save_as(kept)
    return kept


def read_paper(path: Path) -> str:
    """All words of a Word file, its tables among them."""
    paper = Document(str(path))
    cells = (
        cell.text for table in paper.tables for row in table.rows for cell in row.cells
    )
    return "\n".join([*(one.text for one in paper.paragraphs), *cells])


def send_home(screen: Screen, case: str) -> None:
    """Lay the paper up for the national body."""
    screen.go(f"{case}/correspondence")
    screen.page.locator("#send select").select_option(label=NATIONAL)
    press(screen, "登记报送")
    see(screen, f"报送：{NATIONAL}")
    see(screen, "已审定", ".page-head")
    settle(screen)


def note_receipt(screen: Screen, case: str) -> None:
    """The national body has it, and says later when it went abroad."""
    screen.go(f"{case}/correspondence")
    screen.page.get_by_label("回执内容").fill("已收到，编号2026-118")
    press(screen, "登记回执")
    see(screen, "已收到，编号2026-118")
    screen.page.locator("#abroad").get_by_label("渠道").fill("咨询点邮箱")
    press(screen, "登记", "#abroad")
    see(screen, "提交通报成员：欧盟")
    settle(screen)


def note_reply(screen: Screen, case: str) -> None:
    """The Member answers, and each argument has its fate."""
    screen.go(f"{case}/correspondence")
    form = screen.page.locator("#reply")
    form.get_by_label("种类").select_option(label="正式答复")
    form.get_by_label("答复内容（原文）").fill(QUOTE)
    form.get_by_role("button", name="登记答复").click()
    see(screen, "已答复", ".page-head")
    for number, name in ((1, "未采纳"), (2, "采纳")):
        item = screen.page.locator("#outcomes article").nth(number - 1)
        item.locator("select").select_option(label=name)
        item.get_by_label("对方原文").fill(QUOTE)
        item.get_by_role("button", name="保存结果").click()
        expect(item.locator(".state")).to_have_text(name)
    settle(screen)


def close(screen: Screen, case: str) -> None:
    """Tell those who answered what came of it; then the case may end."""
    screen.go(case)
    expect(screen.page.get_by_role("button", name="办结")).to_be_disabled()
    see(screen, "还有 2 家答复方没有收到结果，请先告知。")
    screen.go(f"{case}/correspondence")
    press(screen, "告知答复方")
    see(screen, "已告知 2 家", "body")
    screen.go(case)
    press(screen, "办结")
    see(screen, "已办结", ".page-head")
    settle(screen)


def ledger(screen: Screen) -> list[dict[str, str]]:
    """The rows of the table that the page of indicators is counted from."""
    screen.go("/outcomes")
    settle(screen)
    with screen.page.expect_download() as waited:
        screen.page.get_by_role("link", name="CSV").click()
    text = Path(waited.value.path()).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def indicators_equal(screen: Screen, rows: list[dict[str, str]]) -> None:
    """Each figure of the page is what the rows of the ledger give."""
    cases = {row["案件"]: row for row in rows}.values()
    sent = [one for one in cases if one["提交成员"]]
    on_time = [one for one in cases if one["逾期"] == "否"]
    replied = [one for one in sent if one["答复"]]
    shares = {
        "评议覆盖率": (len(sent), len(cases)),
        "按时率": (len(on_time), len(sent)),
        "答复率": (len(replied), len(sent)),
    }
    for name, (part, whole) in shares.items():
        card = screen.page.locator(
            ".figure-list > div", has=screen.page.get_by_text(name, exact=True)
        )
        expect(card.locator(".figure-number")).to_have_text(f"{part} / {whole}")
    days = screen.page.locator(".figure-list > div", has_text="答复用时")
    expect(days.locator(".figure-number")).to_contain_text(
        f"{replied[0]['答复天数']} 天"
    )
    for row in rows:
        line = screen.page.locator("table tr", has_text=row["评议依据"])
        cells = line.locator("td").all_inner_texts()
        heads = screen.page.locator("table").first.locator("th.num").all_inner_texts()
        told = dict(zip(heads, cells, strict=True))
        assert (told["条目"], told[row["结果"]]) == ("1", "1"), told
    screen.page.locator(".figure-number a").first.click()
    see(screen, SYMBOL)
    settle(screen)


def sees_nothing(screen: Screen, case: str) -> None:
    """Whoever has no part in the case meets a closed door, and no word of it."""
    doors = [case + tab for tab in TABS]
    for path in (*doors, "/cases", "/triage", "/outcomes", "/consultations/1"):
        answer = screen.page.request.get(screen.base + path)
        assert answer.status in {403, 404}, path
        assert CLAIM not in answer.text()
        assert PROOF not in answer.text()
    screen.go("/requests")
    expect(screen.page.locator("main")).not_to_contain_text(SYMBOL)
    screen.go("/")
    expect(screen.page.get_by_role("link", name="工作台")).to_have_count(0)
