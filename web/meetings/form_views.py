"""The form of a meeting."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from models.clock import now_in
from models.review import Meeting
from web.cases.asking import actor
from web.cases.words import STATES
from web.correspondence.room import told
from web.meetings import service
from web.meetings.room import asked_meeting, bp, titled
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session


def read_form() -> service.Call:
    """The form as it was filled in."""
    form = request.form
    return service.Call(
        title=form.get("title", ""),
        day=form.get("day", ""),
        hour=form.get("hour", ""),
        place=form.get("place", ""),
        invited=form.get("invited", ""),
        cases=tuple(form.getlist("case", type=int)),
    )


def form_page(
    call: service.Call, meeting: Meeting | None = None, error: str = ""
) -> ResponseReturnValue:
    """The form, perhaps with what was refused."""
    cases = service.may_be_on_the_list(session(), call.cases)
    page = render_template(
        "meetings/form.html",
        call=call,
        meeting=meeting,
        seen=service.mark_of(meeting) if meeting else "",
        cases=cases,
        titles=titled(cases),
        states=STATES,
        roster=service.roster(session()),
        error=error,
    )
    return page, 422 if error else 200


@bp.get("/meetings/new")
@needs(Right.CENTRE)
def new() -> ResponseReturnValue:
    """The form of a new meeting, perhaps on a case."""
    case_id = request.args.get("case", type=int)
    return form_page(service.Call("", "", cases=(case_id,) if case_id else ()))


@bp.post("/meetings")
@needs(Right.CENTRE)
def create() -> ResponseReturnValue:
    """Keep a new meeting; nothing typed is lost."""
    call = read_form()
    try:
        made = service.call(session(), call, by=actor().name, now=now_in(session()))
    except RefusedError as error:
        session().rollback()
        return form_page(call, error=told(error))
    session().commit()
    return redirect(url_for("meetings.show", meeting_id=made.id), 303)


@bp.get("/meetings/<int:meeting_id>/edit")
@needs(Right.CENTRE)
def edit(meeting_id: int) -> ResponseReturnValue:
    """The form of a meeting."""
    found = asked_meeting(meeting_id)
    call = service.Call(
        found.title,
        found.day.isoformat(),
        found.hour,
        found.place,
        service.write_invited(found.invited),
        tuple(one.case_id for one in found.cases),
    )
    return form_page(call, found)


@bp.post("/meetings/<int:meeting_id>/edit")
@needs(Right.CENTRE)
def change(meeting_id: int) -> ResponseReturnValue:
    """Keep the changes of a meeting."""
    found, call = asked_meeting(meeting_id), read_form()
    try:
        seen = request.form.get("seen", "")
        service.change(session(), found, call, seen=seen, by=actor().name)
    except RefusedError as error:
        session().rollback()
        return form_page(call, asked_meeting(meeting_id), told(error))
    session().commit()
    return redirect(url_for("meetings.show", meeting_id=meeting_id), 303)
