"""The page that takes tables of refusals: looked at row by row, then stored."""

from __future__ import annotations

from flask import (
    Blueprint,
    Response,
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
from web.language import language
from web.refusals import importing
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session, today
from web.trends.asked import download
from web.trends.tables import write_rows
from web.uploads.tables import Table, handed_in

bp = Blueprint("refusals", __name__, template_folder="templates")
SHOWN = 200
"""So many rows of a table are shown; the others are in the download."""
CSV = "text/csv"


@bp.get("/refusals")
@needs(Right.CENTRE)
def index() -> ResponseReturnValue:
    """What is held of each source, and the form that takes a table."""
    return show_page()


@bp.get("/refusals/template.csv")
@needs(Right.CENTRE)
def template() -> ResponseReturnValue:
    """The table to be filled in."""
    return download(importing.template(language()), CSV, "refusals.csv")


@bp.post("/refusals")
@needs(Right.CENTRE)
def take_in() -> ResponseReturnValue:
    """Show what a table would bring; one that was shown (``sha256``) is stored."""
    now = clock.now_in(session())
    try:
        table = handed_in(importing.read_rows)
        found = importing.propose(session(), table.name, table.content, today())
        if request.form.get("as") == "csv":
            return left_out(found)
        if not table.shown:
            return show_page(found, table)
        count = importing.store(session(), found, current_user.email, now)
    except RefusedError as error:
        session().rollback()
        return show_page(error=told(error))
    session().commit()
    flash(gettext("已存入%(n)d条拒绝入境记录。", n=count))
    return redirect(url_for("refusals.index"), 303)


def told(error: RefusedError) -> str:
    """A refusal in the language of the page, with the names in it."""
    values = dict(error.values)
    if "field" in values:
        values["field"] = gettext(str(values["field"]))
    sentence: str = gettext(error.text, **values)
    return sentence


def left_out(found: importing.Proposal) -> Response:
    """All rows left out, each with its reason, to be mended and sent again."""
    head = [gettext("行号"), gettext("未存入的原因"), *found.head]
    rows = [[str(one.number), told(one.why), *one.row] for one in found.left]
    return download(write_rows([head, *rows]), CSV, "refusals-left-out.csv")


def show_page(
    found: importing.Proposal | None = None,
    table: Table | None = None,
    error: str = "",
) -> ResponseReturnValue:
    """The rows of a table, or the form for one."""
    page = render_template(
        "refusals/index.html",
        found=found,
        table=table,
        error=error,
        left=[(one, told(one.why)) for one in found.left[:SHOWN]] if found else (),
        good=found.good[:SHOWN] if found else (),
        stock=() if found else importing.list_stock(session()),
        most=importing.MOST.lines,
    )
    return page, 422 if error else 200
