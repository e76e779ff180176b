"""The inbox of a firm: its list, marking many at once, and the ledger."""

from io import BytesIO
from typing import Any

from flask import (
    abort,
    flash,
    g,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_login import current_user

from models import clock
from models.handling import HandlingState
from web.inbox import listing, one_alert, one_measure, service
from web.inbox.circle import members
from web.inbox.ledger import as_xlsx, entries, overview
from web.inbox.listing import NEWS, Wanted
from web.inbox.room import STATES, VERDICTS, bp, circle, me
from web.inbox.taps import last_said
from web.language import language
from web.limits import number, page_asked
from web.nav import Entry
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session, today
from web.wording import LEVELS

__all__ = ["MENU", "bp", "one_alert", "one_measure"]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def unread() -> int:
    """How many measures I have not read of; counted once a request."""
    if not current_user.is_authenticated:
        return 0
    if "unread" not in g:
        g.unread = listing.count_unread(session(), me().id)
    count: int = g.unread
    return count


MENU = [
    Entry(
        50,
        "inbox.index",
        _("我的预警"),
        icon="bell",
        right=Right.MEMBER,
        short=True,
        over=("alerts",),
        count=unread,
    )
]


def wanted() -> Wanted:
    """What the address looks for; what it misspells is left out."""
    asked = request.args
    state = asked.get("state", "")
    level = asked.get("level", "")
    return Wanted(
        state=state if state in {*HandlingState, NEWS} else "",
        colleague=asked.get("colleague", type=number),
        level=level if level in LEVELS else "",
        overdue=asked.get("overdue") == "1",
        unread=asked.get("unread") == "1",
        message=asked.get("message", type=number),
    )


@bp.get("/inbox")
@needs(Right.MEMBER)
def index() -> str:
    """The measures my firm was alerted to."""
    return page()


def page(error: str = "") -> str:
    """The list, perhaps with what was refused."""
    asked = wanted()
    found = listing.inbox(
        session(),
        me(),
        asked,
        today=today(),
        language=language(),
        page=page_asked(),
    )
    ids = [line.measure_id for line in found.lines]
    alerts = [line.item.alert_ids for line in found.lines]
    return render_template(
        "inbox/index.html",
        inbox=found,
        wanted=asked,
        people=members(session(), circle()),
        taps=dict(zip(ids, last_said(session(), me().id, alerts), strict=True)),
        states=STATES,
        verdicts=VERDICTS,
        levels=LEVELS,
        error=error,
    )


def named_measures(field: str) -> list[int]:
    """The measures that a form names; 400 if it names none that could be."""
    try:
        return [number(one) for one in request.form.getlist(field)]
    except ValueError:
        abort(400)


@bp.post("/inbox/read")
@needs(Right.MEMBER)
def read() -> ResponseReturnValue:
    """Mark one measure, or all, as read."""
    measures = named_measures("measure") or None
    listing.mark_read(session(), me(), clock.now_in(session()), measures)
    session().commit()
    return redirect(url_for("inbox.index"), 303)


@bp.post("/inbox/mark")
@needs(Right.MEMBER)
def mark() -> ResponseReturnValue:
    """Set the state of all measures that are ticked."""
    ids, state = named_measures("measure"), request.form.get("state", "")
    try:
        now = clock.now_in(session())
        count = service.decide_all(session(), me(), ids, state, now)
    except RefusedError as error:
        session().rollback()
        return page(gettext(error.text, **error.values)), 422
    session().commit()
    flash(gettext("已将 %(n)d 件标为%(state)s。", n=count, state=STATES[state]))
    return redirect(back(wanted()), 303)


def back(asked: Wanted) -> str:
    """The list as it was looked for."""
    kept: dict[str, Any] = asked.arguments
    return url_for("inbox.index", **kept)


@bp.get("/inbox/ledger.xlsx")
@needs(Right.MEMBER)
def ledger() -> ResponseReturnValue:
    """All that my firm has decided, as a workbook."""
    rows = entries(session(), circle(), language())
    content = as_xlsx(rows, language())
    name = f"chutong-ledger-{today().isoformat()}.xlsx"
    return send_file(BytesIO(content), XLSX, as_attachment=True, download_name=name)


@bp.get("/inbox/overview")
@needs(Right.CENTRE)
def counts() -> str:
    """For the centre: how far firms have come, in counts alone."""
    return render_template(
        "inbox/overview.html", rows=overview(session()), states=STATES
    )
