"""Pages of what changed lately in a market or a sector: every row that is counted."""

from __future__ import annotations

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _

from models.notice_filter import NoticeFilter
from models.sector import Sector
from web.dashboards.changes import ORDER, SPAN, all_changes, with_rows
from web.language import language, named
from web.limits import page_address, page_asked
from web.paging import cut
from web.rights import Right, needs
from web.store import session, today
from web.trends.telling import market_names

bp = Blueprint("dashboards", __name__, template_folder="templates")
PAGE = 50
NEWS = {
    "new": _("新通报和修订"),
    "extended": _("评议期延长"),
    "adopted": _("已批准或公布"),
    "in_force": _("已生效"),
    "withdrawn": _("撤销或作废"),
}


@bp.get("/changes/<news>")
@needs(Right.PUBLIC)
def show(news: str) -> ResponseReturnValue:
    """The changes of one kind in one market or sector, as its page counts them."""
    if news not in ORDER:
        abort(404)
    name, back, chosen = place_asked()
    found = all_changes(session(), chosen, news, today())
    page = cut(len(found), PAGE, page_asked())
    first = (page.page - 1) * PAGE
    some = found[first : first + PAGE]
    return render_template(
        "dashboards/changes.html",
        what=NEWS[news],
        name=name,
        back=back,
        since=today() - SPAN,
        until=today(),
        many=len(found),
        changes=with_rows(session(), some, language(), today()),
        page=page,
        changed=page_address,
    )


def place_asked() -> tuple[str, str, NoticeFilter]:
    """The name of the market or sector asked for, its page, and its notices; 404
    where it is unknown."""
    market, sector_id = (request.args.get(one, "") for one in ("market", "sector"))
    known = market_names().get(market) or market_names().get(f"g:{market}")
    if known:
        chosen = NoticeFilter(markets=(market,), until=today())
        return known.told(language()), url_for("markets.show", code=market), chosen
    sector = session().get(Sector, sector_id)
    if sector is None:
        abort(404)
    chosen = NoticeFilter(sectors=(sector_id,), until=today())
    name = named(sector.name_zh, sector.name_en)
    return name, url_for("sectors.show", sector_id=sector_id), chosen
