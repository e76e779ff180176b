"""The page of a national measure or an incident, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.kinds import INCIDENTS
from models.notice import Notice
from tests.web.abroad import KINDS, fill, text
from tests.web.reading import make_app
from web.notices.published_words import in_plain_words


@pytest.fixture
def world(session: Session) -> dict[str, Notice]:
    return fill(session)


@pytest.fixture
def client(world: dict[str, Notice], database_url: str, tmp_path: Path) -> FlaskClient:
    return make_app(database_url, tmp_path).test_client()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_page_shows_what_the_publisher_states(
    client: FlaskClient, world: dict[str, Notice], language: str
) -> None:
    for kind in KINDS:
        check_page(client, world[kind], language)


def check_page(client: FlaskClient, notice: Notice, language: str) -> None:
    page = text(client, f"/notices/{notice.id}?lang={language}")
    story = page.split('<article class="notice">')[1].split("</article>")[0]
    for name in ("agencies", "dockets", "references", "action", "risk"):
        value = notice.content.get(name)
        if value:
            shown = value if isinstance(value, str) else value[0]
            plain = in_plain_words(shown, language)
            assert (plain or shown) in story
    for wrong in ("ePing", "起草评议", "通报成员", "通报日期", "javascript:"):
        assert wrong not in story
    assert page.count("<h1") == 1
    assert notice.symbol in story


def test_the_page_of_a_draft_leads_to_the_publisher(
    client: FlaskClient, world: dict[str, Notice]
) -> None:
    page = text(client, f"/notices/{world['draft'].id}?lang=zh")
    assert "去发布机构网站提意见" in page
    assert 'href="https://publisher.example/2026-02211"' in page
    assert "来源：" in page
    assert "美国联邦公报" in page
    assert "主管机构" in page
    assert "案卷号" in page
    rejection = text(client, f"/notices/{world['rejection'].id}?lang=zh")
    assert "<dt>通报方</dt>" in rejection
    assert "引用法规" not in rejection, "its own number is no act that it cites"
    alert = text(client, f"/notices/{world['border_alert'].id}?lang=zh")
    assert 'href="https://publisher.example/importalert_33.html"' in alert


def test_a_rule_tells_its_day_and_an_incident_asks_for_nothing(
    client: FlaskClient, world: dict[str, Notice]
) -> None:
    rule = text(client, f"/notices/{world['rule'].id}?lang=zh")
    assert "已公布，2026年4月1日生效" in rule
    assert "法规已经制定，不再征求意见" in rule
    assert "<dt>生效日</dt><dd>2026年4月1日</dd>" in rule
    for kind in INCIDENTS:
        page = text(client, f"/notices/{world[kind].id}?lang=zh")
        assert "这是风险信息，不征求意见" in page
        assert "意见截止日" not in page
        assert "step-unknown" not in page
        assert "/subscriptions/new?document=risk" in page


def wechat(client: FlaskClient, notice: Notice, language: str = "zh") -> list[str]:
    page = text(client, f"/notices/{notice.id}?lang={language}")
    return page.split('<pre id="wechat">')[1].split("</pre>")[0].splitlines()


def test_the_chat_text_speaks_of_each_kind(
    client: FlaskClient, world: dict[str, Notice]
) -> None:
    draft = wechat(client, world["draft"])
    assert "法规草案，美国联邦公报 2026-02211" in draft[1]
    assert draft[3] == "截止：2026年4月21日（还剩 50 天）"
    assert "向发布机构提交意见" in draft[4]
    rule = wechat(client, world["rule"])
    assert rule[3] == "状态：已公布，2026年4月1日生效"
    alert = wechat(client, world["border_alert"])
    assert alert[0].startswith("【红】")
    assert alert[1] == "成员：美国（美国FDA进口警示 16-131）"
    assert "核对同类产品" in alert[4]
    assert wechat(client, world["rule"], "en")[3].startswith("Status: Published")


def test_a_publisher_s_number_leads_to_its_page(
    client: FlaskClient, world: dict[str, Notice]
) -> None:
    for kind in KINDS:
        symbol = world[kind].symbol
        for written in (symbol, symbol.rpartition(" ")[2]):
            answer = client.get(f"/n/{written}")
            assert answer.headers["Location"] == f"/notices/{world[kind].id}", kind
    assert client.get("/n/%25").headers["Location"].startswith("/notices?q=")


def test_the_legend_names_only_what_is_lit(
    client: FlaskClient, world: dict[str, Notice]
) -> None:
    assert 'class="legend"' not in text(client, f"/notices/{world['rule'].id}")
