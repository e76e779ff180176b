"""Following a measure by one press on the page of a notice."""

from flask import Blueprint, abort, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from models import clock
from models.user import User
from web.language import language
from web.limits import number
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session
from web.subscriptions import following

bp = Blueprint("following", __name__)


def me() -> User:
    """The user who is asking."""
    user: User = current_user.user
    return user


@bp.app_template_global()
def follows(measure_id: int) -> bool:
    """Whether the reader follows this measure."""
    if not current_user.is_authenticated:
        return False
    held = following.followed(session(), me(), measure_id)
    return held is not None and not held.paused


@bp.post("/measures/<int:measure_id>/follow")
@needs(Right.MEMBER)
def follow(measure_id: int) -> ResponseReturnValue:
    """Follow a measure: every change of it is told at once."""
    now = clock.now_in(session())
    try:
        made = following.follow(session(), me(), measure_id, language(), now)
    except RefusedError as error:
        session().rollback()
        flash(gettext(error.text, **error.values), "error")
        return back()
    if made is None:
        abort(404)
    session().commit()
    flash(gettext("已关注。这项措施的延期、批准、生效、撤销等变化都会立即告诉你。"))
    return back()


@bp.post("/measures/<int:measure_id>/unfollow")
@needs(Right.MEMBER)
def unfollow(measure_id: int) -> ResponseReturnValue:
    """Follow it no longer."""
    following.unfollow(session(), me(), measure_id, clock.now_in(session()))
    session().commit()
    flash(gettext("已取消关注。"))
    return back()


def back() -> ResponseReturnValue:
    """The page of the notice from which it was pressed, else one's subscriptions."""
    try:
        notice_id = number(request.form.get("notice", ""))
    except ValueError:
        return redirect(url_for("subscriptions.index"), 303)
    if "notices.show" not in current_app.view_functions:
        return redirect(url_for("subscriptions.index"), 303)
    return redirect(url_for("notices.show", notice_id=notice_id), 303)
