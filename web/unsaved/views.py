"""Where a form sends its words while they are typed."""

from datetime import timedelta
from http import HTTPStatus

from flask import Blueprint, Flask, Response, g, jsonify, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from models import clock
from models.unsaved import Unsaved
from web.refused import RefusedError
from web.rights import Right, may, needs
from web.store import session
from web.unsaved import service
from web.wording import clock as said_clock

bp = Blueprint("unsaved", __name__, template_folder="templates")
EVERY = timedelta(seconds=5)
"""How often a form sends what changed."""


def setup(app: Flask) -> None:
    """Let forms ask what was left in them."""
    app.jinja_env.globals.update(unsaved_in=waiting, UNSAVED_EVERY=EVERY.seconds)
    app.after_request(forget_saved)


def waiting(place: str) -> Unsaved | None:
    """What the person who is asking left in a form; all is read once for a page."""
    if not current_user.is_authenticated:
        return None
    if "unsaved" not in g:
        g.unsaved = service.all_held(session(), current_user.id)
    found: Unsaved | None = g.unsaved.get(place)
    return found


def ours() -> bool:
    """Whether who asks may hear who of the centre saved what."""
    return may(Right.CENTRE)


def forget_saved(response: Response) -> Response:
    """Drop what was kept of a form that names its place, once it was taken."""
    if response.status_code != HTTPStatus.SEE_OTHER or request.method != "POST":
        return response  # what was refused may be too large to be read at all
    place = request.form.get("unsaved", "")
    if place and current_user.is_authenticated:
        service.forget(session(), current_user.id, place)
        session().commit()
    return response


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
        newer = service.newer_than(session(), place, edition) if ours() else None
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
