"""Pages of exports: the tables, and what notices and firms have to do with them."""

from flask import Blueprint, Flask
from flask_login import current_user

from models.notice import Notice
from web.exposure.showing import Shown, read_shown
from web.exposure.words import SPOKEN
from web.rights import Right, needs
from web.store import session

bp = Blueprint("exposure", __name__, template_folder="templates")
for speak in SPOKEN:
    bp.app_template_global()(speak)


def exposure_of(notice: Notice) -> Shown | None:
    """The exposure of a notice, for whoever is signed in; for nobody else."""
    if not current_user.is_authenticated:
        return None
    return read_shown(session(), notice)


@bp.get("/exports")
@needs(Right.CENTRE)
def tables() -> str:
    """The tables of exports."""
    return ""


def setup(app: Flask) -> None:
    """What the page of a notice may call."""
    app.jinja_env.globals.update(exposure_of=exposure_of)
