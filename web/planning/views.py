"""The pages of a case's days, and of what they rest on."""

from typing import Any

from flask import Response, current_app, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from models.case import Case
from models.clock import now_in
from models.officers_calendar import read_calendar
from models.paper import PaperKind
from models.user import User
from web.alerts.links import Links
from web.cases.asking import actor, asked_case
from web.cases.flags import end_flag, set_flag, standing_flag
from web.cases.frame import framed
from web.cases.record import record
from web.channels.service import feed_number
from web.extensions import limiter
from web.feeds.views import CALENDAR, answer, owner_of
from web.language import language
from web.limits import number
from web.marks import N_
from web.papers.service import text_of
from web.planning import people, recipient_views, recipients, workday_views
from web.planning.bar import CARD, Bar, Step, draw
from web.planning.extension import FLAGS, need_of
from web.planning.ical import cases_of, write_calendar
from web.planning.room import bp
from web.planning.service import (
    RUNNING,
    plan_of,
    plans_of,
    replan,
    running_cases,
)
from web.planning.showing import Clock, clock_of, next_step
from web.planning.words import day_name
from web.refused import RefusedError
from web.rights import HOLDERS, Right, needs
from web.store import session, today

__all__ = ["bp", "recipient_views", "workday_views"]
NO_MORE = N_("案件已提交通报成员、办结或定为不评议，期限不再重排。")


def links() -> Links:
    """Our addresses."""
    settings = current_app.extensions["settings"]
    return Links(settings.base_url, current_app.config["SECRET_KEY"])


@bp.app_template_global("case_clock")
def case_clock(case: Case) -> Clock | None:
    """The clock of a case, for its pages."""
    return clock_of(session(), case, language(), today())


@bp.app_template_global()
def plan_day(name: str) -> str:
    """What a day of a plan is called."""
    return day_name(name, language())


@bp.app_template_global()
def next_of(plan: Any) -> Step | None:
    """The next day of a plan, for a card."""
    return next_step(plan, today())


@bp.app_template_global()
def card_bar(case: Case) -> Bar | None:
    """The clock bar of a card; all of a page are read in two questions."""
    if "card_plans" not in g:
        running = [one.id for one in running_cases(session())]
        g.card_plans = plans_of(session(), running)
        g.card_calendar = read_calendar(session())
    kept = g.card_plans.get(case.id)
    return draw(kept, g.card_calendar, today(), CARD) if kept else None


@bp.get("/cases/<int:case_id>/clock")
@needs(Right.CENTRE)
def show(case_id: int) -> ResponseReturnValue:
    """The days of a case, how they came about, and what may be done about them."""
    return show_clock(asked_case(case_id))


def show_clock(case: Case, error: str = "", code: int = 200) -> ResponseReturnValue:
    """The page, perhaps with what was refused."""
    need = need_of(session(), case, today())
    page = framed(
        "planning/show.html",
        case,
        "cases.show",
        error=error,
        need=need,
        letter=text_of(session(), case, PaperKind.EXTENSION, today()) if need else None,
        is_running=case.state in RUNNING,
        standing={flag: standing_flag(case, flag) for flag in FLAGS},
        recipients=recipients.list_recipients(session()),
        reminds=not people.is_silent(session(), current_user.id),
        feed=links().feed(
            current_user.id, feed_number(session(), current_user.user), "cases.ics"
        ),
    )
    return page, code


def refused(case: Case, error: RefusedError) -> ResponseReturnValue:
    """The page again, with the reason; nothing was kept."""
    words = gettext(error.text, **error.values)
    session().rollback()
    return show_clock(case, words, 422)


def done(case: Case, words: str) -> ResponseReturnValue:
    """Keep what was done, say so, and show the days."""
    session().commit()
    flash(words)
    return redirect(url_for("planning.show", case_id=case.id), 303)


@bp.post("/cases/<int:case_id>/clock")
@needs(Right.CENTRE)
def plan(case_id: int) -> ResponseReturnValue:
    """Choose the recipient of a case's paper, or work its days out once more."""
    case = asked_case(case_id)
    chosen = request.form.get("recipient", "")
    before = plan_of(session(), case)
    if case.state not in RUNNING:
        return refused(case, RefusedError(NO_MORE))
    try:
        recipients.choose(session(), case, number(chosen) if chosen else None)
    except (RefusedError, ValueError):
        return refused(case, RefusedError(recipients.NOT_THERE))
    made = replan(session(), case, "", now_in(session()), by=actor())
    moved = made is not None and (before is None or made.number != before.number)
    return done(case, gettext("期限已重排。") if moved else gettext("期限没有变化。"))


@bp.post("/cases/<int:case_id>/extension")
@needs(Right.CENTRE)
def extension(case_id: int) -> ResponseReturnValue:
    """Note that more time was asked for, granted or refused."""
    case = asked_case(case_id)
    flag, now = request.form.get("flag", ""), now_in(session())
    note = request.form.get("note", "")
    if flag not in FLAGS:
        flag = ""
    try:
        set_flag(case, flag, note=note, actor=actor(), now=now)
        if flag != FLAGS[0] and standing_flag(case, FLAGS[0]):
            end_flag(session(), case, FLAGS[0], actor=actor(), now=now)
        record(session(), actor(), "case.flagged", case, now, flag=flag)
    except RefusedError as error:
        return refused(case, error)
    return done(case, gettext("已记录。通报成员的补遗到达后，期限会自动重排。"))


@bp.post("/cases/reminders")
@needs(Right.CENTRE)
def reminders() -> ResponseReturnValue:
    """Turn one's own reminders on or off."""
    on = request.form.get("do") == "on"
    people.switch(session(), current_user.id, on=on)
    session().commit()
    flash(
        gettext("已打开提醒。") if on else gettext("已关闭提醒，期限仍在页面上显示。")
    )
    back = request.form.get("case", "")
    if back.isdecimal():
        return redirect(url_for("planning.show", case_id=int(back)), 303)
    return redirect(url_for("cases.index"), 303)


@bp.get("/cases/<int:case_id>/clock.ics")
@needs(Right.CENTRE)
def one_calendar(case_id: int) -> Response:
    """The days of one case as a calendar file."""
    case, now = asked_case(case_id), now_in(session())
    body = write_calendar(session(), [case], links(), language(), now)
    response = Response(body.encode(), content_type=CALENDAR)
    name = f'attachment; filename="chutong-case-{case.id}.ics"'
    response.headers["Content-Disposition"] = name
    return response


@bp.get("/feeds/<token>/cases.ics")
@needs(Right.PUBLIC)
@limiter.limit("60 per minute")
def own_calendar(token: str) -> Response:
    """The days of the cases of whoever was given this secret address."""
    user: User = owner_of(token)
    now = now_in(session())
    mine = cases_of(session(), user) if user.role in HOLDERS[Right.CENTRE] else []
    spoken = "en" if user.language == "en" else "zh"
    body = write_calendar(session(), mine, links(), spoken, now)
    return answer(body.encode(), CALENDAR, now)
