"""What the pages of the rounds share: their blueprint, who acts, and the links."""

from flask import Blueprint, current_app
from flask_login import current_user

from web.alerts.links import Links
from web.cases.record import Actor
from web.joining.views import settings

bp = Blueprint("consultations", __name__, template_folder="templates")


def actor() -> Actor:
    """Who is asking, as the record names them."""
    return Actor(current_user.id, current_user.name)


def links() -> Links:
    """Where the service is reached, and the key that signs."""
    return Links(settings().base_url, current_app.config["SECRET_KEY"])
