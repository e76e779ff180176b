"""What the firms of the play told the centre: answers, a question, a barrier."""

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.enquiry import Enquiry
from models.notice import Notice
from models.user import Role, User
from models.voice import Barrier, BarrierState
from web.barriers.reporting import Report, report
from web.barriers.service import Step, take_step
from web.demo.marks import demo_user
from web.demo.stage import DAY, at
from web.demo.story import CASE_SYMBOL
from web.demo.tour import PAINT
from web.enquiries import answers
from web.enquiries.service import Question, ask, say
from web.voices.service import Answer, Asked, answer

DAYS = 3
NOWHERE = Path()
"""Nothing in the play is handed in as a file."""
VOICES = {
    "trade@example.com": Answer(
        product="防水面料服装",
        affected="yes",
        cost="to50",
        months="18",
        certificate="OEKO-TEX",
        remark="不含PFAS的整理剂需重做耐洗测试。（演示用虚构内容）",
    ),
    "nonwovens@example.com": Answer(
        product="医用防护服面料", affected="yes", cost="to50", months="18"
    ),
    "optics@example.com": Answer(
        product="光缆护套料", affected="yes", cost="to50", months="18"
    ),
    "cars@example.com": Answer(
        product="汽车座椅面料", affected="yes", remark="要等整车厂确认。（演示）"
    ),
}
ASKED = Question(
    title="涂料含铅限量怎么算",
    text="出口马拉维的装饰涂料，总铅限量按干膜还是按湿漆计算？（演示）",
    product="装饰涂料",
)
ANSWERED = (
    "一般按干膜（不挥发物）中总铅的质量分数计算，请以通报所附标准文本为准。（演示）"
)
WAITING = Question(
    title="出口智利的制动片要哪些证书",
    text="有没有过渡期？已有的E-mark报告能不能用？（演示）",
    product="制动片",
)
BARRIER = Report(
    market="MAR",
    product="绿茶",
    hs="0902",
    story="清关时要求每批提供新增项目的农残检测报告，没有看到任何通报或公告。（演示）",
    since="2025-05",
    loss="to50",
    firm="恩施示例茶业（虚构）",
    contact="示例茶业",
)
PAPERS = Report(
    market="KEN",
    product="水性涂料",
    hs="3209",
    story="五月起清关要求每批另附出口国官方出具的自由销售证明，没有看到相应的通报。（演示）",
    since="2025-05",
    loss="to10",
    firm="武汉示例进出口（虚构）",
    contact="出口企业（演示）",
)
STEP = Step(
    state=BarrierState.CHECKING, text="已请企业补交海关的书面要求，并查对通报。（演示）"
)


def listen(session: Session) -> None:
    """Let firms answer a notice, ask, and report; one answer is published."""
    notice = find_notice(session, CASE_SYMBOL)
    people = {user.email: user for user in session.scalars(select(User))}
    for email, given in VOICES.items():
        user = people.get(email)
        if user is not None and notice is not None:
            give(session, Asked(user, notice), given)
    firm, officer = people.get("trade@example.com"), demo_user(session, Role.OFFICER)
    if firm is not None and officer is not None:
        publish(session, firm, officer)
        complain(session, firm, PAPERS)
        look_into(session, firm, officer)
    if "cars@example.com" in people:
        question(session, people["cars@example.com"], WAITING)
    if "tea@example.com" in people:
        complain(session, people["tea@example.com"], BARRIER)


def find_notice(session: Session, symbol: str) -> Notice | None:
    """A notice of the archive by its symbol."""
    return session.scalar(select(Notice).where(Notice.symbol == symbol))


def give(session: Session, asked: Asked, given: Answer) -> None:
    """One answer, with the contact that the form would fill in."""
    told = {**vars(given), "contact": asked.user.name, "reach": asked.user.email}
    answer(session, asked, Answer(**told), None, NOWHERE, now=at(DAY, 8, 30))


def question(session: Session, user: User, given: Question) -> Enquiry:
    """One question, put this morning."""
    return ask(session, user, given, None, NOWHERE, days=DAYS, now=at(DAY, 8, 40))


def complain(session: Session, user: User, given: Report) -> None:
    """One report of a barrier, made this morning."""
    now = at(DAY, 8, 50)
    report(session, given, None, NOWHERE, user=user, base_url="", now=now)


def look_into(session: Session, firm: User, officer: User) -> None:
    """The centre has begun to check what a firm reported."""
    for one in session.scalars(select(Barrier).where(Barrier.user_id == firm.id)):
        take_step(session, one, STEP, officer, at(DAY, 9, 30))


def publish(session: Session, firm: User, officer: User) -> None:
    """A question that was answered, and its answer for everybody."""
    about = find_notice(session, PAINT)
    asked = Question(
        ASKED.title, ASKED.text, ASKED.product, about.id if about else None
    )
    one = question(session, firm, asked)
    say(session, one, officer, ANSWERED, {}, days=DAYS, now=at(DAY, 9, 20))
    wording = answers.Wording(
        question_zh=ASKED.text,
        answer_zh=ANSWERED,
        question_en="Is the lead limit for decorative paint sold to Malawi counted on"
        " the dry film or on wet paint? (demonstration)",
        answer_en="Usually as mass of total lead in the dry film; see the standard that"
        " the notification names. (demonstration)",
        market="MWI",
        sector="fine-chemicals-pesticides",
        shown=True,
    )
    answers.publish(session, one, wording, officer, at(DAY, 9, 40))
