"""Pages that take the roster from a workbook: proposed line by line, then stored."""

from io import BytesIO

from flask import render_template, request, send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from models import clock
from models import kept as store
from web.experts import importing
from web.experts.room import bp, done, sectors
from web.experts.words import KINDS, LANGUAGES
from web.marks import N_
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session
from web.uploads.forms import folder, read_upload
from web.uploads.keeping import Upload, keep
from web.uploads.kinds import XLSX

LOST = N_("请重新选择表格。")


@bp.get("/experts/template.xlsx")
@needs(Right.CENTRE)
def template() -> ResponseReturnValue:
    """The workbook to be filled in."""
    return send_file(
        BytesIO(importing.template()),
        mimetype=XLSX,
        as_attachment=True,
        download_name="chutong-experts.xlsx",
        max_age=0,
    )


@bp.get("/experts/import")
@needs(Right.CENTRE)
def import_form() -> ResponseReturnValue:
    """The form that takes a workbook."""
    return import_page()


@bp.post("/experts/import")
@needs(Right.CENTRE)
def take_in() -> ResponseReturnValue:
    """Show what a table would bring; one that was shown (``sha256``) is stored."""
    now = clock.now_in(session())
    try:
        name, content, sha256 = handed_in()
        proposal = importing.propose(session(), name, content)
    except RefusedError as error:
        session().rollback()
        return import_page(error=gettext(error.text, **error.values))
    if not request.form.get("sha256"):
        return import_page(proposal, sha256, name)
    count = importing.store(session(), proposal, current_user.email, now)
    return done(gettext("已登记%(n)d条。", n=count))


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
    kept = keep(folder(), upload)
    return upload.name, upload.content, kept.sha256 if kept else ""


def import_page(
    proposal: importing.Proposal | None = None,
    sha256: str = "",
    name: str = "",
    error: str = "",
) -> ResponseReturnValue:
    """The lines of a table, or the form for one."""
    page = render_template(
        "experts/import.html",
        proposal=proposal,
        sha256=sha256,
        name=name,
        error=error,
        kinds=KINDS,
        tongues=LANGUAGES,
        sectors=sectors(),
    )
    return page, 422 if error else 200
