"""An administrator may call on the sources at once; nobody else may."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, select

from models import clock
from models.database import session_factory
from models.source import Run, Source
from tests.web.centre import csrf_of, enter, make_app, open_centre
from web import children

Started = list[tuple[str, tuple[str, ...]]]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Started:
    """What was started, instead of starting it."""
    calls: Started = []
    monkeypatch.setattr(
        children,
        "start",
        lambda module, arguments, settings: calls.append((module, tuple(arguments))),
    )
    return calls


@pytest.fixture
def people(database: Engine) -> dict[str, int]:
    return open_centre(database)


@pytest.fixture
def app(people: dict[str, int], database_url: str, tmp_path: Path) -> Flask:
    return make_app(database_url, tmp_path)


def press(app: Flask, user_id: int) -> tuple[int, str]:
    """Press the button as a person; the status, and the page that follows."""
    client = enter(app, user_id)
    mark = {"csrf_token": csrf_of(client.get("/sources").text)}
    answer = client.post("/sources/fetch", data=mark)
    return answer.status_code, client.get("/sources").text


def test_an_administrator_starts_a_pass(
    app: Flask, people: dict[str, int], started: Started
) -> None:
    status, page = press(app, people["admin"])
    assert status == 303
    assert "已开始采集" in page
    assert started == [(children.OURSELVES, ("run",))]


def test_one_pass_at_a_time(
    app: Flask, people: dict[str, int], started: Started, database: Engine
) -> None:
    with session_factory(database).begin() as session:
        session.add(Run(job="run", started_at=clock.now() - timedelta(minutes=2)))
    _, page = press(app, people["admin"])
    assert "已有一次采集在进行" in page
    assert started == []


def test_offline_nothing_is_started(
    people: dict[str, int],
    database_url: str,
    tmp_path: Path,
    started: Started,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CHUTONG_OFFLINE", "1")
    _, page = press(make_app(database_url, tmp_path), people["admin"])
    assert "没有采集" in page
    assert started == []


def test_nobody_else_may(app: Flask, people: dict[str, int], started: Started) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    assert enter(app, people["officer"]).post("/sources/fetch").status_code == 403
    assert app.test_client().post("/sources/fetch").status_code == 302
    assert started == []


def test_a_fault_is_told_in_the_readers_language(
    app: Flask, database: Engine, people: dict[str, int]
) -> None:
    told = {"key": "no_key", "zh": "密钥无效，请更换。", "en": "The key is refused."}
    with session_factory(database).begin() as session:
        session.add(
            Run(
                job="crawl",
                source_slug=session.scalars(select(Source.slug)).first(),
                state="failed",
                started_at=clock.now(),
                error=told["en"],
                counts={"fault": told},
            )
        )
    page = app.test_client()
    assert "密钥无效，请更换。" in page.get("/sources").text
    assert "The key is refused." in page.get("/sources?lang=en").text
