"""A local endpoint that answers well, badly, late, or not at all."""

from __future__ import annotations

import json
import time

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from nlp.translating.chat import LARGEST, Chat
from nlp.translating.engine import EngineError

KEY = "sk-very-secret"
PATH = "/v1/chat/completions"


def answer(words: object) -> dict[str, object]:
    return {"choices": [{"message": {"role": "assistant", "content": words}}]}


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def chat(httpserver: HTTPServer, waits: list[float]) -> Chat:
    url = httpserver.url_for("/v1")
    return Chat(url, "tiny-1", KEY, timeout=5, sleep=waits.append)


def ask(chat: Chat) -> str:
    return chat.translate("Toys", "en", "zh", [])


def test_good_answer(chat: Chat, httpserver: HTTPServer) -> None:
    httpserver.expect_request(PATH, method="POST").respond_with_json(answer(" 玩具 "))
    assert ask(chat) == "玩具"
    request, _ = httpserver.log[0]
    asked = json.loads(request.get_data())
    assert (asked["model"], asked["temperature"]) == ("tiny-1", 0)
    assert request.headers["Authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize(
    ("after", "waited"), [("7", 7.0), ("86400", 30.0), ("soon", 2.0), (None, 2.0)]
)
def test_busy_endpoint_is_asked_once_more(
    chat: Chat,
    httpserver: HTTPServer,
    waits: list[float],
    after: str | None,
    waited: float,
) -> None:
    headers = {"Retry-After": after} if after else {}
    httpserver.expect_ordered_request(PATH).respond_with_data(
        "slow", status=429, headers=headers
    )
    httpserver.expect_ordered_request(PATH).respond_with_json(answer("玩具"))
    assert ask(chat) == "玩具"
    assert waits == [waited]


@pytest.mark.parametrize(("status", "calls"), [(500, 2), (503, 2), (401, 1), (404, 1)])
def test_failures(chat: Chat, httpserver: HTTPServer, status: int, calls: int) -> None:
    httpserver.expect_request(PATH).respond_with_data(f"bad {KEY}", status=status)
    with pytest.raises(EngineError) as error:
        ask(chat)
    assert error.value.reason == f"status-{status}"
    assert len(httpserver.log) == calls


@pytest.mark.parametrize(
    "body",
    [
        "<html><body>Sign in</body></html>",
        "",
        "[]",
        '{"choices": []}',
        json.dumps(answer(None)),
        "[" * 50_000,
    ],
)
def test_nonsense(chat: Chat, httpserver: HTTPServer, body: str) -> None:
    httpserver.expect_request(PATH).respond_with_data(body)
    with pytest.raises(EngineError, match="nonsense"):
        ask(chat)


def test_huge_answer(chat: Chat, httpserver: HTTPServer) -> None:
    httpserver.expect_request(PATH).respond_with_data("x" * (LARGEST + 1))
    with pytest.raises(EngineError, match="too-large"):
        ask(chat)


def test_redirect_is_not_followed(chat: Chat, httpserver: HTTPServer) -> None:
    there = {"Location": httpserver.url_for("/private")}
    for status in (302, 307):
        httpserver.clear()
        httpserver.expect_request(PATH).respond_with_data("", status, there)
        with pytest.raises(EngineError, match="redirect"):
            ask(chat)
        assert [request.path for request, _ in httpserver.log] == [PATH]


def test_late_answer(httpserver: HTTPServer) -> None:
    def late(_: Request) -> Response:
        time.sleep(0.3)
        return Response("{}")

    httpserver.expect_request(PATH).respond_with_handler(late)
    chat = Chat(httpserver.url_for("/v1"), "tiny-1", KEY, timeout=0.1)
    with pytest.raises(EngineError, match="timeout"):
        ask(chat)


def test_nobody_there_and_no_key_told() -> None:
    chat = Chat("http://127.0.0.1:9", "tiny-1", KEY, timeout=1)
    with pytest.raises(EngineError, match="unreachable") as error:
        ask(chat)
    assert KEY not in repr(chat) + repr(error.value) + str(error.value)
    assert error.value.__cause__ is None
