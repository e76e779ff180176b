"""The tab of drafts: the texts in both languages, their versions, the paper."""

import io

from flask import redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from models.case import Case, CaseDraft
from models.changes.words import compare_words
from models.clock import now_in
from models.paper import PaperKind
from web.cases.asking import actor, asked_case, missing
from web.cases.kinds import CaseKind
from web.cases.sheets import file_name, sheet_of
from web.drafts import internal_views, service
from web.drafts.editor import read_edits, show_editor
from web.drafts.room import bp
from web.drafts.spanish import Spanish
from web.papers.service import word_file
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session
from web.unsaved.service import forget, held
from web.uploads.forms import folder

__all__ = ["bp", "internal_views"]
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@bp.get("/cases/<int:case_id>/drafts")
@needs(Right.CENTRE)
def index(case_id: int) -> ResponseReturnValue:
    """The newest text in the editor, and all versions."""
    case = asked_case(case_id)
    left = held(session(), actor().id or 0, f"draft:{case.id}")
    if left and request.args.get("restore"):
        return show_editor(case, {name: told[0] for name, told in left.words.items()})
    return show_editor(case)


@bp.post("/cases/<int:case_id>/drafts")
@needs(Right.CENTRE)
def save(case_id: int) -> ResponseReturnValue:
    """Keep the texts as a new version, or hand them back with the reason."""
    case, form = asked_case(case_id), request.form
    based_on = form.get("based_on", 0, type=int)
    me, now = actor(), now_in(session())
    spanish = Spanish(form.get("text_es"), agreed=bool(form.get("agreed_es")))
    try:
        if "text_zh" in form:
            service.save_draft(
                session(),
                case,
                text_zh=form["text_zh"],
                text_en=form["text_en"],
                based_on=based_on,
                actor=me,
                at=now,
                spanish=spanish,
            )
        else:
            edits = read_edits(form)
            service.save_blocks(
                session(),
                case,
                edits,
                based_on=based_on,
                actor=me,
                at=now,
                spanish=spanish,
            )
    except RefusedError as error:
        return handed_back(case_id, error)
    forget(session(), me.id, f"draft:{case.id}")
    session().commit()
    return redirect(url_for(".index", case_id=case.id, _anchor="versions"), 303)


def handed_back(case_id: int, error: RefusedError) -> ResponseReturnValue:
    """The editor with the words that were typed, and why they were not kept."""
    session().rollback()
    told = gettext(error.text, **error.values)
    return show_editor(asked_case(case_id), request.form, told)


@bp.post("/cases/<int:case_id>/drafts/compose")
@needs(Right.CENTRE)
def compose(case_id: int) -> ResponseReturnValue:
    """Write the paper anew from the arguments; what people wrote is kept."""
    case = asked_case(case_id)
    try:
        service.recompose(
            session(),
            case,
            based_on=request.form.get("based_on", 0, type=int),
            actor=actor(),
            at=now_in(session()),
        )
    except RefusedError as error:
        return handed_back(case_id, error)
    session().commit()
    return redirect(url_for(".index", case_id=case.id), 303)


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
        es=compare_words(old.text_es if old else new.text_es, new.text_es),
    )


@bp.get("/cases/<int:case_id>/versions/<int:number>.docx")
@needs(Right.CENTRE)
def paper(case_id: int, number: int) -> ResponseReturnValue:
    """One version as a Word document."""
    case = asked_case(case_id)
    draft = asked_draft(case, number)
    sheet = sheet_of(session(), case, draft)
    try:
        made = word_file(session(), folder(), case, PaperKind.COMMENT, sheet)
    except RefusedError as error:
        missing(error)
    return send_file(
        io.BytesIO(made),
        mimetype=DOCX,
        as_attachment=True,
        download_name=file_name(case.notice.symbol, number, CaseKind(case.kind)),
        max_age=0,
    )
