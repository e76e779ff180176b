"""Pages of notices."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from web.language import language, named
from web.nav import Entry
from web.notices import service
from web.notices.facets import Facet, Option
from web.notices.filters import read_filters
from web.notices.levels import RULES
from web.notices.wechat import Lines, six_lines
from web.rights import Right, needs
from web.store import session, today
from web.wording import KINDS, LEVELS, brief, days_left, said
from web.wording import day as say_day

bp = Blueprint("notices", __name__, template_folder="templates")
MENU = [Entry(10, "notices.index", _("通报"), icon="list", short=True)]


@bp.app_template_global()
def option_name(facet: Facet, option: Option) -> str:
    """The name of a value in a filter; codes stand before their names."""
    if facet.name == "type":
        return said(KINDS, option.value)
    name = named(option.zh, option.en)
    coded = facet.name in {"hs", "ics"} and name != option.value
    return f"{option.value} {name}" if coded else brief(name)


@bp.get("/notices")
@needs(Right.PUBLIC)
def index() -> str:
    """The list, narrowed by what the address says."""
    chosen = read_filters(request.args)
    page = service.read_listing(session(), chosen, language(), today())
    return render_template("notices/index.html", chosen=chosen, page=page)


@bp.get("/notices/<int:notice_id>")
@needs(Right.PUBLIC)
def show(notice_id: int) -> str:
    """One notice: what it says, whom it touches and why, what to do by when."""
    notice = service.find_notice(session(), notice_id)
    if notice is None:
        abort(404)
    sheet = service.read_sheet(session(), notice, language(), today())
    return render_template(
        "notices/show.html",
        sheet=sheet,
        rules=RULES,
        wechat=wechat_text(sheet),
    )


@bp.get("/n/<path:symbol>")
@needs(Right.PUBLIC)
def by_symbol(symbol: str) -> ResponseReturnValue:
    """From any one symbol to the notice that carries it."""
    found = service.notice_of_symbol(session(), symbol)
    if found is None:
        return redirect(url_for("notices.index", q=symbol), 302)
    return redirect(url_for("notices.show", notice_id=found), 302)


def wechat_text(sheet: service.Sheet) -> str:
    """The notice in six lines of the page's language."""
    row = sheet.row
    until = gettext("未载明")
    if row.deadline:
        until = f"{say_day(row.deadline)}（{days_left(row.left)}）"
    is_open = row.left is not None and row.left >= 0
    action = gettext("如涉及贵企业产品，请在截止日前反馈意见")
    if not is_open:
        action = gettext("评议期已过或未设，请核对产品是否符合要求")
    lines = Lines(
        level=str(LEVELS[row.level]),
        title=row.title,
        members=[named(party.zh, party.en) for party in row.members],
        symbol=row.symbol,
        sectors=[
            named(chip.zh, chip.en)
            for chip in row.chips
            if chip.certainty != "possible"
        ],
        deadline=until,
        action=action,
        address=url_for("notices.show", notice_id=row.id, _external=True),
    )
    labels = [
        gettext("成员"),
        gettext("行业"),
        gettext("截止"),
        gettext("怎么办"),
        gettext("详情"),
    ]
    return six_lines(lines, labels)
