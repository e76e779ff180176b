"""The page of the outbox."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from models.alert import MessageState
from web.joining.views import send_soon
from web.limits import page_asked
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session
from web.warnings.deliveries import read_deliveries, retry
from web.warnings.room import bp, words_of

LONGEST_FAULT = 500


@bp.get("/deliveries")
@needs(Right.CENTRE)
def deliveries() -> ResponseReturnValue:
    """The messages by state, and why some failed."""
    return page()


def page(error: str = "") -> ResponseReturnValue:
    """The list, perhaps with what was refused."""
    state, fault = request.args.get("state", ""), request.args.get("fault", "")
    found = read_deliveries(
        session(),
        state=state if state in set(MessageState) else "",
        fault=fault[:LONGEST_FAULT],
        page=page_asked(),
    )
    html = render_template(
        "warnings/deliveries.html",
        found=found,
        state=state,
        fault=fault,
        states=list(MessageState),
        error=error,
    )
    return html, 422 if error else 200


@bp.post("/deliveries/<int:message_id>/retry")
@needs(Right.CENTRE)
def try_again(message_id: int) -> ResponseReturnValue:
    """Let one failed message be tried again."""
    try:
        retry(session(), message_id, current_user.email)
    except RefusedError as error:
        session().rollback()
        return page(words_of(error))
    send_soon()
    flash(gettext("已重新排队发送。"))
    return redirect(url_for("warnings.deliveries"), 303)
