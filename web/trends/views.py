"""Trends: what changed for Hubei, with figures anyone can check."""

from __future__ import annotations

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from models.facts import facts_of
from web.cases.words import STATES
from web.errors import error_page
from web.extensions import limiter
from web.language import language
from web.limits import page_address, page_asked
from web.notices.rows import rows_of as notice_rows
from web.outcomes import sheets
from web.refused import RefusedError
from web.rights import Right, may, needs
from web.store import session, today
from web.trends import behind, bundle, file_views, tables
from web.trends.asked import Shown, answer, asked, download, show_view, view_of
from web.trends.asking import read_form
from web.trends.casework import lines_behind
from web.trends.catalogue import VIEWS, offered
from web.trends.choice import Choice, everything
from web.trends.headline import headline
from web.trends.ordering import ordered
from web.trends.room import MENU, OFTEN, bp, has_documents
from web.trends.telling import say_choice
from web.trends.view import Behind, Counted, Line, Need, View

__all__ = ["MENU", "bp", "bundle", "file_views"]
FIRST = ("notifications", "members", "sectors")
"""The views of the first page."""
BESIDE = {"themes": ("twins",)}
"""Views whose tables stand on the page of another too."""
OPENED = (Behind.NOTICES, Behind.CASES)
"""What a page of rows can list."""
SAID = 8
"""So many Members or other values of a choice are named on a page."""
LISTED = 100
"""So many imported refusals stand on it; all are in the table to download."""
HEAD = (_("通报号"), _("原文标题"), _("通报日期"), _("评议截止日"))


def choice_or_all() -> tuple[Choice, str]:
    """The choice of the address; everything, and why, where it cannot be read."""
    try:
        return asked(), ""
    except RefusedError as refused:
        return everything(), gettext(refused.text, **refused.values)


def of_choice(choice: Choice) -> dict[str, object]:
    """What every page of trends shows of its choice."""
    ready, lacking = offered(session())
    return {
        "choice": choice,
        "chosen": say_choice(choice, language(), SAID),
        "form": read_form(session(), choice),
        "ready": [view for view in ready if may(view.right)],
        "lacking": [(view, need) for view, need in lacking if may(view.right)],
        "changed": page_address,
    }


@bp.get("/trends")
@needs(Right.PUBLIC)
@limiter.limit(OFTEN)
def index() -> ResponseReturnValue:
    """Three sentences, three figures, and the way to all views."""
    choice, error = choice_or_all()
    page = render_template(
        "trends/index.html",
        headline=headline(session(), facts_of(session()), today(), language()),
        figures=[show_view(VIEWS[key], answer(VIEWS[key], choice)) for key in FIRST],
        held=has_documents(),
        error=error,
        **of_choice(choice),
    )
    return page, 422 if error else 200


@bp.get("/trends/<key>")
@needs(Right.PUBLIC)
@limiter.limit(OFTEN)
def show(key: str) -> ResponseReturnValue:
    """One view: filters, sentence, chart, how it is counted, table."""
    view = view_of(key)
    choice, error = choice_or_all()
    return show_page(view, choice, error), 422 if error else 200


def show_page(view: View, choice: Choice, error: str) -> str:
    """The page of a view; or what must be loaded first."""
    need: Need | None = view.need(session())
    shown = None if need else show_view(view, answer(view, choice))
    order = request.args.get("order", "")
    others = BESIDE.get(view.key, ())
    return render_template(
        "trends/show.html",
        view=view,
        need=need,
        shown=shown,
        lines=ordered(shown.counted, order) if shown else (),
        order=order,
        beside=[] if need else [shown_beside(key, choice) for key in others],
        opens_rows=view.behind in OPENED,
        loads=may(Right.CENTRE),
        error=error,
        **of_choice(choice),
    )


def shown_beside(key: str, choice: Choice) -> Shown:
    """Another view for the same choice."""
    return show_view(VIEWS[key], answer(VIEWS[key], choice))


@bp.get("/trends/<key>/rows")
@needs(Right.PUBLIC)
def rows(key: str) -> ResponseReturnValue:
    """The notices or cases behind a row, as a page or (``as=csv``) a table."""
    view = view_of(key)
    if view.behind not in OPENED or view.need(session()):
        abort(404)
    try:
        choice = asked()
        counted = answer(view, choice)
        line = behind.find_line(counted, request.args.get("row", ""))
    except RefusedError as error:
        return error_page(404, gettext(error.text, **error.values))
    if view.behind is Behind.CASES:
        return case_rows(view, counted, line, choice)
    facts = facts_of(session())
    if request.args.get("as") == "csv":
        table = [[str(one) for one in HEAD], *behind.list_all(session(), facts, line)]
        return download(tables.write_rows(table), "text/csv", f"{key}-{line.key}.csv")
    found = behind.read_rows(session(), facts, line, page_asked())
    return render_template(
        "trends/rows.html",
        view=view,
        counted=counted,
        found=found,
        rows=notice_rows(session(), found.notices, language(), today()),
        loaded=behind.list_loaded(session(), line, LISTED),
        **of_choice(choice),
    )


def case_rows(
    view: View, counted: Counted, line: Line, choice: Choice
) -> ResponseReturnValue:
    """The cases behind a row, as a page or (``as=csv``) the ledger of them."""
    cases = lines_behind(session(), line.behind(), today())
    if request.args.get("as") == "csv":
        content = sheets.write_csv(sheets.rows_of(cases)).getvalue()
        return download(content, sheets.TYPES["csv"], f"{view.key}-{line.key}.csv")
    return render_template(
        "trends/case_rows.html",
        view=view,
        counted=counted,
        line=line,
        cases=cases,
        states=STATES,
        **of_choice(choice),
    )
