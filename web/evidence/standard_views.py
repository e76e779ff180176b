"""The table of standards: filled from the notice, written by hand."""

from flask import flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from models import clock
from web.cases.asking import actor, asked_case
from web.evidence import comparing, quoting
from web.evidence.comparing import FIELDS, Cells
from web.evidence.room import back, bp, refused
from web.limits import number
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session

PLACE = "standards"


def read_cells() -> Cells:
    """What the form of a line holds."""
    return Cells(**{name: request.form.get(name, "") for name in FIELDS})


@bp.post("/cases/<int:case_id>/standards")
@needs(Right.CENTRE)
def add_line(case_id: int) -> ResponseReturnValue:
    """A line made by hand, or (``do=fill``) those that the notice gives."""
    case = asked_case(case_id)
    now = clock.now_in(session())
    try:
        if request.form.get("do") == "fill":
            count = comparing.fill(session(), case, actor=actor(), now=now)
            flash(ngettext("新增 %(num)d 行。", "新增 %(num)d 行。", count))
        else:
            comparing.add_line(session(), case, read_cells(), actor=actor(), now=now)
            flash(gettext("已添加。"))
    except RefusedError as error:
        return refused(case, error, request.form, "c0")
    return back(case, PLACE)


@bp.post("/cases/<int:case_id>/standards/<int:line_id>")
@needs(Right.CENTRE)
def change_line(case_id: int, line_id: int) -> ResponseReturnValue:
    """Change a line, or (``do``) take it out, or make it evidence."""
    case = asked_case(case_id)
    now = clock.now_in(session())
    try:
        line = comparing.find_line(session(), case_id, line_id)
        if request.form.get("do") == "remove":
            comparing.remove_line(session(), case, line, actor=actor(), now=now)
        elif request.form.get("do") == "prove":
            row = quoting.from_line(session(), case, line, actor=actor(), now=now)
            flash(gettext("已列为内部证据，补英文和来源后可对外。"))
            return back(case, f"e{row.id}")
        else:
            comparing.change_line(
                session(),
                case,
                line,
                read_cells(),
                edition=request.form.get("edition", 0, type=number),
                actor=actor(),
                now=now,
            )
    except RefusedError as error:
        return refused(case, error, request.form, f"c{line_id}")
    flash(gettext("已保存。"))
    return back(case, PLACE)
