"""The figures for a monitor: who may read them, and that they are right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import Engine, event

from models.alert import Message
from models.database import session_factory
from models.gap import Gap, GapState
from models.notice import Document
from models.source import RunState
from models.user import Role
from tests.web.centre import enter, make_app
from tests.web.small_world import add_user
from tests.web.stations import DAY, EPING, HOUR, NOW, add_documents, add_run, add_source
from web.health.key import metrics_key, opens

Figures = dict[tuple[str, tuple[str, ...]], float]
ADMIN, OFFICER = 1, 2


@pytest.fixture
def app(database: Engine, database_url: str, tmp_path: Path) -> Flask:
    """A centre with two sources, documents, holes and messages."""
    with session_factory(database).begin() as session:
        add_user(session, "secret@centre.cn", name="张三", role=Role.ADMIN)
        add_user(session, "officer@centre.cn", role=Role.OFFICER)
        source = add_source(session)
        add_source(session, "eu_rasff", enabled=False)
        today = NOW.date()
        notices = add_documents(session, [today - DAY * n for n in range(6)], delay=0)
        notices[0].tagged_hash = "c0ffee:rules"
        notices[0].matched_hash = "c0ffee:rules:terms"
        notices[1].tagged_hash = "old:rules"
        notices[1].matched_hash = "old:rules:terms"
        for number, state in enumerate(("fetched", "fetched", "failed")):
            url = f"https://docs.wto.org/{number}"
            row = Document(notice_id=notices[0].id, url=url, role="draft", state=state)
            session.add(row)
        for number, kind in enumerate((GapState.OPEN, GapState.OPEN, GapState.FOUND)):
            session.add(
                Gap(
                    series="G/TBT/N/USA",
                    number=number,
                    agreement="TBT",
                    member_code="USA",
                    state=kind,
                    seen_at=NOW,
                    checked_at=NOW,
                )
            )
        session.add(
            Message(
                key="a",
                user_id=ADMIN,
                channel="mail",
                address="secret@centre.cn",
                state="failed",
                subject="s",
                body="b",
                body_html="b",
                created_at=NOW,
            )
        )
        run = add_run(session, RunState.OK, new=4, changed=1, bad=2, dropped=9, rows=16)
        assert run.source_slug == source.slug
        add_run(session, RunState.FAILED, ago=5 * HOUR)
    return make_app(database_url, tmp_path)


def key_of(app: Flask) -> dict[str, str]:
    key = metrics_key(str(app.config["SECRET_KEY"]))
    return {"Authorization": f"Bearer {key}"}


def read(app: Flask) -> Figures:
    answer = app.test_client().get("/metrics", headers=key_of(app))
    assert answer.status_code == 200
    assert answer.content_type.startswith("text/plain; version=0.0.4")
    return {
        (sample.name.removeprefix("chutong_"), tuple(sorted(sample.labels.values()))): (
            sample.value
        )
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_figures_are_those_of_the_database(app: Flask) -> None:
    found = read(app)
    expected = {
        ("source_last_run_documents", ("new", EPING)): 4,
        ("source_last_run_documents", ("bad", EPING)): 2,
        ("source_last_run_documents", ("dropped", EPING)): 9,
        ("source_state", ("eu_rasff", "off")): 1,
        ("source_state", ("eu_rasff", "failed")): 0,
        ("source_alarm", (EPING,)): 0,
        ("runs", ("ok",)): 1,
        ("runs", ("failed",)): 1,
        ("runs", ("skipped",)): 0,
        ("notices", ("rule",)): 6,
        ("notices", ("notification",)): 0,
        ("documents", ("fetched",)): 2,
        ("documents", ("failed",)): 1,
        ("documents", ("waiting",)): 0,
        ("gaps", ("open",)): 2,
        ("gaps", ("found",)): 1,
        ("messages", ("failed",)): 1,
        ("messages", ("pending",)): 0,
        ("alerts", ("waiting",)): 0,
        ("backlog", ("tag",)): 5,
        ("backlog", ("match",)): 0,
    }
    assert {name: found[name] for name in expected} == expected
    heard = found["source_last_success_timestamp_seconds", (EPING,)]
    assert heard == (NOW - HOUR).timestamp() + 60
    assert ("source_last_success_timestamp_seconds", ("eu_rasff",)) not in found
    assert any(name[0] == "process_resident_memory_bytes" for name in found)
    assert [value for name, value in found.items() if name[0] == "build"] == [1]


def test_two_processes_tell_the_same(
    app: Flask, database_url: str, tmp_path: Path
) -> None:
    own = {"process_", "python_"}
    one, other = (
        {
            name: value
            for name, value in read(which).items()
            if not any(name[0].startswith(start) for start in own)
        }
        for which in (app, make_app(database_url, tmp_path))
    )
    assert one == other


def test_nothing_personal_is_told(app: Flask) -> None:
    text = app.test_client().get("/metrics", headers=key_of(app)).text
    assert "张三" not in text
    assert "@" not in text


@pytest.mark.parametrize(
    "given",
    [
        "",
        "Bearer ",
        "Bearer wrong",
        "Bearer é密钥",
        "Basic {key}",
        "{key}",
        "Bearer {key}x",
    ],
)
def test_strangers_are_asked_for_the_key(app: Flask, given: str) -> None:
    key = metrics_key(str(app.config["SECRET_KEY"]))
    header = given.format(key=key).encode().decode("latin-1")
    answer = app.test_client().get("/metrics", headers={"Authorization": header})
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert "chutong_" not in answer.text


def test_an_administrator_reads_them_and_an_officer_does_not(app: Flask) -> None:
    assert enter(app, ADMIN).get("/metrics").status_code == 200
    assert enter(app, OFFICER).get("/metrics").status_code == 403


def test_only_an_administrator_is_shown_the_key(app: Flask) -> None:
    key = metrics_key(str(app.config["SECRET_KEY"]))
    page = enter(app, ADMIN).get("/sources").text
    assert f"credentials: {key}" in page
    assert "metrics_path: /metrics" in page
    assert key not in enter(app, OFFICER).get("/sources").text
    assert key not in app.test_client().get("/sources").text


def test_the_key_follows_the_secret_and_does_not_tell_it() -> None:
    key = metrics_key("a secret")
    assert re.fullmatch("[0-9a-f]{64}", key)
    assert key == metrics_key("a secret") != metrics_key("another")
    assert opens("a secret", f"Bearer {key}")
    assert not opens("another", f"Bearer {key}")


def test_a_reading_asks_little(app: Flask, database: Engine) -> None:
    asked: list[str] = []
    client = app.test_client()
    engine = app.extensions["chutong.sessions"].kw["bind"]
    event.listen(
        engine,
        "before_cursor_execute",
        lambda _c, _cursor, statement, *_: asked.append(statement),
    )
    client.get("/metrics", headers=key_of(app))
    assert 0 < len(asked) < 40
