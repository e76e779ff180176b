"""Pages of one's own subscriptions."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_login import current_user

from models import clock
from models.kinds import RISK
from models.subscription import Subscription
from models.user import User
from web.inbox.evidence import proposals
from web.inbox.tighten import tightened
from web.language import language
from web.notices.words import SORTS
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session, today
from web.subscriptions import service
from web.subscriptions.preview import preview
from web.subscriptions.wish import Wish, asked, check, of, read_wish, sorts_of

bp = Blueprint("subscriptions", __name__, template_folder="templates")
KINDS = {
    "new": _("新发布：通报、修订通报、草案、风险信息"),
    "dates": _("评议期或拟议日期变更"),
    "text": _("内容变更、勘误、译文和指南"),
    "final": _("批准、公布、生效"),
    "ended": _("撤销、作废"),
}
OFFERED = {
    **SORTS,
    RISK: _("边境与市场风险：进口警示、拒绝入境、市场风险通报"),
}
RATES = {"immediate": _("立即"), "daily": _("每天一次，早上八点")}


def me() -> User:
    """The user who is asking."""
    user: User = current_user.user
    return user


def mine(subscription_id: int) -> Subscription:
    """One of my subscriptions; another's is not found."""
    found = service.find_own(session(), me(), subscription_id)
    if found is None:
        abort(404)
    return found


@bp.app_template_global()
def sort_names(kinds: list[str]) -> str:
    """The sorts of documents that some kinds make up, in one line."""
    names = [str(SORTS[name]) for name in sorts_of(kinds)]
    return str(gettext("、")).join(names)


@bp.get("/subscriptions")
@needs(Right.MEMBER)
def index() -> str:
    """My subscriptions."""
    own = service.list_own(session(), me())
    return render_template(
        "subscriptions/index.html",
        subscriptions=own,
        proposals=proposals(session(), own),
        choices=service.choices(session()),
        rates=RATES,
    )


def show_form(
    wish: Wish, kept: Subscription | None = None, error: str = "", code: int = 200
) -> ResponseReturnValue:
    """The form, with what it would have brought beside it."""
    chosen = bool(wish.sectors or wish.hs or wish.markets) and not error
    found = preview(session(), wish, language(), today()) if chosen else None
    page = render_template(
        "subscriptions/edit.html",
        wish=wish,
        kept=kept,
        error=error,
        preview=found,
        choices=service.choices(session()),
        kinds=KINDS,
        sorts=OFFERED,
        rates=RATES,
    )
    return page, code


@bp.get("/subscriptions/new")
@needs(Right.MEMBER)
def new() -> ResponseReturnValue:
    """A new subscription, begun from what the address names."""
    return show_form(asked(request.args, language()))


@bp.post("/subscriptions/new")
@needs(Right.MEMBER)
def create() -> ResponseReturnValue:
    """Save a new subscription, or show what it would bring."""
    return save(None)


@bp.get("/subscriptions/<int:subscription_id>")
@needs(Right.MEMBER)
def edit(subscription_id: int) -> ResponseReturnValue:
    """Change one of my subscriptions."""
    kept = mine(subscription_id)
    wish = tightened(of(kept), request.args.get("leave_out", ""))
    return show_form(wish, kept)


@bp.post("/subscriptions/<int:subscription_id>")
@needs(Right.MEMBER)
def update(subscription_id: int) -> ResponseReturnValue:
    """Save the change, or show what it would bring."""
    return save(mine(subscription_id))


def save(kept: Subscription | None) -> ResponseReturnValue:
    """Keep the form as a subscription; if it is refused, hand it back with why."""
    wish = read_wish(request.form)
    try:
        check(wish)
        if "preview" in request.form:
            return show_form(wish, kept)
        keep(wish, kept)
    except RefusedError as error:
        session().rollback()
        return show_form(wish, kept, gettext(error.text, **error.values), 422)
    session().commit()
    flash(gettext("订阅已保存。"))
    return redirect(url_for("subscriptions.index"), 303)


def keep(wish: Wish, kept: Subscription | None) -> None:
    """Make or change the subscription."""
    now = clock.now_in(session())
    if kept is None:
        service.create(session(), me(), wish, now)
    else:
        service.change(session(), me(), kept, wish, now)


@bp.post("/subscriptions/<int:subscription_id>/pause")
@needs(Right.MEMBER)
def pause(subscription_id: int) -> ResponseReturnValue:
    """Stop a subscription for now, or let it go on."""
    kept, now = mine(subscription_id), clock.now_in(session())
    paused = request.form.get("paused") == "1"
    service.pause(session(), me().email, kept, paused=paused, now=now)
    session().commit()
    return redirect(url_for("subscriptions.index"), 303)


@bp.post("/subscriptions/<int:subscription_id>/delete")
@needs(Right.MEMBER)
def delete(subscription_id: int) -> ResponseReturnValue:
    """Delete one of my subscriptions."""
    service.remove(session(), me(), mine(subscription_id))
    session().commit()
    flash(gettext("订阅已删除。"))
    return redirect(url_for("subscriptions.index"), 303)
