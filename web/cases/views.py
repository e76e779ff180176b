"""The workbench: the board of all cases, and where each one stands."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _
from flask_login import current_user

from models.clock import now_in
from web.cases import board, list_views, step_views
from web.cases.asking import actor, asked_case
from web.cases.beginning import begin_case
from web.cases.overview import overview_of
from web.cases.room import bp
from web.cases.words import KINDS, STATES
from web.language import language
from web.nav import Entry
from web.rights import Right, needs
from web.store import session, today

__all__ = ["bp", "list_views", "step_views"]
MENU = [
    Entry(
        70,
        "cases.index",
        _("工作台"),
        icon="desk",
        right=Right.CENTRE,
        short=True,
        over=(
            "triage",
            "planning",
            "consultations",
            "circulation",
            "experts",
            "evidence",
            "arguments",
            "suggesting",
            "drafts",
            "papers",
            "review",
            "meetings",
            "correspondence",
            "outcomes",
            "concerns",
        ),
    )
]


@bp.get("/cases")
@needs(Right.CENTRE)
def index() -> ResponseReturnValue:
    """The board: all cases under way, or one's own, by state or by week."""
    is_mine = request.args.get("who") == "mine"
    by = "week" if request.args.get("by") == "week" else "state"
    cases = board.open_cases(session(), current_user.id if is_mine else None)
    cards = board.cards_of(session(), cases, language(), today())
    columns = board.by_week(cards, today()) if by == "week" else board.by_state(cards)
    return render_template(
        "cases/index.html",
        columns=columns,
        total=len(cards),
        counts=board.count_states(session()),
        by=by,
        is_mine=is_mine,
        this_week=board.monday(today()),
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
    """One case: where it stands, who may do what next, what it has come through."""
    return overview_of(asked_case(case_id))
