"""What the officer of the demonstration has decided this week, and for whom."""

from sqlalchemy.orm import Session

from models.triage import Choice
from models.user import Role
from web.cases.record import Actor
from web.demo.marks import demo_user
from web.demo.stage import DAY, at
from web.planning.recipients import save_recipient
from web.planning.service import plan_all
from web.triage.candidates import week_of
from web.triage.deciding import Decision, decide
from web.triage.keeping import keep_figures
from web.triage.service import Ranked, Show, rank

RECIPIENT = {
    "name": "示例国家通报咨询中心（虚构）",
    "department": "评议处（虚构）",
    "channel": "公文系统（演示用虚构内容）",
    "lead_days": "21",
    "share": "35",
    "least_working_days": "3",
}
WATCHED = Decision(Choice.WATCH, note="等草案文本（演示用虚构内容）")
LEFT = Decision(Choice.ARCHIVE, "no_product")
WATCH_FROM, WATCHES = 4, 3
"""The first few of the list still need a decision; some after them are watched."""


def sort_the_week(session: Session) -> None:
    """Some of the worklist is decided; the weightiest still waits for the visitor."""
    officer = demo_user(session, Role.OFFICER)
    if officer is None:
        return
    actor, now = Actor(officer.id, officer.name), at(DAY, 9, 20)
    save_recipient(session, None, RECIPIENT, actor=officer.name, now=at(DAY, 8, 40))
    keep_figures(session, DAY)
    ranked = rank(session, DAY)
    open_ones = [one for one in ranked if one.show == Show.NOW]
    others = [one for one in ranked if one.show == Show.OTHER and is_new(one)]
    watched = open_ones[WATCH_FROM : WATCH_FROM + WATCHES]
    for chosen, decision in ((others, LEFT), (watched, WATCHED)):
        ids = [one.candidate.id for one in chosen]
        if ids:
            decide(session, ids, decision, actor=actor, now=now, today=DAY)
    plan_all(session, at(DAY, 9, 30))


def is_new(one: Ranked) -> bool:
    """Whether a notice came this week."""
    return one.candidate.distributed >= week_of(DAY)[0]
