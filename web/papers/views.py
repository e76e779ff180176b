"""The tab of papers, each as text, Word file and PDF."""

from flask import (
    abort,
    redirect,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from models.case import Case
from models.clock import now_in
from models.paper import PaperKind
from web.cases.asking import actor, asked_case, missing
from web.cases.blanks import count_blanks
from web.cases.frame import framed
from web.papers import contact_views, service, template_views
from web.papers.asking import asked_kind, sent
from web.papers.contact import read_contact
from web.papers.fields import fields_of
from web.papers.kinds import EDITED, KINDS
from web.papers.pdf import write_pdf
from web.papers.room import bp
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session, today
from web.uploads.forms import folder
from web.uploads.kinds import DOCX, PDF

__all__ = ["bp", "contact_views", "template_views"]


def asked_number() -> int:
    """Which saved version is asked for; 0 is the newest."""
    return max(request.args.get("version", 0, type=int), 0)


@bp.get("/cases/<int:case_id>/papers")
@needs(Right.CENTRE)
def index(case_id: int) -> ResponseReturnValue:
    """Every paper of a case, how far its text is, and its files."""
    case = asked_case(case_id)
    texts = {
        kind: service.text_of(session(), case, kind, today())
        for kind in KINDS
        if kind != PaperKind.COMMENT
    }
    return framed(
        "papers/index.html",
        case,
        "papers.index",
        paper_kinds=KINDS,
        texts=texts,
        draft=case.drafts[-1],
        count_blanks=count_blanks,
        lacks_contact=bool(read_contact(session()).missing),
    )


@bp.get("/cases/<int:case_id>/papers/<name>")
@needs(Right.CENTRE)
def show(case_id: int, name: str) -> ResponseReturnValue:
    """The text of a paper in the editor, with its versions."""
    kind = asked_kind(name)
    case = asked_case(case_id)
    if kind not in EDITED:
        room = "internal" if kind == PaperKind.INTERNAL else "index"
        return redirect(url_for(f"drafts.{room}", case_id=case.id))
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
        lacks_contact=bool(read_contact(session()).missing),
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
        made = service.word_file(session(), folder(), case, kind, sheet)
    except RefusedError as error:
        missing(error)
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
