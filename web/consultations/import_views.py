"""Pages that take answers from a workbook: proposed line by line, then stored."""

from io import BytesIO

from flask import flash, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from models import clock
from models import kept as store
from web.cases.frame import framed
from web.consultations import answer_table, importing, service
from web.consultations.ranges import ranges
from web.consultations.room import actor, bp
from web.consultations.sheets import read_sheet
from web.consultations.standing import is_closed
from web.language import language
from web.marks import N_
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session, today
from web.uploads.forms import folder, read_upload
from web.uploads.keeping import Upload, keep
from web.uploads.kinds import XLSX

LOST = N_("请重新选择表格。")


@bp.get("/consultations/answers.xlsx")
@needs(Right.CENTRE)
def answers_template() -> ResponseReturnValue:
    """The workbook to be filled in."""
    return send_file(
        BytesIO(answer_table.template()),
        mimetype=XLSX,
        as_attachment=True,
        download_name="chutong-answers.xlsx",
        max_age=0,
    )


@bp.post("/consultations/<int:round_id>/import")
@needs(Right.CENTRE)
def take_answers(round_id: int) -> ResponseReturnValue:
    """Show what a table would bring; one that was shown (``sha256``) is stored."""
    one = service.find_round(session(), round_id)
    try:
        name, content, sha256 = handed_in()
        proposal = importing.propose(session(), one, name, content)
    except RefusedError as error:
        session().rollback()
        return import_page(round_id, error=gettext(error.text, **error.values))
    if not request.form.get("sha256"):
        return import_page(round_id, proposal=proposal, sha256=sha256, name=name)
    count = importing.store(
        session(),
        one,
        proposal,
        in_time=bool(request.form.get("in_time")),
        actor=actor(),
        now=clock.now_in(session()),
        today=today(),
    )
    session().commit()
    flash(gettext("已导入%(n)d条答复。", n=count))
    return redirect(url_for("consultations.show", round_id=round_id), 303)


def handed_in() -> tuple[str, bytes, str]:
    """The table of a request, or the one shown before: name, bytes and hash."""
    sha256 = request.form.get("sha256", "")
    if sha256:
        path = store.find(folder(), sha256)
        if path is None:
            raise RefusedError(LOST)
        return request.form.get("name", "")[:200], path.read_bytes(), sha256
    upload = read_upload() or Upload("", b"")
    if not upload.content:
        raise RefusedError(LOST)
    read_sheet(upload.name, upload.content)
    kept = keep(folder(), upload)
    return upload.name, upload.content, kept.sha256 if kept else ""


def import_page(
    round_id: int,
    *,
    proposal: importing.Proposal | None = None,
    sha256: str = "",
    name: str = "",
    error: str = "",
) -> ResponseReturnValue:
    """The lines of a table, or what is wrong with it."""
    one = service.find_round(session(), round_id)
    page = framed(
        "consultations/import.html",
        one.case,
        "evidence.index",
        round=one,
        proposal=proposal,
        sha256=sha256,
        name=name,
        error=error,
        said_of=said_of,
        closed=is_closed(one, today()),
    )
    return page, 422 if error else 200


def said_of(dimension: str, key: str) -> str:
    """A value of a list in the language of the page."""
    one = ranges().get((dimension, key))
    if one is None:
        return "—"
    return one.en if language() == "en" else one.zh
