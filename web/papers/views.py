"""The tab of papers, each as text, Word file and PDF; and the centre's templates."""

import io

from flask import (
    Blueprint,
    abort,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from models.case import Case
from models.clock import now_in
from models.paper import PaperKind, PaperTemplate
from web.cases.asking import actor, asked_case, missing
from web.cases.blanks import count_blanks
from web.cases.frame import framed
from web.papers import service, templates_kept
from web.papers.blocks import ALLOWED, BLOCKS, default_template
from web.papers.fields import fields_of
from web.papers.filling import fill_template
from web.papers.kinds import EDITED, KINDS
from web.papers.pdf import write_pdf
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session, today
from web.uploads.forms import folder, read_upload, send_kept
from web.uploads.kinds import DOCX, PDF

bp = Blueprint("papers", __name__, template_folder="templates")


def asked_kind(name: str) -> PaperKind:
    """The kind of paper of an address, or 404."""
    if name not in KINDS:
        abort(404)
    return PaperKind(name)


def asked_number() -> int:
    """Which saved version is asked for; 0 is the newest."""
    return max(request.args.get("version", 0, type=int), 0)


@bp.get("/cases/<int:case_id>/papers")
@needs(Right.CENTRE)
def index(case_id: int) -> ResponseReturnValue:
    """Every paper of a case, how far its text is, and its files."""
    case = asked_case(case_id)
    texts = {kind: service.text_of(session(), case, kind, today()) for kind in EDITED}
    return framed(
        "papers/index.html",
        case,
        "papers.index",
        paper_kinds=KINDS,
        texts=texts,
        draft=case.drafts[-1],
        count_blanks=count_blanks,
    )


@bp.get("/cases/<int:case_id>/papers/<name>")
@needs(Right.CENTRE)
def show(case_id: int, name: str) -> ResponseReturnValue:
    """The text of a paper in the editor, with its versions."""
    kind = asked_kind(name)
    case = asked_case(case_id)
    if kind == PaperKind.COMMENT:
        return redirect(url_for("drafts.index", case_id=case.id))
    try:
        text = service.text_of(session(), case, kind, today(), asked_number())
    except RefusedError as error:
        missing(error)
    return edit(case, kind, text)


def edit(
    case: Case, kind: PaperKind, text: service.Text, error: str = ""
) -> ResponseReturnValue:
    """The editor with this text."""
    saved = service.versions(session(), case.id, kind)
    page = framed(
        "papers/show.html",
        case,
        "papers.index",
        kind=KINDS[kind],
        text=text,
        saved=saved,
        newest=saved[0].number if saved else 0,
        blanks=(count_blanks(text.zh), count_blanks(text.en)),
        error=error,
    )
    return page, 422 if error else 200


@bp.post("/cases/<int:case_id>/papers/<name>")
@needs(Right.CENTRE)
def save(case_id: int, name: str) -> ResponseReturnValue:
    """Keep the text as a new version, or hand it back with the reason."""
    kind = asked_kind(name)
    if kind not in EDITED:
        abort(404)
    case = asked_case(case_id)
    texts = (request.form["text_zh"], request.form.get("text_en", ""))
    based_on = request.form.get("based_on", 0, type=int)
    try:
        service.save_text(
            session(),
            case,
            kind,
            texts,
            based_on=based_on,
            actor=actor(),
            at=now_in(session()),
        )
    except RefusedError as error:
        told = gettext(error.text, **error.values)
        return edit(case, kind, service.Text(*texts, number=based_on), told)
    session().commit()
    return redirect(url_for("papers.show", case_id=case.id, name=kind), 303)


@bp.post("/cases/<int:case_id>/papers/<name>/anew")
@needs(Right.CENTRE)
def anew(case_id: int, name: str) -> ResponseReturnValue:
    """What the machine would write now, in the editor; nothing is saved yet."""
    kind = asked_kind(name)
    if kind not in EDITED:
        abort(404)
    case = asked_case(case_id)
    fields = fields_of(session(), case, today())
    composed = service.compose(session(), case, kind, fields)
    return edit(case, kind, service.Text(*composed))


@bp.get("/cases/<int:case_id>/papers/<name>.docx")
@needs(Right.CENTRE)
def word(case_id: int, name: str) -> ResponseReturnValue:
    """A paper as a Word file, in the centre's template where there is one."""
    kind = asked_kind(name)
    case = asked_case(case_id)
    try:
        sheet = service.print_sheet(session(), case, kind, today(), asked_number())
        template = templates_kept.template_for(session(), folder(), kind)
    except RefusedError as error:
        missing(error)
    facts = fields_of(session(), case, today()).zh
    made = fill_template(template, sheet, facts)
    return sent(made, DOCX, service.paper_name(case, kind, "docx"))


@bp.get("/cases/<int:case_id>/papers/<name>.pdf")
@needs(Right.CENTRE)
def portable(case_id: int, name: str) -> ResponseReturnValue:
    """A paper as PDF; where the machine lacks something, a sentence says what."""
    kind = asked_kind(name)
    case = asked_case(case_id)
    try:
        sheet = service.print_sheet(session(), case, kind, today(), asked_number())
        made = write_pdf(sheet)
    except RefusedError as error:
        missing(error)
    return sent(made, PDF, service.paper_name(case, kind, "pdf"))


def sent(made: bytes, kind: str, name: str) -> ResponseReturnValue:
    """A file that was made just now."""
    return send_file(
        io.BytesIO(made),
        mimetype=kind,
        as_attachment=True,
        download_name=name,
        max_age=0,
    )


@bp.get("/papers/templates")
@needs(Right.CENTRE)
def templates() -> ResponseReturnValue:
    """The Word templates in use, and what they may hold."""
    return list_templates()


def list_templates(error: str = "") -> ResponseReturnValue:
    """The page of templates, with what was wrong with an upload."""
    page = render_template(
        "papers/templates.html",
        paper_kinds=KINDS,
        standing=templates_kept.standing(session()),
        earlier=[
            one
            for one in templates_kept.all_templates(session())
            if one.retired_at is not None
        ],
        names=[one for one in ALLOWED if one not in BLOCKS],
        blocks=BLOCKS,
        error=error,
    )
    return page, 422 if error else 200


@bp.post("/papers/templates/<name>")
@needs(Right.CENTRE)
def take(name: str) -> ResponseReturnValue:
    """Use an uploaded template from now on, or say what it may not hold."""
    kind = asked_kind(name)
    try:
        templates_kept.take_template(
            session(),
            folder(),
            kind,
            read_upload(),
            by=current_user.email,
            now=now_in(session()),
        )
    except RefusedError as error:
        session().rollback()
        return list_templates(gettext(error.text, **error.values))
    session().commit()
    return redirect(url_for("papers.templates"), 303)


@bp.post("/papers/templates/<int:template_id>/retire")
@needs(Right.CENTRE)
def retire(template_id: int) -> ResponseReturnValue:
    """Go back to the house's own template."""
    try:
        templates_kept.retire_template(
            session(), template_id, by=current_user.email, now=now_in(session())
        )
    except RefusedError as error:
        return list_templates(gettext(error.text, **error.values))
    session().commit()
    return redirect(url_for("papers.templates"), 303)


@bp.get("/papers/templates/house.docx")
@needs(Right.CENTRE)
def house() -> ResponseReturnValue:
    """The house's own template, to begin from."""
    return sent(default_template(), DOCX, "template.docx")


@bp.get("/papers/templates/<int:template_id>.docx")
@needs(Right.CENTRE)
def template(template_id: int) -> ResponseReturnValue:
    """One of the centre's templates as it was uploaded."""
    found = session().get(PaperTemplate, template_id)
    if found is None:
        abort(404)
    return send_kept(found.file)
