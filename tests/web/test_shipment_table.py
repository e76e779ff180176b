"""The officers' table of shipment days, and the days of a firm's own markets."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from models.database import session_factory
from models.organisation import Organisation
from models.user import AuditEntry, Role, User
from tests.web.shipped import stated
from tests.web.signing_in import app_maker, enter, person
from tests.web.small_world import (
    NOW,
    TODAY,
    add_event,
    add_notice,
    add_user,
    subscribe,
)
from web.alerts.audience import make_alerts
from web.refused import RefusedError
from web.shipment import service, table
from web.shipment.table import Asked

ASKED = Asked("USA", "sea", "35", "7", "货代报价", "2026-03-01")


def test_an_officers_row_wins_and_can_be_taken_back(session: Session) -> None:
    given = stated(entry_into_force="2026-12-01")
    notice = add_notice(session, "G/TBT/N/USA/1", **given)
    table.put_line(session, ASKED, "officer@centre.cn", NOW)
    session.flush()
    way = service.answers_of(session, notice, TODAY)[0].ways[0]
    assert way.last == date(2026, 10, 20)
    table.put_line(session, Asked(**{**vars(ASKED), "days": "30"}), "b@centre.cn", NOW)
    table.put_back(session, "USA", "sea", "officer@centre.cn")
    session.flush()
    way = service.answers_of(session, notice, TODAY)[0].ways[0]
    assert (way.transit.days, way.transit.buffer) == (32, 8)
    with pytest.raises(RefusedError, match="没有人工修改"):
        table.put_back(session, "USA", "sea", "officer@centre.cn")
    acts = session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert acts == ["transit.changed", "transit.changed", "transit.reset"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"member": "XXX"}, "选择市场"),
        ({"member": "CHN"}, "选择市场"),
        ({"mode": "mule"}, "运输方式"),
        ({"days": "-1"}, "在途天数"),
        ({"days": "三"}, "在途天数"),
        ({"buffer": "999"}, "余量天数"),
        ({"source": " "}, "依据"),
        ({"as_of": "2026-13-01"}, "截至日期"),
        ({"as_of": "2030-01-01"}, "不能晚于今天"),
    ],
)
def test_a_row_that_cannot_be_is_refused(
    session: Session, changes: dict[str, str], words: str
) -> None:
    asked = Asked(**{**vars(ASKED), **changes})
    with pytest.raises(RefusedError, match=words):
        table.put_line(session, asked, "officer@centre.cn", NOW)


def test_today_begins_in_wuhan(session: Session) -> None:
    evening = datetime(2026, 3, 2, 16, 30, tzinfo=UTC)
    asked = Asked(**{**vars(ASKED), "as_of": "2026-03-03"})
    assert table.put_line(session, asked, "officer@centre.cn", evening).code == "USA"


def firm_person(session: Session, *markets: str) -> User:
    firm = Organisation(
        kind="firm", name="某企业", markets=list(markets), created_at=NOW
    )
    session.add(firm)
    session.flush()
    user = add_user(session, organisation_id=firm.id)
    subscribe(session, user, markets=["USA", "KEN"])
    return user


def test_ones_own_markets_come_with_what_one_was_alerted_to(session: Session) -> None:
    user = firm_person(session, "g:eac")
    given = stated(entry_into_force="2026-12-01")
    for code in ("USA", "KEN"):
        notice = add_notice(session, f"G/TBT/N/{code}/1", members=(code,), **given)
        add_event(session, notice)
    past = add_notice(
        session,
        "G/TBT/N/KEN/2",
        members=("KEN",),
        **stated(entry_into_force="2026-02-01"),
    )
    add_event(session, past)
    assert make_alerts(session, now=NOW, today=TODAY).alerts == 3
    found = service.coming_up(session, user, TODAY)
    assert [one.notice.symbol for one in found] == ["G/TBT/N/KEN/1"]
    assert found[0].first == date(2026, 10, 17)
    user.organisation.markets = []  # type: ignore[union-attr]
    session.flush()
    found = service.coming_up(session, user, TODAY)
    assert [one.notice.symbol for one in found] == ["G/TBT/N/KEN/1", "G/TBT/N/USA/1"]


def test_the_union_is_a_market_of_who_sells_to_its_states(session: Session) -> None:
    assert "EU" in service.own_markets(session, firm_person(session, "DEU"))


def test_the_pages_show_the_working_and_officers_change_it(
    database: Engine, tmp_path: Path
) -> None:
    with session_factory(database).begin() as session:
        given = stated(entry_into_force="2026-12-01", adoption="2026-08-01")
        notice_id = add_notice(session, "G/TBT/N/USA/1", **given).id
    make_app = app_maker(database, tmp_path)
    visitor, officer = make_app().test_client(), make_app().test_client()
    assert enter(officer, person(database, Role.OFFICER)) == 303
    assert visitor.post("/transit", data=vars(ASKED)).status_code in (302, 303, 403)
    assert officer.post("/transit", data=vars(ASKED)).status_code == 303
    page = visitor.get(f"/notices/{notice_id}").text
    assert "2026-12-01 生效 − 35 天海运 − 7 天余量 = 2026-10-20" in page
    assert "过渡期不足6个月" in page
    assert "officer@" not in visitor.get("/transit").text
    assert "货代报价" in visitor.get("/transit").text
    wrong = officer.post("/transit", data={**vars(ASKED), "days": "x"})
    assert wrong.status_code == 422
    assert "“在途天数”请填 0 到 200" in wrong.text
