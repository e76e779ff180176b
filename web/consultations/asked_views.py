"""Pages for those who are asked: the form by link and from inside, and their list."""

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from models import clock
from models.consultation import Asked
from models.user import User
from web.consultations import answering, service
from web.consultations.answering import Sitting
from web.consultations.asked_forms import me, read_form, show_form
from web.consultations.links import Opened, check_visitor, open_link
from web.consultations.room import bp, links
from web.consultations.rounds import send_again
from web.consultations.thanking import thank
from web.consultations.words import state_of
from web.extensions import limiter
from web.joining.views import send_soon
from web.language import language
from web.marks import N_
from web.notices.rows import make_rows
from web.refused import RefusedError
from web.rights import Right, may, needs
from web.store import session, today
from web.uploads.forms import folder, read_upload, send_kept

NO_ADDRESS = N_("没有登记邮箱，请与咨询中心联系，索取新的链接。")


def opened(token: str) -> Opened:
    """The party of a link, for whoever it is for; it may be out of date."""
    found = open_link(session(), current_app.config["SECRET_KEY"], token)
    check_visitor(found.asked, me())
    return found


@bp.get("/asked/<token>")
@needs(Right.PUBLIC)
def by_link(token: str) -> ResponseReturnValue:
    """The form of a link; looking changes nothing."""
    found = opened(token)
    try:
        found.check_day(today())
    except RefusedError as error:
        return expired(token, error)
    return show_form(found.asked, url_for("consultations.by_link", token=token))


def expired(token: str, error: RefusedError) -> ResponseReturnValue:
    """The page of a link that is out of date: one button asks for a new one."""
    told = gettext(error.text, **error.values)
    return render_template("consultations/expired.html", token=token, error=told), 422


@bp.post("/asked/<token>")
@needs(Right.PUBLIC)
@limiter.limit("20 per minute; 120 per hour")
def answer_by_link(token: str) -> ResponseReturnValue:
    """Take the answer of a link."""
    found = opened(token)
    try:
        found.check_day(today())
    except RefusedError as error:
        return expired(token, error)
    place = url_for("consultations.by_link", token=token)
    return take(found.asked, place, "link")


@bp.post("/asked/<token>/again")
@needs(Right.PUBLIC)
@limiter.limit("3 per minute; 10 per hour")
def new_link(token: str) -> ResponseReturnValue:
    """Mail a new link to the address that the first one went to."""
    asked = opened(token).asked
    if not asked.email:
        raise RefusedError(NO_ADDRESS)
    now = clock.now_in(session())
    send_again(session(), asked, links(), now=now, today=today())
    send_soon()
    return render_template("consultations/again.html")


@bp.get("/requests")
@needs(Right.MEMBER)
def requests() -> str:
    """What oneself or one's organisation was asked."""
    user: User = current_user.user
    listed = service.own_requests(session(), user)
    notices = [one.consultation.case.notice for one in listed]
    rows = make_rows(session(), notices, language(), today())
    return render_template(
        "consultations/requests.html",
        listed=list(zip(listed, rows, strict=True)),
        state_of=lambda asked: state_of(asked, today()),
        waiting=lambda asked: service.is_waiting(asked, today()),
    )


def mine(asked_id: int) -> Asked:
    """A question put to who is asking; any other leads nowhere."""
    user: User = current_user.user
    found = service.own_request(session(), user, asked_id)
    return found or abort(404)


@bp.get("/requests/<int:asked_id>")
@needs(Right.MEMBER)
def one_request(asked_id: int) -> ResponseReturnValue:
    """The form from inside; it holds what was answered."""
    return show_form(
        mine(asked_id), url_for("consultations.one_request", asked_id=asked_id)
    )


@bp.post("/requests/<int:asked_id>")
@needs(Right.MEMBER)
@limiter.limit("60 per minute")
def answer_inside(asked_id: int) -> ResponseReturnValue:
    """Take an answer from inside."""
    place = url_for("consultations.one_request", asked_id=asked_id)
    return take(mine(asked_id), place, "page")


@bp.get("/requests/<int:asked_id>/files/<sha256>")
@needs(Right.MEMBER)
def file(asked_id: int, sha256: str) -> ResponseReturnValue:
    """What was handed in with an answer."""
    user: User = current_user.user
    asked = session().get(Asked, asked_id)
    centre = may(Right.CENTRE)
    if asked is None or not service.may_see(asked, user, is_centre=centre):
        abort(404)
    held: list[dict[str, str]] = asked.answer.files if asked.answer else []
    found = [one for one in held if one["sha256"] == sha256]
    return send_kept(found[0]) if found else abort(404)


def take(asked: Asked, place: str, origin: str) -> ResponseReturnValue:
    """Keep an answer or a part of it, or hand the words back with the reason."""
    given, do = read_form(), request.form.get("do", "submit")
    sitting = sitting_of(asked, origin)
    try:
        answering.take(
            session(),
            asked,
            given,
            read_upload(),
            folder(),
            sitting,
            submit=do != "keep",
        )
    except RefusedError as error:
        session().rollback()
        told = gettext(error.text, **error.values)
        clash = error.text == answering.CHANGED
        return show_form(asked, place, given, told, clash=clash)
    thank(session(), asked, links(), now=sitting.now, today=sitting.today)
    send_soon()
    flash(kept_words(asked))
    return redirect(place, 303)


def sitting_of(asked: Asked, origin: str) -> Sitting:
    """Who fills in the form now, and what it showed."""
    user = me()
    return Sitting(
        actor=user.email if user else asked.name,
        origin=origin,
        based_on=request.form.get("based_on", ""),
        now=clock.now_in(session()),
        today=today(),
    )


def kept_words(asked: Asked) -> str:
    """What became of what was sent in."""
    if asked.answered_at is None:
        return str(gettext("已暂存，还没有提交。截止前可以用同一链接继续填写。"))
    if asked.answer is not None and asked.answer.late:
        return str(gettext("已收到。本轮已截止，这份答复计入下一轮。"))
    return str(gettext("已收到，谢谢。截止前可以修改。"))
