"""The page of working days: a year as it is known, a table laid over it, and undone."""

from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO

from flask import flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext
from flask_login import current_user

from models.case_plan import CalendarDay
from models.clock import now_in
from models.officers_calendar import read_calendar
from models.working_days import FRIDAY, Calendar
from web.planning import calendar_days, calendar_table
from web.planning.room import bp
from web.planning.service import plan_all
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session, today
from web.uploads.forms import read_upload

BACK, ON = 1, 2
"""Years shown before and after this one."""


@dataclass(frozen=True)
class Shown:
    """A day that differs from Monday to Friday, or that officers have named."""

    day: date
    works: bool
    name: str
    row: CalendarDay | None


@bp.get("/workdays")
@needs(Right.CENTRE)
def workdays() -> ResponseReturnValue:
    """The days of a year that differ, and the form for a table of them."""
    return workdays_page()


def workdays_page(error: str = "", code: int = 200) -> ResponseReturnValue:
    """The page, perhaps with what is wrong with a file."""
    years = shown_years()
    year = request.args.get("year", today().year, type=int)
    year = year if year in years else today().year
    calendar = read_calendar(session())
    page = render_template(
        "planning/workdays.html",
        years=years,
        year=year,
        known=calendar.is_known(year),
        days=differing(calendar, year),
        last=calendar_days.last_load(session()),
        error=error,
    )
    return page, code


def shown_years() -> list[int]:
    """The years near this one, and those of which officers have any day."""
    here = today().year
    near = range(here - BACK, here + ON + 1)
    return sorted({*near, *calendar_days.years_held(session())})


def differing(calendar: Calendar, year: int) -> list[Shown]:
    """The days of a year that are not as weekdays are."""
    rows = {row.day: row for row in calendar_days.list_days(session(), year)}
    first = date(year, 1, 1)
    days = (first + timedelta(n) for n in range((date(year + 1, 1, 1) - first).days))
    return [
        Shown(
            day,
            calendar.works(day),
            rows[day].name if day in rows else "",
            rows.get(day),
        )
        for day in days
        if day in rows or calendar.works(day) != (day.weekday() <= FRIDAY)
    ]


@bp.post("/workdays")
@needs(Right.CENTRE)
def load_workdays() -> ResponseReturnValue:
    """Lay a table over the calendar; cases are planned anew at once."""
    now = now_in(session())
    try:
        upload = read_upload()
        if upload is None:
            raise RefusedError(calendar_table.NO_ROWS)
        lines = calendar_table.read_table(upload.content)
        changed = calendar_days.load(
            session(), lines, source=upload.name, actor=current_user.name, now=now
        )
    except RefusedError as error:
        session().rollback()
        return workdays_page(gettext(error.text, **error.values), 422)
    planned = plan_all(session(), now)
    session().commit()
    flash(told(changed, planned))
    return redirect(url_for("planning.workdays", year=lines[0].day.year), 303)


def told(changed: int, planned: int) -> str:
    """What became of a table."""
    if not changed:
        return str(gettext("这些日子已经是这样，日历没有变动。"))
    days = ngettext("已更新 %(num)d 天，", "已更新 %(num)d 天，", changed)
    cases = ngettext("重排 %(num)d 个案件。", "重排 %(num)d 个案件。", planned)
    return f"{days}{cases}"


@bp.post("/workdays/undo")
@needs(Right.CENTRE)
def undo_workdays() -> ResponseReturnValue:
    """Take the last table back; cases are planned anew at once."""
    now = now_in(session())
    try:
        name = calendar_days.undo(session(), actor=current_user.name, now=now)
    except RefusedError as error:
        session().rollback()
        return workdays_page(gettext(error.text, **error.values), 422)
    plan_all(session(), now)
    session().commit()
    flash(gettext("已撤销 %(name)s，恢复上传前的日历。", name=name))
    return redirect(url_for("planning.workdays"), 303)


@bp.get("/workdays/template.csv")
@needs(Right.CENTRE)
def workdays_template() -> ResponseReturnValue:
    """The table to be filled in."""
    return send_file(
        BytesIO(calendar_table.template()),
        "text/csv",
        as_attachment=True,
        download_name="chutong-workdays.csv",
    )
