"""What was read in a notice, from the publisher's row to the words on its page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from models.database import session_factory
from models.notice import Notice
from nlp.work import tag_notices
from tests.crawler.stored import item, put
from tests.web.reading import make_app

POLISH = {
    "symbol": "G/TBT/N/MWI/301",
    "member": "Malawi",
    "title": "Floor polish for wooden floors - Specification",
    "products": "Floor polishes (HS code(s): 340510)",
    "hs": "340510 - For footwear; 72106 - Plated; 9901 - Other",
    "description": (
        "The polish shall be made under ISO 9001:2015 and tested by XYZ methods and"
        " IEC 60335-2-10. Lead content shall not exceed 0.01 mg/kg, and no"
        " formaldehyde is limited. It will enter into force 180 days after publication"
        " to protect human health. Notified under Article 2.9.2 of the TBT Agreement."
    ),
    "adoption": "60 days from notification",
    "objectives": "",
}


@pytest.fixture
def opened(database: Engine) -> Any:
    return session_factory(database)


@pytest.fixture
def client(database_url: str, opened: Any, tmp_path: Path) -> FlaskClient:
    return make_app(database_url, tmp_path).test_client()


def tagged(session: Session, **changes: Any) -> int:
    """A stored notice with its tags."""
    put(session, item(**changes))
    notice = session.scalars(select(Notice)).one()
    tag_notices(session, [notice.id])
    return notice.id


def page(client: FlaskClient, number: int, language: str = "zh") -> str:
    """The words of the page, without mark-up."""
    answer = client.get(f"/notices/{number}?lang={language}")
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())


def test_the_page_shows_what_was_read(client: FlaskClient, opened: Any) -> None:
    with opened.begin() as session:
        number = tagged(session, **POLISH)
    zh, en = page(client, number), page(client, number, "en")
    for words in (
        "从文中读出",
        "措施阶段 草案，可提评议意见",
        "HS 340510 与正文不符，存疑：正文写的是 Floor polish",
        "72106 → 7210 五位数不是HS编码，按所属品目读取",
        "9901 HS没有这一章，未采用",
        "ISO 9001:2015 GB/T 19001 管理体系与合格评定 等同采用",
        "IEC 60335-2-10 GB/T 4706.57 原 GB 4706.57",
        "铅 7439-92-1 ≤ 0.01 mg/kg",
        "甲醛 50-00-0 —",
        "拟生效日期 公布之日后 180 天",
        "拟批准日期 2026年8月1日（散发之日后 60 天） 60 days from notification",
        "文中的目标 保护人类健康或安全 protect human health",
        "文中的协定条款 2.9.2 技术法规草案",
    ):
        assert words in zh, words
    for words in (
        "Read in the text",
        "at odds with the text, in doubt: the text says Floor polish",
        "identical",
        "180 days after publication",
        "lead (Pb) 7439-92-1 ≤ 0.01 mg/kg",
    ):
        assert words in en, words


def test_goods_of_china_stand_out(client: FlaskClient, opened: Any) -> None:
    with opened.begin() as session:
        number = tagged(
            session,
            symbol="G/SPS/N/BRA/2500",
            member="Brazil",
            title="Phytosanitary requirements for garlic originating in China",
            objectives="Plant protection (SPS)",
            products="Garlic",
            hs="0703",
        )
    answer = client.get(f"/notices/{number}").text
    assert "<strong>中国</strong>" in answer
    assert "针对的成员" in answer


def test_hostile_words_stay_words(client: FlaskClient, opened: Any) -> None:
    evil = "<script>alert(1)</script> from notification of 60 days"
    with opened.begin() as session:
        number = tagged(session, adoption=evil, entry_into_force="30 de febrero")
    answer = client.get(f"/notices/{number}").text
    assert "<script>alert(1)" not in answer
    assert "未载明具体日期" in answer
