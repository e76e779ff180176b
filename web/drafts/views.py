"""The tab of drafts: the texts in both languages, their versions, the paper."""

import io

from flask import Blueprint, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from models.case import Case, CaseDraft
from models.changes.words import compare_words
from models.clock import now_in
from web.cases.asking import actor, asked_case, missing
from web.cases.blanks import count_blanks
from web.cases.frame import framed
from web.cases.kinds import CaseKind
from web.cases.paper import write_paper
from web.cases.sheets import file_name, sheet_of
from web.drafts import service
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session

bp = Blueprint("drafts", __name__, template_folder="templates")
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@bp.get("/cases/<int:case_id>/drafts")
@needs(Right.CENTRE)
def index(case_id: int) -> ResponseReturnValue:
    """The newest texts in the editor, and all versions."""
    case = asked_case(case_id)
    latest = case.drafts[-1]
    return show(case, latest.text_zh, latest.text_en)


def show(
    case: Case, text_zh: str, text_en: str, error: str = ""
) -> ResponseReturnValue:
    """The tab with these texts in the editor."""
    page = framed(
        "drafts/index.html",
        case,
        "drafts.index",
        latest=case.drafts[-1],
        text_zh=text_zh,
        text_en=text_en,
        error=error,
        spanish=any(one.member_code == "MEX" for one in case.notice.members),
        blanks=(count_blanks(text_zh), count_blanks(text_en)),
    )
    return page, 422 if error else 200


@bp.post("/cases/<int:case_id>/drafts")
@needs(Right.CENTRE)
def save(case_id: int) -> ResponseReturnValue:
    """Keep the texts as a new version, or hand them back with the reason."""
    form = request.form
    case = asked_case(case_id)
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
        return show(case, form["text_zh"], form["text_en"], told)
    session().commit()
    return redirect(url_for("drafts.index", case_id=case.id, _anchor="versions"), 303)


def asked_draft(case: Case, number: int) -> CaseDraft:
    """The version of an address; its page is missing (404) where there is none."""
    try:
        return service.find_draft(case, number)
    except RefusedError as error:
        missing(error)


@bp.get("/cases/<int:case_id>/versions/<int:number>")
@needs(Right.CENTRE)
def version(case_id: int, number: int) -> ResponseReturnValue:
    """One version beside an earlier one (``against``; by default the one before)."""
    against = request.args.get("against", number - 1, type=int)
    case = asked_case(case_id)
    new = asked_draft(case, number)
    old = asked_draft(case, against) if against > 0 else None
    return render_template(
        "drafts/version.html",
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
    case = asked_case(case_id)
    draft = asked_draft(case, number)
    return send_file(
        io.BytesIO(write_paper(sheet_of(session(), case, draft))),
        mimetype=DOCX,
        as_attachment=True,
        download_name=file_name(case.notice.symbol, number, CaseKind(case.kind)),
        max_age=0,
    )
