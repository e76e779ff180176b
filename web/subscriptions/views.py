"""Pages of one's own subscriptions."""

from typing import Any

from flask import (
    Blueprint,
    Flask,
    abort,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from models import clock
from models.subscription import Subscription
from models.user import User
from web.extensions import limiter
from web.inbox.tighten import tightened
from web.language import language
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session, today
from web.subscriptions import follow_views, manage_views, service, words
from web.subscriptions.backtest import BackTest, back_test
from web.subscriptions.reading import HOURS, asked, read_wish
from web.subscriptions.watchwords import watch_words
from web.subscriptions.wish import Wish, of

bp = Blueprint("subscriptions", __name__, template_folder="templates")
COPY = 100
"""Letters of the name of a copy."""


def setup(app: Flask) -> None:
    """Bring the pages of followed measures and of signed links along."""
    app.register_blueprint(follow_views.bp)
    app.register_blueprint(manage_views.bp)


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
def said_way(ways: dict[str, str], way: str, count: int) -> str:
    """By what way how many alerts came: HS编码 29 条."""
    return str(gettext("%(way)s %(n)d 条", way=ways[way], n=count))


@bp.get("/subscriptions")
@needs(Right.MEMBER)
def index() -> str:
    """My subscriptions, and what each has brought."""
    own = service.list_own(session(), me())
    choices = service.choices(session(), me())
    return render_template(
        "subscriptions/index.html",
        subscriptions=own,
        said={one.id: words.say(of(one), choices) for one in own},
        brought=service.brought(session(), me(), clock.now_in(session())),
        resting={one.id for one in own if words.is_resting(one, today())},
        days=service.DAYS,
    )


def show_form(
    wish: Wish, kept: Subscription | None = None, error: str = "", code: int = 200
) -> ResponseReturnValue:
    """The form, with what it would have brought beside it."""
    page = render_template(
        "subscriptions/edit.html",
        kept=kept,
        kinds=words.KINDS,
        sorts=words.OFFERED,
        rates=words.RATES,
        levels=words.LEVELS,
        weekdays=words.DAYS,
        hours={minutes: words.hour_of(minutes) for minutes in HOURS},
        **looked_back(wish, kept, error),
    )
    return page, code


def looked_back(wish: Wish, kept: Subscription | None, error: str) -> dict[str, Any]:
    """What stands beside the form: the sentence, the year behind, words to add."""
    choices = service.choices(session(), me())
    found = before = None
    if wish.names_something and not error:
        found = back_test(session(), wish, language(), today())
        before = count_before(kept, wish, found)
    good = wish if not error else Wish()
    return {
        "wish": wish,
        "choices": choices,
        "said": words.say(wish, choices),
        "cut": words.said_cut(wish.cut),
        "error": error,
        "found": found,
        "before": before,
        "watch": watch_words(session(), good, today()),
        "ways": words.WAYS,
        "short_kinds": words.SHORT_KINDS,
    }


def count_before(kept: Subscription | None, wish: Wish, found: BackTest) -> int | None:
    """What the subscription would have brought as it is kept, if that differs."""
    if kept is None:
        return None
    count = back_test(session(), of(kept), language(), today()).count
    return count if count != found.count else None


@bp.get("/subscriptions/new")
@needs(Right.MEMBER)
def new() -> ResponseReturnValue:
    """A new subscription, begun from what the address names, or from another."""
    like = request.args.get("copy", type=int)
    if like is None:
        return show_form(asked(request.args, language()))
    wish = of(mine(like))
    if wish.measure:
        abort(404)
    wish.name = gettext("%(name)s（副本）", name=wish.name)[:COPY] if wish.name else ""
    return show_form(wish)


@bp.post("/subscriptions/new")
@needs(Right.MEMBER)
def create() -> ResponseReturnValue:
    """Save a new subscription, or show what it would bring."""
    return save(None)


@bp.post("/subscriptions/try")
@needs(Right.MEMBER)
@limiter.limit("120 per minute")
def attempt() -> ResponseReturnValue:
    """What the form would bring, as it is being filled in; nothing is kept."""
    number = request.form.get("kept", type=int)
    kept = mine(number) if number else None
    wish, error = read_form(kept), ""
    try:
        service.check_whole(session(), wish)
    except RefusedError as refused:
        error = gettext(refused.text, **refused.values)
    return render_template(
        "subscriptions/_beside.html", kept=kept, **looked_back(wish, kept, error)
    )


@bp.get("/subscriptions/<int:subscription_id>")
@needs(Right.MEMBER)
def edit(subscription_id: int) -> ResponseReturnValue:
    """Change one of my subscriptions, perhaps as the inbox proposes."""
    kept = mine(subscription_id)
    proposal = request.args.get("leave_out", "")
    wish = of(kept)
    return show_form(tightened(wish, proposal) if proposal else wish, kept)


@bp.post("/subscriptions/<int:subscription_id>")
@needs(Right.MEMBER)
def update(subscription_id: int) -> ResponseReturnValue:
    """Save the change, or show what it would bring."""
    return save(mine(subscription_id))


def read_form(kept: Subscription | None) -> Wish:
    """The form; what follows a measure goes on following it."""
    wish = read_wish(request.form)
    if kept is not None and kept.measure_id:
        like = of(kept)
        wish.measure, wish.kinds, wish.documents = (
            like.measure,
            like.kinds,
            like.documents,
        )
    return wish


def save(kept: Subscription | None) -> ResponseReturnValue:
    """Keep the form as a subscription; if it is refused, hand it back with why."""
    wish = read_form(kept)
    try:
        service.check_whole(session(), wish)
        if "preview" in request.form:
            return show_form(wish, kept)
        keep(wish, kept)
    except RefusedError as error:
        session().rollback()
        return show_form(wish, kept, gettext(error.text, **error.values), 422)
    session().commit()
    flash(gettext("订阅已保存。"))
    if wish.cut:
        flash(gettext("HS编码取前6位：%(codes)s。", codes=words.said_cut(wish.cut)))
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
