"""What is done to a case as a whole: moved, taken back, marked, handed over."""

from collections.abc import Callable

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from models.case import Case
from models.clock import now_in
from web.cases import flags, moves
from web.cases.asking import actor, asked_case
from web.cases.overview import overview_of
from web.cases.owning import hand_over
from web.cases.record import record
from web.cases.room import bp
from web.cases.words import SCREENING, STATES
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session
from web.wording import said


def done(case_id: int, told: str = "") -> ResponseReturnValue:
    """Keep what was done and show the case."""
    session().commit()
    if told:
        flash(told, "success")
    return redirect(url_for("cases.show", case_id=case_id), 303)


def attempt(
    case_id: int, act: Callable[[Case], object], typed: str, at: str
) -> ResponseReturnValue | None:
    """Do something to a case; the page with the words if it is refused."""
    try:
        act(asked_case(case_id))
    except RefusedError as error:
        session().rollback()
        told = gettext(error.text, **error.values)
        return overview_of(asked_case(case_id), told, typed, at)
    return None


@bp.post("/cases/<int:case_id>/moves")
@needs(Right.CENTRE)
def move(case_id: int) -> ResponseReturnValue:
    """Take a step of the flow; who may is the flow's to say."""
    form = request.form
    to_state, reason = form.get("to", ""), reason_of(form.get("why", ""))

    def act(case: Case) -> None:
        moves.move(
            session(),
            case,
            to_state,
            actor=actor(),
            reason=reason,
            now=now_in(session()),
            seen=form.get("seen", ""),
        )

    refused = attempt(case_id, act, form.get("reason", ""), to_state)
    return refused or done(
        case_id, gettext("已转为“%(state)s”。", state=said(STATES, to_state))
    )


def reason_of(key: str) -> str:
    """The reason of a form: one of the closed list, one's own words, or both."""
    words = request.form.get("reason", "").strip()
    if key not in SCREENING or key == "other":
        return words
    return f"{SCREENING[key]}：{words}" if words else SCREENING[key]


@bp.post("/cases/<int:case_id>/moves/<int:move_id>/undo")
@needs(Right.CENTRE)
def undo(case_id: int, move_id: int) -> ResponseReturnValue:
    """Take back one's own last step."""

    def act(case: Case) -> None:
        moves.undo(session(), case, move_id, actor=actor(), now=now_in(session()))

    refused = attempt(case_id, act, "", "undo")
    return refused or done(case_id, gettext("已撤销上一步。"))


@bp.post("/cases/<int:case_id>/flags")
@needs(Right.CENTRE)
def flag(case_id: int) -> ResponseReturnValue:
    """Mark a case, or end a mark."""
    form = request.form
    name, note, now = form.get("flag", ""), form.get("note", ""), now_in(session())

    def act(case: Case) -> None:
        if form.get("end"):
            flags.end_flag(session(), case, name, actor=actor(), now=now)
            return
        flags.set_flag(case, name, note=note, actor=actor(), now=now)
        record(session(), actor(), "case.flagged", case, now, flag=name)

    return attempt(case_id, act, note, "flag") or done(case_id)


@bp.post("/cases/<int:case_id>/owner")
@needs(Right.CENTRE)
def own(case_id: int) -> ResponseReturnValue:
    """Give a case to an officer."""
    owner_id = request.form.get("owner", type=int)

    def act(case: Case) -> None:
        hand_over(session(), case, owner_id, actor=actor(), now=now_in(session()))

    return attempt(case_id, act, "", "owner") or done(case_id)
