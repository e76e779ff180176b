"""What happened before the visitor came: a week of alerts, and a case half done."""

from datetime import date, datetime, timedelta
from functools import partial

from sqlalchemy import select, update
from sqlalchemy.orm import Session, sessionmaker

from models.case import Case
from models.measure import Event
from models.notice import Notice
from models.user import Role
from web.alerts.audience import make_alerts
from web.alerts.channels import outbox
from web.alerts.delivery import Post, deliver
from web.alerts.grouping import make_messages
from web.alerts.links import Links
from web.cases.beginning import begin_case
from web.cases.record import Actor
from web.drafts.service import save_draft
from web.config import Settings
from web.demo.handled import act_on_alerts
from web.demo.marks import demo_user
from web.demo.stage import DAY, at

FIRST_DAY = date(2025, 6, 4)
"""What came earlier is the first load of the archive, which alerts nobody."""
CASE_SYMBOL = "G/TBT/N/USA/1958/Rev.1"
SECOND_ZH = """二、过渡期（第2.12条）
据三家湖北企业反映（演示用虚构内容），服装防水整理和清洁用品更换不含PFAS的配方后，需重做耐洗与安全试验，至少要18个月。文件未说明法规公布后多久生效。
请给予公布后不少于24个月的过渡期，并允许过渡期内投放市场的产品售完为止。"""
SECOND_EN = """2. Time to adapt (Article 2.12)
Three exporters in Hubei (invented for this demonstration) report that new finishes for garments and new formulas for cleaning products need fresh wash and safety tests, which take at least 18 months. The documents do not say how soon after publication the rule takes effect.
Please allow at least 24 months after publication, and let goods placed on the market within that time be sold."""  # noqa: E501


def live_a_week(
    sessions: sessionmaker[Session], settings: Settings, links: Links
) -> None:
    """Let each day's notices arrive, alert and be sent, as every day does."""
    post = Post(links, settings.data / outbox.FOLDER)
    for day in days():
        with sessions.begin() as session:
            arrive(session, day)
            make_alerts(session, now=at(day, 8, 5), today=day)
        with sessions.begin() as session:
            make_messages(session, links, now=at(day, 8, 6), today=day)
        deliver(sessions, post, partial(at, day, 8, 7))
    with sessions.begin() as session:
        act_on_alerts(session)


def days() -> list[date]:
    """The days of the story, the last one today."""
    return [FIRST_DAY + timedelta(n) for n in range((DAY - FIRST_DAY).days + 1)]


def arrive(session: Session, day: date) -> None:
    """The notices that came on a day are news on that morning."""
    came = select(Notice.id).where(Notice.distributed == day)
    session.execute(
        update(Event)
        .where(Event.notice_id.in_(came))
        .values(baseline=False, created_at=at(day, 7, 30))
    )


def write_a_case(session: Session) -> None:
    """An officer has begun a comment and saved a second version."""
    notice = session.scalar(select(Notice).where(Notice.symbol == CASE_SYMBOL))
    officer = demo_user(session, Role.OFFICER)
    if notice is None or officer is None:
        return
    actor = Actor(officer.id, officer.name)
    case = begin_case(session, notice.id, actor=actor, at=at(DAY, 9), today=DAY)
    if len(case.drafts) == 1:
        write_again(session, case, actor, at(DAY, 10, 30))


def write_again(session: Session, case: Case, actor: Actor, now: datetime) -> None:
    """The officer's own version, one argument longer."""
    first = case.drafts[0]
    save_draft(
        session,
        case,
        text_zh=before_the_end(first.text_zh, SECOND_ZH),
        text_en=before_the_end(first.text_en, SECOND_EN),
        based_on=first.number,
        actor=actor,
        at=now,
    )


def before_the_end(text: str, added: str) -> str:
    """A text with a paragraph more before its last one."""
    rest, _, last = text.rstrip().rpartition("\n\n")
    return f"{rest}\n\n{added}\n\n{last}\n"
