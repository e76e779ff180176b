"""Pages of channels and feeds: one's own only, and secrets by their last letters."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from models import clock
from models.database import session_factory
from models.endpoint import Endpoint
from models.user import Role, User
from tests.web.letters import alert
from tests.web.signing_in import GOOD, HASHER, app_maker, enter, person
from tests.web.small_world import TODAY

HOOK = "https://hooks.firm.example/chutong/a-long-path"
ROBOT = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=0123456789abcdef"


@pytest.fixture
def client(database: Engine, tmp_path: Path) -> FlaskClient:
    """A reader with one alert, signed in."""
    sessions = session_factory(database)
    alert(sessions)
    with sessions.begin() as session:
        user = session.scalars(select(User)).one()
        user.password_hash = HASHER.hash(GOOD)
    made = app_maker(database, tmp_path)().test_client()
    assert enter(made, user.email) == 303
    return made


def endpoint(database: Engine) -> Any:
    with session_factory(database)() as session:
        return session.scalars(select(Endpoint).order_by(Endpoint.id.desc())).first()


def add(client: FlaskClient, url: str, name: str = "关务群") -> tuple[int, str]:
    answer = client.post("/channels", data={"name": name, "url": url})
    return answer.status_code, answer.text


def test_a_secret_is_shown_once(client: FlaskClient, database: Engine) -> None:
    code, text = add(client, HOOK)
    secret = endpoint(database).secret
    assert code == 200
    assert secret in text
    page = client.get("/channels").text
    assert secret not in page
    assert HOOK not in page
    assert f"…{secret[-4:]}" in page
    way = f"/channels/{endpoint(database).id}"
    renewed = client.post(way, data={"do": "rotate"}).text
    assert endpoint(database).secret != secret
    assert endpoint(database).secret in renewed
    for do in ("test", "off", "on", "choose", "remove"):
        assert client.post(way, data={"do": do}).status_code == 303, do
    assert endpoint(database) is None


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.firm.example/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://localhost/",
        "https://intranet/",
        "https://user:pass@hooks.example/",
        "https://hooks.example:0/",
        "https://hooks.example:99999/",
        "https://[/",
        "javascript:alert(1)",
        "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=",
        "",
    ],
)
def test_a_bad_address_is_refused_with_a_sentence(
    url: str, client: FlaskClient, database: Engine
) -> None:
    code, text = add(client, url)
    assert code == 422
    assert 'role="alert"' in text
    assert endpoint(database) is None


def test_anothers_endpoint_is_not_there(
    client: FlaskClient, database: Engine, tmp_path: Path
) -> None:
    assert add(client, ROBOT)[0] == 303
    other = app_maker(database, tmp_path)().test_client()
    enter(other, person(database, Role.ASSOCIATION))
    way = f"/channels/{endpoint(database).id}"
    assert other.post(way, data={"do": "remove"}).status_code == 404
    assert other.post("/channels/9999", data={"do": "remove"}).status_code == 404


def test_feeds_end_when_their_address_is_renewed(client: FlaskClient) -> None:
    page = client.get("/channels").text
    ways = re.findall(r'value="https?://[^/"]+(/feeds/[^"]+)"', page)
    assert len(ways) == 2
    assert re.search(f'href="webcal://[^/"]+{re.escape(ways[1])}"', page)
    for way, word in zip(ways, ("G/TBT/N/USA/1", "BEGIN:VCALENDAR"), strict=True):
        answer = client.get(way)
        assert answer.status_code == 200
        assert word in answer.text
        same = client.get(way, headers={"If-None-Match": answer.headers["ETag"]})
        assert same.status_code == 304
        assert client.get(way.replace("/feeds/", "/feeds/x")).status_code == 404
    assert client.post("/channels/feeds").status_code == 303
    assert [client.get(way).status_code for way in ways] == [404, 404]


def test_lists_are_fed(client: FlaskClient) -> None:
    assert "Draft of G/TBT/N/USA/1" in client.get("/notices.atom?market=USA").text
    assert "<entry>" not in client.get("/notices.atom?market=CHL").text
    assert "BEGIN:VCALENDAR" in client.get("/notices.ics?market=USA").text


def test_no_feed_comes_from_the_future(client: FlaskClient, database: Engine) -> None:
    """Lists are as of the day in Wuhan, which begins eight hours before that of UTC."""
    with session_factory(database).begin() as session:
        clock.fix_day(session, TODAY)
    begun = datetime(2026, 3, 1, 16, tzinfo=UTC)
    assert client.get("/notices.ics").last_modified == begun
    assert client.get("/notices.atom?market=CHL").last_modified == begun
    assert 'rel="self"' in client.get("/notices.atom").text


def test_lists_say_where_they_are_fed(client: FlaskClient) -> None:
    """Open addresses stand at the foot of lists, secret ones only on one's own page."""
    for page in ("/notices?market=USA", "/markets/USA"):
        text = client.get(page).text
        assert text.count('href="/notices.atom?market=USA"') == 2, page
        assert 'type="text/calendar"' in text
        assert "地址公开" in text
        assert "/feeds/" not in text
    assert "请勿转发" in client.get("/channels").text
    assert 'href="/channels#feeds"' in client.get("/subscriptions").text
    english = client.get("/notices?market=USA&lang=en").text
    assert english.count("/notices.atom?market=USA&amp;lang=en") == 2
