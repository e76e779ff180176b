"""The page of the weights: changed, tried out before they are kept, put back."""

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from models.clock import now_in
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session, today
from web.triage.room import bp, rows_of
from web.triage.scoring import SHIPPED, PartName
from web.triage.service import Ranked, Show, rank
from web.triage.weights import NAMES, read_form, read_weights, save_weights

TRIED = 15
"""So many of the first are shown when weights are tried out."""


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
