"""The evidence of a case: its rows, what firms told, and the table of standards."""

from flask import Flask, abort, flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from models import clock
from models.notice import Notice
from web.cases.asking import actor, asked_case
from web.cases.beginning import case_of_measure
from web.evidence import file_views, made, quoting, service, standard_views, trade
from web.evidence.facts import Fact
from web.evidence.room import back, bp, page, refused
from web.limits import number
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session
from web.uploads.forms import folder, read_upload

__all__ = ["bp", "file_views", "setup", "standard_views"]
WORDS = tuple(
    name for name in Fact.__dataclass_fields__ if name not in {"public", "invented"}
)
MADE = {"counts": made.from_counts, "exports": trade.from_exports}


@bp.get("/cases/<int:case_id>/evidence")
@needs(Right.CENTRE)
def index(case_id: int) -> ResponseReturnValue:
    """All evidence of a case."""
    return page(asked_case(case_id))


def read_fact() -> Fact:
    """What the form of a row holds."""
    form = request.form
    return Fact(
        **{name: form.get(name, "") for name in WORDS},
        public=form.get("public") == "1",
        invented=form.get("invented") == "1",
    )


@bp.post("/cases/<int:case_id>/evidence")
@needs(Right.CENTRE)
def add(case_id: int) -> ResponseReturnValue:
    """A row made by hand."""
    case = asked_case(case_id)
    try:
        row = service.add(
            session(),
            case,
            read_fact(),
            read_upload(),
            folder(),
            actor=actor(),
            now=clock.now_in(session()),
        )
        service.prove(
            session(), case, row, items(), actor=actor(), now=clock.now_in(session())
        )
    except RefusedError as error:
        return refused(case, error, request.form, "add")
    flash(gettext("已添加。"))
    return back(case, f"e{row.id}")


def items() -> list[int]:
    """The arguments that were ticked."""
    return request.form.getlist("item", type=number)


@bp.post("/cases/<int:case_id>/evidence/<int:evidence_id>")
@needs(Right.CENTRE)
def change(case_id: int, evidence_id: int) -> ResponseReturnValue:
    """Change a row."""
    case = asked_case(case_id)
    try:
        row = service.find_evidence(session(), case_id, evidence_id)
        service.change(
            session(),
            case,
            row,
            read_fact(),
            edition=request.form.get("edition", 0, type=number),
            actor=actor(),
            now=clock.now_in(session()),
        )
    except RefusedError as error:
        return refused(case, error, request.form, f"e{evidence_id}")
    flash(gettext("已保存。"))
    return back(case, f"e{evidence_id}")


@bp.post("/cases/<int:case_id>/evidence/<int:evidence_id>/items")
@needs(Right.CENTRE)
def tie(case_id: int, evidence_id: int) -> ResponseReturnValue:
    """Say which arguments a row proves."""
    case = asked_case(case_id)
    now = clock.now_in(session())
    try:
        row = service.find_evidence(session(), case_id, evidence_id)
        service.prove(session(), case, row, items(), actor=actor(), now=now)
    except RefusedError as error:
        return refused(case, error, request.form)
    return back(case, f"e{evidence_id}")


@bp.post("/cases/<int:case_id>/evidence/<int:evidence_id>/removal")
@needs(Right.CENTRE)
def switch(case_id: int, evidence_id: int) -> ResponseReturnValue:
    """Take a row out, or (``do=restore``) bring it back."""
    case, do = asked_case(case_id), request.form.get("do", "remove")
    work = service.restore if do == "restore" else service.remove
    try:
        row = service.find_evidence(session(), case_id, evidence_id)
        work(session(), case, row, actor(), clock.now_in(session()))
    except RefusedError as error:
        return refused(case, error, request.form)
    flash(gettext("已恢复。") if do == "restore" else gettext("已移出，可在表下恢复。"))
    return back(case, "rows")


@bp.post("/cases/<int:case_id>/evidence/answers")
@needs(Right.CENTRE)
def from_answer(case_id: int) -> ResponseReturnValue:
    """A row from one answer or voice; internal."""
    case = asked_case(case_id)
    form = request.form
    answer, voice = (form.get(name, type=number) for name in ("answer", "voice"))
    try:
        told = made.find_told(session(), case, answer, voice)
        row = made.from_answer(
            session(), case, told, actor=actor(), now=clock.now_in(session())
        )
    except RefusedError as error:
        return refused(case, error, form)
    flash(gettext("已列为内部证据。"))
    return back(case, f"e{row.id}")


@bp.post("/cases/<int:case_id>/evidence/made/<what>")
@needs(Right.CENTRE)
def make(case_id: int, what: str) -> ResponseReturnValue:
    """A row of counts of firms, or of the exports that are touched."""
    case, work = asked_case(case_id), MADE.get(what) or abort(404)
    try:
        row = work(session(), case, actor=actor(), now=clock.now_in(session()))
    except RefusedError as error:
        return refused(case, error, request.form)
    flash(gettext("已添加。"))
    return back(case, f"e{row.id}")


@bp.post("/cases/<int:case_id>/evidence/text/<int:item_id>")
@needs(Right.CENTRE)
def from_text(case_id: int, item_id: int) -> ResponseReturnValue:
    """The words of the notification as the evidence of an argument."""
    case = asked_case(case_id)
    item = next((one for one in case.items if one.id == item_id), None) or abort(404)
    try:
        row = quoting.from_notice(
            session(), case, item, actor=actor(), now=clock.now_in(session())
        )
    except RefusedError as error:
        return refused(case, error, request.form)
    flash(gettext("已添加。"))
    return back(case, f"e{row.id}")


def evidence_case(notice: Notice) -> int | None:
    """The case in whose evidence the answers to a notice's measure are counted."""
    if notice.measure_id is None:
        return None
    case = case_of_measure(session(), notice.measure_id)
    return case.id if case else None


def setup(app: Flask) -> None:
    """Let the pages of voices lead to the evidence of the case."""
    app.jinja_env.globals.update(evidence_case=evidence_case)
