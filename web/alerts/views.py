"""My alerts, and the links that messages carry."""

from flask import (
    Blueprint,
    current_app,
    render_template,
)

from models import clock
from web.alerts import service
from web.alerts.links import Links
from web.extensions import csrf
from web.language import language
from web.limits import page_asked
from web.rights import Right, needs
from web.store import session, today

bp = Blueprint("alerts", __name__, template_folder="templates")


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


@bp.get("/messages/<token>")
@needs(Right.PUBLIC)
def message(token: str) -> str:
    """Exactly the notices of one message; its link is the proof."""
    key = current_app.config["SECRET_KEY"]
    links = Links(current_app.extensions["settings"].base_url, key)
    shown = service.read_message(
        session(),
        links,
        token,
        today=today(),
        language=language(),
        page=page_asked(),
    )
    return render_template("alerts/message.html", shown=shown, token=token)
