"""How every route of programs is held: a key, a limit, checked questions, an ETag."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Flask, abort, g, make_response, request
from flask.typing import ResponseReturnValue
from flask_limiter.util import get_remote_address
from limits import parse_many
from pydantic import BaseModel
from spectree import Response as Answers
from spectree import SecurityScheme, SpecTree
from spectree.config import ModeEnum
from spectree.models import SecureType, SecuritySchemeData
from sqlalchemy.exc import OperationalError

from models import clock
from models.api_key import ApiKey
from web.api import keys, marks
from web.api.answers import Problem
from web.api.refusing import refuse
from web.extensions import limiter
from web.joining.views import settings
from web.problems import PREFIX, WORDS, both, problem
from web.rights import KEY_READER, Right, needs
from web.store import session

bp = Blueprint("api", __name__, template_folder="templates")
EACH_MINUTE, EACH_DAY = 300, 20_000
"""How often one key may ask, over all addresses."""
TRIES = parse_many("20 per minute; 100 per hour")
"""How often an address may show a key that is none."""
PROBLEMS = (400, 401, 404, 405, 406, 422, 429, 500)
JSON = "application/json"
SCHEME = SecurityScheme(
    name="key",
    data=SecuritySchemeData(type=SecureType.HTTP, scheme="bearer"),
)
spec = SpecTree(
    "flask",
    mode=ModeEnum.strict,
    title="Chutong",
    version="1",
    page_templates={},
    security_schemes=[SCHEME],
    security={"key": []},
    naming_strategy=lambda model: model.__name__,
    nested_naming_strategy=lambda _parent, child: child,
    before=refuse,
)
View = Callable[..., BaseModel]


def register(app: Flask) -> None:
    """Tell an application how to find whose key a request shows."""
    app.extensions[KEY_READER] = shown_key
    marks.register(app)


def shown_key() -> ApiKey | None:
    """The good key that the request shows, looked up once."""
    if "api_key" not in g:
        g.api_key = read_key()
    found: ApiKey | None = g.api_key
    return found


def read_key() -> ApiKey | None:
    """The key of the Authorization header; its use is written down now and then."""
    told = request.authorization
    if told is None or told.type != "bearer" or not told.token:
        return None
    kept = keys.find(session(), told.token)
    if kept is None:
        count_try()
    else:
        write_use(kept)
    return kept


def count_try() -> None:
    """Turn away an address that shows one bad key after another.

    A good key is let through all the same: 256 random bits are not guessed, and the
    other programs of a firm ask from the same address.
    """
    where = "bad key", get_remote_address()
    for limit in TRIES if limiter.enabled else ():
        if not limiter.limiter.hit(limit, *where):
            reset = limiter.limiter.get_window_stats(limit, *where).reset_time
            wait = max(1, int(reset - clock.now().timestamp()))
            abort(problem(429, both(WORDS[429]), headers=[("Retry-After", str(wait))]))


def write_use(kept: ApiKey) -> None:
    """Remember the use of a key; a database too busy for that answers all the same."""
    if not keys.write_use(session(), kept, clock.now()):
        return
    try:
        session().commit()
    except OperationalError:
        session().rollback()


def holder() -> int:
    """The organisation whose key is shown; for views that ask for one."""
    return good_key().organisation_id


def good_key() -> ApiKey:
    """The key that is shown; whoever shows none is turned away."""
    kept = shown_key()
    if kept is None:
        abort(401)
    return kept


def limited_by() -> str:
    """Whose requests are counted together."""
    kept = shown_key()
    return f"key:{kept.id}" if kept else "nobody"


often = limiter.shared_limit(
    f"{EACH_MINUTE} per minute; {EACH_DAY} per day", scope="api", key_func=limited_by
)


def reads(
    path: str,
    answer: type[BaseModel],
    *,
    tag: str,
    query: type[BaseModel] | None = None,
) -> Callable[[View], View]:
    """A route of programs below the prefix: what it answers and what it is asked.

    The view is given ``query`` where one is named, and gives an ``answer``.
    """
    told = Answers(HTTP_200=answer, HTTP_304=None)
    for status in PROBLEMS:
        told.add_model(status, Problem)

    def mark(view: View) -> View:
        checked = spec.validate(
            query=query, resp=told, tags=[tag], operation_id=view.__name__
        )(view)
        route = needs(Right.KEY)(often(conditional(checked)))
        bp.get(PREFIX + path)(route)
        return view

    return mark


def conditional(view: Callable[..., Any]) -> Callable[..., ResponseReturnValue]:
    """Send an answer only as JSON, and only if it is not what the reader has."""

    @wraps(view)
    def answered(**values: Any) -> ResponseReturnValue:
        wanted = request.accept_mimetypes
        if wanted and not wanted.best_match([JSON]):
            abort(406)
        asked = marks.question(good_key().id)
        response = marks.answer_unchanged(asked)
        if response is None:
            response = make_response(view(**values))
            marks.put_mark(asked, response)
            response.make_conditional(request)
        response.vary.add("Authorization")
        return response

    return answered


def address(path: str, **asked: object) -> str:
    """A whole address of ours below the prefix."""
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{settings().base_url}{PREFIX}{path}{'?' + query if query else ''}"


def next_address(after: object) -> str | None:
    """The same question from another place on; None where the list ends."""
    if not after:
        return None
    asked = [pair for pair in request.args.items(multi=True) if pair[0] != "after"]
    query = urlencode([*asked, ("after", str(after))])
    return f"{settings().base_url}{request.path}?{query}"
