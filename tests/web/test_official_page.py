"""The official text on the page of its notice: from a file's bytes to the words."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from crawler.documents.reading import read_bytes
from crawler.faults import CrawlError
from crawler.forms.putting import put_reading
from models.database import session_factory
from models.notice import Document, Notice
from models.official import Body
from models.user import Role, User
from tests.crawler.forms.files import docx_of
from tests.crawler.forms.written import Written, case
from tests.crawler.stored import item, put
from tests.web.reading import make_app
from web.alerts.days import say_deadline

NOW = datetime(2026, 6, 5, 8, tzinfo=UTC)
LINKS = {
    "en": "https://docs.wto.org/VNM301.docx",
    "fr": "https://docs.wto.org/VNM301_f.docx",
}
FILES = " ".join(f"https://members.wto.org/{name}_e.pdf" for name in "abcde")


@pytest.fixture
def opened(database: Engine) -> Any:
    return session_factory(database)


@pytest.fixture
def client(database_url: str, opened: Any, tmp_path: Path) -> FlaskClient:
    return make_app(database_url, tmp_path).test_client()


def stored(session: Session, **changes: Any) -> Notice:
    """A notice of Viet Nam with the addresses of its form and of its drafts."""
    given = {"links": LINKS, "documents": FILES, "comments_close": "", **changes}
    put(session, item(**given))
    return session.scalars(select(Notice)).one()


def come(session: Session, document: Document, written: Written) -> None:
    """The file of a form comes, is read, and stored."""
    content = docx_of(written)
    found = read_bytes(content, media_type=None, name="form.docx")
    document.sha256, document.state = f"{document.id:064}", "fetched"
    session.add(body(document, found.state.value, pages=2, language="en"))
    put_reading(session, document, found.blocks, NOW)


def body(document: Document, state: str, **given: Any) -> Body:
    return Body(
        sha256=document.sha256,
        media_type="application/pdf",
        size=1,
        state=state,
        reader="1",
        read_at=NOW,
        **given,
    )


def page(client: FlaskClient, notice_id: int, language: str = "zh") -> str:
    """The words of the page, without mark-up."""
    answer = client.get(f"/notices/{notice_id}?lang={language}")
    assert answer.status_code == 200
    bare = re.sub(r"<[^>]+>", " ", answer.text)
    return " ".join(bare.replace("&#39;", "'").replace("&amp;", "&").split())


def test_from_a_word_file_to_the_page(client: FlaskClient, opened: Any) -> None:
    with opened.begin() as session:
        notice = stored(session, hs="8507 - Accumulators")
        come(session, notice.documents[0], case("tbt_regular_en"))
        number = notice.id
    zh, en = page(client, number), page(client, number, "en")
    for words in (
        "官方文本 据通报表格（英文）逐栏读取",
        "Ministry of Science and Technology, Ha Noi",
        "2.9.2 技术法规草案、 5.6.2 合格评定程序草案",
        "12 页， Vietnamese",
        "公布之日后 6 个月 6 months after the date of publication",
        "评议意见提交至 Viet Nam TBT Office, tbtvn@tcvn.gov.vn",
        "与ePing记录不一致 以官方文本为准",
        "HS编码 8507 8506",
        "官方文本载明",
        "ePing记录没有截止日，官方文本载明为 2026年8月1日",
        "英文 docs.wto.org 已读取 · 2 页 · 英文",
    ):
        assert words in zh
    for words in (
        "draft technical regulation",
        "6 months after publication",
        "The ePing record says otherwise",
        "the official text states 1 August 2026",
        "stated in the official text",
        "Read · 2 pages · English",
    ):
        assert words in en


def test_every_row_of_an_sps_form(client: FlaskClient, opened: Any) -> None:
    with opened.begin() as session:
        notice = stored(
            session,
            symbol="G/SPS/N/EU/900",
            member="European Union",
            title="Draft regulation on residues in citrus fruit",
        )
        come(session, notice.documents[0], case("sps_regular_en"))
        number = notice.id
    words = page(client, number)
    for row in (
        "相关国际标准 食品法典委员会（Codex） CXS 193-1995",
        "是否符合国际标准 否",
        "与国际标准的差异 The limits are lower.",
        "拟公布日期 未载明具体日期 To be determined",
        "拟生效日期 2027年3月1日",
        "评议意见提交至 National Enquiry Point sps@ec.europa.eu",
    ):
        assert row in words


@pytest.mark.parametrize(("closes", "warned"), [("2026-08-20", True), ("", False)])
def test_another_deadline_in_the_official_text_is_said_beside_the_days_left(
    client: FlaskClient, opened: Any, closes: str, warned: bool
) -> None:
    with opened.begin() as session:
        notice = stored(session, comments_close=closes)
        come(session, notice.documents[0], case("tbt_regular_en"))
        number = notice.id
    words = "官方文本载明的截止日是2026年8月1日，与ePing记录不一致，请核对。"
    assert (words in page(client, number)) is warned
    assert ("unlike the ePing record" in page(client, number, "en")) is warned


def test_what_the_official_text_states_is_not_called_unstated(
    client: FlaskClient, opened: Any
) -> None:
    with opened.begin() as session:
        notice = stored(session)
        come(session, notice.documents[0], case("tbt_regular_en"))
        number = notice.id
    words = page(client, number)
    assert words.count("拟批准日期") == words.count("拟生效日期") == 1
    assert "未载明" not in words


def test_how_far_each_file_was_read(client: FlaskClient, opened: Any) -> None:
    with opened.begin() as session:
        notice = stored(session)
        drafts = [one for one in notice.documents if one.role == "draft"]
        fault = CrawlError("moved", url="https://a.org/", reason="b.org").told()
        states = [
            ("fetched", "scanned", {}),
            ("fetched", "unreadable", fault),
            ("elsewhere", None, fault),
            ("gone", "read", {}),
            ("failed", None, {}),
        ]
        for document, (state, text, told) in zip(drafts, states, strict=True):
            document.state = state
            if text:
                document.sha256 = f"{document.id:064}"
                session.add(body(document, text, pages=3, fault=told))
            else:
                document.fault = told
        number = notice.id
    words = page(client, number)
    for row in (
        "扫描件，无法提取文字 · 3 页",
        "无法读取 · 3 页 — https://a.org/ 指向不予访问的主机：b.org。",
        "在其他网站 — https://a.org/",
        "原地址已失效，已读取先前的文本 · 3 页",
        "暂未取得，将再次尝试",
    ):
        assert row in words
    assert "逐栏读取" not in words


def test_a_form_of_another_notification_is_said(
    client: FlaskClient, opened: Any
) -> None:
    with opened.begin() as session:
        notice = stored(session, symbol="G/TBT/N/VNM/302")
        come(session, notice.documents[0], case("tbt_regular_en"))
        number = notice.id
    words = page(client, number)
    assert "该文件是G/TBT/N/VNM/301的通报表格，不是G/TBT/N/VNM/302的" in words
    assert "Ha Noi" not in words
    assert "is the form of G/TBT/N/VNM/301" in page(client, number, "en")


def test_the_sound_form_of_two_is_shown(client: FlaskClient, opened: Any) -> None:
    with opened.begin() as session:
        notice = stored(session)
        come(session, notice.documents[1], case("tbt_regular_fr"))
        come(session, notice.documents[0], case("sps_regular_en"))
        number = notice.id
    words = page(client, number)
    assert "据通报表格（法文）逐栏读取" in words
    assert "Ministère de la science" in words


@pytest.mark.parametrize(
    ("basis", "zh", "en"),
    [
        ("stated", "2026年8月1日（通报载明）", "1 August 2026 (as notified)"),
        ("estimated", "2026年8月1日（估算）", "1 August 2026 (estimated)"),
        ("form", "（官方文本载明）", "(stated in the official text)"),
        ("docket", "（以案卷（docket）截止日为准）", "(as the docket states)"),
    ],
)
def test_the_basis_is_said_in_messages(basis: str, zh: str, en: str) -> None:
    shown = {"deadline": "2026-08-01", "deadline_basis": basis}
    assert say_deadline(shown, "zh").endswith(zh)
    assert say_deadline(shown, "en").endswith(en)


def test_the_basis_and_the_days_left_stand_in_one_pair_of_brackets() -> None:
    shown = {"deadline": "2026-08-01", "deadline_basis": "form"}
    zh = say_deadline(shown, "zh", "还剩 9 天")
    assert zh == "2026年8月1日（官方文本载明，还剩 9 天）"
    en = say_deadline(shown, "en", "9 days left")
    assert en == "1 August 2026 (stated in the official text, 9 days left)"


def test_the_basis_is_said_in_lists(client: FlaskClient, opened: Any) -> None:
    with opened.begin() as session:
        notice = stored(session, comments_close="2026-08-01")
        notice.deadline_basis = "docket"
    assert "以案卷（docket）截止日为准" in client.get("/notices").text


def test_hostile_words_stay_words(client: FlaskClient, opened: Any) -> None:
    evil = "<script>alert(1)</script>"
    with opened.begin() as session:
        notice = stored(session)
        written = case("tbt_regular_en")
        rows = [*written.rows[:1], ("2.", [f"Agency responsible: {evil}"])]
        both = Written("", "", written.head, [*rows, *written.rows[2:]])
        come(session, notice.documents[0], both)
        number = notice.id
    text = client.get(f"/notices/{number}").text
    assert evil not in text
    assert "&lt;script&gt;alert(1)" in text


def test_unknown_labels_are_for_officers(client: FlaskClient, opened: Any) -> None:
    with opened.begin() as session:
        notice = stored(session)
        come(session, notice.documents[0], case("tbt_regular_en_newer"))
        number = notice.id
    assert "Related notifications" not in page(client, number)
    with opened.begin() as session:
        officer = User(email="o@c.cn", name="王工", role=Role.OFFICER, created_at=NOW)
        session.add(officer)
        session.flush()
        user = officer.id
    with client.session_transaction() as kept:
        kept["_user_id"], kept["_fresh"] = f"{user}.1", True
    words = page(client, number)
    assert "有 1 处没有归入任何栏目，请人工核对" in words
    assert "Related notifications under other Agreements" in words
