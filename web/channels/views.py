"""Pages of channels: one's own robots, webhooks and feeds; addresses that stopped."""

from collections.abc import Callable

from flask import (
    Blueprint,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_login import current_user

from models import clock
from models.endpoint import Endpoint, EndpointKind
from web.accounts.views import me
from web.alerts import standing
from web.alerts.channels.reasons import say_reason
from web.alerts.links import Links
from web.channels import addresses as stopping
from web.channels import service
from web.channels.halted import Halted, halted
from web.extensions import limiter
from web.joining.views import send_soon, settings
from web.language import language
from web.limits import number, page_asked
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session
from web.subscriptions.service import list_own as list_subscriptions

bp = Blueprint("channels", __name__, template_folder="templates")
KINDS = {
    EndpointKind.WECOM: _("企业微信机器人"),
    EndpointKind.DINGTALK: _("钉钉机器人"),
    EndpointKind.FEISHU: _("飞书机器人"),
    EndpointKind.WEBHOOK: _("签名接口（webhook）"),
}
FEEDS = ("alerts.atom", "deadlines.ics")


@bp.app_template_filter("reason")
def reason(text: str) -> str:
    """Why a message did not arrive, in the language of the page."""
    return say_reason(text, language())


@bp.app_template_global()
def halted_ways() -> list[Halted]:
    """What no longer reaches who is signed in."""
    return halted(session(), me()) if current_user.is_authenticated else []


@bp.get("/channels")
@needs(Right.MEMBER)
def index() -> ResponseReturnValue:
    """Where my messages go."""
    return show()


def show(error: str = "", code: int = 200, secret: str = "") -> ResponseReturnValue:
    """The page, perhaps with what was refused, or a secret that is shown once."""
    links = Links(settings().base_url, current_app.config["SECRET_KEY"])
    feed = service.feed_number(session(), me())
    page = render_template(
        "channels/index.html",
        endpoints=service.list_own(session(), me()),
        subscriptions=list_subscriptions(session(), me()),
        names=service.names,
        last_four=service.last_four,
        kinds=KINDS,
        feeds=[links.feed(me().id, feed, name) for name in FEEDS],
        stopped=stopping.address_of(session(), me()),
        user=me(),
        draft=request.form,
        error=error,
        secret=secret,
    )
    return page, code


@bp.post("/channels")
@needs(Right.MEMBER)
@limiter.limit("20 per minute")
def add() -> ResponseReturnValue:
    """Add a robot or a webhook; a webhook's secret is shown this once."""
    form = request.form
    try:
        made = service.add(
            session(),
            me(),
            name=form.get("name", ""),
            url=form.get("url", ""),
            secret=form.get("secret", ""),
            now=clock.now_in(session()),
        )
    except RefusedError as error:
        session().rollback()
        return show(gettext(error.text, **error.values), 422)
    session().commit()
    if made.kind == EndpointKind.WEBHOOK:
        return show(secret=made.secret)
    flash(gettext("已添加“%(name)s”，可发一条测试。", name=made.name))
    return redirect(url_for("channels.index"), 303)


@bp.post("/channels/<int:endpoint_id>")
@needs(Right.MEMBER)
@limiter.limit("30 per minute")
def change(endpoint_id: int) -> ResponseReturnValue:
    """Test, rename, choose, switch on or off, renew the secret, or remove."""
    kept = service.find_own(session(), me(), endpoint_id)
    act = acts(kept).get(request.form.get("do", "")) if kept else None
    if act is None:
        abort(404)
    try:
        told = act()
    except RefusedError as error:
        session().rollback()
        return show(gettext(error.text, **error.values), 422)
    send_soon()
    if told is not None:
        return show(secret=told)
    flash(gettext("已更新。"))
    return redirect(url_for("channels.index"), 303)


def acts(kept: Endpoint) -> dict[str, Callable[[], str | None]]:
    """What may be done with an endpoint, by the names of the buttons."""
    now, form = clock.now_in(session()), request.form
    chosen = form.getlist("subscription", type=number)
    return {
        "test": lambda: service.test(session(), me(), kept, now),
        "rename": lambda: service.rename(session(), me(), kept, form.get("name", "")),
        "choose": lambda: service.put_subscriptions(session(), me(), kept, chosen),
        "on": lambda: service.switch(session(), me(), kept, on=True),
        "off": lambda: service.switch(session(), me(), kept, on=False),
        "rotate": lambda: service.rotate(session(), me(), kept),
        "remove": lambda: service.remove(session(), me(), kept),
    }


@bp.post("/channels/feeds")
@needs(Right.MEMBER)
def new_feeds() -> ResponseReturnValue:
    """New secret addresses for my feeds."""
    service.new_feeds(session(), me(), clock.now_in(session()))
    session().commit()
    flash(gettext("已换新地址，旧地址失效。"))
    return redirect(url_for("channels.index"), 303)


@bp.post("/channels/mail")
@needs(Right.MEMBER)
@limiter.limit("5 per hour")
def try_mail() -> ResponseReturnValue:
    """Try my own address again."""
    stopping.try_mail(session(), me(), clock.now_in(session()))
    send_soon()
    flash(gettext("已重新启用邮件，并发出一封测试。"))
    return redirect(url_for("channels.index"), 303)


@bp.get("/addresses")
@needs(Right.CENTRE)
def addresses() -> str:
    """The addresses to which mail has stopped."""
    page = page_asked()
    found, pages = stopping.stopped(session(), min(page, 10_000))
    return render_template(
        "channels/addresses.html", addresses=found, page=page, pages=pages
    )


@bp.post("/addresses")
@needs(Right.CENTRE)
def allow() -> ResponseReturnValue:
    """Let mail go to an address again."""
    address = request.form.get("address", "")
    standing.allow(session(), address, me().email, clock.now_in(session()))
    session().commit()
    flash(gettext("已恢复向 %(address)s 发信。", address=address[:200]))
    return redirect(url_for("channels.addresses"), 303)
