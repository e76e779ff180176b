"""Letters to the people of the centre: what comes in, what is due, once each."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from models import clock
from models.alert import Message
from models.database import session_factory
from models.enquiry import Enquiry, EnquiryPost, EnquiryState, PostKind
from models.organisation import Organisation
from models.user import Role, User
from models.voice import Barrier, BarrierState
from tests.web.signing_in import app_maker, enter, person
from tests.web.small_world import NOW, TODAY, add_user
from web.alerts.links import Links
from web.officers.mailing import SHOWN, make_desk_letters
from web.officers.wanting import claim, read_told, readers, want, wants

LINKS = Links("https://chutong.example", "a key")
HOUR = timedelta(hours=1)
LATER = date(2026, 3, 31)


@pytest.fixture
def officer(session: Session) -> User:
    return add_user(session, "wang@centre.cn", role="officer")


def ask(session: Session, title: str = "出口认证", due: date = LATER) -> Enquiry:
    """A question of a firm, as its form leaves it."""
    asker = session.scalar(select(User).where(User.email == "li@firm.cn"))
    if asker is None:
        firm = Organisation(kind="firm", name="光谷电池", created_at=NOW)
        session.add(firm)
        session.flush()
        asker = add_user(session, "li@firm.cn")
        asker.organisation_id = firm.id
    made = Enquiry(
        user=asker,
        organisation_id=asker.organisation_id,
        title=title,
        due=due,
        created_at=NOW,
        updated_at=NOW,
    )
    say(session, made)
    return made


def say(session: Session, one: Enquiry, kind: str = PostKind.QUESTION) -> None:
    post = EnquiryPost(kind=kind, author=one.user, at=NOW, text="怎么办理？")
    one.posts.append(post)
    session.add(one)
    session.flush()


def report(session: Session, **columns: object) -> Barrier:
    row: dict[str, object] = {
        "state": BarrierState.NEW,
        "market": "USA",
        "product": "锂电池",
        "story": "抽检比例提高到全部",
        "contact": "李工",
        "email": "li@firm.cn",
        "created_at": NOW,
        "updated_at": NOW,
    }
    made = Barrier(**{**row, **columns})
    session.add(made)
    session.flush()
    return made


def write(session: Session, now: datetime = NOW, today: date = TODAY) -> list[Message]:
    """The letters that a pass writes now."""
    before = set(session.scalars(select(Message.id)))
    count = make_desk_letters(session, LINKS, now=now, today=today)
    made = [one for one in session.scalars(select(Message)) if one.id not in before]
    assert len(made) == count
    return made


def test_one_letter_gathers_what_came_and_says_it_once(
    session: Session, officer: User
) -> None:
    one = ask(session)
    made = report(session, firm="江城纺织")
    [letter] = write(session)
    assert letter.address == officer.email
    assert letter.subject == "【咨询台】新咨询1件；新壁垒报告1件：出口认证等"
    assert f"https://chutong.example/enquiries/{one.id}" in letter.body
    assert f"https://chutong.example/barriers/{made.id}" in letter.body
    assert "- 出口认证\n  光谷电池 · 期限 2026-03-31\n" in letter.body
    assert "- 锂电池\n  江城纺织 · 美国\n" in letter.body
    assert f"/enquiries/{one.id}" in letter.body_html
    assert write(session, NOW + 2 * HOUR) == []


def test_within_an_hour_nothing_more_is_sent_and_nothing_is_lost(
    session: Session, officer: User
) -> None:
    ask(session)
    assert len(write(session)) == 1
    ask(session, "能效标签")
    assert write(session, NOW + HOUR / 2) == []
    [letter] = write(session, NOW + HOUR)
    assert "能效标签" in letter.body
    assert "出口认证" not in letter.body


def test_a_clock_that_was_set_back_silences_nobody(
    session: Session, officer: User
) -> None:
    ask(session)
    write(session, NOW + 24 * HOUR)
    ask(session, "能效标签")
    assert len(write(session)) == 1


def test_a_further_question_is_told_anew_and_an_answer_is_not(
    session: Session, officer: User
) -> None:
    one = ask(session)
    write(session)
    say(session, one, PostKind.ANSWER)
    one.state = EnquiryState.ANSWERED
    assert write(session, NOW + HOUR) == []
    say(session, one)
    one.state = EnquiryState.OPEN
    [letter] = write(session, NOW + 2 * HOUR)
    assert letter.subject == "【咨询台】追问1件：出口认证"


def test_its_officer_alone_hears_of_a_question_and_is_reminded(
    session: Session, officer: User
) -> None:
    other = add_user(session, "zhao@centre.cn", role="officer")
    one = ask(session, due=date(2026, 3, 9))
    one.owner_id = officer.id
    assert [letter.address for letter in write(session)] == [officer.email]
    friday, tuesday = date(2026, 3, 6), date(2026, 3, 10)
    [letter] = write(session, NOW + 96 * HOUR, friday)
    assert (letter.address, letter.subject) == (
        officer.email,
        "【咨询台】临近答复期限1件：出口认证",
    )
    assert write(session, NOW + 120 * HOUR, one.due) == []
    [letter] = write(session, NOW + 168 * HOUR, tuesday)
    assert letter.subject == "【咨询台】已过答复期限1件：出口认证"
    assert write(session, NOW + 192 * HOUR, tuesday) == []
    want(session, officer, wanted=False)
    assert [one.email for one in readers(session)] == [other.email]
    [letter] = write(session, NOW + 216 * HOUR, tuesday)
    assert letter.address == other.email
    assert letter.subject == "【咨询台】已过答复期限1件：出口认证", (
        "each thing stands once"
    )


def test_officers_are_told_unless_they_say_no_others_if_they_say_yes(
    session: Session, officer: User
) -> None:
    people = {role: add_user(session, f"{role}@x.cn", role=role) for role in Role}
    gone = add_user(session, "gone@centre.cn", role="officer")
    gone.disabled = True
    officers = {officer.id, people[Role.OFFICER].id}
    assert {one.id for one in readers(session)} == officers
    want(session, people[Role.REVIEWER], wanted=True)
    want(session, people[Role.ENTERPRISE], wanted=True)
    want(session, officer, wanted=False)
    want(session, officer, wanted=False)
    assert not wants(session, officer)
    assert {one.role for one in readers(session)} == {Role.OFFICER, Role.REVIEWER}


def test_what_is_not_confirmed_or_in_hand_is_not_told(
    session: Session, officer: User
) -> None:
    report(session, state=BarrierState.UNCONFIRMED)
    report(session, state=BarrierState.CHECKING)
    one = ask(session)
    one.state = EnquiryState.CLOSED
    assert write(session) == []


def test_words_of_strangers_stay_words(session: Session, officer: User) -> None:
    officer.language = "en"
    ask(session, "<b>x</b>\r\nBcc: all@firm.cn")
    for number in range(SHOWN + 2):
        report(session, product=f"<i>{number}</i>")
    [letter] = write(session)
    counts = "[Enquiry desk] New questions: 1; New barrier reports: 22"
    assert letter.subject == f"{counts} – <b>x</b> Bcc: all@firm.cn and others"
    assert "<b>" not in letter.body_html
    assert "<i>" not in letter.body_html
    assert "2 more" in letter.body


def test_two_passes_at_once_tell_a_thing_once(session: Session, officer: User) -> None:
    before = read_told(session, officer)
    assert claim(session, officer, before, {"post:1"}, NOW)
    assert not claim(session, officer, before, {"post:1"}, NOW)
    held = read_told(session, officer)
    assert held.marks == {"post:1"}
    assert claim(session, officer, held, {"post:2"}, NOW)
    assert not claim(session, officer, held, {"post:3"}, NOW)


def test_the_switch_stands_on_the_account_of_the_centre_alone(
    database: Engine, tmp_path: Path
) -> None:
    make_app = app_maker(database, tmp_path)
    with session_factory(database).begin() as session:
        clock.fix_day(session, TODAY)
    officer, firm = make_app().test_client(), make_app().test_client()
    enter(officer, person(database, Role.OFFICER))
    enter(firm, person(database, Role.ENTERPRISE))
    assert "/account/desk-mail" not in firm.get("/account").text
    assert firm.post("/account/desk-mail", data={"wanted": "0"}).status_code == 403
    assert (
        'name="wanted" value="0"><p><button class="btn btn-quiet">停止发送'
        in "".join(line.strip() for line in officer.get("/account").text.splitlines())
    )
    assert officer.post("/account/desk-mail", data={"wanted": "0"}).status_code == 303
    with session_factory(database)() as session:
        assert readers(session) == []
