"""The first page."""

from typing import Any

from flask import Blueprint, current_app, render_template
from flask_babel import lazy_gettext as _
from flask_login import current_user

from models.report import ReportState
from models.user import Role, User
from web.home import service
from web.home.analysis import read_analysis
from web.home.desk import read_desk
from web.home.mine import read_mine
from web.language import language
from web.rights import Right, may, needs
from web.store import session, today

bp = Blueprint("home", __name__, template_folder="templates")
REPORT_STATES = {ReportState.DRAFT: _("起草中"), ReportState.REVIEW: _("待审")}


@bp.get("/")
@needs(Right.PUBLIC)
def index() -> str:
    """What waits for who is asking; then what is open, new, and which sectors move."""
    front = service.read_front(session(), language(), today())
    offline = current_app.extensions["settings"].offline
    return render_template(
        "home/index.html", front=front, offline=offline, **own_part()
    )


def own_part() -> dict[str, Any]:
    """What the page says first to who is signed in, by their role; else nothing."""
    if not current_user.is_authenticated:
        return {}
    user: User = current_user.user
    if user.role == Role.ANALYST:
        analysis = read_analysis(session(), language(), today())
        return {"analysis": analysis, "report_states": REPORT_STATES}
    if may(Right.CENTRE):
        desk = read_desk(session(), user, language(), today())
        return {"desk": desk}
    return {"mine": read_mine(session(), user, language(), today())}
