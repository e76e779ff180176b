"""Importing trade concerns of the past from a spreadsheet."""

import io
from urllib.parse import urlencode

from flask import flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from models.clock import now_in
from web.arguments import concerns
from web.arguments.room import bp
from web.cases.asking import actor
from web.consultations.sheets import Bounds, read_plain, read_sheet
from web.limits import page_asked
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session
from web.uploads.forms import read_upload
from web.uploads.kinds import CSV, XLSX, kind_of

WIDE = Bounds(lines=3000, cells=60)
"""An export of a whole database has more lines and columns than a form."""


@bp.get("/precedents")
@needs(Right.CENTRE)
def precedents() -> ResponseReturnValue:
    """The trade concerns that are held, and the form to bring in more."""
    return show_concerns()


def show_concerns(
    error: str = "", brought: concerns.Brought | None = None
) -> ResponseReturnValue:
    """The list with the form, and row by row what a table brought that was left out."""
    listed, pages = concerns.list_concerns(session(), page_asked())
    page = render_template(
        "arguments/precedents.html",
        concerns=listed,
        page=page_asked(),
        pages=pages,
        error=error,
        refused=said(brought.refused if brought else []),
        left=said(brought.left if brought else []),
        unread=brought.unread if brought else [],
        address=lambda page: urlencode({"page": page}),
    )
    return page, 422 if error else 200


def said(left: list[concerns.Refusal]) -> list[tuple[int, str]]:
    """The number of each line, and what was wrong with it."""
    return [(one.line, gettext(one.text, **one.values)) for one in left]


def handed_in() -> list[list[str]]:
    """The rows of the table of a request: a workbook, or plain text."""
    upload = read_upload()
    if upload is None:
        return []
    plain = kind_of(upload.content, upload.name) == CSV
    read = read_plain if plain else read_sheet
    return read(upload.name, upload.content, WIDE)


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
    try:
        brought = concerns.bring_in(
            session(), handed_in(), actor=actor(), at=now_in(session())
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
    if brought.refused or brought.left or brought.unread:
        return show_concerns(brought=brought)
    return redirect(url_for(".precedents"), 303)
