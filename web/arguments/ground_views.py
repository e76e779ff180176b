"""The page of all grounds, in both languages, and who compared them with the treaty."""

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from models.clock import now_in
from models.ground_check import GroundCheck
from web.arguments import ground_checks
from web.arguments.grounds import find_grounds
from web.arguments.room import bp
from web.arguments.wording import POLICY
from web.arguments.words import STRENGTHS
from web.cases.asking import actor
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session


@bp.app_template_global("check_of_ground")
def check_of_ground(ground_id: str) -> GroundCheck | None:
    """The check of a ground that holds; all are read once for a page."""
    if "ground_checks" not in g:
        g.ground_checks = ground_checks.standing_checks(session())
    found: GroundCheck | None = g.ground_checks.get(ground_id)
    return found


@bp.get("/grounds")
@needs(Right.CENTRE)
def grounds() -> ResponseReturnValue:
    """The grounds for comments: searched, filtered, each with what it needs."""
    return show_grounds()


def show_grounds(error: str = "", at: str = "") -> ResponseReturnValue:
    """The page, perhaps with a check that was refused, and at which ground."""
    asked = request.values
    found = find_grounds(
        words=asked.get("q", ""),
        agreement=asked.get("agreement", ""),
        strength=asked.get("strength", ""),
        checked=asked.get("checked", ""),
    )
    page = render_template(
        "arguments/grounds.html",
        found=found,
        asked=asked,
        strengths=STRENGTHS,
        policy=POLICY,
        waiting=sum(check_of_ground(one.id) is None for one in found),
        error=error,
        at=at,
    )
    return page, 422 if error else 200


@bp.post("/grounds/<ground_id>/check")
@needs(Right.CENTRE)
def check_ground(ground_id: str) -> ResponseReturnValue:
    """Keep, or take back, that a ground was compared with the treaty's text."""
    form, now = request.form, now_in(session())
    try:
        if form.get("withdraw"):
            ground_checks.withdraw_check(session(), ground_id, actor=actor(), now=now)
        else:
            ground_checks.check_ground(
                session(),
                ground_id,
                form.get("against", ""),
                form.get("note", ""),
                actor=actor(),
                now=now,
            )
    except RefusedError as error:
        session().rollback()
        return show_grounds(gettext(error.text, **error.values), ground_id)
    session().commit()
    return redirect(url_for("arguments.grounds", _anchor=ground_id), 303)
