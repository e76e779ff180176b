"""The page of the centre's own Word templates."""

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from models.clock import now_in
from models.paper import PaperTemplate
from web.papers import templates_kept
from web.papers.asking import asked_kind, sent
from web.papers.blocks import ALLOWED, BLOCKS, default_template
from web.papers.kinds import KINDS
from web.papers.room import bp
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session
from web.uploads.forms import folder, read_upload, send_kept
from web.uploads.kinds import DOCX


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
