"""Pages of markets."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _

from web.correspondence.words import OUTCOMES
from web.dossiers.service import markets_told
from web.language import language
from web.markets import service
from web.markets.board import read_board
from web.nav import Entry
from web.rights import Right, may, needs
from web.store import session, today

bp = Blueprint("markets", __name__, template_folder="templates")
MENU = [Entry(30, "markets.index", _("市场"), icon="globe", short=True)]


@bp.get("/markets")
@needs(Right.PUBLIC)
def index() -> str:
    """All Members that have notified, and the groups they sit in."""
    return render_template(
        "markets/index.html",
        members=service.read_members(session(), today()),
        groups=service.read_groups(session(), today()),
        told=markets_told(session()),
    )


@bp.get("/markets/<code>")
@needs(Right.PUBLIC)
def show(code: str) -> ResponseReturnValue:
    """One market: what changed, what is open, how it comments, and its dossier."""
    portrait = service.read_portrait(session(), code, language(), today())
    if portrait is None and code != code.upper():
        return redirect(url_for("markets.show", code=code.upper()), 302)
    if portrait is None:
        abort(404)
    board = read_board(session(), code, language(), today(), centre=may(Right.CENTRE))
    return render_template(
        "markets/show.html", portrait=portrait, board=board, OUTCOMES=OUTCOMES
    )
