"""Trends: what changed for Hubei, with figures anyone can check."""

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from web.errors import error_page
from web.extensions import limiter
from web.language import language
from web.nav import Entry
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session, today
from web.trends import service
from web.trends.counting import Period, documents, has_any, void_documents
from web.trends.figure import Figure
from web.trends.headline import headline
from web.trends.periods import read_period

DAY = 24 * 3600
OFTEN = "240 per minute"
"""A chart nobody has asked for yet takes up to a second to draw."""


def has_documents() -> bool:
    """Whether there is anything to count."""
    return has_any(session())


bp = Blueprint("trends", __name__, template_folder="templates")
MENU = [
    Entry(40, "trends.index", _("趋势"), icon="chart", short=True, when=has_documents)
]


def asked() -> dict[str, str]:
    """The months in the address, as they were written."""
    names = ("since", "until")
    return {name: request.args[name] for name in names if request.args.get(name)}


def period() -> Period:
    """The period in the address; a refusal if it cannot be read."""
    given = (request.args.get("since", ""), request.args.get("until", ""))
    return read_period(*given, today())


@bp.get("/trends")
@needs(Right.PUBLIC)
@limiter.limit(OFTEN)
def index() -> ResponseReturnValue:
    """Three sentences and three figures."""
    error, chosen, code = "", Period(until=today()), 200
    try:
        chosen = period()
    except RefusedError as refused:
        error, code = gettext(refused.text, **refused.values), 422
    found = service.make_figures(session(), chosen, language())
    page = render_template(
        "trends/index.html",
        headline=headline(session(), today(), language()),
        figures=[(one, service.size_of(service.draw_svg(one))) for one in found],
        total=documents(session(), chosen),
        void=void_documents(session(), chosen),
        held=has_any(session()),
        asked={} if error else asked(),
        error=error,
    )
    return page, code


def figure_of(key: str) -> Figure:
    """The figure that the address names."""
    return service.make_figure(session(), key, period(), language())


@bp.get("/trends/<key>.svg")
@needs(Right.PUBLIC)
@limiter.limit(OFTEN)
def picture(key: str) -> ResponseReturnValue:
    """A figure's chart."""
    try:
        figure = figure_of(key)
    except RefusedError as error:
        return error_page(404, gettext(error.text, **error.values))
    svg = service.draw_svg(figure, dark=request.args.get("theme") == "dark")
    response = Response(svg, mimetype="image/svg+xml")
    if request.args.get("cut") == figure.cut:
        response.cache_control.max_age = DAY
        response.cache_control.private = True
    return response


@bp.get("/trends/<key>.csv")
@needs(Right.PUBLIC)
def rows(key: str) -> ResponseReturnValue:
    """A figure's rows, for a spreadsheet."""
    try:
        figure = figure_of(key)
    except RefusedError as error:
        return error_page(404, gettext(error.text, **error.values))
    text = "\ufeff" + service.write_csv(figure)
    name = f"chutong-{figure.key}-{figure.cut}.csv"
    response = Response(text, mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
