"""The page on which officers say whom letters tell readers to turn to."""

from collections.abc import Mapping
from dataclasses import asdict

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from models.clock import now_in
from web.papers.contact import (
    CHANGED,
    MISSING,
    keep_contact,
    line_of,
    read_contact,
)
from web.papers.room import bp
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session


@bp.get("/papers/contact")
@needs(Right.CENTRE)
def contact() -> ResponseReturnValue:
    """The contact as it stands, and how letters will say it."""
    return show_contact()


def show_contact(
    typed: Mapping[str, str] | None = None, error: str = ""
) -> ResponseReturnValue:
    """The form, perhaps with what was refused."""
    held = read_contact(session())
    page = render_template(
        "papers/contact.html",
        held=held,
        given=typed or asdict(held),
        lines=(line_of(held, "zh"), line_of(held, "en")),
        missing=[gettext(MISSING[name]) for name in held.missing],
        error=error,
    )
    return page, 422 if error else 200


@bp.post("/papers/contact")
@needs(Right.CENTRE)
def save_contact() -> ResponseReturnValue:
    """Keep the contact, or hand the words back with the reason."""
    form = request.form
    try:
        keep_contact(
            session(),
            form,
            seen=form.get("seen", ""),
            actor=current_user.name,
            now=now_in(session()),
        )
    except RefusedError as error:
        session().rollback()
        typed = {**form, "seen": fresh(form, error)}
        return show_contact(typed, gettext(error.text, **error.values))
    session().commit()
    flash(gettext("已保存，新生成的信函和文书即按此填写。"), "success")
    return redirect(url_for("papers.contact"), 303)


def fresh(form: Mapping[str, str], error: RefusedError) -> str:
    """Which state of the contact a refused form has been told of."""
    return read_contact(session()).at if error.text == CHANGED else form.get("seen", "")
