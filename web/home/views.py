"""The first page."""

from flask import Blueprint, current_app, render_template

from web.home import service
from web.language import language
from web.rights import Right, needs
from web.store import session, today

bp = Blueprint("home", __name__, template_folder="templates")


@bp.get("/")
@needs(Right.PUBLIC)
def index() -> str:
    """What is open, what is new, which sectors move."""
    front = service.read_front(session(), language(), today())
    offline = current_app.extensions["settings"].offline
    return render_template("home/index.html", front=front, offline=offline)
