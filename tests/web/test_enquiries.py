"""The enquiry desk: ask, answer, assign, close, publish and find again."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from models import clock
from models.alert import Message
from models.case_plan import CalendarDay
from models.database import session_factory
from models.enquiry import Enquiry, EnquiryPost, PublishedAnswer
from models.organisation import Organisation
from models.user import Role, User
from tests.web.signing_in import MakeApp, app_maker, enter, person
from tests.web.small_world import NOW, add_match, add_notice, add_user
from web.alerts.links import TESTING, Links
from web.enquiries import answers
from web.enquiries.desk import find_officer
from web.enquiries.service import Question, ask, due_day
from web.refused import RefusedError

TODAY = date(2026, 3, 5)
FIRM = "随州某某食用菌有限公司"
FORM = {"title": "干香菇的标签", "text": "净含量怎么标？", "product": "干香菇"}
WORDING = {
    "question_zh": "出口干香菇，净含量怎样标注？",
    "answer_zh": "按进口方标签法规，以公制单位标注净含量。",
    "question_en": "How is the net weight of dried mushrooms labelled?",
    "answer_en": "In metric units, as the labelling rules of the importer ask.",
    "market": "USA",
    "sector": "mushrooms",
    "shown": "1",
}


@pytest.fixture
def make_app(database: Engine, tmp_path: Path) -> MakeApp:
    with session_factory(database).begin() as session:
        clock.fix_day(session, TODAY)
    return app_maker(database, tmp_path)


def signed_in(make_app: MakeApp, email: str) -> FlaskClient:
    client = make_app().test_client()
    assert enter(client, email) == 303
    return client


@pytest.fixture
def officer(make_app: MakeApp, database: Engine) -> FlaskClient:
    return signed_in(make_app, person(database, Role.OFFICER))


@pytest.fixture
def own(make_app: MakeApp, database: Engine) -> FlaskClient:
    email = person(database)
    with session_factory(database).begin() as session:
        firm = Organisation(kind="firm", name=FIRM, created_at=NOW)
        session.add(firm)
        session.flush()
        user = session.scalars(select(User).where(User.email == email)).one()
        user.organisation_id = firm.id
    return signed_in(make_app, email)


def notice(database: Engine) -> int:
    with session_factory(database).begin() as session:
        made = add_notice(session, "G/SPS/N/USA/9")
        add_match(session, made, "mushrooms")
        return made.id


def test_a_question_is_answered_by_mail_and_asked_further(
    own: FlaskClient, officer: FlaskClient, database: Engine
) -> None:
    about = notice(database)
    assert "G/SPS/N/USA/9" in own.get(f"/enquiries/new?notice={about}").text
    answer = own.post("/enquiries/new", data={**FORM, "notice": str(about)})
    way = answer.headers["Location"]
    page = officer.get(way).text
    assert FIRM in page
    assert "2026年3月10日" in page
    note = {"text": "先问海关", "internal": "1"}
    assert officer.post(way, data=note).status_code == 303
    assert "先问海关" not in own.get(way).text
    assert "待答复" in own.get(way).text
    assert officer.post(way, data={"text": "以公制标注。"}).status_code == 303
    with session_factory(database)() as session:
        letter = session.scalars(select(Message)).one()
        asked = session.scalars(select(Enquiry)).one()
    assert "干香菇的标签" in letter.subject
    assert "以公制标注" in letter.body
    assert asked.answered_at is not None
    assert asked.owner_id is not None
    assert "已答复" in own.get(way).text
    own.post(way, data={"text": "英文呢？"})
    assert "待答复" in own.get(way).text


def test_who_asked_may_close_and_open_again(
    own: FlaskClient, officer: FlaskClient
) -> None:
    way = own.post("/enquiries/new", data=FORM).headers["Location"]
    assert own.post(f"{way}/state", data={"state": "closed"}).status_code == 303
    assert "已关闭，请先重新打开" in officer.post(way, data={"text": "x"}).text
    assert own.post(f"{way}/state", data={"state": "answered"}).status_code == 422
    own.post(f"{way}/state", data={"state": "open"})
    assert officer.post(way, data={"text": "答复"}).status_code == 303


def test_a_question_about_a_laboratory_is_worded_already(
    own: FlaskClient, database: Engine
) -> None:
    way = Links("", "key").ask(notice(database), about=TESTING)
    page = own.get(way).text
    assert 'value="找检测机构：G/SPS/N/USA/9"' in page
    assert "我们的产品涉及通报 G/SPS/N/USA/9，想找能按其要求检测的机构。" in page
    for other in ("/enquiries/new?about=test", way.replace("=test", "=x")):
        assert "找检测机构" not in own.get(other).text
    assert "Laboratory for G/SPS/N/USA/9" in own.get(f"{way}&lang=en").text


def test_a_second_press_says_nothing_twice(
    own: FlaskClient, officer: FlaskClient, database: Engine
) -> None:
    ways = {own.post("/enquiries/new", data=FORM).headers["Location"] for _ in "12"}
    assert len(ways) == 1
    way = ways.pop()
    for _ in range(2):
        assert officer.post(way, data={"text": "以公制标注。"}).status_code == 303
    with session_factory(database)() as session:
        kinds = [one.kind for one in session.scalars(select(EnquiryPost))]
        assert kinds == ["question", "answer"]
        assert len(session.scalars(select(Message)).all()) == 1
    other = own.post("/enquiries/new", data={**FORM, "text": "英文怎么标？"})
    assert other.headers["Location"] != way


def test_what_is_closed_takes_no_words_of_the_firm(
    own: FlaskClient, officer: FlaskClient
) -> None:
    way = own.post("/enquiries/new", data=FORM).headers["Location"]
    assert own.post(f"{way}/state", data={"state": "closed"}).status_code == 303
    more = {"text": "再问一句", "internal": "1"}
    assert own.post(way, data=more).status_code == 422
    assert officer.post(way, data={"text": "答复"}).status_code == 422
    assert officer.post(way, data={**more, "text": "已电话说明"}).status_code == 303
    page = officer.get(way).text
    assert "已电话说明" in page
    assert "再问一句" not in page


def test_nobody_who_left_is_given_a_question(session: Session) -> None:
    gone = add_user(session, "gone@centre.cn", role="officer", disabled=True)
    with pytest.raises(RefusedError, match="经办人"):
        find_officer(session, str(gone.id))


def test_another_firm_finds_nothing(
    own: FlaskClient, make_app: MakeApp, database: Engine
) -> None:
    way = own.post("/enquiries/new", data=FORM).headers["Location"]
    other = signed_in(make_app, person(database, Role.ASSOCIATION))
    for path in (way, f"{way}/state"):
        data = {"text": "x", "state": "closed"}
        assert other.post(path, data=data).status_code == 404
    assert other.get(way).status_code == 404
    assert "干香菇" not in other.get("/enquiries").text
    assert own.post(f"{way}/assign", data={}).status_code == 403
    assert own.get(f"{way}/publish").status_code == 403


def test_a_late_question_is_marked(
    own: FlaskClient, officer: FlaskClient, database: Engine
) -> None:
    way = own.post("/enquiries/new", data=FORM).headers["Location"]
    assert "逾期" not in officer.get("/enquiries").text
    for due, status in (("2026-03-04", 303), ("昨天", 422)):
        form = {"owner": "", "due": due}
        assert officer.post(f"{way}/assign", data=form).status_code == status
    assert "逾期" in officer.get("/enquiries?state=overdue").text
    with session_factory(database)() as session:
        stranger = session.scalars(select(User.id).where(User.role == "enterprise"))
        form = {"owner": str(stranger.one()), "due": "2026-03-09"}
    assert "经办人须是" in officer.post(f"{way}/assign", data=form).text


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"title": " "}, "请填写咨询的题目"),
        ({"title": "长" * 121}, "不超过120字"),
        ({"text": ""}, "请填写内容"),
        ({"text": "长" * 5001}, "不超过5000字"),
    ],
)
def test_a_refusal_keeps_what_was_typed(
    own: FlaskClient, given: dict[str, str], words: str
) -> None:
    answer = own.post("/enquiries/new", data={**FORM, "notice": "x", **given})
    assert answer.status_code == 422
    assert words in answer.text
    assert "干香菇" in answer.text


def test_a_published_answer_is_found_without_the_firm(
    own: FlaskClient, officer: FlaskClient, make_app: MakeApp, database: Engine
) -> None:
    about = notice(database)
    form = {**FORM, "notice": str(about)}
    way = own.post("/enquiries/new", data=form).headers["Location"]
    officer.post(way, data={"text": "以公制标注。"})
    assert "以公制标注" in officer.get(f"{way}/publish").text
    named = {**WORDING, "answer_zh": f"{FIRM}应以公制标注。"}
    refused = officer.post(f"{way}/publish", data=named)
    assert refused.status_code == 422
    assert "请删去后再公布" in refused.text
    half = {**WORDING, "answer_en": ""}
    assert officer.post(f"{way}/publish", data=half).status_code == 422
    draft = {**WORDING, "shown": ""}
    assert officer.post(f"{way}/publish", data=draft).status_code == 303
    stranger = make_app().test_client()
    assert "净含量" not in stranger.get("/answers").text
    assert stranger.get("/answers/1").status_code == 404
    assert officer.post(f"{way}/publish", data=WORDING).status_code == 303
    page = stranger.get("/answers?q=净含量&market=USA&sector=mushrooms").text
    assert "净含量怎样标注" in page
    assert "净含量怎样标注" not in stranger.get("/answers?market=JPN").text
    assert 'href="/answers/' in stranger.get(f"/notices/{about}").text
    assert "metric units" in stranger.get("/answers?q=labelling&lang=en").text
    with session_factory(database)() as session:
        shown = session.scalars(select(PublishedAnswer)).one()
    whole = stranger.get(f"/answers/{shown.id}?lang=zh").text
    assert "公制单位" in whole
    assert FIRM not in whole


def test_answers_are_found_by_all_words_on_either_database(session: Session) -> None:
    user = add_user(session)
    officer = add_user(session, "o@centre.cn", role=Role.OFFICER)
    for text in ("锂电池的运输标签", "锂电池的能效", "玩具的邻苯二甲酸盐"):
        question = Question(title=text, text=text)
        one = ask(session, user, question, None, Path(), days=3, now=NOW)
        wording = answers.Wording(question_zh=text, answer_zh="见官方文本", shown=True)
        answers.publish(session, one, wording, officer, NOW)

    def found(words: str) -> list[str]:
        listed = answers.list_answers(session, words, "", "", 1)
        return sorted(one.question_zh for one in listed.answers)

    assert len(found("")) == 3
    assert len(found("锂电池")) == 2
    assert found("锂电池 标签") == ["锂电池的运输标签"]
    assert found("100%_") == []
    assert found("邻苯") == ["玩具的邻苯二甲酸盐"]


def test_an_answer_is_due_by_the_officers_calendar(session: Session) -> None:
    now = datetime(2026, 3, 2, 4, tzinfo=UTC)
    assert due_day(session, now, 3) == date(2026, 3, 5)
    off = CalendarDay(day=date(2026, 3, 4), works=False, edited_by="x", edited_at=now)
    session.add(off)
    session.flush()
    assert due_day(session, now, 3) == date(2026, 3, 6)
