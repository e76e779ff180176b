"""The first page."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from web.rights import Right, needs

bp = Blueprint("home", __name__, template_folder="templates")


@bp.get("/")
@needs(Right.PUBLIC)
def index() -> ResponseReturnValue:
    """Until it is written, the list."""
    return redirect(url_for("notices.index"))
