"""Where a form sends its words while they are typed."""

from datetime import timedelta

from flask import Blueprint, Flask, jsonify, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from models import clock
from models.unsaved import Unsaved
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session
from web.unsaved import service
from web.wording import clock as said_clock

bp = Blueprint("unsaved", __name__, template_folder="templates")
EVERY = timedelta(seconds=5)
"""How often a form sends what changed."""


def setup(app: Flask) -> None:
    """Let forms ask what was left in them."""
    app.jinja_env.globals.update(unsaved_in=waiting, UNSAVED_EVERY=EVERY.seconds)


def waiting(place: str) -> Unsaved | None:
    """What the person who is asking left in a form."""
    if not current_user.is_authenticated:
        return None
    return service.held(session(), current_user.id, place)


@bp.post("/unsaved")
@needs(Right.MEMBER)
def keep() -> ResponseReturnValue:
    """Keep the words of one's own form; say whether somebody saved meanwhile."""
    form = request.form
    place, edition = form.get("place", ""), form.get("edition", 0, type=int)
    now = clock.now_in(session())
    try:
        service.hold(
            session(),
            current_user.id,
            place,
            edition=edition,
            words=form.to_dict(flat=False),
            at=now,
        )
        newer = service.newer_than(session(), place, edition)
    except RefusedError as error:
        session().rollback()
        return jsonify(kept="", told=gettext(error.text, **error.values)), 422
    session().commit()
    told = ""
    if newer:
        told = gettext(
            "%(who)s刚刚保存过，您的文字还在，保存前请核对。", who=newer.who or "系统"
        )
    return jsonify(kept=said_clock(now), told=told)


@bp.post("/unsaved/drop")
@needs(Right.MEMBER)
def drop() -> ResponseReturnValue:
    """Throw away what waits in one's own form, and go back to it."""
    service.forget(session(), current_user.id, request.form.get("place", ""))
    session().commit()
    back = request.form.get("back", "/")
    safe = back.startswith("/") and not back.startswith(("//", "/\\"))
    return redirect(back if safe else "/", 303)
