"""Pages of people, invitations and requests for accounts."""

from collections.abc import Callable

from flask import (
    Blueprint,
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
from models.user import Role, User
from web.joining import deciding, invitations
from web.joining.views import send_soon, settings
from web.limits import number, page_asked
from web.organisations.directory import all_firms, find_firm
from web.people import service
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session

bp = Blueprint("people", __name__, template_folder="templates")


def me() -> User:
    """The user who is asking."""
    user: User = current_user.user
    return user


@bp.get("/people")
@needs(Right.ADMIN)
def index() -> ResponseReturnValue:
    """Everyone who may sign in, and who is invited."""
    return show_people()


def show_people(error: str = "", code: int = 200) -> ResponseReturnValue:
    """The list, perhaps with what was refused."""
    wanted = request.args
    found = service.list_people(
        session(),
        words=wanted.get("q", "")[:100],
        role=wanted.get("role", ""),
        page=page_asked(),
    )
    page = render_template(
        "people/index.html",
        people=found,
        roles=list(Role),
        firms=all_firms(session()),
        invitations=invitations.open_invitations(
            session(), None, clock.now_in(session())
        ),
        draft=request.form,
        error=error,
    )
    return page, code


@bp.post("/people/invite")
@needs(Right.ADMIN)
def invite() -> ResponseReturnValue:
    """Invite an address into a role, perhaps of a firm."""
    form = request.form
    firm = form.get("firm", type=number)
    place = invitations.Place(
        email=form.get("email", ""),
        role=form.get("role", ""),
        by=me(),
        organisation=find_firm(session(), firm) if firm is not None else None,
        language="en" if form.get("language") == "en" else "zh",
    )
    try:
        invitations.invite(
            session(), place, settings().base_url, clock.now_in(session())
        )
    except RefusedError as error:
        session().rollback()
        return show_people(gettext(error.text, **error.values), 422)
    send_soon()
    flash(gettext("邀请已发出。"))
    return redirect(url_for("people.index"), 303)


@bp.post("/people/<int:user_id>")
@needs(Right.ADMIN)
def change(user_id: int) -> ResponseReturnValue:
    """Change a person's role, firm or access, or help them in again."""
    form = request.form
    now, key = clock.now_in(session()), current_app.config["SECRET_KEY"]
    firm = form.get("firm", type=number)
    url = settings().base_url
    acts: dict[str, Callable[[], User]] = {
        "role": lambda: service.change_role(
            session(), me(), user_id, form.get("role", "")
        ),
        "firm": lambda: service.put_into(session(), me(), user_id, firm),
        "disable": lambda: service.switch(session(), me(), user_id, on=False),
        "enable": lambda: service.switch(session(), me(), user_id, on=True),
        "sign_out": lambda: service.sign_out(session(), me(), user_id),
        "link": lambda: service.send_link(session(), me(), user_id, url, key, now=now),
    }
    act = acts.get(form.get("do", ""))
    if act is None:
        return show_people(gettext("请从页面上的按钮操作。"), 422)
    try:
        user = act()
    except RefusedError as error:
        session().rollback()
        return show_people(gettext(error.text, **error.values), 422)
    send_soon()
    flash(gettext("%(name)s 已更新。", name=user.name))
    return redirect(url_for("people.index"), 303)


@bp.get("/applications")
@needs(Right.CENTRE)
def requests() -> ResponseReturnValue:
    """The requests for accounts that wait for a decision."""
    return show_requests()


def show_requests(error: str = "", code: int = 200) -> ResponseReturnValue:
    """The list, perhaps with what was refused."""
    waiting = deciding.waiting(session())
    page = render_template("people/requests.html", waiting=waiting, error=error)
    return page, code


@bp.post("/applications/<int:application_id>")
@needs(Right.CENTRE)
def decide(application_id: int) -> ResponseReturnValue:
    """Open the account that is asked for, or say why not."""
    form, now, url = request.form, clock.now_in(session()), settings().base_url
    try:
        if form.get("do") == "approve":
            deciding.approve(session(), application_id, me(), url, now)
        else:
            deciding.refuse(
                session(), application_id, me(), form.get("reason", ""), url, now=now
            )
    except RefusedError as error:
        session().rollback()
        return show_requests(gettext(error.text, **error.values), 422)
    send_soon()
    flash(gettext("已处理，结果已发邮件。"))
    return redirect(url_for("people.requests"), 303)
