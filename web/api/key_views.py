"""Pages of the API for people: what it is, and the keys of one's own organisation."""

from flask import (
    abort,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from models import clock
from models.user import User
from web.api import keys
from web.api.document import read_document
from web.api.frame import EACH_DAY, EACH_MINUTE, bp
from web.api.words import TAGS
from web.extensions import limiter
from web.joining.views import settings
from web.language import language
from web.problems import PREFIX
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session


def me() -> User:
    """The user who is asking."""
    user: User = current_user.user
    return user


@bp.get("/api")
@needs(Right.PUBLIC)
def page() -> str:
    """What programs may read, and how."""
    return render_template(
        "api/page.html",
        reading=read_document(language()),
        tags=TAGS,
        root=f"{settings().base_url}{PREFIX}",
        often={"minute": EACH_MINUTE, "day": EACH_DAY},
    )


@bp.get("/firm/keys")
@needs(Right.MEMBER)
def own_keys() -> ResponseReturnValue:
    """The keys of one's own organisation."""
    return show_keys()


def show_keys(
    error: str = "", code: int = 200, secret: str = ""
) -> ResponseReturnValue:
    """The page, perhaps with what was refused, or a key that is shown once."""
    page = render_template(
        "api/keys.html",
        keys=keys.list_own(session(), me()) if me().organisation else [],
        user=me(),
        error=error,
        secret=secret,
        root=f"{settings().base_url}{PREFIX}",
    )
    return page, code


@bp.post("/firm/keys")
@needs(Right.MEMBER)
@limiter.limit("10 per minute")
def create_key() -> ResponseReturnValue:
    """Make a key; it is shown in this answer and never again."""
    if me().organisation is None:
        abort(404)
    name, now = request.form.get("name", ""), clock.now_in(session())
    try:
        secret = keys.create(session(), me(), name, now)
    except RefusedError as error:
        session().rollback()
        return show_keys(gettext(error.text, **error.values), 422)
    session().commit()
    page = make_response(show_keys(secret=secret))
    page.headers["Cache-Control"] = "no-store"
    return page


@bp.post("/firm/keys/<int:key_id>/revoke")
@needs(Right.MEMBER)
def revoke_key(key_id: int) -> ResponseReturnValue:
    """End a key at once."""
    kept = keys.find_own(session(), me(), key_id) if me().organisation else None
    if kept is None:
        abort(404)
    keys.revoke(session(), me(), kept, clock.now_in(session()))
    session().commit()
    flash(gettext("密钥“%(name)s”已停用。", name=kept.name))
    return redirect(url_for("api.own_keys"), 303)
