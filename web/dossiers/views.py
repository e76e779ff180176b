"""The pages of a dossier: for everyone to read, and for officers to keep."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user
from sqlalchemy import select

from models.clock import now_in
from models.market_fact import MarketFact
from models.sector import Sector
from models.user import User
from web.dossiers import keeping, service
from web.dossiers.words import TOPICS, language_of
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session, today

bp = Blueprint("dossiers", __name__, template_folder="templates")
NEW = 0
"""The number of a fact that is not there yet."""


@bp.get("/markets/<code>/dossier")
@needs(Right.PUBLIC)
def show(code: str) -> str:
    """All that is known of a market, or only what matters to one sector."""
    names = market_or_404(code)
    asked = request.args.get("sector", "")
    sectors = sector_names()
    sector = asked if asked in sectors else ""
    return render_template(
        "dossiers/show.html",
        code=code,
        names=names,
        dossier=service.read_dossier(session(), code, sector),
        sector=sector,
    )


@bp.get("/markets/<code>/dossier/<int:fact_id>")
@needs(Right.CENTRE)
def edit(code: str, fact_id: int) -> str:
    """The form of one fact, or of a new one."""
    market_or_404(code)
    return form_page(code, fact_or_404(code, fact_id))


@bp.post("/markets/<code>/dossier/<int:fact_id>")
@needs(Right.CENTRE)
def save(code: str, fact_id: int) -> ResponseReturnValue:
    """Keep a fact, or hand the form back with the reason."""
    market_or_404(code)
    fact = fact_or_404(code, fact_id)
    sectors = keeping.known_sectors(session(), request.form.getlist("sector"))
    now = now_in(session())
    try:
        last = max(today(), fact.as_of) if fact else today()
        values = keeping.read_form(request.form, sectors, last)
        if fact is None:
            fact = keeping.add_fact(session(), code, values, me(), now)
        else:
            seen = request.form.get("seen", "")
            keeping.change_fact(session(), fact, values, seen, user=me(), now=now)
        if "checked" in request.form:
            keeping.act(
                session(), fact, "confirm", str(fact.edition), user=me(), now=now
            )
    except RefusedError as error:
        session().rollback()
        words = gettext(error.text, **error.values)
        return form_page(code, fact, error=words, typed=request.form), 422
    return done(code, gettext("已保存。"))


@bp.post("/markets/<code>/dossier/<int:fact_id>/act")
@needs(Right.CENTRE)
def act(code: str, fact_id: int) -> ResponseReturnValue:
    """Confirm a fact, doubt it, remove it from sight, or bring it back."""
    fact = fact_or_404(code, fact_id)
    if fact is None:
        abort(404)
    do, seen = request.form.get("do", ""), request.form.get("seen", "")
    try:
        keeping.act(session(), fact, do, seen, user=me(), now=now_in(session()))
    except RefusedError as error:
        session().rollback()
        flash(gettext(error.text, **error.values), "error")
        return redirect(url_for("dossiers.show", code=code), 303)
    return done(code, gettext("已保存。"))


def me() -> User:
    """The officer who is asking."""
    user: User = current_user.user
    return user


def market_or_404(code: str) -> tuple[str, str]:
    """The names of a market, or 404."""
    names = service.market_names(session()).get(code)
    if names is None:
        abort(404)
    return names


def fact_or_404(code: str, fact_id: int) -> MarketFact | None:
    """A fact of a market, or 404; None for a new one."""
    if fact_id == NEW:
        return None
    try:
        return service.find_fact(session(), code, fact_id)
    except RefusedError:
        abort(404)


def sector_names() -> dict[str, tuple[str, str]]:
    """Chinese and English names of the sectors, in their order."""
    query = select(Sector.id, Sector.name_zh, Sector.name_en).order_by(Sector.position)
    return {key: (zh, en) for key, zh, en in session().execute(query)}


def form_page(
    code: str,
    fact: MarketFact | None,
    *,
    error: str = "",
    typed: Mapping[str, Any] | None = None,
) -> str:
    """The form of a fact, filled with it, or with what was typed."""
    chosen = request.form.getlist("sector") if typed else fact.sectors if fact else []
    return render_template(
        "dossiers/edit.html",
        code=code,
        names=market_or_404(code),
        fact=fact,
        typed=typed,
        chosen=chosen,
        error=error,
        sectors=sector_names(),
        topic=request.args.get("topic", ""),
    )


def done(code: str, words: str) -> ResponseReturnValue:
    """Keep what was done, say so, and show the dossier."""
    session().commit()
    flash(words)
    return redirect(url_for("dossiers.show", code=code), 303)


@bp.app_context_processor
def shared() -> dict[str, Any]:
    """What the parts of a dossier need on any page."""
    return {
        "FACT_TOPICS": TOPICS,
        "name_language": language_of,
        "is_official_site": service.is_official,
        "names_of_markets": lambda: service.market_names(session()),
        "names_of_sectors": sector_names,
    }
