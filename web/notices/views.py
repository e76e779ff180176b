"""Pages of notices."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from web.language import language, named
from web.nav import Entry
from web.notices import service
from web.notices.changes import read_changes
from web.notices.facets import Facet, Option
from web.notices.filters import read_filters
from web.notices.forwarding import wechat_text
from web.notices.found import read_found
from web.notices.found_words import SPOKEN as FOUND_WORDS
from web.notices.official import read_files, read_official
from web.notices.official_words import (
    file_words,
    official_article,
    official_row,
    say_form_day,
    say_value,
)
from web.notices.translated import read_translated
from web.notices.words import (
    SORTS,
    event_words,
    issued,
    plain_words,
    planned_words,
    publisher,
    standing_sentence,
    stated_day,
    when_day,
    when_words,
)
from web.rights import Right, needs
from web.store import session, today
from web.wording import KINDS, brief, said

bp = Blueprint("notices", __name__, template_folder="templates")
MENU = [Entry(10, "notices.index", _("通报"), icon="list", short=True)]
SPOKEN = (
    event_words,
    file_words,
    issued,
    official_article,
    official_row,
    plain_words,
    planned_words,
    publisher,
    say_form_day,
    say_value,
    standing_sentence,
    stated_day,
    when_day,
    when_words,
)
for speak in (*SPOKEN, *FOUND_WORDS):
    bp.app_template_global()(speak)


@bp.app_template_global()
def option_name(facet: Facet, option: Option) -> str:
    """The name of a value in a filter; codes stand before their names."""
    if facet.name in {"type", "kind"}:
        return said({**KINDS, **SORTS} if facet.name == "kind" else KINDS, option.value)
    name = named(option.zh, option.en)
    coded = facet.name in {"hs", "ics"} and name != option.value
    return f"{option.value} {name}" if coded else brief(name)


@bp.app_template_global()
def option_names(facet: Facet) -> str:
    """The names of the chosen values of a facet, in one line."""
    names = [option_name(facet, one) for one in facet.options if one.chosen]
    return str(gettext("、")).join(names)


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
    official = read_official(session(), notice)
    sheet = service.read_sheet(session(), notice, language(), today(), official)
    files = read_files(session(), notice.documents)
    whole = request.args.get("changes") == "all"
    changes = read_changes(session(), notice, language(), whole=whole)
    return render_template(
        "notices/show.html",
        sheet=sheet,
        changes=changes,
        official=official,
        found=read_found(session(), notice),
        files=files,
        translated=read_translated(notice, language()),
        wechat=wechat_text(sheet.row, changes.sentence),
    )


@bp.get("/n/<path:symbol>")
@needs(Right.PUBLIC)
def by_symbol(symbol: str) -> ResponseReturnValue:
    """From any one symbol to the notice that carries it."""
    found = service.notice_of_symbol(session(), symbol)
    if found is None:
        return redirect(url_for("notices.index", q=symbol), 302)
    return redirect(url_for("notices.show", notice_id=found), 302)
