"""Pages that take answers from a workbook: proposed line by line, then stored."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from models import clock
from web.cases.frame import framed
from web.consultations import answer_table, importing, service
from web.consultations.ranges import ranges
from web.consultations.room import actor, bp
from web.consultations.sheets import read_sheet
from web.consultations.standing import is_closed
from web.language import language
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session, today
from web.uploads.tables import Table, handed_in, send_table


@bp.get("/consultations/answers.xlsx")
@needs(Right.CENTRE)
def answers_template() -> ResponseReturnValue:
    """The workbook to be filled in."""
    return send_table(answer_table.template(), "chutong-answers.xlsx")


@bp.post("/consultations/<int:round_id>/import")
@needs(Right.CENTRE)
def take_answers(round_id: int) -> ResponseReturnValue:
    """Show what a table would bring; one that was shown (``sha256``) is stored."""
    one = service.find_round(session(), round_id)
    try:
        table = handed_in(read_sheet)
        proposal = importing.propose(session(), one, table.name, table.content)
    except RefusedError as error:
        session().rollback()
        return import_page(round_id, error=gettext(error.text, **error.values))
    if not table.shown:
        return import_page(round_id, proposal=proposal, table=table)
    count = importing.store(
        session(),
        one,
        proposal,
        in_time=bool(request.form.get("in_time")),
        actor=actor(),
        now=clock.now_in(session()),
        today=today(),
    )
    session().commit()
    flash(gettext("已导入%(n)d条答复。", n=count))
    return redirect(url_for("consultations.show", round_id=round_id), 303)


def import_page(
    round_id: int,
    *,
    proposal: importing.Proposal | None = None,
    table: Table | None = None,
    error: str = "",
) -> ResponseReturnValue:
    """The lines of a table, or what is wrong with it."""
    one = service.find_round(session(), round_id)
    page = framed(
        "consultations/import.html",
        one.case,
        "evidence.index",
        round=one,
        proposal=proposal,
        table=table,
        error=error,
        said_of=said_of,
        closed=is_closed(one, today()),
    )
    return page, 422 if error else 200


def said_of(dimension: str, key: str) -> str:
    """A value of a list in the language of the page."""
    one = ranges().get((dimension, key))
    if one is None:
        return "—"
    return one.en if language() == "en" else one.zh
