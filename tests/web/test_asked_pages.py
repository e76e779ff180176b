"""The forms of those who are asked: by link, in parts, late, and for nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from models import clock
from models.alert import Message
from models.consultation import Answer, Asked, AskedKind, Expert
from models.database import session_factory
from models.user import Role
from tests.web.asking import CLOSES, add_body, add_case, add_round, ask
from tests.web.centre import enter, make_app
from tests.web.small_world import NOW, TODAY, add_user
from web.alerts.links import Links
from web.consultations.links import link_of

FORM = {
    "affected": "yes",
    "cost": "to50",
    "months": "12",
    "exports": "c",
    "models": "12",
    "product": "锂电池",
    "contact": "李工",
    "opinion": "<script>标签</script>",
}
AFTER = CLOSES + timedelta(days=1)


class World:
    """An application, and one firm that is asked."""

    def __init__(self, database: Engine, folder: Path) -> None:
        self.sessions = session_factory(database)
        with self.sessions.begin() as session:
            clock.fix_day(session, TODAY)
            self.round_id = add_round(session, add_case(session)).id
            self.firm_id = add_body(session, "甲公司").id
            self.user_id = add_user(
                session, "li@jia.example", organisation_id=self.firm_id
            ).id
        url = database.url.render_as_string(hide_password=False)
        self.app: Flask = make_app(
            url, folder, WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=False
        )
        self.client = self.app.test_client()
        self.asked_id = self.ask("甲公司", organisation_id=self.firm_id)

    def ask(self, name: str, kind: AskedKind = AskedKind.FIRM, **columns: Any) -> int:
        """A further party of the round."""
        from models.consultation import Consultation

        with self.sessions.begin() as session:
            one = session.get_one(Consultation, self.round_id)
            return ask(session, one, name, kind, **columns).id

    def way(self, asked_id: int | None = None) -> str:
        """The path of a party's link."""
        with self.sessions() as session:
            asked = session.get_one(Asked, asked_id or self.asked_id)
            links = Links("", self.app.config["SECRET_KEY"])
            return link_of(links, asked, TODAY)

    def on(self, day: date) -> None:
        """Let it be a day."""
        with self.sessions.begin() as session:
            clock.fix_day(session, day)

    def answer(self, asked_id: int | None = None) -> Answer | None:
        """What a party answered."""
        with self.sessions() as session:
            wanted = asked_id or self.asked_id
            return session.scalar(select(Answer).where(Answer.asked_id == wanted))

    def asked(self, asked_id: int | None = None) -> Asked:
        """A party."""
        with self.sessions() as session:
            return session.get_one(Asked, asked_id or self.asked_id)

    def edition(self) -> str:
        """What the form shows of the answer."""
        found = self.answer()
        return found.changed_at.isoformat() if found else ""

    def send(self, **words: Any) -> Any:
        """Send the form of the link."""
        given = {**FORM, "based_on": self.edition(), **words}
        return self.client.post(self.way(), data=given)


@pytest.fixture
def world(database: Engine, tmp_path: Path) -> World:
    return World(database, tmp_path)


@pytest.fixture
def here(folder: Path) -> Iterator[World]:
    """The same on SQLite alone, for what no database can change."""
    from models.database import open_database

    engine = open_database(f"sqlite:///{folder / 'chutong.db'}").kw["bind"]
    yield World(engine, folder)
    engine.dispose()


def letters(session: Session) -> list[str]:
    return [f"{m.address} {m.subject}" for m in session.scalars(select(Message))]


def test_an_answer_is_taken_without_signing_in_and_changed_until_the_day(
    world: World,
) -> None:
    page = world.client.get(world.way())
    assert page.status_code == 200
    assert "甲公司" in page.text
    assert world.answer() is None  # looking changes nothing
    assert world.asked().opened_at is None
    assert world.send().status_code == 303
    kept = world.answer()
    assert kept is not None
    assert (kept.affected, kept.cost, kept.months, kept.models) == (
        "yes",
        "to50",
        12,
        12,
    )
    assert not kept.late
    assert "&lt;script&gt;" in world.client.get(world.way()).text
    assert world.send(product="电芯").status_code == 303
    changed = world.answer()
    assert changed is not None
    assert changed.product == "电芯"
    with world.sessions() as session:
        told = letters(session)
    assert len(told) == 1
    assert "意见已收到" in told[0]


def test_part_of_an_answer_is_kept_and_not_taken_for_one(here: World) -> None:
    sent = here.send(do="keep", product="", contact="")
    assert sent.status_code == 303
    assert here.asked().answered_at is None
    assert "还没有提交" in here.client.get(here.way()).text
    refused = here.send(product="")
    assert refused.status_code == 422
    assert "请填写涉及的产品" in refused.text
    assert "&lt;script&gt;标签" in refused.text
    assert here.send().status_code == 303
    assert here.asked().answered_at is not None


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"contact": ""}, "请填写联系人"),
        ({"models": "很多"}, "整数"),
        ({"opinion": "长" * 3001}, "3000字"),
        ({"file": (BytesIO(b"MZ\x90\x00"), "report.pdf")}, "不是可接受的文件"),
        ({"file": (BytesIO(b"x" * (11 << 20)), "big.pdf")}, "超过10 MB"),
        ({"based_on": "2020-01-01"}, "已有人保存过"),
    ],
)
def test_what_is_wrong_is_said_and_the_words_are_handed_back(
    here: World, words: dict[str, Any], sentence: str
) -> None:
    answer = here.send(**words)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'value="锂电池"' in answer.text
    assert here.answer() is None


def test_a_value_of_no_list_is_nothing(here: World) -> None:
    here.send(affected="maybe", cost="1e9", months="7", exports="z")
    kept = here.answer()
    assert kept is not None
    assert (kept.affected, kept.cost, kept.months, kept.exports) == ("", "", None, "")


def test_a_link_is_for_no_other_firm_and_not_for_the_centre(here: World) -> None:
    with here.sessions.begin() as session:
        other = add_body(session, "乙公司")
        rival = add_user(session, "yi@firm.example", organisation_id=other.id).id
        officer = add_user(session, "o@centre.example", role=Role.OFFICER).id
    for user_id, sentence in ((rival, "发给另一家单位"), (officer, "不代他人答复")):
        client = enter(here.app, user_id)
        for answer in (client.get(here.way()), client.post(here.way(), data=FORM)):
            assert answer.status_code == 422
            assert sentence in answer.text
            assert "甲公司" not in answer.text
    assert here.answer() is None
    assert enter(here.app, here.user_id).get(here.way()).status_code == 200


def test_an_expired_link_says_so_and_a_new_one_goes_to_the_old_address(
    here: World,
) -> None:
    way = here.way()
    here.on(CLOSES + timedelta(days=15))
    late = here.client.get(way)
    assert late.status_code == 422
    assert "已于2026-03-30失效" in late.text
    assert here.client.post(way, data=FORM).status_code == 422
    assert here.client.post(f"{way}/again").status_code == 200
    assert here.asked().serial == 2
    with here.sessions() as session:
        assert letters(session) == [
            "甲公司@firm.example 新的链接：G/TBT/N/USA/77 的意见"
        ]
    assert "已被新的链接取代" in here.client.get(way).text


@pytest.mark.parametrize("bad", ["x", "WzEsMSwiMjAyNi0wMS0wMSJd.forged"])
def test_a_forged_link_leads_nowhere(here: World, bad: str) -> None:
    for way in (f"/asked/{bad}", f"{here.way()}x"):
        answer = here.client.get(way)
        assert answer.status_code == 422
        assert "无效或不完整" in answer.text


def test_a_late_answer_counts_for_the_next_round_and_is_told_so(world: World) -> None:
    world.on(AFTER)
    assert "计入下一轮" in world.client.get(world.way()).text
    assert world.send().status_code == 303
    kept = world.answer()
    assert kept is not None
    assert kept.late
    assert "计入下一轮" in world.client.get(world.way()).text
    with world.sessions() as session:
        assert "计入下一轮" in letters(session)[0]
    assert world.send(product="电芯").status_code == 303  # late ones stay open


def test_what_was_given_in_time_is_closed_afterwards(here: World) -> None:
    here.send()
    here.on(AFTER)
    answer = here.send(product="电芯")
    assert answer.status_code == 422
    assert "本轮已于2026-03-16截止" in answer.text
    assert "已提交的答复" in here.client.get(here.way()).text
    kept = here.answer()
    assert kept is not None
    assert kept.product == "锂电池"


def test_a_department_signs_back_with_one_click(world: World) -> None:
    with world.sessions.begin() as session:
        body = add_body(session, "某厅", "department").id
        user = add_user(
            session, "z@ting.example", role=Role.DEPARTMENT, organisation_id=body
        ).id
    columns = {"organisation_id": body}
    asked_id = world.ask("某厅", AskedKind.DEPARTMENT, **columns)
    client = enter(world.app, user)
    page = client.get("/circulation").text
    assert "G/TBT/N/USA/77" in page
    assert "未答复" in page
    client.post(f"/circulation/{asked_id}/receipt")
    assert world.asked(asked_id).opened_at is not None
    assert "已签收" in client.get("/circulation").text
    assert client.post(f"/circulation/{asked_id}/none").status_code == 303
    kept = world.answer(asked_id)
    assert kept is not None
    assert kept.no_opinion
    assert "无意见" in client.get("/circulation").text


def test_a_department_may_also_say_something_by_its_link(here: World) -> None:
    asked_id = here.ask("某厅", AskedKind.DEPARTMENT)
    way = here.way(asked_id)
    assert "无意见" in here.client.get(way).text
    empty = here.client.post(way, data={"based_on": ""})
    assert empty.status_code == 422
    assert "没有意见的" in empty.text
    words = {"opinion": "建议延长", "do": "submit", "based_on": ""}
    assert here.client.post(way, data=words).status_code == 303
    assert here.client.post(way, data={"do": "none"}).status_code == 422  # unseen
    kept = here.answer(asked_id)
    assert kept is not None
    assert kept.opinion == "建议延长"


def test_a_firm_cannot_sign_back_without_a_word(here: World) -> None:
    answer = here.client.post(here.way(), data={"do": "none", "based_on": ""})
    assert answer.status_code == 422
    assert here.answer() is None


def test_an_expert_speaks_clause_by_clause_and_of_interests(here: World) -> None:
    asked_id = here.ask("赵教授", AskedKind.EXPERT)
    way = here.way(asked_id)
    words = {
        "clause": ["5.2", "6.1"],
        "clause_text": ["限值过严", " "],
        "contact": "赵教授",
        "based_on": "",
    }
    refused = here.client.post(way, data=words)
    assert refused.status_code == 422
    assert "利益关系" in refused.text
    assert "限值过严" in refused.text
    assert here.client.post(way, data={**words, "conflict": "无"}).status_code == 303
    kept = here.answer(asked_id)
    assert kept is not None
    assert kept.clauses == [{"clause": "5.2", "text": "限值过严"}]
    assert kept.conflict == "无"


def test_an_expert_sees_only_what_they_were_asked(here: World) -> None:
    with here.sessions.begin() as session:
        mine = add_user(session, "zhao@lab.example", role=Role.EXPERT).id
        other = add_user(session, "qian@lab.example", role=Role.EXPERT).id
        row = Expert(name="赵", user_id=mine, edited_by="x", edited_at=NOW)
        session.add(row)
        session.flush()
        number = row.id
    asked_id = here.ask("赵", AskedKind.EXPERT, expert_id=number)
    assert enter(here.app, mine).get(f"/requests/{asked_id}").status_code == 200
    assert "G/TBT/N/USA/77" in enter(here.app, mine).get("/requests").text
    for place in (f"/requests/{asked_id}", f"/requests/{here.asked_id}"):
        assert enter(here.app, other).get(place).status_code == 404
    assert "G/TBT/N/USA/77" not in enter(here.app, other).get("/requests").text


def test_a_file_comes_back_to_its_firm_and_the_centre_alone(here: World) -> None:
    here.send(file=(BytesIO(b"%PDF-1.7 x"), "检测.pdf"))
    kept = here.answer()
    assert kept is not None
    place = f"/requests/{here.asked_id}/files/{kept.files[0]['sha256']}"
    with here.sessions.begin() as session:
        officer = add_user(session, "o@centre.example", role=Role.OFFICER).id
        rival = add_user(session, "yi@firm.example").id
    assert enter(here.app, here.user_id).get(place).data == b"%PDF-1.7 x"
    assert enter(here.app, officer).get(place).status_code == 200
    assert enter(here.app, rival).get(place).status_code == 404


def test_a_case_that_is_over_takes_nothing_more(here: World) -> None:
    from models.case import Case

    with here.sessions.begin() as session:
        session.scalars(select(Case)).one().state = "closed"
    answer = here.send()
    assert answer.status_code == 422
    assert "已经办结" in answer.text


def officer_of(world: World) -> FlaskClient:
    with world.sessions.begin() as session:
        user = add_user(session, "o@centre.example", role=Role.OFFICER, name="王专员")
        return enter(world.app, user.id)


def test_an_officer_previews_and_sends_a_round(here: World) -> None:
    client = officer_of(here)
    form = {"question_zh": "受影响吗？", "closes": "2026-03-20", "names": "甲公司"}
    page = client.get("/cases/1/consultations/new")
    assert page.status_code == 200
    seen = client.post("/cases/1/consultations", data={**form, "do": "preview"})
    assert "请在2026年3月20日前答复" in seen.text
    with here.sessions() as session:
        assert letters(session) == []
    bad = client.post("/cases/1/consultations", data={**form, "names": "无名"})
    assert bad.status_code == 422
    assert "没有登记名为“无名”的单位" in bad.text
    sent = client.post("/cases/1/consultations", data={**form, "do": "send"})
    assert sent.status_code == 303
    with here.sessions() as session:
        assert len(letters(session)) == 1
    shown = client.get(sent.headers["Location"]).text
    assert "甲公司" in shown
    assert "未答复" in shown


def test_the_centre_sees_who_has_not_signed_back(here: World) -> None:
    here.ask("某厅", AskedKind.DEPARTMENT)
    here.on(CLOSES + timedelta(days=3))
    client = officer_of(here)
    page = client.get("/circulation/unsigned").text
    assert "某厅" in page
    assert "逾期 3 天" in page
    assert client.get(f"/consultations/{here.round_id}").status_code == 200
    assert client.get("/consultations/99").status_code == 404
