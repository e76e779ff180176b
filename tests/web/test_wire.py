"""We post to the open web only, to the address that was checked, and not for long."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from tests.web.channelled import QUICK
from web.alerts.channels.webhook import judge
from web.alerts.channels.wire import MOST_READ, Wire, WireError, is_open

PRIVATE = [
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "::1",
    "fe80::1%eth0",
    "fc00::1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_closed(address: str) -> None:
    assert not is_open(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1"])
def test_addresses_of_the_web_are_open(address: str) -> None:
    assert is_open(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "2130706433"])
def test_this_machine_is_not_posted_to(host: str, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/").respond_with_data("no")
    with pytest.raises(WireError) as told:
        Wire(timeout=1).post(f"http://{host}:{httpserver.port}/", b"{}", {})
    assert not told.value.away
    assert httpserver.log == []


def test_a_name_that_changes_its_mind_gains_nothing(
    httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is asked for once; the connection goes to the address that was checked."""
    httpserver.expect_request("/").respond_with_data("yes")
    asked = []

    def resolve(host: str, port: int, *_more: int, **_words: int) -> list[object]:
        asked.append(host)
        return [(2, 1, 6, "", ("127.0.0.1", port))]

    checked = []

    def permits(address: str) -> bool:
        checked.append(address)
        return True

    real = socket.create_connection

    def connect(address: tuple[str, int], timeout: float) -> socket.socket:
        assert address[0] in checked
        return real(address, timeout)

    monkeypatch.setattr("web.alerts.channels.wire.socket.getaddrinfo", resolve)
    monkeypatch.setattr("web.alerts.channels.wire.socket.create_connection", connect)
    url = f"http://rebinding.example:{httpserver.port}/"
    assert Wire(permits=permits).post(url, b"{}", {}).status == 200
    assert checked == ["127.0.0.1"]
    assert asked.count("rebinding.example") == 1
    assert httpserver.log[0][0].headers["Host"].startswith("rebinding.example")


def test_the_next_address_of_a_name_is_tried(
    httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the first leads nowhere, as one of IPv6 does on many machines."""
    httpserver.expect_request("/").respond_with_data("yes")
    real = socket.getaddrinfo

    def resolve(host: str, port: int, *more: Any, **words: Any) -> list[Any]:
        if host != "two.example":
            return real(host, port, *more, **words)
        return [(2, 1, 6, "", (one, port)) for one in ("::1", "127.0.0.1")]

    monkeypatch.setattr("web.alerts.channels.wire.socket.getaddrinfo", resolve)
    url = f"http://two.example:{httpserver.port}/"
    assert QUICK.post(url, b"{}", {}).status == 200


def test_a_greeting_that_dribbles_is_cut() -> None:
    """TLS is never reached: each octet is in time, the whole is not."""
    over = threading.Event()

    def dribble(listener: socket.socket) -> None:
        connection, _ = listener.accept()
        with connection, suppress(OSError):
            connection.sendall(b"\x16\x03\x03\x40\x00")
            while not over.wait(0.05):
                connection.sendall(b"x")

    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = threading.Thread(target=dribble, args=(listener,))
        server.start()
        start = time.monotonic()
        with pytest.raises(WireError) as told:
            QUICK.post(f"https://127.0.0.1:{listener.getsockname()[1]}/", b"", {})
        over.set()
        server.join(5)
    assert told.value.away
    assert time.monotonic() - start < 2


def test_one_private_address_among_several_closes_a_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = [(2, 1, 6, "", (one, 443)) for one in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(
        "web.alerts.channels.wire.socket.getaddrinfo", lambda *_a, **_w: rows
    )
    with pytest.raises(WireError, match="open web"):
        Wire().post("https://two.example/", b"", {})


def test_a_slow_answer_is_cut(httpserver: HTTPServer) -> None:
    def drip(_request: Request) -> Response:
        def parts() -> object:
            for _ in range(10):
                time.sleep(0.1)
                yield b"."

        return Response(parts())  # type: ignore[arg-type]

    httpserver.expect_request("/").respond_with_handler(drip)
    start = time.monotonic()
    with pytest.raises(WireError, match=r"0\.4 seconds") as told:
        QUICK.post(httpserver.url_for("/"), b"{}", {})
    assert told.value.away
    assert time.monotonic() - start < 1.5


def test_of_a_huge_answer_little_is_read(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/").respond_with_data(b"x" * 5_000_000)
    assert len(QUICK.post(httpserver.url_for("/"), b"{}", {}).body) == MOST_READ


def test_redirects_are_not_followed(httpserver: HTTPServer) -> None:
    there = {"Location": httpserver.url_for("/there")}
    httpserver.expect_request("/").respond_with_data(status=302, headers=there)
    answer = QUICK.post(httpserver.url_for("/"), b"{}", {})
    assert answer.status == 302
    assert "302" in judge(answer.status).error
    assert len(httpserver.log) == 1


def test_nobody_there_is_said() -> None:
    with pytest.raises(WireError) as told:
        QUICK.post("http://127.0.0.1:9/", b"{}", {})
    assert told.value.away
