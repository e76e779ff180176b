"""The tour of a demonstration: five steps, each a sentence and a place to go."""

from dataclasses import dataclass

from flask import request, url_for
from flask_babel import lazy_gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case
from models.notice import Notice
from models.user import Role

PAINT = "G/TBT/N/MWI/187"
"""The notice that the tour opens."""


@dataclass(frozen=True)
class Step:
    """One step: its name, what to see there, its address, and the page it is on."""

    name: object
    sentence: object
    address: str
    place: str

    @property
    def is_here(self) -> bool:
        """Whether the visitor stands at this step."""
        return request.path == self.place


def steps(session: Session, role: str | None) -> list[Step]:
    """The steps for a visitor of a role; who may not go somewhere signs in first."""
    notice = session.scalar(select(Notice.id).where(Notice.symbol == PAINT))
    case = session.scalar(select(Case.id).order_by(Case.id).limit(1))
    inbox = url_for("inbox.index")
    desk = url_for("drafts.index", case_id=case) if case else url_for("cases.index")
    paint = url_for("notices.show", notice_id=notice) if notice else ""
    home, trends = url_for("home.index"), url_for("trends.index")
    return [
        Step(_("首页"), _("先看正在征求意见的通报，最急的在前。"), home, home),
        Step(
            _("通报"),
            _("打开一件涂料通报，看它涉及湖北哪些行业、依据是原文哪些词。"),
            paint or url_for("notices.index"),
            paint,
        ),
        Step(
            _("预警"),
            _("以出口企业进入，看各个订阅带来的新通报、截止日变更和批准。"),
            through(Role.ENTERPRISE, role, inbox),
            inbox,
        ),
        Step(
            _("起草评议"),
            _("以评议专员进入，看双语初稿和改过的第二版，下载Word。"),
            through(Role.OFFICER, role, desk),
            desk,
        ),
        Step(_("趋势"), _("看本月谁通报得最多，每个数都能点回通报。"), trends, trends),
    ]


def through(wanted: Role, role: str | None, address: str) -> str:
    """The address itself for the wanted role, else the sign-in page before it."""
    if role == wanted:
        return address
    return url_for("accounts.login", next=address)
