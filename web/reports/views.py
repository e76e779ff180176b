"""Reports: read by all once released; written and released by the centre."""

from __future__ import annotations

from flask import Response, abort, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from models.report import Report
from web.correspondence.room import asked_day, told
from web.extensions import limiter
from web.language import language
from web.papers.asking import sent
from web.refused import RefusedError
from web.reports import edit_views, service, verify_views
from web.reports.asking import asked_report
from web.reports.files import FORMS
from web.reports.links import targets_of
from web.reports.printed import Printed, print_report
from web.reports.record import withdrawn_on
from web.reports.releasing import writers
from web.reports.room import KIND_NAMES, STATE_NAMES, bp
from web.reports.sealing import sealed
from web.reports.verifying import moved_since
from web.rights import Right, may, needs
from web.store import session
from web.trends import pictures
from web.trends.file_views import SVG
from web.trends.room import OFTEN

__all__ = ["bp", "edit_views", "verify_views"]


@bp.get("/reports")
@needs(Right.PUBLIC)
def index() -> ResponseReturnValue:
    """All issues by kind; the centre sees drafts and begins new ones."""
    return list_page()


def list_page(error: str = "") -> ResponseReturnValue:
    """The list; perhaps with why an issue could not be begun."""
    ours = may(Right.CENTRE)
    page = render_template(
        "reports/index.html",
        shelves=list(service.shelves(session(), everything=ours)),
        sectors=service.sectors(session()) if ours else [],
        kinds=KIND_NAMES,
        states=STATE_NAMES,
        asked=request.form,
        error=error,
    )
    return page, 422 if error else 200


@bp.get("/reports/<int:report_id>")
@needs(Right.PUBLIC)
def show(report_id: int) -> ResponseReturnValue:
    """A report to read, with its files; the centre finds its next steps."""
    report = asked_report(report_id)
    open_still = report.state in service.OPEN
    return render_template(
        "reports/show.html",
        report=report,
        printed=printed_of(report),
        moved=moved_since(session(), report) if open_still else [],
        figures={one.key: one for one in report.figures},
        writers=writers(report),
        gone_on=withdrawn_on(session(), report),
        kinds=KIND_NAMES,
        states=STATE_NAMES,
    )


def printed_of(report: Report) -> Printed:
    """A report in the language of the page."""
    return print_report(report, language(), targets=targets_of(session(), report))


@bp.get("/reports/<int:report_id>/<key>.svg")
@needs(Right.PUBLIC)
@limiter.limit(OFTEN)
def chart(report_id: int, key: str) -> ResponseReturnValue:
    """The chart of a figure as it was counted for the report."""
    report = asked_report(report_id)
    found = [one.counted for one in report.figures if one.key == key]
    spec = found[0].get("chart", {}).get(language()) if found else None
    if spec is None:
        abort(404)
    dark = request.args.get("theme") == "dark"
    return Response(pictures.draw_svg(spec, dark=dark), mimetype=SVG)


@bp.get("/reports/<int:report_id>.<form>")
@needs(Right.PUBLIC)
@limiter.limit(OFTEN)
def file(report_id: int, form: str) -> ResponseReturnValue:
    """A report as a file in the language of the page, with its figures in it."""
    report = asked_report(report_id)
    make = FORMS.get(form)
    if make is None:
        abort(404)
    name = f"chutong-{report.kind}-{report.key}-{report.number}-{language()}.{form}"
    base = current_app.extensions["settings"].base_url
    made = make.write(report, language(), base)
    return sent(sealed(made, form, current_app.config["SECRET_KEY"]), make.kind, name)


@bp.post("/reports")
@needs(Right.CENTRE)
def begin() -> ResponseReturnValue:
    """Begin a draft; the list again with the reason where that is refused."""
    try:
        report = edit_views.begin_asked(asked_day())
    except RefusedError as error:
        session().rollback()
        return list_page(told(error))
    session().commit()
    return edit_views.back_to(report, gettext("草稿已生成，请补写文字后送审。"))
