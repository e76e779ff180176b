"""Importing trade concerns of the past from a spreadsheet."""

import io
from collections.abc import Sequence
from urllib.parse import urlencode

from flask import flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from models.clock import now_in
from web.arguments import concerns
from web.arguments.room import bp
from web.cases.asking import actor
from web.consultations.sheets import read_sheet
from web.limits import page_asked
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/precedents")
@needs(Right.CENTRE)
def precedents() -> ResponseReturnValue:
    """The trade concerns that are held, and the form to bring in more."""
    return show_concerns()


def show_concerns(
    error: str = "", refused: Sequence[concerns.Refusal] = ()
) -> ResponseReturnValue:
    """The list with the form; ``refused`` are lines that were not taken."""
    listed, pages = concerns.list_concerns(session(), page_asked())
    page = render_template(
        "arguments/precedents.html",
        concerns=listed,
        page=page_asked(),
        pages=pages,
        error=error,
        refused=[(one.line, gettext(one.text, **one.values)) for one in refused],
        address=lambda page: urlencode({"page": page}),
    )
    return page, 422 if error else 200


@bp.get("/precedents/template.xlsx")
@needs(Right.CENTRE)
def template() -> ResponseReturnValue:
    """An empty table with the columns that are read."""
    return send_file(
        io.BytesIO(concerns.empty_table()),
        mimetype=XLSX,
        as_attachment=True,
        download_name="concerns.xlsx",
        max_age=0,
    )


@bp.post("/precedents")
@needs(Right.CENTRE)
def bring_in() -> ResponseReturnValue:
    """Take the lines of a table that can be read; say of the others what is wrong."""
    file = request.files.get("file")
    try:
        rows = read_sheet(file.filename or "", file.read()) if file else []
        brought = concerns.bring_in(
            session(), rows, actor=actor(), at=now_in(session())
        )
    except RefusedError as error:
        session().rollback()
        return show_concerns(gettext(error.text, **error.values))
    session().commit()
    told = _(
        "新增 %(new)d 条，更新 %(changed)d 条，未变 %(same)d 条。",
        new=brought.new,
        changed=brought.changed,
        same=brought.same,
    )
    flash(str(told), "ok")
    if brought.refused:
        return show_concerns(refused=brought.refused)
    return redirect(url_for(".precedents"), 303)
