"""The overview of a day on a page, and the switch of its mail."""

from datetime import date, timedelta

from flask import (
    Blueprint,
    Flask,
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
from web.audit import note
from web.digest import mailing, words
from web.digest.service import read_overview, rows_of_day
from web.extensions import csrf
from web.language import language
from web.rights import Right, needs
from web.store import session, today

bp = Blueprint("digest", __name__, template_folder="templates")


def setup(app: Flask) -> None:
    """Let the page of an account show the switch."""
    app.jinja_env.globals.update(wants_overview=wants_overview)


def wants_overview() -> bool:
    """Whether who is asking has the overview sent."""
    return mailing.wants(session(), current_user.user.id)


@bp.get("/digest")
@needs(Right.PUBLIC)
def index() -> ResponseReturnValue:
    """Yesterday's overview."""
    day = today() - timedelta(days=1)
    return redirect(url_for("digest.show", day=day.isoformat()))


@bp.get("/digest/<day>")
@needs(Right.PUBLIC)
def show(day: str) -> str:
    """A day in numbers, by Member and sector, and its notices."""
    wanted = read_day(day)
    overview = read_overview(session(), wanted, clock.now_in(session()))
    return render_template(
        "digest/day.html",
        one=overview,
        text=words.paragraph(overview, language()),
        bars=words.widths(overview.members),
        rows=rows_of_day(session(), wanted, language(), today()),
        before=wanted - timedelta(days=1),
        after=wanted + timedelta(days=1) if wanted < today() else None,
    )


def read_day(text: str) -> date:
    """The day that an address names; 404 for none, and for one to come."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        abort(404)
    if not date(1995, 1, 1) <= day <= today():
        abort(404)
    return day


@bp.post("/digest/mail")
@needs(Right.MEMBER)
def switch() -> ResponseReturnValue:
    """Begin or end my daily overview by mail."""
    user, wanted = current_user.user, request.form.get("wanted") == "1"
    mailing.want(session(), user.id, wanted=wanted)
    note(session(), user.email, f"overview.{wanted}", ("user", user.id))
    session().commit()
    flash(gettext("已保存。"))
    return redirect(url_for("accounts.show"), 303)


@bp.get("/digest/stop/<token>")
@needs(Right.PUBLIC)
def stop_page(token: str) -> str:
    """Show what the link of a mail would stop; looking stops nothing."""
    user = mailing.owner(session(), current_app.config["SECRET_KEY"], token)
    done = not mailing.wants(session(), user.id)
    return render_template("digest/stop.html", token=token, done=done)


@bp.post("/digest/stop/<token>")
@needs(Right.PUBLIC)
def stop(token: str) -> str:
    """Stop it: the token is the proof, a mail program may press (RFC 8058)."""
    user = mailing.owner(session(), current_app.config["SECRET_KEY"], token)
    mailing.want(session(), user.id, wanted=False)
    note(session(), "link", "overview.False", ("user", user.id))
    session().commit()
    return stop_page(token)


csrf.exempt(stop)
