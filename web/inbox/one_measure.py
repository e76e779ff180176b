"""The page of one measure in a firm's inbox: state, colleague, note, day, files."""

from typing import Any

from flask import (
    abort,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from models import clock
from models.alert import Alert
from models.handling import Handling, HandlingFile, HandlingState
from web.alerts.items import item
from web.inbox import service, taps
from web.inbox.circle import members
from web.inbox.listing import is_late
from web.inbox.room import STATES, VERDICTS, bp, circle, me, my_alerts
from web.language import language
from web.limits import number
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session, today
from web.uploads.forms import folder, read_upload, send_kept
from web.uploads.keeping import keep


@bp.get("/inbox/measures/<int:measure_id>")
@needs(Right.MEMBER)
def show(measure_id: int) -> ResponseReturnValue:
    """What my firm does with a measure."""
    return show_measure(measure_id)


def show_measure(
    measure_id: int, error: str = "", code: int = 200
) -> ResponseReturnValue:
    """The page, perhaps with what was refused and the words that were sent."""
    alerts = my_alerts(measure_id)
    held = service.find(session(), circle(), measure_id)
    people = members(session(), circle())
    page = render_template(
        "inbox/measure.html",
        measure_id=measure_id,
        item=item(alerts, today(), language()),
        alerts=latest_of_each(alerts),
        held=held,
        late=is_late(held, today()),
        draft=request.form if error else written(held),
        people=people,
        names={one.email: one.name for one in people},
        by_id={str(one.id): one.name for one in people},
        history=service.history(session(), held),
        said_so=taps.last_said(session(), me().id, [[one.id for one in alerts]])[0],
        states=STATES,
        verdicts=VERDICTS,
        error=error,
    )
    return page, code


def latest_of_each(alerts: list[Alert]) -> list[Alert]:
    """The last alert of each subscription, the newest first."""
    return list({one.subscription_id: one for one in alerts}.values())[::-1]


def written(held: Handling | None) -> dict[str, Any]:
    """What is kept of a measure, as the form shows it."""
    if held is None:
        return {"state": HandlingState.WAITING, "colleague": "", "note": "", "due": ""}
    return {
        "state": held.state,
        "colleague": str(held.colleague_id or ""),
        "note": held.note,
        "due": held.due.isoformat() if held.due else "",
    }


def decided() -> service.Decision:
    """What the form says; RefusedError for a day that is none."""
    form = request.form
    return service.Decision(
        state=form.get("state", ""),
        colleague_id=form.get("colleague", type=number),
        note=form.get("note", "").replace("\r\n", "\n"),
        due=service.read_day(form.get("due", "")),
    )


@bp.post("/inbox/measures/<int:measure_id>")
@needs(Right.MEMBER)
def decide(measure_id: int) -> ResponseReturnValue:
    """Keep what my firm does with a measure, and the file that came along."""
    my_alerts(measure_id)
    try:
        held = service.decide(session(), me(), measure_id, decided(), now())
        keep_file(held)
    except RefusedError as error:
        session().rollback()
        return show_measure(measure_id, gettext(error.text, **error.values), 422)
    session().commit()
    flash(gettext("已保存。"))
    return redirect(url_for("inbox.show", measure_id=measure_id), 303)


def keep_file(held: Handling) -> None:
    """Keep the file of the form, if there is one."""
    file = keep(folder(), read_upload())
    if file is not None:
        service.add_file(session(), me(), held, file, now())


def my_file(file_id: int) -> tuple[HandlingFile, Handling]:
    """A file of my firm; another's is not found."""
    found = service.find_file(session(), circle(), file_id)
    if found is None:
        abort(404)
    return found


@bp.get("/inbox/files/<int:file_id>")
@needs(Right.MEMBER)
def fetch_file(file_id: int) -> ResponseReturnValue:
    """A file of my firm, always to be saved and never shown."""
    file, _held = my_file(file_id)
    return send_kept({"name": file.name, "kind": file.kind, "sha256": file.sha256})


@bp.post("/inbox/files/<int:file_id>/remove")
@needs(Right.MEMBER)
def remove_file(file_id: int) -> ResponseReturnValue:
    """Take a file out of the list."""
    file, held = my_file(file_id)
    service.remove_file(session(), me(), held, file, now())
    session().commit()
    flash(gettext("文件已移除。"))
    return redirect(url_for("inbox.show", measure_id=held.measure_id), 303)


@bp.post("/inbox/measures/<int:measure_id>/tap")
@needs(Right.MEMBER)
def tap_measure(measure_id: int) -> ResponseReturnValue:
    """Say of a measure whether it is to the point."""
    alerts, verdict = my_alerts(measure_id), request.form.get("verdict", "")
    mine = [one for one in alerts if one.user_id == me().id]
    try:
        taps.tap_all(session(), me().id, mine or alerts, verdict, now())
    except RefusedError as error:
        session().rollback()
        return show_measure(measure_id, gettext(error.text, **error.values), 422)
    session().commit()
    flash(gettext("已记下：%(verdict)s。", verdict=VERDICTS[verdict]))
    return redirect(url_for("inbox.index", _anchor=f"m{measure_id}"), 303)


def now() -> Any:
    """This instant, or this hour of the day at which a demonstration stands."""
    return clock.now_in(session())
