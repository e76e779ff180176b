"""The pages of trade concerns, and of the days on which the committee meets."""

from collections.abc import Callable

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select

from models.case import Case
from models.clock import now_in
from models.concern import Concern
from models.officers_calendar import read_calendar
from models.reference import grounds
from models.reference_facts import Member
from web.audit import note
from web.cases.asking import actor, missing
from web.cases.words import ASKS
from web.concerns import days, escalating_views, service
from web.concerns.room import bp
from web.concerns.words import FIELDS, STATES, STEPS
from web.correspondence.room import asked_day, told
from web.limits import page_asked
from web.marks import N_
from web.refused import RefusedError
from web.rights import Right, needs
from web.sectors.service import member_names
from web.store import session, today
from web.uploads.forms import folder, read_upload, send_kept
from web.uploads.keeping import keep, row_of

__all__ = ["bp", "escalating_views"]
UNKNOWN = N_("没有代码为“%(code)s”的成员，请核对。")


@bp.get("/concerns")
@needs(Right.CENTRE)
def index() -> ResponseReturnValue:
    """All concerns, perhaps of some words or a state."""
    return list_page()


def list_page(typed: str = "", error: str = "") -> ResponseReturnValue:
    """The list with the committee's days; perhaps with days that were refused."""
    words, state = request.args.get("q", "")[:200], request.args.get("state", "")
    sittings = days.sittings(session())
    coming = days.next_sitting(session(), today())
    calendar = read_calendar(session())
    page = render_template(
        "concerns/index.html",
        found=service.list_concerns(session(), words, state, page_asked()),
        words=words,
        state=state,
        states=STATES,
        members=member_names(session()),
        coming=coming,
        clock=days.clock_of(coming.day, calendar, today()) if coming else [],
        steps=STEPS,
        sittings=typed or days.write_sittings(sittings),
        seen=days.write_sittings(sittings),
        error=error,
    )
    return page, 422 if error else 200


@bp.post("/concerns/meetings")
@needs(Right.CENTRE)
def keep_days() -> ResponseReturnValue:
    """Keep the days on which the committee meets."""
    text = request.form.get("days", "")[:10_000]
    try:
        days.keep_sittings(session(), text, seen=request.form.get("seen", ""))
    except RefusedError as error:
        session().rollback()
        return list_page(text, told(error))
    note(session(), actor().name, "concern.meetings", ("setting", days.KEY))
    session().commit()
    return redirect(url_for("concerns.index"), 303)


def asked_concern(concern_id: int) -> Concern:
    """The concern of an address; its page is missing where there is none."""
    try:
        return service.find_concern(session(), concern_id)
    except RefusedError as error:
        missing(error)


@bp.get("/concerns/<int:concern_id>")
@needs(Right.CENTRE)
def show(concern_id: int) -> ResponseReturnValue:
    """One concern: its words, the clock, when it was raised, the dispute."""
    return show_page(asked_concern(concern_id))


def show_page(
    concern: Concern, error: str = "", at: str = "", *, clash: bool = False
) -> ResponseReturnValue:
    """The page, perhaps with what was refused, and in which form.

    In a ``clash`` what somebody else wrote meanwhile stands beside what was typed.
    """
    coming = days.next_sitting(session(), today())
    calendar = read_calendar(session())
    page = render_template(
        "concerns/show.html",
        concern=concern,
        case=session().get(Case, concern.case_id) if concern.case_id else None,
        times=service.times_raised(concern, today()),
        coming=coming,
        clock=days.clock_of(coming.day, calendar, today()) if coming else [],
        states=STATES,
        steps=STEPS,
        fields=FIELDS,
        asks=ASKS,
        grounds={ground.id: ground for ground in grounds()},
        members=member_names(session()),
        error=error,
        typed_at=at,
        clash=clash,
    )
    return page, 422 if error else 200


def attempt(
    concern_id: int, at: str, act: Callable[[Concern], object]
) -> ResponseReturnValue:
    """Do something to a concern and go back; the page if it is refused."""
    try:
        act(asked_concern(concern_id))
    except RefusedError as error:
        session().rollback()
        clash = error.text == service.CHANGED
        return show_page(asked_concern(concern_id), told(error), at, clash=clash)
    session().commit()
    flash(gettext("已保存。"), "success")
    return redirect(url_for("concerns.show", concern_id=concern_id, _anchor=at), 303)


@bp.post("/concerns/<int:concern_id>")
@needs(Right.CENTRE)
def change(concern_id: int) -> ResponseReturnValue:
    """Keep the words and the state."""
    form = request.form
    return attempt(
        concern_id,
        "words",
        lambda concern: service.change(
            session(),
            concern,
            form,
            seen=form.get("seen", ""),
            actor=actor(),
            now=now_in(session()),
        ),
    )


@bp.post("/concerns/<int:concern_id>/raisings")
@needs(Right.CENTRE)
def raise_it(concern_id: int) -> ResponseReturnValue:
    """Write down that it is raised at a meeting."""

    def act(concern: Concern) -> None:
        service.raise_at(
            session(),
            concern,
            meeting=asked_day("meeting"),
            supporters=supporters(),
            words=request.form.get("note", ""),
            actor=actor(),
            now=now_in(session()),
        )

    return attempt(concern_id, "raisings", act)


def supporters() -> list[str]:
    """The Members of the form, by their codes; RefusedError names one unknown."""
    text = request.form.get("supporters", "").replace("，", ",").replace("、", ",")
    codes = [one.strip().upper() for one in text.replace(",", " ").split()]
    known = set(session().scalars(select(Member.code).where(Member.code.in_(codes))))
    unknown = next((code for code in codes if code not in known), None)
    if unknown:
        raise RefusedError(UNKNOWN, code=unknown[:10])
    return codes


@bp.post("/concerns/<int:concern_id>/steps")
@needs(Right.CENTRE)
def step(concern_id: int) -> ResponseReturnValue:
    """Add a step to the file of the dispute."""

    def act(concern: Concern) -> None:
        service.add_step(
            session(),
            concern,
            day=asked_day(),
            words=request.form.get("what", ""),
            file=row_of(keep(folder(), read_upload())),
            actor=actor(),
            now=now_in(session()),
        )

    return attempt(concern_id, "dispute", act)


@bp.get("/concerns/<int:concern_id>/files/<sha256>")
@needs(Right.CENTRE)
def file(concern_id: int, sha256: str) -> ResponseReturnValue:
    """A paper of the dispute."""
    concern = asked_concern(concern_id)
    files = (one["file"] for one in concern.dispute)
    kept = next((one for one in files if one.get("sha256") == sha256), None)
    return send_kept(kept) if kept else abort(404)
