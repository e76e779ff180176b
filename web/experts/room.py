"""What the pages of the roster share."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from models.sector import Sector
from web.store import session

bp = Blueprint("experts", __name__, template_folder="templates")


def sectors() -> dict[str, Sector]:
    """The sectors in their order."""
    rows = session().scalars(select(Sector).order_by(Sector.position))
    return {one.id: one for one in rows}


def done(words: str) -> ResponseReturnValue:
    """Keep what was done, say so, and show the roster."""
    session().commit()
    flash(words)
    return redirect(url_for("experts.index"), 303)
