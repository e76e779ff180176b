"""Building a demonstration: what it refuses, what it holds, that it is made once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from crawler.starter.load import load_starter
from models import clock
from models.alert import Alert, Message, MessageState
from models.case import Case
from models.database import session_factory
from models.endpoint import Endpoint, EndpointState
from models.enquiry import Enquiry, PublishedAnswer
from models.measure import Event
from models.notice import Notice
from models.organisation import Organisation
from models.subscription import Subscription
from models.user import Role, User
from models.voice import Barrier, Voice
from tests.web.stage import Place, fill, open_place
from web.accounts.service import add_user
from web.arguments.completeness import completeness
from web.config import load_settings
from web.demo import demo_user, folder, is_demo
from web.demo.build import build_demo
from web.demo.cast import PLAYERS
from web.demo.stage import DAY, check_empty, set_stage
from web.demo.story import CASE_SYMBOL
from web.inbox.listing import Wanted, inbox
from web.refused import RefusedError
from web.shipment.service import coming_up


def test_its_clock_stands_still(demo: Place) -> None:
    with demo.sessions() as session:
        assert is_demo(session)
        assert clock.today(session) == date(2025, 6, 12)
        assert session.scalar(select(func.max(Notice.distributed))) <= DAY


def test_every_role_has_a_person_first(demo: Place) -> None:
    with demo.sessions() as session:
        for role in Role:
            user = demo_user(session, role)
            assert user is not None
            assert user.email.endswith(("@example.org", "@example.com"))
        trader = demo_user(session, Role.ENTERPRISE)
        assert trader is not None
        assert trader.email == "trade@example.com"


def test_every_firm_says_that_it_is_invented(demo: Place) -> None:
    with demo.sessions() as session:
        names = session.scalars(select(Organisation.name)).all()
        assert len(names) >= 8
        assert all("示例" in name and "虚构" in name for name in names)


def test_exporter_hears_of_new_extended_and_adopted(demo: Place) -> None:
    with demo.sessions() as session:
        user = demo_user(session, Role.ENTERPRISE)
        assert user is not None
        kinds = set(
            session.scalars(
                select(Event.kind)
                .join(Alert, Alert.event_id == Event.id)
                .where(Alert.user_id == user.id)
            )
        )
        assert {"circulated", "extended", "adopted"} <= kinds
        found = inbox(session, user, Wanted(), today=DAY, language="zh")
        assert 0 < found.counts["unread"] < found.total


def test_alerts_are_sent_as_files(demo: Place) -> None:
    with demo.sessions() as session:
        messages = session.scalars(select(Message)).all()
        assert messages
        mails = [one for one in messages if one.channel == "mail"]
        assert {one.state for one in mails} == {MessageState.SENT}
        assert {one.address.partition("@")[2] for one in mails} <= {
            "example.org",
            "example.com",
        }
    letters = list((demo.settings.data / "outbox").glob("*.eml"))
    assert len(letters) == len(mails)


def test_channels_have_a_story_and_nobody_is_called(demo: Place) -> None:
    """A chat took all, a program was away and came back, an old system is gone."""
    with demo.sessions() as session:
        pushes = session.scalars(select(Message).where(Message.channel != "mail")).all()
        ended = {(one.address, one.state) for one in pushes}
        assert ended == {
            ("关务群（演示）", MessageState.SENT),
            ("ERP接口（演示）", MessageState.SENT),
            ("旧系统接口（演示）", MessageState.FAILED),
        }
        late = [one for one in pushes if one.attempts > 1]
        assert {one.address for one in late} == {"ERP接口（演示）"}
        keys = session.scalars(select(Message.key).where(Message.key.like("digest:%")))
        assert len(keys.all()) > 2
        (gone,) = session.scalars(
            select(Endpoint).where(Endpoint.state == EndpointState.DISABLED)
        )
        assert gone.url.partition("/in")[0].endswith(".example.com")


def test_only_the_week_alerts(demo: Place) -> None:
    with demo.sessions() as session:
        early = (
            select(func.count(Alert.id))
            .join(Notice, Notice.id == Alert.notice_id)
            .where(Notice.distributed < date(2025, 6, 4))
        )
        assert session.scalar(early) == 0


def test_the_exporter_finds_something_on_each_of_its_pages(demo: Place) -> None:
    with demo.sessions() as session:
        trader = demo_user(session, Role.ENTERPRISE)
        assert trader is not None
        coming = coming_up(session, trader, clock.today(session))
        assert [one.notice.symbol for one in coming] == ["G/TBT/N/JPN/853/Add.1"]
        own = select(Barrier).where(Barrier.user_id == trader.id)
        assert [one.state for one in session.scalars(own)] == ["checking"]
        asked = select(Enquiry).where(Enquiry.user_id == trader.id)
        assert [one.state for one in session.scalars(asked)] == ["answered"]
        assert session.scalar(select(PublishedAnswer.shown)) is True
        given = select(Voice).where(Voice.user_id == trader.id)
        assert session.scalars(given).one().affected == "yes"


def test_officer_has_composed_a_second_version(demo: Place) -> None:
    with demo.sessions() as session:
        case = session.scalars(
            select(Case).join(Notice).where(Notice.symbol == CASE_SYMBOL)
        ).one()
        assert case.state == "drafting"
        assert [draft.origin for draft in case.drafts] == ["machine", "composed"]
        second = case.drafts[1]
        assert "24个月" in second.text_zh
        assert "24 months" in second.text_en
        assert "（虚构示例）" in second.text_zh
        missing = {one.what for one in completeness(session, case)}
        assert missing == {"proof"}


def test_building_again_changes_nothing(own_demo: Place) -> None:
    counts = [select(func.count()).select_from(one) for one in (User, Alert, Message)]
    with own_demo.sessions() as session:
        before = [session.scalar(query) for query in counts]
    build_demo(own_demo.sessions, own_demo.settings)
    with own_demo.sessions() as session:
        assert [session.scalar(query) for query in counts] == before


def test_a_place_where_people_are_is_refused(tmp_path: Path) -> None:
    place = open_place(tmp_path)
    fill(place)
    with place.sessions.begin() as session:
        add_user(session, "real@example.net", "", Role.OFFICER, actor="test")
    with pytest.raises(RefusedError, match="holds people"):
        build_demo(place.sessions, place.settings)
    with place.sessions() as session:
        assert not is_demo(session)
        assert clock.fixed_day(session) is None
        assert session.scalar(select(func.count()).select_from(Subscription)) == 0


def test_real_notices_are_refused(session: Session) -> None:
    load_starter(session)
    check_empty(session)
    session.scalars(select(Notice).limit(1)).one().provisional = False
    session.flush()
    with pytest.raises(RefusedError, match="real notices"):
        check_empty(session)


def test_the_stage_is_set_on_either_database(database: Engine) -> None:
    with session_factory(database)() as session:
        load_starter(session)
        whole = session.scalar(select(func.count()).select_from(Notice)) or 0
        set_stage(session)
        session.commit()
        left = session.scalar(select(func.count()).select_from(Notice)) or 0
        assert 0 < left < whole
        wishes = sum(len(player.wishes) for player in PLAYERS)
        assert 6 <= wishes <= 9
        kept = session.scalars(select(Subscription)).all()
        assert len(kept) == wishes
        assert all(one.keys for one in kept)


def test_folder_is_apart_from_the_real_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CHUTONG_DATA", str(tmp_path))
    assert folder() == tmp_path / "demo"
    monkeypatch.delenv("CHUTONG_DATA")
    assert folder() == load_settings().data / "demo"
