"""Pages that take the roster from a workbook: proposed line by line, then stored."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from models import clock
from web.consultations.sheets import read_sheet
from web.experts import importing
from web.experts.room import bp, done, sectors
from web.experts.words import KINDS, LANGUAGES
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session
from web.uploads.tables import Table, handed_in, send_table


@bp.get("/experts/template.xlsx")
@needs(Right.CENTRE)
def template() -> ResponseReturnValue:
    """The workbook to be filled in."""
    return send_table(importing.template(), "chutong-experts.xlsx")


@bp.get("/experts/import")
@needs(Right.CENTRE)
def import_form() -> ResponseReturnValue:
    """The form that takes a workbook."""
    return import_page()


@bp.post("/experts/import")
@needs(Right.CENTRE)
def take_in() -> ResponseReturnValue:
    """Show what a table would bring; one that was shown (``sha256``) is stored."""
    now = clock.now_in(session())
    try:
        table = handed_in(read_sheet)
        proposal = importing.propose(session(), table.name, table.content)
    except RefusedError as error:
        session().rollback()
        return import_page(error=gettext(error.text, **error.values))
    if not table.shown:
        return import_page(proposal, table)
    count = importing.store(session(), proposal, current_user.email, now)
    return done(gettext("已登记%(n)d条。", n=count))


def import_page(
    proposal: importing.Proposal | None = None,
    table: Table | None = None,
    error: str = "",
) -> ResponseReturnValue:
    """The lines of a table, or the form for one."""
    page = render_template(
        "experts/import.html",
        proposal=proposal,
        table=table,
        error=error,
        kinds=KINDS,
        tongues=LANGUAGES,
        sectors=sectors(),
    )
    return page, 422 if error else 200
