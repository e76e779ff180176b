"""Cases of the play in several states: under review, signed, submitted, sent, closed.

The notifications are real; what firms, reviewers and Members say is invented, and
says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case
from models.case_plan import Recipient
from models.user import Role
from web.alerts.links import Links
from web.arguments.service import add_item, place, take_over
from web.arguments.texts import texts_of
from web.arguments.wording import Wording
from web.cases.beginning import begin_case
from web.cases.contents import contents_of, fingerprint, live_items
from web.cases.moves import move
from web.concerns import days
from web.correspondence import sending
from web.demo.fates import INVENTED, Stage, close, escalate, go_abroad
from web.demo.heard import find_notice
from web.demo.marks import demo_user
from web.demo.stage import DAY, at
from web.drafts.blocks import read_blocks
from web.drafts.service import Edit, recompose, save_blocks
from web.meetings import service as meetings
from web.review import remarks, signing

BLANK = re.compile(r"【[^】]*】|\[TO [^\]]*\]")
CONTACT_ZH = "示例联系人（演示用虚构内容）"
CONTACT_EN = "a contact invented for this demonstration"
BODY = "国家通报咨询机构（虚构）"
REMARK = f"请写明申请的过渡期长度和理由。{INVENTED}"
MEETINGS = "2025-06-25，TBT委员会例会（虚构）\n2025-11-12，TBT委员会例会（虚构）"
INVITED = (
    "评议专家（演示），湖北示例检测中心（虚构）\n示例汽车部件，十堰示例汽车部件（虚构）"
)
ON_TIME = ("form.entry_into_force", "form.description")
"""Where a notification says when a measure applies, or might have said it."""
WORDING = Wording(
    ground_id="tbt-2.12",
    problem_zh="通报未说明公布与生效之间的间隔。",
    problem_en="The notification does not say how long after publication the rule"
    " enters into force.",
    request_zh="请给予公布后不少于6个月的过渡期。",
    request_en="Please allow at least six months between publication and entry into"
    " force.",
    ask="postpone",
)


@dataclass(frozen=True)
class Play:
    """One case: its notification, the day it began, and how far it has come."""

    symbol: str
    began: date
    state: str


PLAYS = (
    Play("G/TBT/N/USA/2205", date(2025, 6, 5), "reviewing"),
    Play("G/TBT/N/USA/2204", date(2025, 6, 4), "approved"),
    Play("G/TBT/N/USA/2207", date(2025, 6, 4), "submitted"),
    Play("G/TBT/N/SAU/1304/Rev.1", date(2023, 11, 17), "sent"),
    Play("G/TBT/N/SAU/1261", date(2022, 11, 16), "closed"),
    Play("G/TBT/N/SAU/1231", date(2022, 3, 15), "escalated"),
)
WAY = ("reviewing", "approved", "submitted", "sent")


def work(session: Session, folder: Path, links: Links) -> None:
    """Bring each case of the play as far as it is to come."""
    officer = demo_user(session, Role.OFFICER)
    reviewer = demo_user(session, Role.REVIEWER)
    if officer is None or reviewer is None:
        return
    stage = Stage(session, officer, reviewer, folder, links)
    found = [(play, begin(stage, play)) for play in PLAYS]
    under_way = [(play, case) for play, case in found if case is not None]
    for play, case in under_way:
        for step in way_to(play.state):
            STEPS[step](stage, case, play.began)
    days.keep_sittings(session, MEETINGS)
    meet(stage, [case for play, case in under_way if play.state == "reviewing"])


def way_to(state: str) -> list[str]:
    """The steps that bring a case into a state."""
    if state in WAY:
        return list(WAY[: WAY.index(state) + 1])
    return [*WAY, state]


def begin(stage: Stage, play: Play) -> Case | None:
    """The case with one argument that a person stands by and something proves."""
    notice = find_notice(stage.session, play.symbol)
    if notice is None:
        return None
    session, now = stage.session, at(play.began, 9)
    case = begin_case(session, notice.id, actor=stage.writer, at=now, today=play.began)
    for item in live_items(case):
        take_over(session, item, actor=stage.writer, at=now)
    if not live_items(case):
        argue(stage, case, play.began)
    write(stage, case, play.began)
    return case


def write(stage: Stage, case: Case, day: date) -> None:
    """The paper from its arguments, with whom to ask in its last block."""
    session, actor = stage.session, stage.writer
    first = recompose(
        session,
        case,
        based_on=case.drafts[-1].number,
        actor=actor,
        at=at(day, 11),
    )
    last = read_blocks(first.blocks)[-1]
    edit = Edit(BLANK.sub(CONTACT_ZH, last.zh), BLANK.sub(CONTACT_EN, last.en))
    save_blocks(
        session,
        case,
        {last.key: edit},
        based_on=first.number,
        actor=actor,
        at=at(day, 11, 30),
    )


def argue(stage: Stage, case: Case, day: date) -> None:
    """An argument of the officer's own, proven by the words of the notification."""
    session, now = stage.session, at(day, 10)
    texts = texts_of(session, case)
    told = texts[-1].passages
    passage = next((one for one in told if one.anchor in ON_TIME), told[-1])
    quoted = replace(WORDING, anchor=passage.anchor, quote=passage.text[:200])
    item = add_item(session, case, quoted, actor=stage.writer, at=now)
    place(session, item, texts, unchecked=False, actor=stage.writer, at=now)


def send_to_review(stage: Stage, case: Case, began: date) -> None:
    """The officer sends it to review; the reviewer writes in the margin."""
    session, now = stage.session, at(began + timedelta(days=2), 9)
    move(session, case, "reviewing", actor=stage.writer, now=now)
    remarks.add_remark(
        session,
        case,
        stage.reviewer,
        REMARK,
        item_id=live_items(case)[0].id,
        now=now + timedelta(hours=1),
    )


def sign(stage: Stage, case: Case, began: date) -> None:
    """The remark is dealt with, and the reviewer signs."""
    session, now = stage.session, at(began + timedelta(days=3), 9)
    for threads in remarks.threads_of(session, case.id).values():
        for one in threads:
            remarks.resolve(
                session, case, one.remark.id, done=True, actor=stage.writer, now=now
            )
    seen = fingerprint(contents_of(session, case, case.drafts[-1]))
    signing.sign(session, case, stage.reviewer, seen=seen, now=now)


def submit(stage: Stage, case: Case, began: date) -> None:
    """It goes to the national body, which confirms it."""
    session, now = stage.session, at(began + timedelta(days=4), 9)
    wanted = sending.Wanted(body(stage).id, "公文交换", now)
    made = sending.send(
        session, case, wanted, folder=stage.folder, actor=stage.writer, now=now
    )
    sending.note_receipt(
        session,
        case,
        made,
        text=f"收到，编号示例-001{INVENTED}",
        file={},
        actor=stage.writer,
        now=now + timedelta(hours=2),
    )


def body(stage: Stage) -> Recipient:
    """The national body of the play; it has no address."""
    held = stage.session.scalar(select(Recipient).where(Recipient.name == BODY))
    if held is not None:
        return held
    made = Recipient(
        name=BODY,
        channel="公文交换",
        is_default=True,
        edited_by=stage.officer.name,
        edited_at=at(PLAYS[-1].began, 9),
    )
    stage.session.add(made)
    stage.session.flush()
    return made


STEPS = {
    "reviewing": send_to_review,
    "approved": sign,
    "submitted": submit,
    "sent": go_abroad,
    "closed": close,
    "escalated": escalate,
}
"""What brings a case into each state."""


def meet(stage: Stage, cases: list[Case]) -> None:
    """A meeting on what is under review."""
    if not cases:
        return
    call = meetings.Call(
        title="六月评议会（虚构）",
        day="2025-06-16",
        hour="14:30",
        place="示例会议室",
        invited=INVITED,
        cases=tuple(case.id for case in cases),
    )
    meetings.call(stage.session, call, by=stage.officer.name, now=at(DAY, 9))
