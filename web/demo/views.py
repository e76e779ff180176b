"""What a demonstration adds to every page: its banner and its tour."""

from dataclasses import dataclass

from flask import (
    Blueprint,
    Flask,
    abort,
    g,
    redirect,
    request,
    url_for,
)
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_login import current_user

from web.demo.marks import is_demo
from web.demo.tour import Step, steps
from web.rights import Right, needs
from web.store import session

bp = Blueprint("demo", __name__, template_folder="templates")
CLOSED = "tour_closed"


@dataclass(frozen=True)
class Frame:
    """What stands above the pages of a demonstration; no steps: the tour is closed."""

    steps: list[Step]


def setup(app: Flask) -> None:
    """Let every page ask whether it belongs to a demonstration."""
    app.jinja_env.globals.update(demonstration=demonstration)


def demonstration() -> Frame | None:
    """The frame of a demonstration, or nothing anywhere else."""
    if "demo_frame" not in g:
        g.demo_frame = make_frame()
    frame: Frame | None = g.demo_frame
    return frame


def make_frame() -> Frame | None:
    """The banner, and the tour unless the visitor closed it."""
    if not is_demo(session()):
        return None
    if cookie.get(CLOSED):
        return Frame([])
    role = current_user.role if current_user.is_authenticated else None
    return Frame(steps(session(), role))


@bp.post("/demo/tour")
@needs(Right.PUBLIC)
def tour() -> ResponseReturnValue:
    """Close the tour, or open it again, and stay where the visitor is."""
    if not is_demo(session()):
        abort(404)
    if request.form.get("close"):
        cookie[CLOSED] = True
    else:
        cookie.pop(CLOSED, None)
    return redirect(here(request.form.get("next", "")), 303)


def here(path: str) -> str:
    """A page of ours, else the first one."""
    ours = path.startswith("/") and not path.startswith(("//", "/\\"))
    return path if ours and path.isprintable() else url_for("home.index")
