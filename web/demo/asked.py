"""A round of questions of the play: who was asked, who answered, what it proves."""

from datetime import date
from functools import partial
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from models.case import Case
from models.consultation import AskedKind, Consultation, Expert
from models.evidence import Evidence
from models.organisation import Organisation
from models.user import Role
from web.alerts.channels import outbox
from web.alerts.delivery import Post, deliver
from web.alerts.links import Links
from web.cases.beginning import begin_case, case_of_measure
from web.cases.record import Actor
from web.config import Settings
from web.consultations import answering, rounds
from web.consultations.answering import Sitting
from web.consultations.choosing import chosen
from web.consultations.fields import Given
from web.consultations.questions import question_of
from web.consultations.thanking import thank
from web.demo.asked_words import (
    ANSWERS,
    BEGUN,
    CLOSES,
    COST,
    EXPERT,
    FIRMS,
    STANDARD,
    SYMBOL,
)
from web.demo.heard import find_notice
from web.demo.marks import demo_user
from web.demo.stage import DAY, at
from web.demo.story import CASE_SYMBOL
from web.evidence import comparing, made, service
from web.evidence.told import told_of
from web.refused import RefusedError

NOWHERE = Path()
"""Nothing in the play is handed in as a file."""


def ask_around(session: Session, links: Links) -> None:
    """Let an officer ask about a notice, some answer, and evidence come of it."""
    notice, officer = find_notice(session, SYMBOL), demo_user(session, Role.OFFICER)
    if notice is None or officer is None:
        return
    actor = Actor(officer.id, officer.name)
    morning = at(BEGUN, 9)
    case = begin_case(session, notice.id, actor=actor, at=morning, today=BEGUN)
    one = send_round(session, case, links, actor)
    for name, day, given in ANSWERS:
        answer(session, one, name, given, links, day)
    answer(session, one, "示例成员单位（虚构）", Given(no_opinion=True), links, BEGUN)
    answer(session, one, "评议专家（演示）", EXPERT, links, date(2025, 6, 10))
    gather(session, case, actor)
    count_voices(session, actor)


def send_round(
    session: Session, case: Case, links: Links, actor: Actor
) -> Consultation:
    """Five firms, a laboratory's expert and a department are asked."""
    names = [*FIRMS, "示例成员单位"]
    query = select(Organisation).order_by(Organisation.id)
    bodies = [
        body for body in session.scalars(query) if body.name.startswith(tuple(names))
    ]
    marks = [f"o{body.id}" for body in bodies] + [f"e{expert(session).id}"]
    zh, en = question_of(session, case)
    wish = rounds.Wish(zh, en, CLOSES, list(chosen(session, marks)))
    now = at(BEGUN, 10)
    return rounds.begin(session, case, wish, links, actor=actor, now=now, today=BEGUN)


def expert(session: Session) -> Expert:
    """The expert of the play, on the roster."""
    user = demo_user(session, Role.EXPERT)
    made_up = Expert(
        kind=AskedKind.EXPERT,
        name=user.name if user else "评议专家（演示）",
        employer="湖北示例检测中心（虚构）",
        email=user.email if user else "",
        languages=["zh", "en"],
        sectors=["fine-chemicals-pesticides"],
        ics=["13.120"],
        fields="化学品检测（演示）",
        user_id=user.id if user else None,
        edited_by="demo",
        edited_at=at(BEGUN, 9),
    )
    session.add(made_up)
    session.flush()
    return made_up


def answer(
    session: Session,
    one: Consultation,
    name: str,
    given: Given,
    links: Links,
    day: date,
) -> None:
    """One answer on its day, by the link of its party."""
    asked = next((row for row in one.asked if row.name == name), None)
    if asked is None:
        return
    sitting = Sitting(asked.name, "link", "", at(day, 15), day)
    answering.take(session, asked, given, None, NOWHERE, sitting, submit=True)
    thank(session, asked, links, now=sitting.now, today=day)


def gather(session: Session, case: Case, actor: Actor) -> None:
    """Rows of evidence by hand and from an answer, and a line of standards."""
    now = at(DAY, 9, 30)
    cost = service.add(session, case, COST, None, NOWHERE, actor=actor, now=now)
    first = [item.id for item in case.items[:1]]
    service.prove(session, case, cost, first, actor=actor, now=now)
    for told in told_of(session, case):
        if told.name == ANSWERS[0][0]:
            row = made.from_answer(session, case, told, actor=actor, now=now)
            invent(row)
    comparing.add_line(session, case, STANDARD, actor=actor, now=now)


def count_voices(session: Session, actor: Actor) -> None:
    """The voices on the other case, counted for going out."""
    notice = find_notice(session, CASE_SYMBOL)
    case = (
        case_of_measure(session, notice.measure_id)
        if notice is not None and notice.measure_id is not None
        else None
    )
    if case is None:
        return
    try:
        row = made.from_counts(session, case, actor=actor, now=at(DAY, 11))
    except RefusedError:
        return
    invent(row)


def send_letters(
    sessions: sessionmaker[Session], settings: Settings, links: Links
) -> None:
    """Put the letters of the play beside its alerts, as files."""
    post = Post(links, settings.data / outbox.FOLDER, is_offline=True)
    deliver(sessions, post, partial(at, DAY, 15, 30))


def invent(row: Evidence) -> None:
    """Say of a row of the play that it is made up."""
    row.invented = True
