"""Hostile addresses and forms: told in a sentence, never a fault of ours."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from tests.web.centre import enter, make_app, open_centre
from web import cli, logs
from web.config import load_settings
from web.extensions import csrf
from web.limits import LARGEST, number
from web.refused import RefusedError

NAMES = [
    *("q", "since", "until", "closes_from", "closes_to", "hs", "ics", "sector"),
    *("market", "type", "measure", "objective", "agreement", "sort", "after"),
    *("open", "page", "unread", "lang", "next", "against", "theme", "cut"),
]
VALUES = (
    "2025-99-99",
    "x",
    "<script>alert(1)</script>",
    "A" * 10_000,
    "%_'\"\\*(",
    "-1",
    "99999999999999999999999",
    "9999-12-31_999999999999999999",
    "0001-01-01",
    "g:nowhere",
    "\u0661\u00b2\u202e\uffff",
    "http://[",
    "\r\nSet-Cookie: a=b",
    "OR NOT AND",
)
PARTS = ("0", str(2**31), "9" * 30, "x" * 3000, "%ff", "..%2f..%2fx", "'", "%0d%0a")


@pytest.fixture
def ids(database: Engine) -> dict[str, int]:
    return open_centre(database)


@pytest.fixture
def app(ids: dict[str, int], database_url: str, tmp_path: Path) -> Flask:
    return make_app(database_url, tmp_path, RATELIMIT_ENABLED=False)


@pytest.fixture
def client(app: Flask, ids: dict[str, int]) -> FlaskClient:
    return enter(app, ids["officer"])


def addresses(app: Flask, part: str) -> list[str]:
    """The address of every page, with one text in each of its places."""
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    return sorted({re.sub(r"<[^>]+>", part, rule.rule) for rule in rules})


def test_no_place_of_an_address_breaks_a_page(app: Flask, client: FlaskClient) -> None:
    for part in PARTS:
        for address in addresses(app, part):
            assert client.get(address).status_code < 500, address[:80]


def test_no_query_breaks_a_page(app: Flask, client: FlaskClient) -> None:
    for value in VALUES:
        query = "&".join(f"{name}={quote(value)}" for name in NAMES)
        for address in addresses(app, "1"):
            answer = client.get(f"{address}?{query}")
            assert answer.status_code < 500, (address, value[:40])
            assert b"<script>alert" not in answer.get_data()
            assert "a=b" not in str(answer.headers.getlist("Set-Cookie"))


@pytest.mark.parametrize("address", ["/notices?hs=%00", "/n/%00", "/?%00=1"])
def test_nul_is_refused_in_a_sentence(client: FlaskClient, address: str) -> None:
    answer = client.get(address, headers={"Cookie": "lang=zh"})
    assert answer.status_code == 400
    assert "地址可能有误" in answer.get_data(as_text=True)


def test_a_form_is_held_to_the_same(app: Flask, ids: dict[str, int]) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    client = enter(app, ids["officer"])
    for form in ({"measure": str(2**70)}, {"measure": "x"}, {"measure": "1\0"}):
        assert client.post("/inbox/read", data=form).status_code == 400
    assert client.post("/inbox/read", data={}).status_code == 303


def test_numbers_are_those_of_rows() -> None:
    assert number(str(LARGEST)) == LARGEST
    for text in ("-1", str(LARGEST + 1), "x"):
        with pytest.raises(ValueError, match=r"number|invalid"):
            number(text)


@pytest.mark.parametrize("address", ["/%5Cevil.example/x", "//evil.example/x"])
def test_the_other_language_is_on_this_site(client: FlaskClient, address: str) -> None:
    page = client.get(address).get_data(as_text=True)
    links = re.findall(r'class="lang"[^>]*href="([^"]*)"', page)
    assert links
    for link in links:
        assert re.match(r"/[^/\\]", link)


def test_what_mail_programs_press_alone_needs_no_token_of_ours(app: Flask) -> None:
    assert app.extensions["csrf"] is csrf
    assert csrf._exempt_views == {
        "web.alerts.views.unsubscribe",
        "web.digest.views.stop",
    }


def test_pages_are_kept_by_nobody_else(client: FlaskClient) -> None:
    assert client.get("/account").headers["Cache-Control"] == "private, no-cache"
    assert client.get("/logout").headers["Allow"]


def test_a_watchdog_is_told_how_it_is(app: Flask, database: Engine) -> None:
    client = app.test_client()
    answer = client.get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok\n")
    with database.begin() as connection:
        connection.exec_driver_sql("DROP TABLE setting")
    answer = client.get("/healthz")
    assert (answer.status_code, answer.text) == (503, "The database does not answer.\n")


def test_without_a_database_the_fault_is_still_a_sentence(
    app: Flask, database: Engine
) -> None:
    app.testing, app.config["PROPAGATE_EXCEPTIONS"] = False, False
    with database.begin() as connection:
        connection.exec_driver_sql("DROP TABLE setting")
    answer = app.test_client().get("/notices")
    assert answer.status_code == 500
    assert "系统出错" in answer.text
    assert "Traceback" not in answer.text


def test_no_text_forges_a_line_of_the_log(tmp_path: Path) -> None:
    handler = logs.file_handler(tmp_path / "a.log")
    made: dict[str, Any] = {"name": "flask", "levelname": "ERROR", "levelno": 40}
    record = logging.makeLogRecord({**made, "msg": "on /x\nforged", "args": ()})
    assert "\n" not in handler.format(record)
    assert '"event": "on /x\\nforged"' in handler.format(record)


def test_what_a_command_writes_is_for_its_owner(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    folder = tmp_path / "kept"
    with pytest.raises(SystemExit):
        cli.main(["users", "list", "--data", str(folder)])
    for path in (folder, *folder.iterdir()):
        assert path.stat().st_mode & 0o077 == 0, path


def test_a_bad_secret_is_not_repeated(tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as caught:
        load_settings(data=tmp_path, smtp_url="mail://me:hush@host")
    assert "hush" not in f"{caught.value}{caught.value.__cause__}"


def test_a_file_that_is_no_text_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "chutong.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(RefusedError, match=r"chutong\.toml cannot be read"):
        load_settings(data=tmp_path)
