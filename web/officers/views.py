"""The switch of the letters to the people of the centre."""

from flask import Blueprint, Flask, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from web.accounts.views import me
from web.audit import note
from web.officers import wanting
from web.rights import Right, needs
from web.store import session

bp = Blueprint("officers", __name__)


def setup(app: Flask) -> None:
    """Let the page of an account show the switch."""
    app.jinja_env.globals.update(wants_desk_mail=wants_desk_mail)


def wants_desk_mail() -> bool:
    """Whether who is asking is written to."""
    return wanting.wants(session(), me())


@bp.post("/account/desk-mail")
@needs(Right.CENTRE)
def switch() -> ResponseReturnValue:
    """Begin or end my letters from the desk."""
    wanted = request.form.get("wanted") == "1"
    wanting.want(session(), me(), wanted=wanted)
    note(session(), me().email, f"desk_mail.{wanted}", ("user", me().id))
    session().commit()
    flash(gettext("已保存。"))
    return redirect(url_for("accounts.show"), 303)
