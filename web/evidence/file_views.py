"""The files of rows of evidence: added, replaced, given back."""

from flask import abort, flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from models import clock
from models.evidence import Evidence
from web.cases.asking import actor, asked_case
from web.evidence import files, service
from web.evidence.room import back, bp, refused
from web.limits import number
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session
from web.uploads.forms import folder, read_upload, send_kept


def asked_row(case_id: int, evidence_id: int) -> Evidence:
    """The row of an address, or 404."""
    asked_case(case_id)
    try:
        return service.find_evidence(session(), case_id, evidence_id)
    except RefusedError:
        abort(404)


@bp.get("/cases/<int:case_id>/evidence/<int:evidence_id>/file")
@needs(Right.CENTRE)
def file(case_id: int, evidence_id: int) -> ResponseReturnValue:
    """The file of a row."""
    row = asked_row(case_id, evidence_id)
    return send_kept(row.file) if row.file else abort(404)


@bp.get("/cases/<int:case_id>/evidence/<int:evidence_id>/files/<sha256>")
@needs(Right.CENTRE)
def former_file(case_id: int, evidence_id: int, sha256: str) -> ResponseReturnValue:
    """A file that a newer one replaced."""
    held = files.former_file(asked_row(case_id, evidence_id), sha256)
    return send_kept(held) if held else abort(404)


@bp.post("/cases/<int:case_id>/evidence/<int:evidence_id>/file")
@needs(Right.CENTRE)
def lay_file(case_id: int, evidence_id: int) -> ResponseReturnValue:
    """Add a file to a row, or replace the one it has."""
    case = asked_case(case_id)
    try:
        files.lay_file(
            session(),
            case,
            service.find_evidence(session(), case_id, evidence_id),
            read_upload(),
            folder(),
            edition=request.form.get("edition", 0, type=number),
            actor=actor(),
            now=clock.now_in(session()),
        )
    except RefusedError as error:
        return refused(case, error, request.form, f"f{evidence_id}")
    flash(gettext("文件已存入。"))
    return back(case, f"e{evidence_id}")
