"""Speaks: pages, alerts, comment drafts, reports."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from flask import Flask

from web import (
    assets,
    drawn,
    errors,
    language,
    limits,
    nav,
    rights,
    security,
    store,
    unchanged,
    wording,
)
from web.config import Settings, load_settings, session_key
from web.extensions import bootstrap, compress, csrf, limiter, login_manager
from web.uploads.kinds import ACCEPT

FEATURES = (
    "demo",
    "home",
    "notices",
    "levels",
    "judgements",
    "editing",
    "exposure",
    "lexicon",
    "sectors",
    "markets",
    "dashboards",
    "dossiers",
    "trends",
    "reports",
    "sources",
    "health",
    "gaps",
    "radar",
    "accounts",
    "joining",
    "people",
    "subscriptions",
    "alerts",
    "digest",
    "inbox",
    "channels",
    "feeds",
    "voices",
    "barriers",
    "enquiries",
    "officers",
    "cases",
    "planning",
    "triage",
    "consultations",
    "evidence",
    "experts",
    "circulation",
    "arguments",
    "drafts",
    "papers",
    "suggesting",
    "review",
    "meetings",
    "correspondence",
    "outcomes",
    "concerns",
    "unsaved",
    "organisations",
    "shipment",
    "warnings",
    "refusals",
    "api",
)
"""Rooms of the site: each brings ``views.bp``, and may bring ``MENU`` and ``setup``."""


def create_app(settings: Settings | None = None, **config: Any) -> Flask:
    """The web application; ``config`` is Flask's own (TESTING, …)."""
    settings = settings or load_settings()
    app = Flask(__name__, static_folder=None)
    app.config.update(
        SECRET_KEY=session_key(settings),
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.base_url.startswith("https://"),
        MAX_CONTENT_LENGTH=64 * 1024 * 1024,
        COMPRESS_MIN_SIZE=500,
        WTF_CSRF_TIME_LIMIT=None,  # a draft may stay open longer than an hour
        **config,
    )
    app.extensions["settings"] = settings
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    extend(app)
    store.register(app, settings)
    language.register(app)
    wording.register(app)
    drawn.register(app)
    errors.register(app)
    security.secure(app)
    limits.register(app)
    app.before_request(rights.guard)
    unchanged.register(app)
    app.register_blueprint(assets.bp)
    add_features(app)
    speak_of_the_frame(app)
    return app


def extend(app: Flask) -> None:
    """Bind the extensions that need nothing else."""
    for extension in (bootstrap, compress, csrf, limiter):
        extension.init_app(app)
    login_manager.init_app(app)
    if login_manager._user_callback is None:
        login_manager.user_loader(nobody)


def nobody(_mark: str) -> None:
    """Until there are accounts, nobody is signed in."""


def add_features(app: Flask) -> None:
    """Register every feature that is there, and collect its menu entries."""
    menu: list[nav.Entry] = []
    for name in FEATURES:
        if find_spec(f"web.{name}") is None or not find_spec(f"web.{name}.views"):
            continue
        views = import_module(f"web.{name}.views")
        app.register_blueprint(views.bp)
        menu += getattr(views, "MENU", [])
        setup = getattr(views, "setup", None)
        if setup:
            setup(app)
    app.extensions["menu"] = menu


def speak_of_the_frame(app: Flask) -> None:
    """What every template may call."""
    app.jinja_env.globals.update(
        asset=assets.asset,
        menu=nav.entries,
        foot_menu=nav.foot_entries,
        is_here=nav.is_here,
        may=rights.may,
        Right=rights.Right,
        today=store.today,
        fixed_day=store.fixed_day,
        UPLOAD_ENDINGS=ACCEPT,
        has=lambda endpoint: endpoint in app.view_functions,
    )
