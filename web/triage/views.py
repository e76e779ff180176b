"""The pages of the worklist: ranked, decided by key or by many, weights tried out."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext
from flask_login import current_user
from sqlalchemy import select

from models.clock import now_in
from models.notice import Notice
from web.cases.asking import actor
from web.language import language
from web.limits import number, page_asked
from web.notices.rows import Row, make_rows
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session, today
from web.triage import deciding
from web.triage.scoring import SHIPPED, PartName
from web.triage.service import Ranked, Show, counts, progress, rank
from web.triage.weights import NAMES, read_form, read_weights, save_weights
from web.triage.words import BACK, CHOICES, SHOWS, figure, points

bp = Blueprint("triage", __name__, template_folder="templates")
PAGE = 50
TRIED = 15
"""So many of the first are shown when weights are tried out."""
bp.app_template_global("triage_figure")(figure)
bp.app_template_global("points")(points)


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
        last=deciding.last_decision(session(), actor(), now_in(session())),
        error=error,
        typed=typed or {},
        at=request.values.get("at", ""),
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


def rows_of(ranked: list[Ranked]) -> list[Row]:
    """The rows of some candidates, with the day of their family."""
    ids = [one.candidate.id for one in ranked]
    query = select(Notice).where(Notice.id.in_(ids))
    notices = {notice.id: notice for notice in session().scalars(query)}
    return make_rows(session(), [notices[one] for one in ids], language(), today())


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
            session(), ids, decision, actor=actor(), now=now, today=today()
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
        done = deciding.undo(session(), actor=actor(), now=now_in(session()))
    except RefusedError as error:
        session().rollback()
        return show_list(gettext(error.text, **error.values))
    session().commit()
    flash(ngettext("已撤销 %(num)d 件的决定。", "已撤销 %(num)d 件的决定。", done))
    return back_to_list()


@bp.get("/triage/weights")
@needs(Right.CENTRE)
def weights() -> ResponseReturnValue:
    """The weights of the score."""
    return weights_page(read_weights(session()))


def weights_page(
    given: Mapping[str, Any], error: str = "", tried: list[Ranked] | None = None
) -> ResponseReturnValue:
    """The form, perhaps with what was refused, or what the weights would bring."""
    before = [one for one in rank(session(), today()) if one.show == Show.NOW]
    was = {one.candidate.id: place for place, one in enumerate(before, 1)}
    page = render_template(
        "triage/weights.html",
        given=given,
        shipped=SHIPPED,
        names=NAMES,
        parts=list(PartName),
        error=error,
        tried=list(zip(tried, rows_of(tried), strict=True)) if tried else [],
        was=was,
    )
    return page, 422 if error else 200


@bp.post("/triage/weights")
@needs(Right.CENTRE)
def save() -> ResponseReturnValue:
    """Keep the weights, or only show what they would bring."""
    form = request.form
    if form.get("do") == "shipped":
        return keep(dict(SHIPPED))
    try:
        given = read_form(form)
    except RefusedError as error:
        values = {key: gettext(str(value)) for key, value in error.values.items()}
        return weights_page(form, gettext(error.text, **values))
    if form.get("do") != "try":
        return keep(given)
    ranked = [one for one in rank(session(), today(), given) if one.show == Show.NOW]
    return weights_page(given, tried=ranked[:TRIED])


def keep(given: dict[str, float]) -> ResponseReturnValue:
    """Keep weights and show the list that they make."""
    save_weights(session(), given, actor=current_user.name, now=now_in(session()))
    session().commit()
    flash(gettext("权重已保存，清单随即按新权重排列。"))
    return redirect(url_for("triage.index"), 303)
