"""Feeds at their addresses; a secret address that was replaced leads nowhere."""

from datetime import datetime, time
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, current_app, request
from flask_babel import gettext

from models.deadlines import HERE
from models.user import User
from web.alerts.ical import calendar
from web.alerts.links import Links
from web.extensions import limiter
from web.feeds import service
from web.feeds.atom import write_feed
from web.joining.views import settings
from web.language import language
from web.notices.filters import Filters, read_filters
from web.rights import Right, needs
from web.store import session, today

bp = Blueprint("feeds", __name__)
ATOM = "application/atom+xml; charset=utf-8"
CALENDAR = "text/calendar; charset=utf-8"
TITLES = {"zh": "楚通：我的预警", "en": "Chutong: my alerts"}


def links() -> Links:
    """Our addresses."""
    return Links(settings().base_url, current_app.config["SECRET_KEY"])


def owner_of(token: str) -> User:
    """Whose feed this is, or 404."""
    user = service.owner(session(), current_app.config["SECRET_KEY"], token)
    if user is None:
        abort(404)
    return user


def answer(body: bytes, kind: str, changed: datetime) -> Response:
    """A feed that is sent only if it is not what the reader has already."""
    response = Response(body, content_type=kind)
    response.last_modified = changed
    response.add_etag()
    response.headers["Cache-Control"] = "private, max-age=300"
    response.headers["X-Robots-Tag"] = "noindex"
    response.make_conditional(request)
    return response


@bp.get("/feeds/<token>/alerts.atom")
@needs(Right.PUBLIC)
@limiter.limit("60 per minute")
def alerts(token: str) -> Response:
    """The newest alerts of whoever was given this address."""
    user = owner_of(token)
    _, changed = service.last_change(session(), user)
    body = write_feed(
        service.alert_entries(session(), user, links(), today()),
        id=f"{links().base_url}/feeds/{user.id}",
        title=TITLES["en" if user.language == "en" else "zh"],
        url=links().inbox(),
        own=f"{links().base_url}{request.path}",
        language=user.language,
        updated=changed,
    )
    return answer(body, ATOM, changed)


@bp.get("/feeds/<token>/deadlines.ics")
@needs(Right.PUBLIC)
@limiter.limit("60 per minute")
def deadlines(token: str) -> Response:
    """The deadlines of whoever was given this address."""
    user = owner_of(token)
    _, changed = service.last_change(session(), user)
    body = service.deadlines(session(), user, links(), today())
    return answer(body.encode(), CALENDAR, changed)


def midnight() -> datetime:
    """When today began: lists are as of a day."""
    return datetime.combine(today(), time(), HERE)


def here(chosen: Filters, path: str = "/notices") -> str:
    """The page of a list, or its feed."""
    query = urlencode(chosen.pairs())
    return f"{links().base_url}{path}{'?' + query if query else ''}"


@bp.get("/notices.atom")
@needs(Right.PUBLIC)
@limiter.limit("60 per minute")
def notices() -> Response:
    """The newest notices of a list, narrowed as its page is."""
    chosen, spoken = read_filters(request.args), language()
    found = service.notice_entries(
        session(), chosen.question(today()), links(), spoken, today()
    )
    changed = max((one.updated for one in found), default=midnight())
    body = write_feed(
        found,
        id=here(chosen),
        title=str(gettext("楚通：通报")),
        url=here(chosen),
        own=here(chosen, "/notices.atom"),
        language=spoken,
        updated=changed,
    )
    return answer(body, ATOM, changed)


@bp.get("/notices.ics")
@needs(Right.PUBLIC)
@limiter.limit("60 per minute")
def closings() -> Response:
    """The coming deadlines of a list."""
    question = read_filters(request.args).question(today())
    found = service.closings(session(), question, links(), language(), today())
    body = calendar(found, stamp=midnight())
    return answer(body.encode(), CALENDAR, midnight())
