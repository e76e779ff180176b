"""Pages of one's own firm, and the centre's list of firms."""

from collections.abc import Callable
from typing import Any

from flask import (
    Blueprint,
    abort,
    flash,
    jsonify,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from models import clock
from models.organisation import Organisation
from models.reference import groups
from models.user import User
from web.exposure.words import market_name
from web.extensions import limiter
from web.joining import invitations
from web.joining.views import send_soon, settings
from web.language import language, named
from web.organisations import directory, service
from web.organisations.goods_index import dotted, suggest
from web.organisations.goods_list import Line, read_file, read_pasted
from web.places import CITIES
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session
from web.subscriptions.keys import GROUP
from web.subscriptions.service import choices

bp = Blueprint("organisations", __name__, template_folder="templates")
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


def me() -> User:
    """The user who is asking."""
    user: User = current_user.user
    return user


def my_firm() -> Organisation:
    """The firm of who is asking; who has none has no such page."""
    firm = me().organisation
    if firm is None:
        abort(404)
    return firm


@bp.get("/firm")
@needs(Right.MEMBER)
def show() -> ResponseReturnValue:
    """One's own firm; who has none is told what to do."""
    if me().organisation is None:
        return render_template("organisations/none.html")
    return show_firm()


def show_firm(error: str = "", code: int = 200) -> ResponseReturnValue:
    """The profile, perhaps with what was refused."""
    firm = my_firm()
    sectors = service.sectors_of(session(), {one.hs for one in firm.products})
    page = render_template(
        "organisations/firm.html",
        firm=firm,
        draft=request.form,
        cities=CITIES,
        choices=choices(session()),
        sectors=sectors,
        people=service.colleagues(session(), firm),
        invited=invitations.open_invitations(session(), firm, clock.now_in(session())),
        error=error,
    )
    return page, code


def done(act: Callable[[], Any], words: str, refused: int = 422) -> ResponseReturnValue:
    """Do as asked and say so, or hand the page back with the reason."""
    try:
        act()
    except RefusedError as error:
        session().rollback()
        return show_firm(gettext(error.text, **error.values), refused)
    session().commit()
    flash(words)
    return redirect(url_for("organisations.show"), 303)


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


@bp.get("/firm/goods/suggest")
@needs(Right.MEMBER)
@limiter.limit("240 per minute")
def suggest_goods() -> ResponseReturnValue:
    """Codes for a few letters, as the field of goods asks while one types."""
    found = suggest(request.args.get("q", "")[:100])
    rows = [
        {
            "hs": one.hs,
            "dotted": one.dotted,
            "name": named(one.zh, one.en),
            "term": one.term,
        }
        for one in found
    ]
    return jsonify(rows)


@bp.post("/firm/goods/read")
@needs(Right.MEMBER)
@limiter.limit("20 per minute")
def read_goods() -> ResponseReturnValue:
    """Read a list of goods and show line by line what it means; nothing is kept yet."""
    my_firm()
    file = request.files.get("file")
    try:
        if file is not None and file.filename:
            lines = read_file(file.filename, file.read())
        else:
            lines = read_pasted(request.form.get("list", ""))
    except RefusedError as error:
        return show_firm(gettext(error.text, **error.values), 422)
    return show_lines(lines)


def show_lines(lines: list[Line]) -> str:
    """The proposal: each line, with a tick where it is clear."""
    codes = {one.hs for one in lines if one.hs}
    codes |= {offer.hs for one in lines for offer in one.offers}
    return render_template(
        "organisations/lines.html",
        lines=lines,
        choices=choices(session()),
        sectors=service.sectors_of(session(), codes),
    )


@bp.post("/firm/goods")
@needs(Right.MEMBER)
def add_goods() -> ResponseReturnValue:
    """Keep the goods that were ticked; then the way to a subscription is open."""
    firm, form = my_firm(), request.form
    names, codes = form.getlist("name"), form.getlist("code")
    picked = [
        service.Picked(hs, code, name)
        for hs, code, name in zip(form.getlist("hs"), codes, names, strict=False)
        if hs
    ]
    if not picked:
        return show_firm(gettext("请至少勾选一条产品。"), 422)
    now = clock.now_in(session())
    try:
        made = service.add_goods(session(), me(), firm, picked, now)
    except RefusedError as error:
        session().rollback()
        return show_firm(gettext(error.text, **error.values), 422)
    session().commit()
    flash(gettext("已加入 %(count)d 条产品。", count=made))
    return redirect(url_for("organisations.show") + "#goods", 303)


@bp.post("/firm/goods/<int:product_id>/drop")
@needs(Right.MEMBER)
def drop_goods(product_id: int) -> ResponseReturnValue:
    """Take goods away."""
    firm = my_firm()
    return done(
        lambda: service.drop_goods(session(), me(), firm, product_id),
        gettext("已删除。"),
        404,
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
        page=max(1, wanted.get("page", 1, type=int)),
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
