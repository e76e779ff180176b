"""The pages of the worklist: ranked, decided by key or by many, weights tried out."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from models.clock import now_in
from web.cases.asking import actor
from web.limits import number, page_asked
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session, today
from web.triage import deciding, undoing, weight_views
from web.triage.room import bp, rows_of
from web.triage.service import Ranked, Show, counts, progress, rank
from web.triage.weights import NAMES
from web.triage.words import BACK, CHOICES, SHOWS

__all__ = ["bp", "weight_views"]
PAGE = 50


@bp.get("/triage")
@needs(Right.CENTRE)
def index() -> ResponseReturnValue:
    """What needs a decision now, or another part of the list."""
    return show_list()


def show_list(
    error: str = "", typed: Mapping[str, Any] | None = None
) -> ResponseReturnValue:
    """The list, perhaps with a decision that was refused."""
    ranked = rank(session(), today())
    show = shown(request.values.get("show", ""))
    mine = [one for one in ranked if one.show == show]
    pages = max(1, -(-len(mine) // PAGE))
    page = min(page_asked(), pages)
    here = mine[(page - 1) * PAGE : page * PAGE]
    body = render_template(
        "triage/index.html",
        rows=list(zip(here, rows_of(here), strict=True)),
        show=show,
        counts=counts(ranked),
        total=len(mine),
        page=page,
        pages=pages,
        progress=progress(session(), today()),
        last=undoing.last_decision(session(), actor(), now_in(session())),
        error=error,
        typed=typed or {},
        at=request.values.get("at", ""),
        seen=now_in(session()).isoformat(),
        CHOICES=CHOICES,
        SHOWS=SHOWS,
        REASONS=deciding.REASONS,
        BACK=BACK,
        NAMES=NAMES,
        suggested=suggested,
    )
    return body, 422 if error else 200


def shown(text: str) -> Show:
    """The part of the list that is asked for; what needs a decision by default."""
    return Show(text) if text in set(Show) else Show.NOW


def suggested(one: Ranked) -> str:
    """The reason that lies nearest where a notice is to be archived."""
    return "" if one.is_ours else "no_product"


@bp.post("/triage")
@needs(Right.CENTRE)
def decide() -> ResponseReturnValue:
    """Decide on one notice or on all that are ticked."""
    form, now = request.form, now_in(session())
    single = form.get("one", "")
    choice, _, only = single.partition(":")
    names = f"reason-{only}", f"note-{only}"
    reason, note = names if only else ("reason", "note")
    decision = deciding.Decision(
        choice or form.get("choice", ""), form.get(reason, ""), form.get(note, "")
    )
    try:
        ids = chosen(only or None)
        done = deciding.decide(
            session(),
            ids,
            decision,
            actor=actor(),
            now=now,
            today=today(),
            seen=seen_at(form.get("seen", "")),
        )
    except RefusedError as error:
        session().rollback()
        values = {
            key: gettext(value) if isinstance(value, str) else value
            for key, value in error.values.items()
        }
        return show_list(gettext(error.text, **values), form)
    session().commit()
    flash(told(decision.choice, done))
    return back_to_list(form.get("next", ""))


def seen_at(text: str) -> datetime | None:
    """When the list of a form was shown; None where it does not say."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def chosen(only: str | None) -> list[int]:
    """The notices that a form names."""
    names = [only] if only else request.form.getlist("notice")
    try:
        return [number(name) for name in names]
    except ValueError as error:
        raise RefusedError(deciding.NOT_THERE) from error


def told(choice: str, done: int) -> str:
    """What was decided."""
    word = CHOICES[choice]  # type: ignore[index]
    return str(
        ngettext("%(what)s：%(num)d 件。", "%(what)s：%(num)d 件。", done, what=word)
    )


def back_to_list(at: str = "") -> ResponseReturnValue:
    """The part of the list that one came from, at the next notice."""
    show = shown(request.form.get("show", ""))
    part = None if show == Show.NOW else show
    return redirect(url_for("triage.index", show=part, at=at or None), 303)


@bp.post("/triage/undo")
@needs(Right.CENTRE)
def undo() -> ResponseReturnValue:
    """Take back one's last decision."""
    try:
        done = undoing.undo(session(), actor=actor(), now=now_in(session()))
    except RefusedError as error:
        session().rollback()
        return show_list(gettext(error.text, **error.values))
    session().commit()
    flash(ngettext("已撤销 %(num)d 件的决定。", "已撤销 %(num)d 件的决定。", done))
    return back_to_list()
