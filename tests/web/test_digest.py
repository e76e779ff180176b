"""The overview of a day: its numbers, its honesty, its mail and its page."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from models.alert import Message
from models.database import session_factory
from models.source import Run, RunState
from tests.web.letters import LINKS, SECTOR, Sessions
from tests.web.signing_in import app_maker, enter, person
from tests.web.small_world import NOW, TODAY, add_match, add_notice, add_user
from web.alerts.dressing import way_out
from web.alerts.links import Links
from web.digest import mailing
from web.digest.service import read_overview
from web.digest.words import paragraph, subject

DAY = TODAY - timedelta(days=1)


@pytest.fixture
def sessions(database: Engine) -> Sessions:
    return session_factory(database)


def fill(session: Session) -> None:
    """Three documents of a day: one of four Members, one for food, one matched."""
    add_notice(
        session,
        "G/TBT/N/KEN/1",
        members=("KEN", "RWA", "TZA", "UGA"),
        distributed=DAY,
        deadline=None,
    )
    add_notice(session, "G/SPS/N/USA/2", distributed=DAY, agreement="SPS")
    add_match(session, add_notice(session, "G/TBT/N/USA/3", distributed=DAY), SECTOR)
    add_notice(session, "G/TBT/N/USA/4")
    add_notice(session, "FR-1", distributed=DAY, kind="draft")


def crawled(session: Session, at: datetime = NOW) -> None:
    """A crawl that ended well at an instant."""
    run = Run(source_slug="wto_eping", job="crawl", state=RunState.OK, started_at=at)
    run.ended_at = at
    session.add(run)
    session.flush()


def test_both_counts_and_the_members_highest_first(session: Session) -> None:
    fill(session)
    crawled(session)
    one = read_overview(session, DAY, NOW)
    assert (one.documents, one.copies, one.tbt, one.sps) == (3, 6, 2, 1)
    assert (one.members[0].zh, one.members[0].count) == ("美国", 2)
    assert (one.touching, one.sectors[0].id) == (1, SECTOR)
    told = paragraph(one, "zh")
    assert told.startswith("2026年3月1日，5 个成员通报了 3 项措施（TBT 2 项，SPS 1 项")
    assert "按成员计共 6 项" in told
    assert "美国 2 项、肯尼亚 1 项" in told
    assert "锂离子电池与储能 1 项。评议截止日为2026年4月20日。" in told
    assert "可能不全" not in told
    assert "5 Members notified 3 measures (TBT 2, SPS 1; 6 if" in paragraph(one, "en")


def test_a_quiet_day_is_only_called_so_after_a_crawl(session: Session) -> None:
    add_notice(session, "G/TBT/N/USA/4")
    assert "没有新通报" not in paragraph(read_overview(session, DAY, NOW), "zh")
    crawled(session)
    one = read_overview(session, DAY, NOW)
    assert (
        paragraph(one, "zh")
        == "2026年3月1日没有新通报（2026-03-02 12:00 已向来源核对）"
    )
    assert "没有新通报" in subject(one, "zh")


def test_a_crawl_of_the_same_day_proves_nothing_of_its_end(session: Session) -> None:
    fill(session)
    crawled(session, NOW - timedelta(days=1))
    one = read_overview(session, DAY, NOW - timedelta(days=1))
    assert not one.complete
    assert paragraph(one, "zh").endswith("2026年3月1日的通报可能不全。")


def test_the_mail_comes_once_a_day_after_eight(sessions: Sessions) -> None:
    early = datetime(2026, 3, 1, 23, 59, tzinfo=UTC)
    with sessions.begin() as session:
        fill(session)
        reader, other = add_user(session), add_user(session, "b@firm.cn")
        mailing.want(session, reader.id, wanted=True)
        mailing.want(session, reader.id, wanted=True)
        assert not mailing.wants(session, other.id)
        assert mailing.make_overviews(session, LINKS, now=early) == 0
        assert mailing.make_overviews(session, LINKS, now=NOW) == 1
        assert mailing.make_overviews(session, LINKS, now=NOW) == 0
    with sessions() as session:
        message = session.scalars(select(Message)).one()
        assert message.subject == (
            "每日概览 2026年3月1日：5 个成员 3 件通报，1 件涉及湖北行业"
        )
        stop = LINKS.digest_off(message.user_id or 0)
        assert way_out(message, LINKS) == stop
        assert stop in message.body
        assert stop in message.body_html
        assert "invalid" not in message.body + message.body_html
        assert "G/TBT/N/USA/4" not in message.body


def test_the_page_and_the_way_out(
    database: Engine, tmp_path: Path, sessions: Sessions
) -> None:
    with sessions.begin() as session:
        fill(session)
    app = app_maker(database, tmp_path)()
    client = app.test_client()
    page = client.get(f"/digest/{DAY.isoformat()}").text
    assert "5 个成员通报了 3 项措施" in page
    assert "G/TBT/N/USA/4" not in page
    for bad in ("2026-13-01", "yesterday", "2999-01-01", "1900-01-01"):
        assert client.get(f"/digest/{bad}").status_code == 404
    email = person(database)
    enter(client, email)
    assert client.post("/digest/mail", data={"wanted": "1"}).status_code == 303
    assert "停止发送" in client.get("/account").text
    with sessions() as session:
        (reader,) = mailing.wanting(session)
    token = Links("", app.config["SECRET_KEY"]).digest_off(reader.id)
    visitor = app.test_client()
    assert visitor.get(token).status_code == 200
    with sessions() as session:
        assert mailing.wants(session, reader.id), "looking stops nothing"
    assert "已停止" in visitor.post(token).text
    assert "已停止" in visitor.post(token).text
    assert visitor.post(token + "x").status_code == 422
    with sessions() as session:
        assert not mailing.wants(session, reader.id)
