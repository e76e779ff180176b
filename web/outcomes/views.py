"""The page of indicators, the cases behind each figure, and their tables."""

from datetime import date

from flask import Blueprint, abort, render_template, request, send_file
from flask.typing import ResponseReturnValue

from models.reference import grounds
from web.cases.words import STATES
from web.correspondence.words import OUTCOMES
from web.outcomes import sheets
from web.outcomes.figures import Figures, cases_behind, count
from web.outcomes.lines import (
    Line,
    Period,
    chosen_measures,
    lines_of,
    touching_measures,
)
from web.outcomes.words import SHARES
from web.rights import Right, needs
from web.sectors.service import member_names
from web.store import session, today

bp = Blueprint("outcomes", __name__, template_folder="templates")


def asked_period() -> Period:
    """The days that are asked for; this year so far where none are, or unreadable."""
    usual = Period(date(today().year, 1, 1), today())
    first = asked_day("from") or usual.first
    last = asked_day("to") or usual.last
    return Period(first, last) if first <= last else Period(last, first)


def asked_day(name: str) -> date | None:
    """A day of the address; None where there is none."""
    try:
        return date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None


def counted(period: Period) -> tuple[list[Line], Figures]:
    """The cases of a period, and what is counted from them."""
    lines = lines_of(session(), period)
    chosen = chosen_measures(session(), period)
    return lines, count(lines, chosen, touching_measures(session(), period))


@bp.get("/outcomes")
@needs(Right.CENTRE)
def index() -> ResponseReturnValue:
    """All indicators of a period."""
    period = asked_period()
    lines, figures = counted(period)
    return render_template(
        "outcomes/index.html",
        period=period,
        total=len(lines),
        figures=figures,
        shares=SHARES,
        grounds={ground.id: ground for ground in grounds()},
        outcomes=OUTCOMES,
        members=member_names(session()),
    )


@bp.get("/outcomes/cases")
@needs(Right.CENTRE)
def behind() -> ResponseReturnValue:
    """The cases that a figure counts."""
    period, key = asked_period(), request.args.get("figure", "")
    lines, figures = counted(period)
    ids = cases_behind(figures, key)
    if ids is None:
        abort(404)
    return render_template(
        "outcomes/cases.html",
        period=period,
        lines=[one for one in lines if one.case_id in ids],
        states=STATES,
    )


@bp.get("/outcomes.<any(csv, xlsx):ending>")
@needs(Right.CENTRE)
def table(ending: str) -> ResponseReturnValue:
    """The ledger of a period, a line an argument, as a table."""
    period = asked_period()
    lines, _figures = counted(period)
    name = f"outcomes-{period.first.isoformat()}-{period.last.isoformat()}.{ending}"
    return send_file(
        sheets.WRITERS[ending](sheets.rows_of(lines)),
        mimetype=sheets.TYPES[ending],
        as_attachment=True,
        download_name=name,
        max_age=0,
    )
