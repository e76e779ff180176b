"""Behind a proxy: who is counted when guessing is slowed down."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from http.client import HTTPConnection
from typing import Any

from waitress import create_server

from web.commands.serving import PROXY


def tell(
    environ: dict[str, Any], start: Callable[[str, list[tuple[str, str]]], object]
) -> Iterable[bytes]:
    start("200 OK", [("Content-Type", "text/plain")])
    return [str(environ["REMOTE_ADDR"]).encode()]


def test_the_visitor_is_counted_not_the_proxy() -> None:
    server = create_server(tell, host="127.0.0.1", port=0, threads=1, **PROXY)
    threading.Thread(target=server.run, daemon=True).start()
    for sent, seen in (
        ({}, "127.0.0.1"),
        ({"X-Forwarded-For": "203.0.113.9"}, "203.0.113.9"),
        ({"X-Forwarded-For": "198.51.100.1, 203.0.113.9"}, "203.0.113.9"),
    ):
        line = HTTPConnection("127.0.0.1", server.effective_port, timeout=5)
        line.request("GET", "/", headers=sent)
        assert line.getresponse().read().decode() == seen
        line.close()
    server.close()
