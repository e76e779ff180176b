"""Lists of the workbench: one's tasks, cases that ended, and all moves."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from web.cases import board, history
from web.cases.room import bp
from web.cases.tasks import tasks_for
from web.cases.words import KINDS, STATES
from web.language import language
from web.limits import page_asked
from web.rights import Right, needs
from web.store import session, today


@bp.get("/cases/tasks")
@needs(Right.CENTRE)
def tasks() -> ResponseReturnValue:
    """What waits for who is asking, the soonest first."""
    cases = board.open_cases(session())
    cards = board.cards_of(session(), cases, language(), today())
    return render_template(
        "cases/tasks.html",
        tasks=tasks_for(current_user.id, current_user.role, cards),
        states=STATES,
        kinds=KINDS,
    )


@bp.get("/cases/list")
@needs(Right.CENTRE)
def listing() -> ResponseReturnValue:
    """The cases of one state, page by page."""
    asked = request.args.get("state", "closed")
    state, page = asked if asked in STATES else "closed", page_asked()
    counts = board.count_states(session())
    pages = max(1, -(-counts.get(state, 0) // board.PAGE))
    cases = board.cases_in(session(), state, min(page, pages))
    return render_template(
        "cases/listing.html",
        cards=board.cards_of(session(), cases, language(), today()),
        counts=counts,
        state=state,
        page=min(page, pages),
        pages=pages,
        states=STATES,
        kinds=KINDS,
    )


@bp.get("/cases/history")
@needs(Right.CENTRE)
def history_page() -> ResponseReturnValue:
    """All moves of all cases, the latest first; perhaps of one person."""
    found = history.moves_of(session(), request.args.get("who", ""), page_asked())
    return render_template("cases/history.html", found=found, states=STATES)
