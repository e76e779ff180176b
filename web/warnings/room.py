"""The blueprint of warnings, and what its pages share."""

from flask import Blueprint, abort, current_app
from flask_babel import gettext
from flask_login import current_user

from models.user import User
from models.warning import OfficerWarning
from web.alerts.links import Links
from web.config import Settings
from web.refused import RefusedError
from web.store import session
from web.warnings.words import SPOKEN

bp = Blueprint("warnings", __name__, template_folder="templates")
for speak in SPOKEN:
    bp.app_template_global()(speak)


def me() -> User:
    """The user who is asking."""
    user: User = current_user.user
    return user


def settings() -> Settings:
    """The settings of this application."""
    found: Settings = current_app.extensions["settings"]
    return found


def links() -> Links:
    """Addresses for letters."""
    return Links(settings().base_url, current_app.config["SECRET_KEY"])


def find(warning_id: int) -> OfficerWarning:
    """A warning by id."""
    found = session().get(OfficerWarning, warning_id)
    if found is None:
        abort(404)
    return found


def words_of(error: RefusedError) -> str:
    """What was refused, in the language of the page."""
    return str(gettext(error.text, **error.values))
