"""The page of a notice shows what it changes, and its family leads there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser

from crawler.text_changes import make_changes
from models import clock
from models.change import Change
from models.database import open_database
from tests.crawler.changed import DRAFT, REVISED, base, lay, notice, put_family
from tests.crawler.stored import LATER, put
from tests.web.browser import open_page
from tests.web.reading import make_app
from tests.web.stage import Place, served
from web.config import load_settings
from web.notices.changes import MOST

EVIL = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    folder = tmp_path_factory.mktemp("changes")
    sessions = open_database(f"sqlite:///{folder / 'chutong.db'}")
    with sessions.begin() as session:
        clock.fix_day(session, date(2026, 12, 5))
        put_family(session)
        lay(session, "", DRAFT)
        lay(session, "/Rev.1", REVISED)
        put(session, base(description="Sets limits for mercury & lead."), moment=LATER)
    make_changes(sessions, 100, LATER.now)
    with sessions.begin() as session:
        lay(session, "", DRAFT.replace("40 mg/kg", "20 mg/kg"))
    make_changes(sessions, 100, LATER.now)
    return Place(load_settings(data=folder, secret_key="for-tests"), sessions)


@pytest.fixture(scope="module")
def ids(place: Place) -> dict[str, int]:
    with place.sessions() as session:
        return {name: notice(session, name).id for name in ("", "/Add.1", "/Rev.1")}


@pytest.fixture
def client(place: Place) -> Iterator[FlaskClient]:
    folder: Path = place.settings.data
    app = make_app(f"sqlite:///{folder / 'chutong.db'}", folder)
    with app.test_client() as opened:
        yield opened


def page(client: FlaskClient, notice_id: int, query: str = "") -> str:
    answer = client.get(f"/notices/{notice_id}{query}")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_a_follow_up_says_first_what_it_changes(
    client: FlaskClient, ids: dict[str, int]
) -> None:
    text = page(client, ids["/Add.1"])
    assert "与之前相比" in text
    assert "评议截止日由2026年8月1日改为2026年8月31日，延长30天。" in text
    assert "<del>2026年8月1日</del> → <ins>2026年8月31日</ins>" in text
    english = page(client, ids["/Add.1"], "?lang=en")
    assert "Comments close on 31 August 2026 instead of 1 August 2026" in english


def test_fields_and_clauses_are_marked_by_more_than_colour(
    client: FlaskClient, ids: dict[str, int]
) -> None:
    text = page(client, ids["/Rev.1"])
    assert "<ins>8507 蓄电池及其隔板</ins>" in text
    assert "<del>5</del><ins>1</ins> mg/kg by weight" in text
    assert "Article 2 · 1 → Article 3 · 1" in text
    assert text.count("<details open>") >= 2
    assert "未变的条款" in text


def test_the_family_line_leads_to_the_changes(
    client: FlaskClient, ids: dict[str, int]
) -> None:
    text = page(client, ids[""])
    assert f'/notices/{ids["/Rev.1"]}#changes"' in text
    assert f'/notices/{ids["/Add.1"]}#changes"' in text
    assert f'/notices/{ids[""]}#changes"' not in page(client, ids["/Rev.1"])


def test_a_changed_record_and_a_changed_file_are_shown(
    client: FlaskClient, ids: dict[str, int]
) -> None:
    text = page(client, ids[""])
    assert "记录第2版，与上一版相比 · 2026-06-04发现" in text
    assert "同一地址的文件换了内容" in text
    assert 'href="https://members.wto.org/crnattachments/2026/TBT/VNM/1_e.pdf"' in text


def test_the_chat_text_has_the_same_sentence(
    client: FlaskClient, ids: dict[str, int]
) -> None:
    text = page(client, ids["/Add.1"])
    assert "变化：评议截止日由2026年8月1日改为2026年8月31日，延长30天\n行业" in text


def test_many_clauses_are_shown_when_asked_for(
    client: FlaskClient, place: Place, ids: dict[str, int]
) -> None:
    with place.sessions() as session:
        held = session.query(Change).filter_by(notice_id=ids["/Rev.1"], key="draft")
        change = held.one()
        kept = list(change.clauses)
        one = {"kind": "added", "number": "Article 99", "text": EVIL}
        change.clauses = [one] * (MOST + 5)
        session.commit()
        text = page(client, ids["/Rev.1"])
        assert text.count("Article 99") == MOST
        assert "另有 5 条改动，显示全部" in text
        whole = page(client, ids["/Rev.1"], "?changes=all")
        assert whole.count("Article 99") == MOST + 5
        assert EVIL not in whole
        assert "&lt;script&gt;alert(1)" in whole
        change.clauses = kept
        session.commit()


@pytest.mark.browser
def test_the_card_fits_a_narrow_screen(
    browser: Browser, place: Place, ids: dict[str, int]
) -> None:
    told: list[str] = []
    with served(place) as address:
        for width in (1280, 390):
            shown = open_page(browser, width)
            shown.on("console", lambda message: told.append(message.text))
            shown.goto(f"{address}/notices/{ids['/Rev.1']}")
            assert shown.locator("#changes ins").count() > 3
            wide = shown.evaluate("document.documentElement.scrollWidth")
            assert wide <= width
            shown.close()
    assert told == []
