"""A round of questions of the play: who was asked, who answered, what it proves."""

from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case
from models.consultation import AskedKind, Consultation, Expert
from models.evidence import Evidence, EvidenceKind
from models.organisation import Organisation
from models.user import Role
from web.alerts.links import Links
from web.cases.beginning import begin_case, case_of_measure
from web.cases.record import Actor
from web.consultations import answering, rounds
from web.consultations.answering import Sitting
from web.consultations.choosing import chosen
from web.consultations.fields import Given
from web.consultations.questions import question_of
from web.consultations.thanking import thank
from web.demo.heard import find_notice
from web.demo.marks import demo_user
from web.demo.stage import DAY, at
from web.demo.story import CASE_SYMBOL
from web.evidence import comparing, made, service
from web.evidence.comparing import Cells
from web.evidence.facts import Fact
from web.evidence.told import told_of
from web.refused import RefusedError

SYMBOL = "G/TBT/N/USA/2201"
BEGUN, CLOSES = date(2025, 6, 4), date(2025, 6, 11)
NOWHERE = Path()
"""Nothing in the play is handed in as a file."""
FIRMS = (
    "武汉示例进出口",
    "荆州示例化工",
    "仙桃示例无纺布",
    "荆门示例电池",
    "武汉示例光电",
)
ANSWERS: tuple[tuple[str, date, Given], ...] = (
    (
        "荆州示例化工（虚构）",
        date(2025, 6, 5),
        Given(
            affected="yes",
            cost="to100",
            months="12",
            exports="d",
            models="26",
            product="水性涂料、木器漆",
            certificate="SDS",
            opinion="每个配方都要重新检测并逐批声明，建议承认出口前的第三方报告。（演示用虚构内容）",
            contact="示例化工",
        ),
    ),
    (
        "仙桃示例无纺布（虚构）",
        date(2025, 6, 9),
        Given(
            affected="yes",
            cost="to10",
            months="6",
            exports="c",
            product="擦拭布",
            contact="示例无纺布",
        ),
    ),
    (
        "武汉示例光电（虚构）",
        DAY,
        Given(
            affected="unsure",
            product="光缆护套料",
            opinion="供应商还没有给出成分。（演示）",
            contact="示例光电",
        ),
    ),
)
"""The last one comes a day late."""
EXPERT = Given(
    clauses=[
        ("§69501", "进口商的合规方式没有写明可接受哪些检测报告。（演示）"),
        ("§69503", "建议给出豁免的浓度下限，并说明检测方法。（演示）"),
    ],
    conflict="所在中心承接过其中一家企业的委托检测（演示用虚构内容）。",
    contact="评议专家（演示）",
)
COST = Fact(
    kind=EvidenceKind.COST,
    text_zh="每个配方的全项检测约6000元、15个工作日（演示用虚构数字）。",
    text_en="A full test of one formula costs about CNY 6,000 and takes 15 working days"
    " (invented for this demonstration).",
    who="湖北示例检测中心（虚构）",
    value="6000",
    unit="元/配方",
    year="2025",
    source="演示用虚构报价",
    public=True,
    invented=True,
)
STANDARD = Cells(
    subject="受关注化学物质的检测方法（演示）",
    theirs=f"{SYMBOL} 未写明检测方法",
    international="ISO 17881-1（示例）",
    gb="GB/T 24279.1（示例）",
    others="欧盟：REACH 附录17",
    gap="方法和检出限不一致，待核对",
)


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
    zh, en = question_of(session, case.notice)
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


def invent(row: Evidence) -> None:
    """Say of a row of the play that it is made up."""
    row.invented = True
