"""The page of one's own firm, which every change on it comes back to."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from models import clock
from models.organisation import Organisation
from models.user import User
from web.joining import invitations
from web.organisations import service
from web.places import CITIES
from web.refused import RefusedError
from web.store import session
from web.subscriptions.service import choices

bp = Blueprint("organisations", __name__, template_folder="templates")


def me() -> User:
    """The user who is asking."""
    user: User = current_user.user
    return user


def my_firm() -> Organisation:
    """The firm of who is asking; who has none has no such page."""
    firm = me().organisation
    if firm is None:
        abort(404)
    return firm


def show_firm(error: str = "", code: int = 200) -> ResponseReturnValue:
    """The profile, perhaps with what was refused."""
    firm = my_firm()
    sectors = service.sectors_of(session(), {one.hs for one in firm.products})
    page = render_template(
        "organisations/firm.html",
        firm=firm,
        draft=request.form,
        cities=CITIES,
        choices=choices(session()),
        sectors=sectors,
        people=service.colleagues(session(), firm),
        invited=invitations.open_invitations(session(), firm, clock.now_in(session())),
        error=error,
    )
    return page, code


def done(act: Callable[[], Any], words: str, refused: int = 422) -> ResponseReturnValue:
    """Do as asked and say so, or hand the page back with the reason."""
    try:
        act()
    except RefusedError as error:
        session().rollback()
        return show_firm(gettext(error.text, **error.values), refused)
    session().commit()
    flash(words)
    return redirect(url_for("organisations.show"), 303)
