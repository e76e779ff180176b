"""What a person answers to the proposals of the machine checks; the opening words."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from models.clock import now_in
from web.arguments import proposals
from web.arguments.pages import show_list
from web.arguments.room import bp
from web.arguments.stance import set_stance
from web.cases.asking import actor, asked_case
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session, today


@bp.post("/cases/<int:case_id>/proposals")
@needs(Right.CENTRE)
def answer(case_id: int) -> ResponseReturnValue:
    """Add what a check proposes, or turn it down."""
    case = asked_case(case_id)
    key, wanted = request.form.get("key", ""), request.form.get("answer") == "take"
    do = proposals.take_proposal if wanted else proposals.turn_down
    try:
        do(
            session(),
            case,
            key,
            today=today(),
            actor=actor(),
            at=now_in(session()),
        )
    except RefusedError as error:
        session().rollback()
        told = gettext(error.text, **error.values)
        return show_list(asked_case(case_id), told, 422)
    session().commit()
    return redirect(url_for(".index", case_id=case_id), 303)


@bp.post("/cases/<int:case_id>/stance")
@needs(Right.CENTRE)
def stance(case_id: int) -> ResponseReturnValue:
    """Keep the words that open the paper, or hand them back with the reason."""
    case, form = asked_case(case_id), request.form
    texts = form.get("stance_zh", ""), form.get("stance_en", "")
    try:
        set_stance(
            session(),
            case,
            texts,
            was=form.get("was", ""),
            actor=actor(),
            at=now_in(session()),
        )
    except RefusedError as error:
        session().rollback()
        told = gettext(error.text, **error.values)
        return show_list(asked_case(case_id), status=422, stance=texts, told=told)
    session().commit()
    return redirect(url_for(".index", case_id=case_id), 303)
