"""The panel of a machine translation, and the settings that bring it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from pytest_httpserver import HTTPServer
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session, sessionmaker

from models import clock
from models.database import session_factory
from models.notice import Notice, Rendering
from tests.web.reading import make_app
from tests.web.small_world import add_match, add_notice
from web import jobs
from web.config import Settings, load_settings
from web.refused import RefusedError

TITLE = "Draft rules on toys"
EVIL = "玩具 <script>alert(1)</script>"
PATH = "/v1/chat/completions"


@pytest.fixture
def opened(database: Engine) -> sessionmaker[Session]:
    made = session_factory(database)
    with made.begin() as session:
        notice = add_notice(
            session, "G/TBT/N/USA/1", title=TITLE, content={"title": TITLE}
        )
        add_match(session, notice, "metallurgy-steel")
    return made


@pytest.fixture
def client(database_url: str, tmp_path: Path) -> FlaskClient:
    return make_app(database_url, tmp_path).test_client()


def page(
    client: FlaskClient, opened: sessionmaker[Session], language: str = "zh"
) -> str:
    with opened() as session:
        number = session.scalars(select(Notice.id)).one()
    return client.get(f"/notices/{number}?lang={language}").text


def put(opened: sessionmaker[Session], **given: Any) -> None:
    with opened.begin() as session:
        notice = session.scalars(select(Notice)).one()
        row: dict[str, Any] = {
            "language": "zh",
            "field": "description",
            "version_number": 1,
        }
        row["origin"] = "machine"
        notice.renderings.append(
            Rendering(author="tiny-1", created_at=clock.now(), **{**row, **given})
        )


def settings(folder: Path, url: str, **given: Any) -> Settings:
    endpoint = {"llm_url": url, "llm_key": "k", "llm_model": "tiny-1"}
    return load_settings(data=folder, **{**endpoint, **given})


def test_panel_is_marked_and_escaped(
    client: FlaskClient, opened: sessionmaker[Session]
) -> None:
    assert "机器翻译" not in page(client, opened)
    put(opened, text=EVIL)
    shown = page(client, opened)
    assert "机器翻译，未经人工校对，以原文为准。" in shown
    assert "tiny-1" in shown
    assert "玩具 &lt;script&gt;alert(1)" in shown
    assert "<script>alert(1)" not in shown
    assert "Machine translation" not in page(client, opened, "en")


def test_translation_of_an_older_version_is_not_shown(
    client: FlaskClient, opened: sessionmaker[Session]
) -> None:
    put(opened, text="旧文", version_number=0, language="en")
    assert "Machine translation" not in page(client, opened, "en")


def test_job_asks_the_endpoint_that_is_set(
    client: FlaskClient,
    opened: sessionmaker[Session],
    httpserver: HTTPServer,
    tmp_path: Path,
) -> None:
    said = {"choices": [{"message": {"content": "玩具法规草案"}}]}
    httpserver.expect_request(PATH).respond_with_json(said)
    url = httpserver.url_for("/v1")
    assert jobs.translate(opened, load_settings(data=tmp_path)) == ""
    assert jobs.translate(opened, settings(tmp_path, url, offline=True)) == ""
    assert httpserver.log == []
    assert jobs.translate(opened, settings(tmp_path, url)) == ""
    assert len(httpserver.log) == 1
    assert "机器翻译" in page(client, opened)
    asked = httpserver.log[0][0].get_data(as_text=True)
    assert TITLE in asked


def test_person_wins_over_the_machine(
    client: FlaskClient, opened: sessionmaker[Session]
) -> None:
    put(opened, field="title", text="机器的标题")
    assert "<h1>机器的标题" in page(client, opened)
    put(opened, field="title", text="人写的标题", origin="editor")
    assert "<h1>人写的标题" in page(client, opened)


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"llm_url": "ftp://x"}, "CHUTONG_LLM_URL"),
        ({"llm_key": ""}, "CHUTONG_LLM_KEY"),
        ({"llm_model": ""}, "CHUTONG_LLM_MODEL"),
        ({"llm_daily": "many"}, "CHUTONG_LLM_DAILY"),
        ({"mt_models": "/no/such/folder"}, "CHUTONG_MT_MODELS"),
    ],
)
def test_bad_settings_are_one_sentence(
    given: dict[str, str], named: str, tmp_path: Path
) -> None:
    with pytest.raises(RefusedError) as error:
        settings(tmp_path, **{"url": "http://127.0.0.1:1/v1", **given})
    assert str(error.value).startswith(f"{named} cannot be used: ")
