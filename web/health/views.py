"""The figures for a monitor, and how to have them read."""

from urllib.parse import urlsplit

from flask import Blueprint, Flask, Response, abort, current_app, request
from flask_login import current_user

from models import clock
from web.config import Settings
from web.health.figures import read_figures
from web.health.key import metrics_key, opens
from web.rights import Right, may, needs
from web.sources.service import read_stations
from web.store import session, today

bp = Blueprint("health", __name__, template_folder="templates")
TYPE = "text/plain; version=0.0.4; charset=utf-8"
SCRAPE = """\
scrape_configs:
  - job_name: chutong
    scheme: {scheme}
    metrics_path: /metrics
    scrape_interval: 1m
    authorization:
      credentials: {key}
    static_configs:
      - targets: ["{host}"]
"""


@bp.get("/metrics")
@needs(Right.PUBLIC)  # a monitor has no session: the view itself asks for its key
def metrics() -> Response:
    """The figures in Prometheus' text: for the key, or an administrator's session."""
    if not may(Right.ADMIN):
        refuse_strangers()
    settings: Settings = current_app.extensions["settings"]
    stations = read_stations(session(), settings, now=clock.now(), today=today())
    return Response(read_figures(session(), stations), content_type=TYPE)


def refuse_strangers() -> None:
    """Turn away who brings no key: 403 for a person without the right, else 401."""
    given = request.headers.get("Authorization", "")
    if opens(secret(), given):
        return
    if current_user.is_authenticated and not given:
        abort(403)
    told = "The figures are for the key that the page of sources shows.\n"
    asked = {"WWW-Authenticate": 'Bearer realm="chutong metrics"'}
    abort(Response(told, 401, asked, mimetype="text/plain"))


def secret() -> str:
    """The key that signs sessions."""
    return str(current_app.config["SECRET_KEY"])


def scrape() -> str:
    """What to write into Prometheus' configuration; holds the key."""
    settings: Settings = current_app.extensions["settings"]
    parts = urlsplit(settings.base_url)
    return SCRAPE.format(
        scheme=parts.scheme, host=parts.netloc, key=metrics_key(secret())
    )


def setup(app: Flask) -> None:
    """What the page of sources may call."""
    app.jinja_env.globals.update(scrape=scrape)
