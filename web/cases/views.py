"""The workbench: all cases, and where each stands."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _

from models.clock import now_in
from models.reference import grounds
from web.cases import service
from web.cases.asking import actor, asked_case
from web.cases.beginning import begin_case
from web.cases.frame import framed
from web.cases.words import ASKS, KINDS, STATES
from web.language import language
from web.nav import Entry
from web.notices.rows import make_rows
from web.rights import Right, needs
from web.store import session, today

bp = Blueprint("cases", __name__, template_folder="templates")
MENU = [
    Entry(70, "cases.index", _("工作台"), icon="desk", right=Right.CENTRE, short=True)
]


@bp.get("/cases")
@needs(Right.CENTRE)
def index() -> ResponseReturnValue:
    """All cases, the soonest deadline first."""
    listed = service.list_cases(session())
    notices = [case.notice for case, _owner in listed]
    rows = make_rows(session(), notices, language(), today())
    return render_template(
        "cases/index.html",
        cases=[
            (case, owner, row) for (case, owner), row in zip(listed, rows, strict=True)
        ],
        states=STATES,
        kinds=KINDS,
    )


@bp.post("/notices/<int:notice_id>/case")
@needs(Right.CENTRE)
def begin(notice_id: int) -> ResponseReturnValue:
    """Open the case of a notice's measure with a first draft, or go to it."""
    case = begin_case(
        session(), notice_id, actor=actor(), at=now_in(session()), today=today()
    )
    session().commit()
    return redirect(url_for("cases.show", case_id=case.id), 303)


@bp.get("/cases/<int:case_id>")
@needs(Right.CENTRE)
def show(case_id: int) -> ResponseReturnValue:
    """One case: what the machine found, the texts, their versions."""
    case = asked_case(case_id)
    return framed(
        "cases/show.html",
        case,
        "cases.show",
        grounds={ground.id: ground for ground in grounds()},
        asks=ASKS,
    )
