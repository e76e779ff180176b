"""Only the publisher is called, wherever an answer wants to send us."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request
from sqlalchemy.orm import Session, sessionmaker
from werkzeug import Response

from crawler import hosts
from crawler.card import WTO_EPING
from crawler.hosts import ForeignHostError, HostsMiddleware, leads_inside
from crawler.settings import Wishes, read_wishes
from tests.crawler.crawls import count, crawl
from tests.crawler.replay import Replay, row


def guard(wishes: Wishes) -> HostsMiddleware:
    spider = SimpleNamespace(card=WTO_EPING, errand=SimpleNamespace(wishes=wishes))
    crawler: Any = SimpleNamespace(spider=spider)
    return HostsMiddleware.from_crawler(crawler)


def passes(wishes: Wishes, url: str) -> bool:
    try:
        asyncio.run(guard(wishes).process_request(Request(url)))
    except ForeignHostError:
        return False
    return True


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch) -> None:
    async def public(_host: str) -> bool:
        return False

    monkeypatch.setattr(hosts, "leads_inside", public)


@pytest.mark.usefixtures("outside")
def test_hosts_on_the_card_and_those_of_the_operator_pass(wishes: Wishes) -> None:
    assert passes(wishes, "https://api.wto.org/eping/members")
    assert passes(wishes, f"{wishes.api_url}/notifications/search")


@pytest.mark.usefixtures("outside")
@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/",
        "http://169.254.169.254/latest/meta-data/",
        "http://localhost:5432/",
        "https://api.wto.org.example.org/",
        "https://user@example.org/api.wto.org",
        "ftp://api.wto.org/",
    ],
)
def test_every_other_host_is_refused(wishes: Wishes, url: str) -> None:
    assert not passes(wishes, url)


@pytest.mark.parametrize(
    ("address", "inside"),
    [
        ("127.0.0.1", True),
        ("10.1.2.3", True),
        ("192.168.7.7", True),
        ("169.254.169.254", True),
        ("::1", True),
        ("fd00::1", True),
        ("192.91.247.22", False),
    ],
)
def test_addresses_inside_the_house_are_known(address: str, inside: bool) -> None:
    assert asyncio.run(leads_inside(address)) is inside


def test_a_host_of_the_card_that_leads_inside_is_refused(
    wishes: Wishes, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def inside(host: str) -> bool:
        return host == "api.wto.org"

    monkeypatch.setattr(hosts, "leads_inside", inside)
    assert not passes(wishes, "https://api.wto.org/eping/members")


@pytest.mark.parametrize("status", [301, 302, 307])
@pytest.mark.parametrize(
    "target", ["https://example.org/moved", "http://127.0.0.1:9/inside"]
)
def test_a_redirect_to_another_host_ends_the_crawl_and_says_so(
    status: int,
    target: str,
    replay: Replay,
    sessions: sessionmaker[Session],
    wishes: Wishes,
) -> None:
    replay.rows = [row(1)]
    moved = Response(status=status, headers={"Location": target})
    replay.before = [lambda: moved]
    ending = crawl(sessions, wishes, "website")
    assert ending.state == "failed"
    assert ending.fault
    assert ending.fault.key == "moved"
    assert target.split("/")[2].split(":")[0] in str(ending.fault)
    assert count(sessions) == 0


def test_the_mirror_stands_for_every_publisher(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    monkeypatch.setenv("CHUTONG_CRAWL_MIRROR", "http://127.0.0.1:8080/")
    wishes = read_wishes(tmp_path)
    address = "http://127.0.0.1:8080/docs.wto.org/a.docx?b=1"
    assert wishes.at("https://docs.wto.org/a.docx?b=1") == address
    assert wishes.own_hosts == {"127.0.0.1:8080"}
