"""Signing in and out, and one's own account."""

from typing import Any

from argon2 import PasswordHasher
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
from flask_babel import lazy_gettext as _
from flask_login import current_user, login_user, logout_user

from models.user import Role, User
from web.accounts import once, passwords, person, service
from web.demo import demo_user, is_demo
from web.extensions import limiter, login_manager
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session

bp = Blueprint("accounts", __name__, template_folder="templates")
HASHER = "chutong.hasher"
ROLES = {
    Role.OFFICER: _("评议专员"),
    Role.ANALYST: _("分析员"),
    Role.REVIEWER: _("审核人"),
    Role.EXPERT: _("评议专家"),
    Role.ENTERPRISE: _("出口企业"),
    Role.ASSOCIATION: _("行业协会"),
    Role.DEPARTMENT: _("成员单位"),
    Role.ADMIN: _("管理员"),
}


def setup(app: Flask) -> None:
    """Bind sign-in to an application; PASSWORD_COST lowers the cost in tests."""
    app.extensions[HASHER] = passwords.make_hasher(app.config.get("PASSWORD_COST"))
    login_manager.user_loader(person.load)
    login_manager.login_view = "accounts.login"
    login_manager.login_message = _("请先登录。")
    app.jinja_env.globals.update(ROLES=ROLES)


def hasher() -> PasswordHasher:
    """The hasher of this application."""
    found: PasswordHasher = current_app.extensions[HASHER]
    return found


def me() -> User:
    """The user who is asking; for views that ask for a signed-in person."""
    user: User = current_user.user
    return user


def safe_next(address: str | None) -> str:
    """Where to go after signing in: a page of ours, else the home page."""
    wanted = address or ""
    strange = "\\" in wanted or not wanted.isprintable() or wanted.startswith("//")
    if strange or not wanted.startswith("/"):
        return url_for("home.index")
    return wanted


def show_login(code: int = 200, **words: Any) -> ResponseReturnValue:
    """The sign-in page; in a demonstration, with a button for each role."""
    roles = list(Role) if is_demo(session()) else []
    given = {"next": request.values.get("next", ""), "email": "", "error": ""}
    return render_template(
        "accounts/login.html", roles=roles, **{**given, **words}
    ), code


@bp.get("/login")
@needs(Right.PUBLIC)
def login() -> ResponseReturnValue:
    """Ask for address and password."""
    return show_login()


@bp.post("/login")
@needs(Right.PUBLIC)
@limiter.limit("10 per minute; 60 per hour")
def enter() -> ResponseReturnValue:
    """Let a person in, or hand the address back with the reason."""
    email, password = request.form["email"], request.form["password"]
    try:
        user = service.sign_in(session(), hasher(), email, password)
    except RefusedError as error:
        session().commit()
        return show_login(422, email=email, error=gettext(error.text, **error.values))
    return welcome(user)


def welcome(user: User) -> ResponseReturnValue:
    """Begin the session of a person and go where they wanted to go."""
    session().commit()
    login_user(person.Person(user))
    return redirect(safe_next(request.values.get("next")), 303)


@bp.get("/login/once/<token>")
@needs(Right.PUBLIC)
def once_page(token: str) -> ResponseReturnValue:
    """Show whose link it is; only a press of the button uses it up."""
    user = once.owner(session(), current_app.config["SECRET_KEY"], token)
    return render_template("accounts/once.html", user=user, token=token)


@bp.post("/login/once/<token>")
@needs(Right.PUBLIC)
@limiter.limit("20 per minute")
def enter_once(token: str) -> ResponseReturnValue:
    """Let the owner of a link in, once."""
    user = service.sign_in_once(session(), current_app.config["SECRET_KEY"], token)
    session().commit()
    login_user(person.Person(user))
    if user.password_hash is None:
        flash(gettext("请设置密码，下次用它登录。"))
        return redirect(url_for("accounts.show"), 303)
    return redirect(url_for("home.index"), 303)


@bp.post("/login/demo/<role>")
@needs(Right.PUBLIC)
def enter_demo(role: str) -> ResponseReturnValue:
    """Let anyone in as one of the roles, in a demonstration and nowhere else."""
    user = demo_user(session(), role) if is_demo(session()) else None
    if user is None:
        abort(404)
    return welcome(user)


@bp.post("/logout")
@needs(Right.MEMBER)
def logout() -> ResponseReturnValue:
    """End this session."""
    logout_user()
    return redirect(url_for("home.index"), 303)


@bp.post("/logout/everywhere")
@needs(Right.MEMBER)
def logout_everywhere() -> ResponseReturnValue:
    """End every session of this person, on every machine."""
    service.end_sessions(session(), me())
    session().commit()
    logout_user()
    flash(gettext("已退出所有设备。"))
    return redirect(url_for("accounts.login"), 303)


@bp.get("/account")
@needs(Right.MEMBER)
def show() -> ResponseReturnValue:
    """One's own account."""
    return show_account()


def show_account(error: str = "", code: int = 200) -> ResponseReturnValue:
    """The account and the last times somebody signed in, or tried to."""
    page = render_template(
        "accounts/account.html",
        user=me(),
        sign_ins=service.sign_ins(session(), me()),
        error=error,
    )
    return page, code


@bp.post("/account")
@needs(Right.MEMBER)
def save() -> ResponseReturnValue:
    """Change name and language."""
    form = request.form
    return changed(
        lambda: service.change_profile(session(), me(), form["name"], form["language"])
    )


@bp.post("/account/password")
@needs(Right.MEMBER)
@limiter.limit("10 per minute")
def password() -> ResponseReturnValue:
    """Change the password; this session goes on, the others end."""
    form = request.form
    current, new = form.get("current", ""), form["new"]
    return changed(
        lambda: service.change_password(session(), hasher(), me(), current, new)
    )


def changed(change: Any) -> ResponseReturnValue:
    """Make a change and say so, or hand the page back with the reason."""
    try:
        change()
    except RefusedError as error:
        return show_account(gettext(error.text, **error.values), 422)
    session().commit()
    login_user(person.Person(me()))
    flash(gettext("已保存。"))
    return redirect(url_for("accounts.show"), 303)
