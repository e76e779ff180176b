"""The API: the document that describes it; its routes and pages are beside."""

from flask import Flask, Response, request

from web.api import key_views, read_views, trend_views
from web.api.document import describe
from web.api.frame import bp, register
from web.problems import PREFIX
from web.rights import Right, needs

PARTS = (key_views, read_views, trend_views)
"""The rest of the room, whose routes stand on the same blueprint."""


def setup(app: Flask) -> None:
    """Let keys open the routes of programs."""
    register(app)


@bp.get(f"{PREFIX}/openapi.json")
@needs(Right.PUBLIC)
def document() -> Response:
    """The whole API in the words of OpenAPI 3.1; open to all."""
    language = "zh" if request.args.get("lang") == "zh" else "en"
    response = Response(describe(language), content_type="application/json")
    response.add_etag()
    response.make_conditional(request)
    return response
