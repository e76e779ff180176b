"""Pages of one's own firm, and the centre's list of firms."""

from typing import Any

from flask import (
    abort,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from models import clock
from models.organisation import Organisation
from models.reference import groups
from web.exposure.words import market_name
from web.extensions import limiter
from web.joining import invitations
from web.joining.views import send_soon, settings
from web.language import language, named
from web.limits import page_asked
from web.organisations import directory, goods_views, service
from web.organisations.goods_index import dotted
from web.organisations.page import bp, done, me, my_firm, show_firm
from web.places import CITIES
from web.rights import Right, needs
from web.store import session
from web.subscriptions.keys import GROUP
from web.subscriptions.service import choices

MOST_LINES = 50
"""So many codes a first subscription carries over."""
bp.app_template_global()(dotted)


@bp.app_template_global()
def market_label(market: str) -> str:
    """A market as it is chosen: a Member, or a group of them."""
    if not market.startswith(GROUP):
        return market_name(market)
    found = {one.id: one for one in groups()}.get(market.removeprefix(GROUP))
    return named(found.name_zh, found.name_en) if found else market


@bp.get("/firm")
@needs(Right.MEMBER)
def show() -> ResponseReturnValue:
    """One's own firm; who has none is told what to do."""
    if me().organisation is None:
        return render_template("organisations/none.html")
    return show_firm()


@bp.post("/firm")
@needs(Right.MEMBER)
def change() -> ResponseReturnValue:
    """Change who the firm is, its sectors and markets."""
    form, firm = request.form, my_firm()
    profile = service.Profile(
        name=form.get("name", ""),
        credit_code=form.get("credit_code", ""),
        city=form.get("city", ""),
        sectors=form.getlist("sector"),
        markets=form.getlist("market"),
    )
    return done(
        lambda: service.change_profile(session(), me(), firm, profile),
        gettext("已保存。"),
    )


@bp.post("/firm/contacts")
@needs(Right.MEMBER)
def add_contact() -> ResponseReturnValue:
    """Add a person to call."""
    firm, form = my_firm(), request.form
    given = {name: form.get(name, "") for name in ("name", "duty", "phone", "email")}
    return done(lambda: service.add_contact(me(), firm, **given), gettext("已保存。"))


@bp.post("/firm/contacts/<int:contact_id>/drop")
@needs(Right.MEMBER)
def drop_contact(contact_id: int) -> ResponseReturnValue:
    """Take a person off the list."""
    firm = my_firm()
    return done(
        lambda: service.drop_contact(firm, contact_id), gettext("已删除。"), 404
    )


@bp.post("/firm/invite")
@needs(Right.MEMBER)
@limiter.limit("10 per minute")
def invite() -> ResponseReturnValue:
    """Invite a colleague into one's own firm and role."""
    place = invitations.Place(
        email=request.form.get("email", ""),
        role=me().role,
        by=me(),
        organisation=my_firm(),
        language=language(),
    )
    now, url = clock.now_in(session()), settings().base_url

    def act() -> None:
        invitations.invite(session(), place, url, now)
        send_soon()

    return done(act, gettext("邀请已发出。"))


@bp.post("/firm/subscribe")
@needs(Right.MEMBER)
def subscribe() -> ResponseReturnValue:
    """Lead to a subscription that the profile fills in."""
    wish: dict[str, Any] = service.first_wish(my_firm())
    wish["hs"] = wish["hs"][:MOST_LINES]
    return redirect(url_for("subscriptions.new", **wish), 303)


@bp.get("/firms")
@needs(Right.CENTRE)
def firms() -> str:
    """The firms that the centre knows."""
    wanted = request.args
    found = directory.list_firms(
        session(),
        words=wanted.get("q", "")[:100],
        city=wanted.get("city", ""),
        page=page_asked(),
    )
    return render_template("organisations/firms.html", found=found, cities=CITIES)


@bp.get("/firms/<int:firm_id>")
@needs(Right.CENTRE)
def firm(firm_id: int) -> str:
    """One firm, as the centre sees it."""
    found = session().get(Organisation, firm_id)
    if found is None:
        abort(404)
    return render_template(
        "organisations/one.html",
        firm=found,
        choices=choices(session()),
        sectors=service.sectors_of(session(), {one.hs for one in found.products}),
        people=service.colleagues(session(), found),
    )


PARTS = (goods_views,)
"""The rest of the room, whose routes stand on the same blueprint."""
