"""One subscription by its signed link: seen and changed without signing in."""

from datetime import timedelta

from flask import (
    Blueprint,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from models import clock
from models.subscription import Subscription
from models.user import User
from web.extensions import limiter
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session, today
from web.subscriptions import following, service, words
from web.subscriptions.reading import read_day
from web.subscriptions.wish import of

bp = Blueprint("manage", __name__, template_folder="templates")
ACTOR = "link"


@bp.get("/manage/<token>")
@needs(Right.PUBLIC)
@limiter.limit("60 per minute")
def show(token: str) -> ResponseReturnValue:
    """The subscription that a mail speaks of; looking changes nothing."""
    return show_one(token)


def show_one(token: str, error: str = "", code: int = 200) -> ResponseReturnValue:
    """The page, perhaps with what was refused."""
    kept = by_link(token)
    page = render_template(
        "subscriptions/manage.html",
        kept=kept,
        token=token,
        said=words.say(of(kept), service.choices(session(), kept.user)),
        resting=words.is_resting(kept, today()),
        rates=words.RATES,
        error=error,
        tomorrow=today() + timedelta(days=1),
        last=today() + following.LONGEST_PAUSE,
    )
    return page, code


def by_link(token: str) -> Subscription:
    """The subscription of a link; RefusedError says that it has ended."""
    return following.by_link(session(), current_app.config["SECRET_KEY"], token)


@bp.post("/manage/<token>")
@needs(Right.PUBLIC)
@limiter.limit("20 per minute")
def change(token: str) -> ResponseReturnValue:
    """Pause until a day, go on, stop, or tell sooner or less often."""
    kept = by_link(token)
    try:
        act(kept, request.form.get("act", ""))
    except RefusedError as error:
        session().rollback()
        return show_one(token, gettext(error.text, **error.values), 422)
    session().commit()
    flash(gettext("已保存。"))
    return redirect(url_for("manage.show", token=token), 303)


def act(kept: Subscription, name: str) -> None:
    """Do what was pressed."""
    now = clock.now_in(session())
    if name == "rate":
        rate = request.form.get("rate", "")
        following.set_rate(session(), ACTOR, kept, rate)
    elif name == "pause":
        until = read_day(request.form.get("until", ""))
        following.pause_until(session(), ACTOR, kept, until, today())
    elif name == "resume":
        service.pause(session(), ACTOR, kept, paused=False, now=now)
    elif name == "stop":
        service.pause(session(), ACTOR, kept, paused=True, now=now)
    else:
        abort(400)


@bp.post("/subscriptions/links")
@needs(Right.MEMBER)
def renew() -> ResponseReturnValue:
    """End the links in all mails that were sent to me."""
    user: User = current_user.user
    following.renew_links(session(), user)
    session().commit()
    flash(gettext("已换新链接，以前邮件中的管理链接不再有效。"))
    return redirect(url_for("subscriptions.index"), 303)
