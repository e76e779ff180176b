"""What happened before the visitor came: a week of alerts, and a case half done."""

from datetime import date, timedelta
from functools import partial

from sqlalchemy import select, update
from sqlalchemy.orm import Session, sessionmaker

from models.measure import Event
from models.notice import Notice
from models.user import Role
from web.alerts.audience import make_alerts
from web.alerts.channels import outbox
from web.alerts.channels.pushing import make_pushes
from web.alerts.delivery import Post, deliver
from web.alerts.grouping import make_messages
from web.alerts.links import Links
from web.cases.beginning import begin_case
from web.cases.record import Actor
from web.config import Settings
from web.demo.argued import argue_a_case
from web.demo.handled import act_on_alerts
from web.demo.marks import demo_user
from web.demo.stage import DAY, at
from web.demo.wired import Pretence
from web.digest.mailing import make_overviews

FIRST_DAY = date(2025, 6, 4)
"""What came earlier is the first load of the archive, which alerts nobody."""
CASE_SYMBOL = "G/TBT/N/USA/1958/Rev.1"


def live_a_week(
    sessions: sessionmaker[Session], settings: Settings, links: Links
) -> None:
    """Let each day's notices arrive, alert and be sent, as every day does."""
    folder = settings.data / outbox.FOLDER
    for day in days():
        post = Post(links, folder, wire=Pretence(day=day))
        with sessions.begin() as session:
            arrive(session, day)
            make_alerts(session, now=at(day, 8, 5), today=day)
        with sessions.begin() as session:
            make_messages(session, links, now=at(day, 8, 6), today=day)
            make_pushes(session, links, now=at(day, 8, 6), today=day)
        deliver(sessions, post, partial(at, day, 8, 7))
        with sessions.begin() as session:
            make_overviews(session, links, now=at(day, 12, 5))
        deliver(sessions, post, partial(at, day, 12, 6))
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
    """An officer has begun a comment, argued, and composed a second version."""
    notice = session.scalar(select(Notice).where(Notice.symbol == CASE_SYMBOL))
    officer = demo_user(session, Role.OFFICER)
    if notice is None or officer is None:
        return
    actor = Actor(officer.id, officer.name)
    case = begin_case(session, notice.id, actor=actor, at=at(DAY, 9), today=DAY)
    if len(case.drafts) == 1:
        argue_a_case(session, case, actor, at(DAY, 10, 30))
