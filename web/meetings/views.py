"""The pages of meetings."""

from urllib.parse import urlsplit

from flask import (
    Response,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from models.clock import now_in
from models.review import Meeting
from web.cases.asking import actor
from web.correspondence.room import links, told
from web.extensions import limiter
from web.limits import page_asked
from web.meetings import form_views, letters, service
from web.meetings.room import asked_meeting, bp, titled
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session
from web.uploads.forms import folder, read_upload, send_kept
from web.uploads.keeping import keep

__all__ = ["bp", "form_views"]


@bp.get("/meetings")
@needs(Right.CENTRE)
def index() -> ResponseReturnValue:
    """All meetings, the latest first."""
    found = service.list_meetings(session(), page_asked())
    return render_template("meetings/index.html", found=found)


@bp.get("/meetings/<int:meeting_id>")
@needs(Right.CENTRE)
def show(meeting_id: int) -> ResponseReturnValue:
    """A meeting: who is invited, its cases, what was agreed, the minutes."""
    return show_page(asked_meeting(meeting_id))


def show_page(
    found: Meeting, error: str = "", *, clash: bool = False
) -> ResponseReturnValue:
    """The page, perhaps with what was refused, and what somebody wrote meanwhile."""
    page = render_template(
        "meetings/show.html",
        meeting=found,
        seen=service.mark_of(found),
        titles=titled(service.cases_of(session(), found)),
        error=error,
        clash=clash,
        may_attach=len(found.files) < service.MOST_FILES,
    )
    return page, 422 if error else 200


@bp.post("/meetings/<int:meeting_id>/minutes")
@needs(Right.CENTRE)
def write_up(meeting_id: int) -> ResponseReturnValue:
    """Keep the minutes, what was agreed, and a file."""
    found, form = asked_meeting(meeting_id), request.form
    agreed = {one.case_id: form.get(f"agreed-{one.case_id}", "") for one in found.cases}
    try:
        service.write_up(
            session(),
            found,
            minutes=form.get("minutes", ""),
            agreed=agreed,
            seen=form.get("seen", ""),
            by=actor().name,
        )
        kept = keep(folder(), read_upload())
        if kept:
            service.add_file(session(), found, kept, by=actor().name)
    except RefusedError as error:
        session().rollback()
        clash = error.text == service.MEANWHILE
        return show_page(asked_meeting(meeting_id), told(error), clash=clash)
    session().commit()
    return redirect(url_for("meetings.show", meeting_id=meeting_id), 303)


@bp.post("/meetings/<int:meeting_id>/invitations")
@needs(Right.CENTRE)
def invite(meeting_id: int) -> ResponseReturnValue:
    """Put the invitations into the outbox."""
    found = asked_meeting(meeting_id)
    subjects = list(titled(service.cases_of(session(), found), letters.SPOKEN).values())
    sent = letters.invite(
        session(), found, subjects, links=links(), now=now_in(session())
    )
    session().commit()
    said = ngettext("已邀请 %(num)d 位", "已邀请 %(num)d 位", sent)
    flash(said if sent else gettext("名单里没有邮箱，请自行通知。"), "success")
    return redirect(url_for("meetings.show", meeting_id=meeting_id), 303)


@bp.get("/meetings/<int:meeting_id>/files/<sha256>")
@needs(Right.CENTRE)
def file(meeting_id: int, sha256: str) -> ResponseReturnValue:
    """A file of the minutes."""
    found = asked_meeting(meeting_id)
    kept = next((one for one in found.files if one["sha256"] == sha256), None)
    return send_kept(kept) if kept else abort(404)


@bp.get("/meetings/<token>.ics")
@needs(Right.PUBLIC)
@limiter.limit("60 per hour")
def calendar(token: str) -> ResponseReturnValue:
    """The entry for a calendar, by the link of an invitation."""
    number = letters.read_meeting(current_app.config["SECRET_KEY"], token)
    found = session().get(Meeting, number) if number is not None else None
    if found is None:
        abort(404)
    host = urlsplit(links().base_url).hostname or "chutong"
    subjects = list(titled(service.cases_of(session(), found), letters.SPOKEN).values())
    entry = letters.entry_of(found, host, now_in(session()), subjects)
    return Response(entry, mimetype="text/calendar; charset=utf-8")
