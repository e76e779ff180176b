"""The page of a round: who was asked, how far each has come, and what to do."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from models import clock
from models.consultation import Asked
from web.cases.frame import framed
from web.consultations import moving, rounds, service
from web.consultations.links import link_of
from web.consultations.room import actor, bp, links
from web.consultations.standing import is_closed, progress_of
from web.consultations.words import KINDS, ORIGINS, state_of
from web.correspondence.room import asked_day
from web.errors import error_page
from web.joining.views import send_soon
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session, today

TAB = "evidence.index"


@bp.get("/consultations/<int:round_id>")
@needs(Right.CENTRE)
def show(round_id: int) -> ResponseReturnValue:
    """A round: who was asked, how far each has come, and what it answered."""
    return round_page(round_id)


def round_page(round_id: int, error: str = "") -> ResponseReturnValue:
    """The page of a round, perhaps with what was refused."""
    try:
        one = service.find_round(session(), round_id)
    except RefusedError as refused:
        return error_page(404, gettext(refused.text, **refused.values))
    page = framed(
        "consultations/show.html",
        one.case,
        TAB,
        round=one,
        progress=progress_of(one),
        party_kinds=KINDS,
        origins=ORIGINS,
        state_of=lambda asked: state_of(asked, today()),
        address_of=lambda asked: link_of(links(), asked, today()),
        is_over=one.case.state in rounds.OVER,
        closed=is_closed(one, today()),
        error=error,
    )
    return page, 422 if error else 200


@bp.post("/consultations/<int:round_id>/close")
@needs(Right.CENTRE)
def close(round_id: int) -> ResponseReturnValue:
    """End a round before its day."""
    one = service.find_round(session(), round_id)
    rounds.close(session(), one, actor(), clock.now_in(session()))
    session().commit()
    flash(gettext("本轮已结束，之后收到的答复计入下一轮。"))
    return redirect(url_for("consultations.show", round_id=round_id), 303)


@bp.post("/consultations/<int:round_id>/day")
@needs(Right.CENTRE)
def move_day(round_id: int) -> ResponseReturnValue:
    """Move the last day of a round; all who are asked are told."""
    one = service.find_round(session(), round_id)
    now = clock.now_in(session())
    try:
        told = moving.move_day(
            session(),
            one,
            asked_day("closes"),
            links(),
            actor=actor(),
            now=now,
            today=today(),
        )
    except RefusedError as error:
        session().rollback()
        return round_page(round_id, gettext(error.text, **error.values))
    send_soon()
    flash(
        ngettext(
            "截止日已改，已通知 %(num)d 家。", "截止日已改，已通知 %(num)d 家。", told
        )
    )
    if due := moving.overtaken(session(), one):
        flash(gettext("新的截止日晚于计划的初稿日%(day)s，请调整进度。", day=due))
    return redirect(url_for("consultations.show", round_id=round_id), 303)


@bp.post("/consultations/asked/<int:asked_id>/again")
@needs(Right.CENTRE)
def again(asked_id: int) -> ResponseReturnValue:
    """Mail a party a new link; the old one ends."""
    asked = service.find_party(session(), asked_id)
    now = clock.now_in(session())
    try:
        rounds.send_again(session(), asked, links(), now=now, today=today())
    except RefusedError as error:
        return refused(asked, error)
    send_soon()
    flash(gettext("已给%(name)s发送新链接。", name=asked.name))
    return redirect(url_for("consultations.show", round_id=asked.consultation_id), 303)


@bp.post("/consultations/asked/<int:asked_id>/withdraw")
@needs(Right.CENTRE)
def withdraw(asked_id: int) -> ResponseReturnValue:
    """Take a party off a round."""
    asked = service.find_party(session(), asked_id)
    why = request.form.get("reason", "")
    try:
        rounds.withdraw(session(), asked, actor(), why, clock.now_in(session()))
    except RefusedError as error:
        return refused(asked, error)
    session().commit()
    return redirect(url_for("consultations.show", round_id=asked.consultation_id), 303)


def refused(asked: Asked, error: RefusedError) -> ResponseReturnValue:
    """The page of the round again, with what was refused."""
    round_id = asked.consultation_id
    session().rollback()
    return round_page(round_id, gettext(error.text, **error.values))
