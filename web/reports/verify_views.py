"""Checking a report's file in the browser: is it what was released, does it hold?"""

from __future__ import annotations

from flask import Response, current_app, make_response, render_template
from flask_babel import gettext

from web.extensions import limiter
from web.language import language
from web.reports.altered import altered_words
from web.reports.reading import read_content
from web.reports.room import bp
from web.reports.titles import figure_names
from web.reports.verdict import UnreadableError
from web.reports.verifying import verify
from web.rights import Right, needs
from web.store import session
from web.uploads.forms import read_upload

SELDOM = "12 per minute"
"""Each check counts all figures of a report again."""


@bp.get("/reports/verify")
@needs(Right.MEMBER)
def ask_file() -> Response:
    """The form that takes a file."""
    return page()


@bp.post("/reports/verify")
@needs(Right.MEMBER)
@limiter.limit(SELDOM)
def check_file() -> Response:
    """What became of the report of a file; nothing of the file is kept."""
    upload = read_upload()
    if upload is None:
        return page(error=gettext("请选择要核验的文件。"))
    try:
        carried = read_content(upload.content, upload.name[-80:])
        verdict = verify(session(), carried.sheet)
        altered = altered_words(
            verdict.report, carried, current_app.config["SECRET_KEY"]
        )
    except UnreadableError as error:
        return page(error=error.words.told(language()))
    return page(
        verdict=verdict,
        altered=[*verdict.tampered, *altered],
        names=figure_names(verdict.report, language()),
    )


def page(error: str = "", **found: object) -> Response:
    """The form, with what was found or why nothing was."""
    told = render_template("reports/verify.html", error=error, **found)
    return make_response(told, 422 if error else 200)
