"""The room of trends: its blueprint and its entry in the menu."""

from __future__ import annotations

from flask import Blueprint
from flask_babel import lazy_gettext as _

from web.nav import Entry
from web.store import session
from web.trends.headline import has_any
from web.trends.telling import write_cell

OFTEN = "240 per minute"
"""A chart nobody has asked for yet takes up to a second to draw."""


def has_documents() -> bool:
    """Whether there is anything to count."""
    return has_any(session())


bp = Blueprint("trends", __name__, template_folder="templates")
MENU = [
    Entry(
        40,
        "trends.index",
        _("趋势"),
        icon="chart",
        short=True,
        when=has_documents,
        over=("reports", "refusals"),
    )
]
bp.app_template_global()(write_cell)
