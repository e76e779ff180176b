"""The page on which officers correct the title and summary of a notice."""

from collections.abc import Mapping
from typing import NamedTuple

from flask import (
    Blueprint,
    Flask,
    abort,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from models import clock
from models.notice import Notice
from web.editing import service
from web.editing.service import Draft, is_touched
from web.editing.texts import LONGEST, NAMES, Key, Standing, edit_of
from web.judgements.service import Actor
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session

bp = Blueprint("editing", __name__, template_folder="templates")


class Box(NamedTuple):
    """One text in the form: what is in it, and whether it was changed meanwhile."""

    name: str
    language: str
    field: str
    standing: Standing
    text: str
    is_moved: bool
    """Whether the text changed while an officer wrote over it."""
    most: int


@bp.get("/notices/<int:notice_id>/text")
@needs(Right.CENTRE)
def edit(notice_id: int) -> str:
    """The form, with the machine's text beside what is shown."""
    return form_page(found(notice_id), {})


@bp.post("/notices/<int:notice_id>/text")
@needs(Right.CENTRE)
def save(notice_id: int) -> ResponseReturnValue:
    """Keep what was changed; refused words are handed back in their form."""
    notice, drafts = found(notice_id), read_drafts()
    try:
        changed = service.save(
            session(),
            notice,
            drafts,
            version=request.form.get("version", 0, type=int),
            actor=Actor(current_user.name, current_user.email),
            now=clock.now_in(session()),
        )
    except RefusedError as refused:
        session().rollback()
        error = gettext(refused.text, **refused.values)
        return form_page(found(notice_id), drafts, error), 422
    session().commit()
    flash(gettext("文字已保存，即时生效。") if changed else gettext("没有改动。"))
    return redirect(url_for("notices.show", notice_id=notice_id), 303)


def found(notice_id: int) -> Notice:
    """The notice of this id, or a page that says there is none."""
    notice = service.find_notice(session(), notice_id)
    if notice is None:
        abort(404)
    return notice


def read_drafts() -> dict[Key, Draft]:
    """What the form holds for each text."""
    form = request.form
    return {
        (language, field): Draft(
            text=form.get(f"{language}_{field}", ""),
            seen=form.get(f"{language}_{field}_seen", ""),
            confirmed=f"{language}_{field}_keep" in form,
            back=f"{language}_{field}_back" in form,
        )
        for language, field in NAMES
        if f"{language}_{field}" in form
    }


def form_page(notice: Notice, drafts: Mapping[Key, Draft], error: str = "") -> str:
    """The form; words that were sent and refused are still in it."""
    texts = service.read_texts(notice)
    boxes = [make_box(key, texts[key], drafts.get(key)) for key in NAMES]
    return render_template("editing/text.html", notice=notice, boxes=boxes, error=error)


def make_box(key: Key, standing: Standing, draft: Draft | None) -> Box:
    """One text of the form: an officer's own words before those that are shown."""
    language, field = key
    own = draft if draft and is_touched(field, draft) else None
    return Box(
        name=NAMES[key],
        language=language,
        field=field,
        standing=standing,
        text=own.text if own else standing.text,
        is_moved=own is not None and own.seen != standing.mark,
        most=LONGEST[field],
    )


def setup(app: Flask) -> None:
    """What the page of a notice may call."""
    app.jinja_env.globals["text_edit"] = edit_of
