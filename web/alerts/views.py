"""My alerts, and the links that messages carry."""

from flask import (
    Blueprint,
    abort,
    current_app,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _
from flask_login import current_user

from models import clock
from models.user import User
from web.alerts import service
from web.extensions import csrf
from web.language import language
from web.limits import number
from web.nav import Entry
from web.rights import Right, needs
from web.store import session, today

bp = Blueprint("alerts", __name__, template_folder="templates")
MENU = [
    Entry(
        50, "alerts.inbox", _("我的预警"), icon="bell", right=Right.MEMBER, short=True
    )
]


def me() -> User:
    """The user who is asking."""
    user: User = current_user.user
    return user


@bp.get("/inbox")
@needs(Right.MEMBER)
def inbox() -> str:
    """The notices I was alerted to."""
    only_unread = request.args.get("unread") == "1"
    found = service.inbox(
        session(),
        me(),
        today=today(),
        language=language(),
        page=max(1, request.args.get("page", 1, type=int)),
        only_unread=only_unread,
    )
    return render_template("alerts/inbox.html", inbox=found, only_unread=only_unread)


@bp.post("/inbox/read")
@needs(Right.MEMBER)
def read() -> ResponseReturnValue:
    """Mark one notice, or all, as read."""
    notice_id = request.form.get("notice", type=number)
    if notice_id is None and request.form.get("notice"):
        abort(400)
    service.mark_read(session(), me(), clock.now(), notice_id)
    session().commit()
    return redirect(url_for("alerts.inbox"), 303)


@bp.get("/unsubscribe/<token>")
@needs(Right.PUBLIC)
def unsubscribe_page(token: str) -> str:
    """Show what a link in a message would stop; looking stops nothing."""
    key = current_app.config["SECRET_KEY"]
    found = service.named_by(session(), key, token)
    done = all(one.paused for one in found)
    return render_template(
        "alerts/unsubscribe.html", subscriptions=found, token=token, done=done
    )


@bp.post("/unsubscribe/<token>")
@needs(Right.PUBLIC)
def unsubscribe(token: str) -> str:
    """Stop what the link names: the token is the proof, a mail program may press.

    It follows no redirect (RFC 8058), so the page is answered at once.
    """
    key = current_app.config["SECRET_KEY"]
    service.unsubscribe(session(), key, token, clock.now_in(session()))
    session().commit()
    return unsubscribe_page(token)


csrf.exempt(unsubscribe)
