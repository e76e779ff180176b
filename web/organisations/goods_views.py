"""A firm's goods on its page: offered, read from a list, added and taken away."""

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from models import clock
from web.extensions import limiter
from web.language import named
from web.organisations import service
from web.organisations.goods_files import read_file
from web.organisations.goods_index import suggest
from web.organisations.goods_list import Line, read_pasted
from web.organisations.page import bp, done, me, my_firm, show_firm
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session
from web.subscriptions.service import choices


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
