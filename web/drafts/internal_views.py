"""The page of the internal paper."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from models.case import Case
from models.clock import now_in
from web.cases.asking import actor, asked_case
from web.cases.flow import WRITTEN
from web.cases.frame import framed
from web.drafts.internal import compose_internal, letters, save_internal
from web.drafts.room import bp
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session
from web.unsaved.service import forget, held


@bp.get("/cases/<int:case_id>/drafts/internal")
@needs(Right.CENTRE)
def internal(case_id: int) -> ResponseReturnValue:
    """The internal paper: its newest version, else as the arguments make it."""
    case = asked_case(case_id)
    left = held(session(), actor().id or 0, f"internal:{case.id}")
    if left and request.args.get("restore"):
        return show_internal(case, left.words.get("text_zh", [""])[0])
    if request.args.get("anew"):
        return show_internal(case, compose_internal(session(), case))
    return show_internal(case)


def show_internal(
    case: Case, text: str | None = None, error: str = ""
) -> ResponseReturnValue:
    """The page with a text in the editor."""
    kept = letters(session(), case)
    composed = compose_internal(session(), case)
    page = framed(
        "drafts/internal.html",
        case,
        "drafts.index",
        letters=kept,
        text=text or (kept[-1].text_zh if kept else composed),
        based_on=kept[-1].number if kept else 0,
        error=error,
        may_write=case.state in WRITTEN,
    )
    return page, 422 if error else 200


@bp.post("/cases/<int:case_id>/drafts/internal")
@needs(Right.CENTRE)
def save_internal_paper(case_id: int) -> ResponseReturnValue:
    """Keep the text as the next version, or hand it back with the reason."""
    case, text = asked_case(case_id), request.form.get("text_zh", "")
    try:
        save_internal(
            session(),
            case,
            text,
            based_on=request.form.get("based_on", 0, type=int),
            actor=actor(),
            at=now_in(session()),
        )
    except RefusedError as error:
        session().rollback()
        told = gettext(error.text, **error.values)
        return show_internal(asked_case(case_id), text, told)
    forget(session(), actor().id, f"internal:{case.id}")
    session().commit()
    return redirect(url_for(".internal", case_id=case.id), 303)
