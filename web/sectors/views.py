"""Pages of sectors."""

from flask import Blueprint, abort, render_template
from flask_babel import lazy_gettext as _

from web.correspondence.words import OUTCOMES
from web.language import language
from web.nav import Entry
from web.rights import Right, may, needs
from web.sectors import service
from web.sectors.board import read_board
from web.store import session, today

bp = Blueprint("sectors", __name__, template_folder="templates")
MENU = [Entry(20, "sectors.index", _("行业"), icon="grid", short=True)]


@bp.get("/sectors")
@needs(Right.PUBLIC)
def index() -> str:
    """All sectors and what moves in them."""
    overview = service.read_overview(session(), today())
    return render_template("sectors/index.html", overview=overview)


@bp.get("/sectors/<sector_id>")
@needs(Right.PUBLIC)
def show(sector_id: str) -> str:
    """One sector: what is open and changed, what it sells, what defines it."""
    portrait = service.read_portrait(session(), sector_id, language(), today())
    if portrait is None:
        abort(404)
    board = read_board(
        session(), sector_id, language(), today(), centre=may(Right.CENTRE)
    )
    return render_template(
        "sectors/show.html", portrait=portrait, board=board, OUTCOMES=OUTCOMES
    )
