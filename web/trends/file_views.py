"""A view as a file: its chart as a picture or specification, its table for others."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, abort, jsonify, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from web.errors import error_page
from web.extensions import limiter
from web.language import language
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session
from web.trends import pictures, tables
from web.trends.asked import answer, asked, download, spec_of, view_of
from web.trends.choice import Choice
from web.trends.room import OFTEN, bp
from web.trends.view import Counted, Spec, View

DAY = 24 * 3600
SVG, PNG, CSV = "image/svg+xml", "image/png", "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Maker = Callable[[View, Counted, Choice], Response]


@bp.get("/trends/<key>.<any(svg,png,csv,xlsx,json,vega):form>")
@needs(Right.PUBLIC)
@limiter.limit(OFTEN)
def file(key: str, form: str) -> ResponseReturnValue:
    """The chart of a view, or its table, in one of the forms."""
    view = view_of(key)
    try:
        choice = asked()
    except RefusedError as error:
        return error_page(404, gettext(error.text, **error.values))
    if view.need(session()) is not None:
        abort(404)
    return FORMS[form](view, answer(view, choice), choice)


def picture(make: Callable[[Spec], Response]) -> Maker:
    """A form of the chart; a browser keeps it as long as its rows stand."""

    def made(view: View, counted: Counted, _choice: Choice) -> Response:
        spec = spec_of(view, counted)
        if spec is None:
            abort(404)
        response = make(spec)
        if request.args.get("cut") == counted.basis.cut:
            response.cache_control.max_age = DAY
            response.cache_control.private = True
        return response

    return made


def svg_of(spec: Spec) -> Response:
    """The chart as SVG, by night in the colours of night."""
    dark = request.args.get("theme") == "dark"
    return Response(pictures.draw_svg(spec, dark=dark), mimetype=SVG)


def png_of(spec: Spec) -> Response:
    """The chart as PNG."""
    return Response(pictures.draw_png(spec), mimetype=PNG)


def vega_of(spec: Spec) -> Response:
    """The chart as a specification, by night in the colours of night."""
    dark = request.args.get("theme") == "dark"
    return Response(pictures.written(spec, dark=dark), mimetype="application/json")


def csv_of(view: View, counted: Counted, _choice: Choice) -> Response:
    """The table as CSV."""
    name = f"{view.key}-{counted.basis.cut}.csv"
    return download(tables.write_csv(counted, language()), CSV, name)


def xlsx_of(view: View, counted: Counted, choice: Choice) -> Response:
    """The table as a workbook with how it was counted."""
    book = tables.write_xlsx(view, counted, choice, language())
    return download(book, XLSX, f"{view.key}-{counted.basis.cut}.xlsx")


def json_of(view: View, counted: Counted, choice: Choice) -> Response:
    """The table for programs."""
    return jsonify(tables.to_json(view, counted, choice))


FORMS: dict[str, Maker] = {
    "svg": picture(svg_of),
    "png": picture(png_of),
    "vega": picture(vega_of),
    "csv": csv_of,
    "xlsx": xlsx_of,
    "json": json_of,
}
