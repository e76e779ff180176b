"""Pages of shipment days: the table of transit days, and one's own markets."""

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from models import clock
from models.notice import Notice
from models.shipment import Mode
from web.language import language
from web.notices.rows import make_rows
from web.refused import RefusedError
from web.rights import Right, needs
from web.shipment import service, table
from web.shipment.service import Answer
from web.shipment.table import Asked
from web.shipment.words import SPOKEN
from web.store import session, today
from web.subscriptions.service import choices

bp = Blueprint("shipment", __name__, template_folder="templates")
FIELDS = ("member", "mode", "days", "buffer", "source", "as_of")
for speak in SPOKEN:
    bp.app_template_global()(speak)


@bp.get("/transit")
@needs(Right.PUBLIC)
def index() -> ResponseReturnValue:
    """The days of transit that count; officers may change them."""
    return page()


def page(error: str = "", code: int = 200) -> ResponseReturnValue:
    """The table, perhaps with what was refused and what was written."""
    draft = request.form or request.args
    html = render_template(
        "shipment/transit.html",
        lines=table.list_lines(session()),
        choices=choices(session()),
        modes=list(Mode),
        draft=draft,
        error=error,
    )
    return html, code


@bp.post("/transit")
@needs(Right.CENTRE)
def change() -> ResponseReturnValue:
    """Keep an officer's row, or take it away."""
    form, actor = request.form, current_user.email
    asked = Asked(**{name: form.get(name, "") for name in FIELDS})
    try:
        if form.get("do") == "reset":
            table.put_back(session(), asked.member, asked.mode, actor)
        else:
            table.put_line(session(), asked, actor, clock.now_in(session()))
    except RefusedError as error:
        session().rollback()
        named = {name: gettext(str(value)) for name, value in error.values.items()}
        words = {**error.values, **{k: v for k, v in named.items() if k == "name"}}
        return page(gettext(error.text, **words), 422)
    session().commit()
    flash(gettext("已保存，按新天数推算。"))
    return redirect(url_for("shipment.index"), 303)


@bp.get("/shipments")
@needs(Right.MEMBER)
def own() -> str:
    """The last safe shipment days of what I was alerted to, in my markets."""
    user = current_user.user
    found = service.coming_up(session(), user, today())
    notices = [one.notice for one in found]
    rows = make_rows(session(), notices, language(), today())
    return render_template(
        "shipment/own.html",
        found=list(zip(found, rows, strict=True)),
        markets=service.own_markets(session(), user),
    )


def shipments_of(notice: Notice) -> list[Answer]:
    """The answers of a notice; one's own markets first."""
    found = service.answers_of(session(), notice, today())
    if not current_user.is_authenticated:
        return found
    mine = service.own_markets(session(), current_user.user)
    return sorted(found, key=lambda one: one.member.code not in mine)


def setup(app: Flask) -> None:
    """What the page of a notice may call."""
    app.jinja_env.globals.update(shipments_of=shipments_of)
