"""The card of one alert, why it came, and taps on it from a page or from a mail."""

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from models import clock
from models.alert import Alert
from web.extensions import limiter
from web.inbox import evidence, taps
from web.inbox.room import VERDICTS, bp, me, my_alert
from web.language import language
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session, today


@bp.get("/inbox/<int:alert_id>/why")
@needs(Right.MEMBER)
def why(alert_id: int) -> str:
    """Why an alert came, and how often its subscription was right."""
    return card(my_alert(alert_id))


def card(alert: Alert, error: str = "") -> str:
    """The card, perhaps with what was refused."""
    said = taps.find(session(), me().id, alert.id)
    return render_template(
        "inbox/why.html",
        card=evidence.card(session(), alert, today(), language()),
        alert=alert,
        said=said.verdict if said else "",
        verdicts=VERDICTS,
        mine=alert.user_id == me().id,
        error=error,
    )


@bp.post("/inbox/<int:alert_id>/tap")
@needs(Right.MEMBER)
def tap(alert_id: int) -> ResponseReturnValue:
    """Say of an alert whether it is to the point."""
    alert, verdict = my_alert(alert_id), request.form.get("verdict", "")
    try:
        taps.tap(session(), me().id, alert.id, verdict, clock.now_in(session()))
    except RefusedError as error:
        session().rollback()
        return card(alert, gettext(error.text, **error.values)), 422
    session().commit()
    flash(gettext("已记下：%(verdict)s。", verdict=VERDICTS[verdict]))
    return redirect(url_for("inbox.why", alert_id=alert_id), 303)


@bp.get("/tap/<token>")
@needs(Right.PUBLIC)
def tap_page(token: str) -> ResponseReturnValue:
    """One button, for looking keeps nothing; mail programs look at every link."""
    return show_tap(token)


@bp.post("/tap/<token>")
@needs(Right.PUBLIC)
@limiter.limit("30 per minute")
def tap_by_link(token: str) -> ResponseReturnValue:
    """Keep what the link of a mail says; twice is as good as once."""
    return show_tap(token, press=True)


def show_tap(token: str, *, press: bool = False) -> ResponseReturnValue:
    """The page of a link in a mail: its alert and button, or why it is no good."""
    try:
        alert, verdict = taps.alert_of(
            session(), current_app.config["SECRET_KEY"], token
        )
    except RefusedError as error:
        words = gettext(error.text, **error.values)
        return render_template("inbox/tap.html", error=words), 410
    if press:
        now = clock.now_in(session())
        taps.tap(session(), alert.user_id, alert.id, verdict, now)
        session().commit()
    said = taps.find(session(), alert.user_id, alert.id)
    shown = alert.snapshot
    return render_template(
        "inbox/tap.html",
        title=shown[f"title_{language()}"] or shown["title"],
        symbol=shown["symbol"],
        verdict=verdict,
        done=said is not None and said.verdict == verdict,
        verdicts=VERDICTS,
        token=token,
        error="",
    )
