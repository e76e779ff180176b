"""The workbench: cases, their arguments and drafts, and the paper."""

import io

from flask import Blueprint, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_login import current_user

from models.case import Case
from models.changes.words import compare_words
from models.clock import now_in
from models.reference import grounds
from web.cases import service
from web.cases.beginning import begin_case
from web.cases.blanks import count_blanks
from web.cases.frame import framed
from web.cases.kinds import CaseKind
from web.cases.paper import write_paper
from web.cases.record import Actor
from web.cases.sheets import file_name, sheet_of
from web.cases.words import ASKS, KINDS, STATES
from web.errors import error_page
from web.language import language
from web.nav import Entry
from web.notices.rows import make_rows
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session, today

bp = Blueprint("cases", __name__, template_folder="templates")
MENU = [
    Entry(70, "cases.index", _("工作台"), icon="desk", right=Right.CENTRE, short=True)
]
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def actor() -> Actor:
    """Who is asking, as the record names them."""
    return Actor(current_user.id, current_user.name)


@bp.get("/cases")
@needs(Right.CENTRE)
def index() -> ResponseReturnValue:
    """All cases, the soonest deadline first."""
    listed = service.list_cases(session())
    notices = [case.notice for case, _owner in listed]
    rows = make_rows(session(), notices, language(), today())
    return render_template(
        "cases/index.html",
        cases=[
            (case, owner, row) for (case, owner), row in zip(listed, rows, strict=True)
        ],
        states=STATES,
        kinds=KINDS,
    )


@bp.post("/notices/<int:notice_id>/case")
@needs(Right.CENTRE)
def begin(notice_id: int) -> ResponseReturnValue:
    """Open the case of a notice's measure with a first draft, or go to it."""
    case = begin_case(
        session(), notice_id, actor=actor(), at=now_in(session()), today=today()
    )
    session().commit()
    return redirect(url_for("cases.show", case_id=case.id), 303)


@bp.get("/cases/<int:case_id>")
@needs(Right.CENTRE)
def show(case_id: int) -> ResponseReturnValue:
    """One case: what the machine found, the texts, their versions."""
    try:
        case = service.find_case(session(), case_id)
    except RefusedError as error:
        return missing(error)
    latest = case.drafts[-1]
    return show_case(case, latest.text_zh, latest.text_en)


def missing(error: RefusedError) -> ResponseReturnValue:
    """The page for a case or a version that is not there."""
    return error_page(404, gettext(error.text, **error.values))


def show_case(
    case: Case, text_zh: str, text_en: str, error: str = ""
) -> ResponseReturnValue:
    """The page of a case with these texts in the editor."""
    spanish = any(one.member_code == "MEX" for one in case.notice.members)
    page = framed(
        "cases/show.html",
        case,
        "cases.show",
        grounds={ground.id: ground for ground in grounds()},
        latest=case.drafts[-1],
        text_zh=text_zh,
        text_en=text_en,
        error=error,
        spanish=spanish,
        blanks=(count_blanks(text_zh), count_blanks(text_en)),
        asks=ASKS,
    )
    return page, 422 if error else 200


@bp.post("/cases/<int:case_id>/drafts")
@needs(Right.CENTRE)
def save(case_id: int) -> ResponseReturnValue:
    """Keep the texts as a new version, or hand them back with the reason."""
    form = request.form
    try:
        case = service.find_case(session(), case_id)
    except RefusedError as error:
        return missing(error)
    try:
        service.save_draft(
            session(),
            case,
            text_zh=form["text_zh"],
            text_en=form["text_en"],
            based_on=form.get("based_on", 0, type=int),
            actor=actor(),
            at=now_in(session()),
        )
    except RefusedError as error:
        told = gettext(error.text, **error.values)
        return show_case(case, form["text_zh"], form["text_en"], told)
    session().commit()
    return redirect(url_for("cases.show", case_id=case.id, _anchor="versions"), 303)


@bp.get("/cases/<int:case_id>/versions/<int:number>")
@needs(Right.CENTRE)
def version(case_id: int, number: int) -> ResponseReturnValue:
    """One version beside an earlier one (``against``; by default the one before)."""
    against = request.args.get("against", number - 1, type=int)
    try:
        case = service.find_case(session(), case_id)
        new = service.find_draft(case, number)
        old = service.find_draft(case, against) if against > 0 else None
    except RefusedError as error:
        return missing(error)
    return render_template(
        "cases/version.html",
        case=case,
        new=new,
        old=old,
        zh=compare_words(old.text_zh if old else new.text_zh, new.text_zh),
        en=compare_words(old.text_en if old else new.text_en, new.text_en),
    )


@bp.get("/cases/<int:case_id>/versions/<int:number>.docx")
@needs(Right.CENTRE)
def paper(case_id: int, number: int) -> ResponseReturnValue:
    """One version as a Word document."""
    try:
        case = service.find_case(session(), case_id)
        draft = service.find_draft(case, number)
    except RefusedError as error:
        return missing(error)
    return send_file(
        io.BytesIO(write_paper(sheet_of(session(), case, draft))),
        mimetype=DOCX,
        as_attachment=True,
        download_name=file_name(case.notice.symbol, number, CaseKind(case.kind)),
        max_age=0,
    )
