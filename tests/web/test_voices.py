"""Answers to a notice: by link and from inside, once, bounded, and counted safely."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from models import clock
from models.alert import Alert
from models.database import session_factory
from models.notice import Notice
from models.organisation import Organisation
from models.user import AuditEntry, Role, User
from models.voice import Voice
from tests.web.signing_in import GOOD, HASHER, MakeApp, app_maker, enter, person
from tests.web.small_world import NOW, add_event, add_notice, add_user, subscribe
from web.alerts.links import Links, voice_until
from web.voices.counting import count, shield

TODAY = date(2026, 3, 2)
FORM = {
    "affected": "yes",
    "cost": "to50",
    "months": "12",
    "product": "锂电池",
    "contact": "李工",
    "remark": "<script>标签</script>",
}
PDF = b"%PDF-1.7 report"


@pytest.fixture
def make_app(database: Engine, tmp_path: Path) -> MakeApp:
    with session_factory(database).begin() as session:
        clock.fix_day(session, TODAY)
    return app_maker(database, tmp_path)


@pytest.fixture
def client(make_app: MakeApp) -> FlaskClient:
    return make_app().test_client()


def firm(session: Session, name: str) -> Organisation:
    made = Organisation(kind="firm", name=name, created_at=NOW)
    session.add(made)
    session.flush()
    return made


def alert(session: Session, user: User, notice: Notice) -> Alert:
    made = Alert(
        subscription_id=subscribe(session, user, hs=["8507"]).id,
        user_id=user.id,
        measure_id=notice.measure_id,
        event_id=add_event(session, notice).id,
        notice_id=notice.id,
        level="orange",
        reason={},
        snapshot={},
        created_at=NOW,
    )
    session.add(made)
    session.flush()
    return made


@pytest.fixture
def way(database: Engine, make_app: MakeApp) -> str:
    """The path of a link in an alert."""
    key = make_app().config["SECRET_KEY"]
    with session_factory(database).begin() as session:
        notice = add_notice(session, "G/TBT/N/EU/1")
        user = add_user(session, password_hash=HASHER.hash(GOOD))
        user.organisation_id = firm(session, "武汉某某电池有限公司").id
        one = alert(session, user, notice)
        until = voice_until(notice.deadline, TODAY)
        return Links("", key).voice(one.id, user.id, until)


def only(database: Engine) -> Voice:
    with session_factory(database)() as session:
        return session.scalars(select(Voice)).one()


def test_a_link_is_answered_once_without_signing_in(
    client: FlaskClient, database: Engine, way: str
) -> None:
    page = client.get(way).text
    assert 'value="李工"' in page
    assert 'value="li@firm.cn"' in page
    answer = client.post(way, data=FORM, follow_redirects=True)
    assert "2026年4月20日" in answer.text
    kept = only(database)
    assert (kept.affected, kept.cost, kept.months) == ("yes", "to50", 12)
    assert kept.organisation_id is not None
    for again in (client.get(way), client.post(way, data={**FORM, "product": "x"})):
        assert again.status_code == 422
        assert "2026-03-02答复过" in again.text
    assert only(database).product == "锂电池"
    with session_factory(database)() as session:
        told = session.scalars(select(AuditEntry.action)).all()
    assert "voice.given" in told


def test_looking_answers_nothing(
    client: FlaskClient, database: Engine, way: str
) -> None:
    assert client.get(way).status_code == 200
    assert client.head(way).status_code == 200
    with session_factory(database)() as session:
        assert session.scalars(select(Voice)).all() == []


def test_altered_late_and_foreign_links_are_refused(
    make_app: MakeApp, client: FlaskClient, database: Engine, way: str
) -> None:
    key = make_app().config["SECRET_KEY"]
    foreign = Links("", "another key").voice(1, 1, TODAY)
    stranger = Links("", key).voice(1, 999, TODAY)
    for bad in (way + "x", way[:-3], foreign, stranger, "/voice/nothing"):
        assert client.get(bad).status_code == 422
        assert client.post(bad, data=FORM).status_code == 422
    late = Links("", key).voice(1, 1, TODAY - timedelta(days=1))
    assert "2026-03-01失效" in client.post(late, data=FORM).text
    with session_factory(database).begin() as session:
        session.execute(update(User).values(disabled=True))
    assert client.post(way, data=FORM).status_code == 422


def test_a_link_lasts_a_week_beyond_the_deadline() -> None:
    assert voice_until(date(2026, 4, 20), TODAY) == date(2026, 4, 27)
    assert voice_until(None, TODAY) == date(2026, 5, 1)
    assert voice_until(date(2026, 1, 1), TODAY) == date(2026, 5, 1)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"product": "  "}, "请填写涉及的产品"),
        ({"contact": ""}, "请填写联系人"),
        ({"remark": "长" * 2001}, "超过2000字"),
        ({"file": "MZ program"}, "不是可接受的文件"),
    ],
)
def test_a_refusal_keeps_what_was_typed(
    client: FlaskClient, way: str, given: dict[str, str], words: str
) -> None:
    form: dict[str, object] = {**FORM, "certificate": "CE 0123", **given}
    if "file" in given:
        form["file"] = (BytesIO(given["file"].encode()), "report.pdf")
    answer = client.post(way, data=form, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert words in answer.text
    assert "CE 0123" in answer.text
    assert client.get(way).status_code == 200


def test_only_product_and_contact_are_needed_and_forged_choices_are_dropped(
    client: FlaskClient, database: Engine, way: str
) -> None:
    form = {"product": "锂电池", "contact": "李工", "cost": "1e9", "months": "-3"}
    assert client.post(way, data=form).status_code == 303
    kept = only(database)
    assert (kept.affected, kept.cost, kept.months) == ("", "", None)


def test_signed_in_an_answer_may_be_changed_and_its_file_stays(
    client: FlaskClient, database: Engine, way: str
) -> None:
    form = {**FORM, "file": (BytesIO(PDF), "检测报告.PDF")}
    client.post(way, data=form, content_type="multipart/form-data")
    voice = only(database)
    assert enter(client, "li@firm.cn") == 303
    inside = f"/notices/{voice.notice_id}/voice"
    assert "检测报告.pdf" in client.get(inside).text
    assert client.post(inside, data={**FORM, "cost": "to10"}).status_code == 303
    changed = only(database)
    assert (changed.cost, changed.file["name"]) == ("to10", "检测报告.pdf")
    answer = client.get(f"/voices/{voice.id}/file")
    assert answer.data == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_centre_sees_names_and_another_firm_sees_nothing(
    make_app: MakeApp, client: FlaskClient, database: Engine, way: str
) -> None:
    client.post(way, data=FORM)
    voice = only(database)
    other, officer = make_app().test_client(), make_app().test_client()
    enter(other, person(database))
    enter(officer, person(database, Role.OFFICER))
    assert other.get(f"/voices/{voice.id}/file").status_code == 404
    assert other.get(f"/notices/{voice.notice_id}/voices").status_code == 403
    assert "锂电池" not in other.get(f"/notices/{voice.notice_id}/voice").text
    assert 'id="voices"' not in other.get(f"/notices/{voice.notice_id}").text
    page = officer.get(f"/notices/{voice.notice_id}/voices").text
    assert "武汉某某电池有限公司" in page
    assert "&lt;script&gt;标签" in page
    assert "答复的企业不足3家，不对外" in page
    assert 'id="voices"' in officer.get(f"/notices/{voice.notice_id}").text
    assert "G/TBT/N/EU/1" in officer.get("/voices").text
    assert officer.get(f"/notices/{voice.notice_id}/voice").status_code == 422
    assert officer.get("/notices/999999/voices").status_code == 404


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"yes": 5, "no": 3}, {"yes": 5, "no": 3}),
        ({"yes": 2}, {}),
        ({"yes": 4, "no": 1}, {}),
        ({"a": 6, "b": 4, "c": 2}, {"a": 6}),
        ({"a": 6, "b": 2, "c": 2}, {"a": 6}),
        ({}, {}),
    ],
)
def test_no_group_under_three_can_be_found(
    counts: dict[object, int], shown: dict[object, int]
) -> None:
    assert shield(counts) == shown


def test_who_left_it_out_cannot_be_found_either() -> None:
    assert shield({"yes": 4}, 5) == {}
    assert shield({"yes": 4}, 7) == {"yes": 4}


def test_a_firm_counts_once_by_its_latest_answer() -> None:
    newest = Voice(user_id=1, organisation_id=7, affected="no", cost="", months=0)
    older = Voice(user_id=2, organisation_id=7, affected="yes", cost="to1", months=3)
    single = Voice(user_id=3, organisation_id=None, affected="yes", cost="")
    heard = count([newest, older, single])
    assert heard.firms == 2
    assert heard.affected.counts == {"yes": 1, "no": 1}
    assert heard.months.counts == {0: 1}
    assert not heard.is_outward
