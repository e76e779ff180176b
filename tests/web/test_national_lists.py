"""National measures and incidents in every list, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models import clock
from models.kinds import INCIDENTS
from models.notice import Notice
from tests.web.abroad import KINDS, SECTOR, fill, row_of, symbols, text
from tests.web.reading import make_app
from tests.web.small_world import TODAY, add_match, add_notice

ZH = {
    "draft": "法规草案",
    "rule": "法规",
    "border_alert": "进口警示",
    "rejection": "拒绝入境",
    "market_alert": "市场风险通报",
}
EN = {
    "draft": "Draft regulation",
    "rule": "Regulation",
    "border_alert": "Import alert",
    "rejection": "Border rejection",
    "market_alert": "Market alert",
}

NARROWED: dict[str, set[str]] = {
    "": {*KINDS, "notification"},
    "kind=notification": {"notification"},
    "kind=draft&kind=rule": {"draft", "rule"},
    "kind=risk": {str(kind) for kind in INCIDENTS},
    "kind=rejection": {"rejection"},
    "kind=nonsense": set(),
    "source=eu_rasff": {"rejection", "market_alert"},
    "kind=risk&source=us_fda_import_alerts": {"border_alert"},
    "open=1": {"notification", "draft"},
    "open=1&kind=draft": {"draft"},
    "q=EERE-2026-BT-STD-0004": {"draft"},
    "q=16-131": {"border_alert"},
    "market=GBR": {"rule"},
}


@pytest.fixture
def world(session: Session) -> dict[str, Notice]:
    return fill(session)


@pytest.fixture
def client(world: dict[str, Notice], database_url: str, tmp_path: Path) -> FlaskClient:
    return make_app(database_url, tmp_path).test_client()


@pytest.mark.parametrize(("language", "names"), [("zh", ZH), ("en", EN)])
def test_a_row_names_kind_publisher_and_number(
    client: FlaskClient, world: dict[str, Notice], language: str, names: dict[str, str]
) -> None:
    page = text(client, f"/notices?lang={language}")
    for kind in KINDS:
        row = row_of(page, world[kind].symbol)
        assert f"<span>{names[kind]}</span>" in row
        assert "row-publisher" in row
        assert "None" not in row
    notified = row_of(page, "G/TBT/N/USA/1")
    assert "row-publisher" not in notified


def test_a_row_says_where_a_rule_or_an_incident_stands(
    client: FlaskClient, world: dict[str, Notice]
) -> None:
    page = text(client, "/notices?lang=zh")
    assert "还剩 50 天" in row_of(page, world["draft"].symbol)
    rule = row_of(page, world["rule"].symbol)
    assert "距生效 30 天" in rule
    assert "2026-04-01" in rule
    for kind in ("rule", *sorted(INCIDENTS)):
        row = row_of(page, world[kind].symbol)
        assert "截止" not in row
        assert "征求意见" not in row.replace('title="尚未生效，或还在征求意见', "")
    assert "已发布" in row_of(page, world["rejection"].symbol)


def test_a_list_is_narrowed_by_kind_and_source(
    client: FlaskClient, world: dict[str, Notice]
) -> None:
    for query, kinds in NARROWED.items():
        page = text(client, f"/notices?{query}")
        assert set(symbols(page)) == {world[kind].symbol for kind in kinds}, query


def sorts(page: str) -> dict[str, int]:
    bar = page.split('<nav class="sorts"')[1].split("</nav>")[0]
    found = re.findall(r'">([^<]+) <span class="count">(\d+)</span>', bar)
    return {name: int(count) for name, count in found}


def test_sorts_stand_above_a_list_with_their_counts(client: FlaskClient) -> None:
    page = text(client, "/notices?lang=zh")
    told = {"世贸通报": 1, "国外法规草案": 1, "国外法规": 1, "边境与市场风险": 3}
    assert sorts(page) == told
    assert sorts(text(client, "/notices?kind=draft")) == told
    one_kind = sorts(text(client, "/notices?kind=rejection"))
    assert one_kind == {"拒绝入境": 1, **told}
    assert 'href="?kind=draft&kind=rule"' in text(client, "/notices?kind=draft")
    alone = text(client, "/notices?market=EU")
    assert 'class="sorts"' not in alone
    assert "<h1>通报与国外法规</h1>" in alone
    assert "<h1>通报与国外法规</h1>" in page
    assert "<h1>国外法规草案、国外法规</h1>" in text(
        client, "/notices?kind=draft&kind=rule"
    )


def test_types_are_those_of_notifications_alone(client: FlaskClient) -> None:
    page = text(client, "/notices?lang=zh")
    rail = page.split("通报类型")[1].split("</details>")[0]
    assert "常规通报" in rail
    assert "法规草案" not in rail
    assert "美国联邦公报" in page.split("<summary>来源</summary>")[1]


def test_home_counts_notifications_and_names_drafts_apart(
    client: FlaskClient, session: Session, world: dict[str, Notice]
) -> None:
    page = text(client, "/?lang=zh")
    assert "今天有 1 件在征求意见，其中 1 件涉及湖北行业" in page
    assert "另有 1 件国外法规和草案在征求意见" in page
    assert "全部 2 件" in page
    assert "通报数据截至 2026年3月2日" in page
    assert "1 foreign draft or regulation is open" in text(client, "/?lang=en")
    notified = session.get_one(Notice, world["notification"].id)
    notified.deadline = None
    session.commit()
    later = text(client, "/?lang=zh")
    assert "今天没有世贸通报在征求意见" in later
    assert "另有 1 件国外法规和草案在征求意见" in later


@pytest.mark.parametrize("language", ["zh", "en"])
def test_sectors_and_markets_hold_all_kinds(
    client: FlaskClient, world: dict[str, Notice], language: str
) -> None:
    sector = text(client, f"/sectors/{SECTOR}?lang={language}")
    for kind in KINDS:
        assert f'href="/notices/{world[kind].id}"' in sector
    market = text(client, f"/markets/USA?lang={language}")
    assert f'href="/notices/{world["draft"].id}"' in market
    assert f'href="/notices/{world["border_alert"].id}"' in market
    if language == "zh":
        assert "共 6 件涉及本行业，其中 2 件正在征求意见" in sector
        assert "共 3 件，其中 2 件正在征求意见" in market


def test_trends_count_notifications_alone(client: FlaskClient) -> None:
    page = text(client, "/trends?lang=zh")
    assert "2026-02211" not in page
    assert "欧盟食品和饲料快速预警系统" not in page


def test_a_store_of_notifications_alone_looks_as_before(
    session: Session, database_url: str, tmp_path: Path
) -> None:
    clock.fix_day(session, TODAY)
    add_match(session, add_notice(session, "G/TBT/N/USA/1"), SECTOR)
    session.commit()
    alone = make_app(database_url, tmp_path).test_client()
    page = text(alone, "/notices?lang=zh")
    assert 'class="sorts"' not in page
    assert "<h1>通报</h1>" in page
    assert "另有" not in text(alone, "/?lang=zh")
