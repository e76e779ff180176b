"""The letters that a room writes for one reader from what it knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from sqlalchemy.orm import Session

from models.case_plan import Recipient
from models.correspondence import Dispatch
from models.review import Meeting
from models.source import Run, RunState, Source, SourceAlarm
from models.user import User
from models.warning import OfficerWarning
from tests.web.all_letters_posted import posted
from tests.web.all_letters_told import TOLD, URL
from tests.web.letters import LINKS
from tests.web.small_world import NOW, TODAY
from web.alerts.mail import write_letter
from web.correspondence.letters import post_package
from web.digest import mailing
from web.digest.service import read_overview
from web.health import letters as health
from web.mail.writing import Letter
from web.meetings.letters import invite
from web.officers import mailing as desk
from web.officers.news import Kind, Piece
from web.papers.contact import sign_of
from web.sources.crawls import Record
from web.warnings.letters import write_letter as write_warning

Made = Iterator[tuple[str, Letter]]
MANY = 3
"""So many questions are new at the desk."""


def alerts(alerted: Mapping[str, Any], language: str) -> Made:
    """One and several notices, and each kind of news."""
    for name, found in alerted.items():
        yield f"alert-{name}", write_letter(found, name, language, LINKS, TODAY)


def overviews(session: Session, day: date, language: str) -> Made:
    """What a day brought, before and after a crawl proved it whole."""
    yield "digest-open", overview(session, day, language)
    run = Run(source_slug="wto_eping", job="crawl", state=RunState.OK, started_at=NOW)
    run.ended_at = NOW
    session.add(run)
    session.flush()
    yield "digest", overview(session, day, language)
    session.delete(run)


def overview(session: Session, day: date, language: str) -> Letter:
    """The overview of a day, with its reader's way out."""
    found = read_overview(session, day, NOW)
    letter = mailing.write_letter(session, found, language, LINKS, TODAY)
    row: Any = mailing.as_row(reader(language), letter, day, LINKS, NOW)
    return Letter(row["subject"], row["body"], row["body_html"])


def reader(language: str) -> User:
    """A person of the house."""
    name = str(TOLD[language]["name"])
    return User(id=1, email="wang@firm.cn", name=name, language=language)


def warnings(session: Session, language: str) -> Made:
    """A warning by hand, on a notice and on none."""
    made = OfficerWarning(
        level="orange",
        title_zh="欧盟电池标签要求提前适用",
        body_zh="自2026年8月18日起按新标签验货。\n请核对库存。",
        title_en="EU battery labels apply earlier",
        body_en="From 18 August 2026 goods are checked for the new label.\n"
        "Please check your stock.",
        files=[{"name": "label.pdf", "sha256": "0" * 64}],
        expires=TODAY + timedelta(days=60),
    )
    to, sign = reader(language), sign_of(session, language)
    yield "warning", write_warning(made, to, receipt=URL, notice="", sign=sign)
    about: Any = SimpleNamespace(symbol="G/TBT/N/EU/1201")
    on: Any = SimpleNamespace(**{**vars(made), "notice": about, "files": []})
    yield "warning-notice", write_warning(on, to, receipt=URL, notice=LINKS.notice(1))


def officers(language: str) -> Made:
    """What is new at the desk: one thing, and of every kind."""
    title, firm = (str(TOLD[language][name]) for name in ("title", "firm"))
    news = [
        Piece(str(kind), kind, title, firm, f"/{kind}/{n}", None, TODAY, "USA")
        for kind in Kind
        for n in range(MANY if kind == Kind.QUESTION else 1)
    ]
    yield "desk", desk.write_letter(news, reader(language), LINKS)
    yield "desk-one", desk.write_letter(news[-1:], reader(language), LINKS)


def alarms(session: Session, language: str) -> Made:
    """A source that is broken, quiet or late, and one that is well again."""
    source = session.get(Source, "wto_eping")
    station: Any = SimpleNamespace(
        source=source, record=Record(last_success=NOW), newest=TODAY
    )
    for kind in ("broken", "quiet", "late"):
        sentence = {"zh": "连续三次没有采到。", "en": "Three calls brought nothing."}
        alarm = SourceAlarm(kind=kind, sentence={**sentence, "since": "2026-03-01"})
        for occasion in (health.RAISED, health.WELL):
            made = health.write_letter(
                alarm, station, occasion, reader(language), LINKS
            )
            yield f"source-{kind}-{occasion}", made


def meetings(session: Session) -> Made:
    """Invitations: whole, and while hour and place are open."""
    subjects = [
        "G/TBT/N/EU/1201 关于电池和废电池标签的委员会法规草案",
        "G/TBT/N/USA/2034 电池充电器节能标准",
    ]
    for name, hour, place in (("whole", "14:30", "三楼会议室"), ("open", "", "")):
        called = Meeting(
            day=date(2026, 3, 20),
            hour=hour,
            title="三月评议会",
            place=place,
            invited=[{"name": "张三", "party": "", "email": f"{name}@firm.cn"}],
            created_by="周岚",
            created_at=NOW,
        )
        session.add(called)
        session.flush()
        yield f"meeting-{name}", invited(session, called, subjects)


def invited(session: Session, called: Meeting, subjects: list[str]) -> Letter:
    """The invitation to a meeting."""
    return posted(
        session, lambda: invite(session, called, subjects, links=LINKS, now=NOW)
    )[0]


def packages(session: Session) -> Made:
    """What tells the national centre of a package."""
    name = "G-TBT-N-EU-1201 评议意见 第2版.docx"
    dispatch = Dispatch(id=7, files=[{"name": name, "sha256": "5e" * 32}])
    body = Recipient(name="国家通报咨询中心", contact="", email="national@example.org")
    subject = "评议意见：G/TBT/N/EU/1201 关于电池和废电池标签的委员会法规草案"
    yield (
        "package",
        posted(
            session,
            lambda: post_package(
                session,
                dispatch,
                body,
                subject=subject,
                version=2,
                links=LINKS,
                now=NOW,
            ),
        )[0],
    )
