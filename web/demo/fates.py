"""What becomes of papers of the play abroad: silence, an answer, a trade concern."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from models.case import Case
from models.correspondence import ReplyKind
from models.user import User
from web.alerts.links import Links
from web.cases.contents import live_items
from web.cases.moves import move
from web.cases.record import Actor
from web.concerns import escalating
from web.concerns import service as concerns
from web.consultations.thanking import tell_outcome
from web.correspondence import ledger, replies, sending
from web.demo.stage import at

INVENTED = "（演示用虚构内容）"
REPLY = (
    "We thank China for its comments. The entry into force has been postponed by"
    " 12 months. (Invented for this demonstration.)"
)
CHASE = f"请通报成员答复并提供最新文本。{INVENTED}"


@dataclass(frozen=True)
class Stage:
    """Who plays, and where files lie."""

    session: Session
    officer: User
    reviewer: User
    folder: Path
    links: Links

    @property
    def writer(self) -> Actor:
        """The officer, as the record names them."""
        return Actor(self.officer.id, self.officer.name)


def go_abroad(stage: Stage, case: Case, began: date) -> None:
    """The national body sends it to the Member; nobody answers for long."""
    session, day = stage.session, began + timedelta(days=14)
    sending.note_abroad(
        session,
        case,
        day=day,
        channel=f"电子邮件{INVENTED}",
        addressee="",
        tracking="",
        actor=stage.writer,
        now=at(day, 15),
    )
    asked = day + timedelta(days=70)
    replies.mark_overdue(session, now=at(asked, 8), today=asked)
    replies.note_chase(
        session,
        case,
        day=asked,
        channel="经国家通报咨询机构",
        text=CHASE,
        actor=stage.writer,
        now=at(asked, 9),
    )


def close(stage: Stage, case: Case, began: date, reply: str = REPLY) -> None:
    """The Member answers the first argument; each has its outcome; all is closed."""
    session, day = stage.session, began + timedelta(days=100)
    heard = replies.Heard(ReplyKind.REPLY, day, "en", reply)
    now = at(day, 10)
    replies.file_reply(session, case, heard, file={}, actor=stage.writer, now=now)
    for number, item in enumerate(live_items(case)):
        ledger.set_outcome(
            session,
            case,
            item.id,
            outcome="partly" if number == 0 else "unanswered",
            quote=reply if number == 0 else "",
            seen="",
            actor=stage.writer,
            now=now,
        )
    tell_outcome(session, case, stage.links, now)
    move(session, case, "closed", actor=stage.writer, now=now + timedelta(hours=1))


def escalate(stage: Stage, case: Case, began: date) -> None:
    """The reviewer makes it a trade concern, which is raised and supported."""
    session, now = stage.session, at(began + timedelta(days=120), 10)
    actor = Actor(stage.reviewer.id, stage.reviewer.name)
    form = {
        **{
            name: text
            for name, text in escalating.proposed(session, case).items()
            if name in concerns.TEXTS
        },
        "title_zh": f"沙特重型车辆限值通报的评议期{INVENTED}",
        "title_en": "Time for comments on limits for heavy vehicles (invented)",
        "position_zh": f"请将评议期延长至不少于60天，并书面答复我方意见。{INVENTED}",
        "position_en": "Please extend the comment period to at least 60 days and"
        " reply to our comments in writing (invented).",
    }
    made = escalating.escalate(session, case, form, actor=actor, now=now)
    concerns.raise_at(
        session,
        made,
        meeting=date(2022, 11, 15),
        supporters=["JPN", "KOR"],
        words=INVENTED,
        actor=stage.writer,
        now=at(date(2022, 11, 16), 9),
    )
