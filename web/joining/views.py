"""Pages on the way to an account: sign up, accept an invitation, set a password."""

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
from flask_login import login_user

from models import clock
from models.user import User
from web import children
from web.accounts import once, person
from web.accounts.views import hasher
from web.config import Settings
from web.extensions import limiter
from web.joining import applications, invitations, resetting
from web.language import language
from web.papers.contact import reach_of
from web.places import CITIES
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session

bp = Blueprint("joining", __name__, template_folder="templates")
APPROVE = "approve"
FIELDS = ("email", "name", "password", "firm", "credit_code", "city", "phone")


def settings() -> Settings:
    """The settings of this application."""
    found: Settings = current_app.extensions["settings"]
    return found


def is_open() -> bool:
    """Whether anybody may ask for an account."""
    return settings().signup == APPROVE


def send_soon() -> None:
    """Keep what was done, and let what is in the outbox go out at once."""
    session().commit()
    if not current_app.testing:
        children.start(children.OURSELVES, ["deliver"], settings())


@bp.get("/signup")
@needs(Right.PUBLIC)
def signup() -> str:
    """The form of a request; where only invitations count, the page says so."""
    reach, opened = reach_of(session()), is_open()
    return render_template(
        "joining/signup.html", open=opened, reach=reach, draft={}, cities=CITIES
    )


@bp.post("/signup")
@needs(Right.PUBLIC)
@limiter.limit("5 per minute; 20 per hour")
def apply() -> ResponseReturnValue:
    """Keep a request; what is wrong with it is said, and nothing typed is lost."""
    if not is_open():
        abort(404)
    given = {name: request.form.get(name, "") for name in FIELDS}
    asked = applications.Request(**given, language=language())
    try:
        applications.apply(
            session(), hasher(), asked, settings().base_url, clock.now_in(session())
        )
    except RefusedError as error:
        session().rollback()
        words = gettext(error.text, **error.values)
        page = render_template(
            "joining/signup.html", open=True, draft=given, error=words, cities=CITIES
        )
        return page, 422
    send_soon()
    return render_template("joining/sent.html", occasion="confirm")


@bp.get("/signup/<ticket>")
@needs(Right.PUBLIC)
def confirm_page(ticket: str) -> str:
    """Ask for the press that confirms; a mail program that looks confirms nothing."""
    return render_template("joining/confirm.html", ticket=ticket)


@bp.post("/signup/<ticket>")
@needs(Right.PUBLIC)
@limiter.limit("20 per minute")
def confirm(ticket: str) -> str:
    """Confirm the address of a request."""
    found = applications.confirm(session(), ticket, clock.now_in(session()))
    session().commit()
    return render_template("joining/confirmed.html", application=found)


@bp.get("/join/<ticket>")
@needs(Right.PUBLIC)
def join_page(ticket: str) -> str:
    """The form of somebody who is invited."""
    return show_join(ticket)


def show_join(ticket: str, name: str = "", error: str = "") -> str:
    """The form, perhaps with what is wrong."""
    found = invitations.find_open(session(), ticket, clock.now_in(session()))
    return render_template(
        "joining/join.html", invitation=found, ticket=ticket, name=name, error=error
    )


@bp.post("/join/<ticket>")
@needs(Right.PUBLIC)
@limiter.limit("20 per minute")
def join(ticket: str) -> ResponseReturnValue:
    """Make the account of somebody who is invited, and let them in."""
    name, new = request.form.get("name", ""), request.form.get("password", "")
    now = clock.now_in(session())
    try:
        user = invitations.accept(session(), hasher(), ticket, name, new, now=now)
    except RefusedError as error:
        session().rollback()
        return show_join(ticket, name, gettext(error.text, **error.values)), 422
    return let_in(user)


def let_in(user: User) -> ResponseReturnValue:
    """Begin a session; a firm's person goes on to the firm."""
    session().commit()
    login_user(person.Person(user))
    flash(gettext("账号已可使用。"))
    firm = user.organisation_id is not None and "organisations.show" in (
        current_app.view_functions
    )
    return redirect(url_for("organisations.show" if firm else "home.index"), 303)


@bp.get("/reset")
@needs(Right.PUBLIC)
def ask_page() -> str:
    """Ask for the address of who forgot the password."""
    return render_template("joining/ask.html", error="", email="")


@bp.post("/reset")
@needs(Right.PUBLIC)
@limiter.limit("5 per minute; 20 per hour")
def ask() -> ResponseReturnValue:
    """Mail a link; the answer is the same whether there is such a person or not."""
    email, now = request.form.get("email", ""), clock.now_in(session())
    key = current_app.config["SECRET_KEY"]
    try:
        resetting.ask(session(), email, settings().base_url, key, now)
    except RefusedError as error:
        words = gettext(error.text, **error.values)
        return render_template("joining/ask.html", error=words, email=email), 422
    send_soon()
    return render_template("joining/sent.html", occasion="reset")


@bp.get("/reset/<token>")
@needs(Right.PUBLIC)
def put_page(token: str) -> ResponseReturnValue:
    """The form for a new password."""
    return show_put(token)


def show_put(token: str, error: str = "", code: int = 200) -> ResponseReturnValue:
    """The form, perhaps with what is wrong; a dead link asks for a new one at once."""
    try:
        user = once.owner(session(), current_app.config["SECRET_KEY"], token)
    except RefusedError:
        gone = gettext("这个重设密码链接已经用过或已失效，请重新填写邮箱。")
        return render_template("joining/ask.html", error=gone, email=""), 422
    page = render_template("joining/put.html", user=user, token=token, error=error)
    return page, code


@bp.post("/reset/<token>")
@needs(Right.PUBLIC)
@limiter.limit("20 per minute")
def put(token: str) -> ResponseReturnValue:
    """Set a new password and let its owner in."""
    key, new = current_app.config["SECRET_KEY"], request.form.get("password", "")
    try:
        user = resetting.put(session(), hasher(), key, token, new)
    except RefusedError as error:
        session().rollback()
        return show_put(token, gettext(error.text, **error.values), 422)
    return let_in(user)
