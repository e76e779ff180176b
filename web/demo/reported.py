"""The reports of the demonstration: a released monthly report, and a weekly draft."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.notice import Notice
from models.report import Report
from models.user import Role
from web.demo.marks import demo_user
from web.demo.stage import DAY, at
from web.reports.lists import name_of
from web.reports.releasing import release, submit, write
from web.reports.service import start

SECTOR = "automobiles-parts"
STORIES = (
    (
        "G/TBT/N/USA/1958/Rev.1",
        "中心已就此立案，正在征集企业意见（演示用虚构内容）。",
        "The centre has opened a case and is asking firms (invented for the "
        "demonstration).",
    ),
    (
        "G/TBT/N/MWI/187",
        "省内涂料企业对东非出口可按清单核对标准编号（演示用虚构内容）。",
        "Makers of paints who sell to East Africa should check the number of the "
        "standard (invented for the demonstration).",
    ),
    (
        "G/TBT/N/IND/366",
        "省内光缆企业可核对接头盒的型式要求（演示用虚构内容）。",
        "Makers of optical cable should check what is asked of their closures "
        "(invented for the demonstration).",
    ),
)
"""What the analyst of the play wrote of three notices that are real."""
NOTHING = ("本期没有需要补充的内容。", "There is nothing to add.")


def report(session: Session) -> None:
    """The month until today has gone out; the week's brief waits for its author."""
    analyst = demo_user(session, Role.ANALYST)
    reviewer = demo_user(session, Role.REVIEWER)
    if analyst is None or reviewer is None:
        return
    month = start(
        session, "monthly", DAY, author_id=analyst.id, today=DAY, now=at(DAY, 9)
    )
    tell_stories(session, month, analyst.id)
    submit(month, author_id=analyst.id, now=at(DAY, 9, 40))
    release(month, reviewer_id=reviewer.id, now=at(DAY, 10))
    start(
        session,
        "weekly",
        DAY,
        sector_id=SECTOR,
        author_id=analyst.id,
        today=DAY,
        now=at(DAY, 10, 20),
    )


def tell_stories(session: Session, month: Report, author_id: int) -> None:
    """The texts that no figure makes are written by the analyst."""
    empty = [one for one in month.blocks if not one.zh or not one.en]
    stories = [one for one in empty if one.key.startswith("story-")]
    now = at(DAY, 9, 30)
    for block, (symbol, zh, en) in zip(stories, STORIES, strict=True):
        notice = session.scalar(select(Notice).where(Notice.symbol == symbol))
        names = name_of(session, notice) if notice else (symbol, symbol)
        words = (f"{names[0]}\n{zh}", f"{names[1]}\n{en}")
        write(month, block, words, author_id=author_id, now=now)
    for block in empty:
        if block not in stories:
            write(month, block, NOTHING, author_id=author_id, now=now)
