"""The form that opens a trade concern from a case."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from models.case import Case
from models.clock import now_in
from web.cases.asking import actor, asked_case
from web.cases.frame import framed
from web.concerns import escalating
from web.concerns.room import bp
from web.concerns.words import FIELDS
from web.correspondence.room import told
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session


@bp.get("/cases/<int:case_id>/escalate")
@needs(Right.REVIEW)
def escalate_page(case_id: int) -> ResponseReturnValue:
    """The form that opens a concern from a case, with the case's own words."""
    case = asked_case(case_id)
    return escalate_form(case, escalating.proposed(session(), case))


def escalate_form(
    case: Case, typed: dict[str, str], error: str = ""
) -> ResponseReturnValue:
    """The form, perhaps with what was refused."""
    page = framed(
        "concerns/escalate.html",
        case,
        "cases.show",
        typed=typed,
        fields=FIELDS,
        error=error,
    )
    return page, 422 if error else 200


@bp.post("/cases/<int:case_id>/escalate")
@needs(Right.REVIEW)
def escalate(case_id: int) -> ResponseReturnValue:
    """Open the concern; the case becomes escalated."""
    case = asked_case(case_id)
    try:
        made = escalating.escalate(
            session(), case, request.form, actor=actor(), now=now_in(session())
        )
    except RefusedError as error:
        session().rollback()
        return escalate_form(asked_case(case_id), dict(request.form), told(error))
    session().commit()
    return redirect(url_for("concerns.show", concern_id=made.id), 303)
