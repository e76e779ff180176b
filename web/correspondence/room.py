"""The room of sending and answers: its blueprint, and what its pages share."""

from __future__ import annotations

from datetime import date, datetime, time

from flask import Blueprint, current_app, request
from flask_babel import gettext

from models.deadlines import HERE
from web.alerts.links import Links
from web.correspondence.words import FATES, OUTCOMES, REPLIES
from web.marks import N_
from web.refused import RefusedError

bp = Blueprint("correspondence", __name__, template_folder="templates")
NO_DAY = N_("日期“%(said)s”读不出来，请按 2026-11-24 的格式填写。")


def links() -> Links:
    """Where the service is reached, and the key that signs."""
    settings = current_app.extensions["settings"]
    return Links(settings.base_url, current_app.config["SECRET_KEY"])


@bp.app_context_processor
def words() -> dict[str, object]:
    """Names of outcomes and replies, wherever they are shown."""
    return {"OUTCOMES": OUTCOMES, "REPLIES": REPLIES, "FATES": FATES}


def told(error: RefusedError) -> str:
    """A refusal in the language of the page."""
    return str(gettext(error.text, **error.values))


def asked_day(field: str = "day") -> date:
    """The day of a form; RefusedError if it is none."""
    text = request.form.get(field, "").strip()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise RefusedError(NO_DAY, said=text[:20]) from error


def asked_instant(now: datetime) -> datetime:
    """The day and hour of a form in Wuhan's time; today without an hour is now."""
    day, hour = asked_day(), request.form.get("hour", "").strip()
    if not hour:
        is_today = day == now.astimezone(HERE).date()
        return now if is_today else datetime.combine(day, time(12), HERE)
    try:
        return datetime.combine(day, time.fromisoformat(hour), HERE)
    except ValueError as error:
        raise RefusedError(NO_DAY, said=hour[:20]) from error
