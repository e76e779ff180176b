"""Pages of who received a warning: with a signed link, or signed in."""

from flask import (
    Flask,
    abort,
    current_app,
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
from models.warning import Receipt
from web.extensions import limiter
from web.refused import RefusedError
from web.rights import Right, may, needs
from web.store import session, today
from web.uploads.forms import send_kept
from web.warnings import receiving
from web.warnings.receiving import file_of
from web.warnings.room import bp, find, me, words_of


@bp.get("/received")
@needs(Right.MEMBER)
def received() -> str:
    """The warnings I was sent."""
    found = receiving.received(session(), me())
    return render_template("warnings/received.html", found=found)


@bp.get("/received/<int:warning_id>")
@needs(Right.MEMBER)
def receive(warning_id: int) -> ResponseReturnValue:
    """One warning that I was sent; looking is not counted as reading."""
    return receipt_page(own(warning_id))


def own(warning_id: int) -> Receipt:
    """My receipt of a warning; for whoever was not sent it there is no such page."""
    receipt = receiving.find_own(session(), me(), warning_id)
    if receipt is None:
        abort(404)
    return receipt


def receipt_page(
    receipt: Receipt, token: str = "", error: str = ""
) -> ResponseReturnValue:
    """A warning with the form that says it was read."""
    page = render_template(
        "warnings/receipt.html",
        receipt=receipt,
        warning=receipt.warning,
        token=token,
        is_over=receipt.warning.is_over(today()),
        draft=request.form.get("answer", receipt.answer),
        most=receiving.LONGEST_ANSWER,
        error=error,
    )
    return page, 422 if error else 200


@bp.post("/received/<int:warning_id>")
@needs(Right.MEMBER)
def answer(warning_id: int) -> ResponseReturnValue:
    """Say that I have read it, perhaps with an answer."""
    receipt = own(warning_id)
    try:
        say_read(receipt)
    except RefusedError as error:
        session().rollback()
        return receipt_page(own(warning_id), error=words_of(error))
    flash(gettext("已记录，谢谢。"))
    return redirect(url_for("warnings.receive", warning_id=warning_id), 303)


def say_read(receipt: Receipt) -> None:
    """Keep what the form says."""
    now = clock.now_in(session())
    receiving.say_read(session(), receipt, now, request.form.get("answer", ""))
    session().commit()


@bp.get("/w/<token>")
@needs(Right.PUBLIC)
@limiter.limit("60 per minute")
def link(token: str) -> ResponseReturnValue:
    """What the link in a mail opens; a mail program that looks records nothing."""
    try:
        receipt = receiving.by_token(session(), key(), token)
    except RefusedError as error:
        return render_template("warnings/gone.html", error=words_of(error)), 404
    return receipt_page(receipt, token)


@bp.post("/w/<token>")
@needs(Right.PUBLIC)
@limiter.limit("20 per minute")
def press(token: str) -> ResponseReturnValue:
    """The press of “I have read this”, perhaps with an answer."""
    try:
        receipt = receiving.by_token(session(), key(), token)
    except RefusedError as error:
        return render_template("warnings/gone.html", error=words_of(error)), 404
    try:
        say_read(receipt)
    except RefusedError as error:
        session().rollback()
        return receipt_page(receipt, token, words_of(error))
    flash(gettext("已记录，谢谢。"))
    return redirect(url_for("warnings.link", token=token), 303)


@bp.get("/w/<token>/files/<sha256>")
@needs(Right.PUBLIC)
@limiter.limit("60 per minute")
def file_by_link(token: str, sha256: str) -> ResponseReturnValue:
    """A file of a warning by the link in a mail; for nobody else who is signed in."""
    try:
        receipt = receiving.by_token(session(), key(), token)
        user = current_user.user if current_user.is_authenticated else None
        receiving.check_visitor(receipt, user)
    except RefusedError as error:
        return render_template("warnings/gone.html", error=words_of(error)), 404
    return send_kept(file_of(receipt.warning, sha256) or abort(404))


def key() -> str:
    """The key that signs."""
    found: str = current_app.config["SECRET_KEY"]
    return found


@bp.get("/warnings/<int:warning_id>/files/<sha256>")
@needs(Right.MEMBER)
def file(warning_id: int, sha256: str) -> ResponseReturnValue:
    """A file of a warning, for the centre and for who was sent it; to be saved."""
    warning = find(warning_id) if may(Right.CENTRE) else own(warning_id).warning
    return send_kept(file_of(warning, sha256) or abort(404))


def my_warnings() -> list[Receipt]:
    """The warnings that wait for who is signed in."""
    if not current_user.is_authenticated:
        return []
    return receiving.latest_unread(session(), me(), today())


@bp.record_once
def speak(state: object) -> None:
    """Let other pages show what waits."""
    app: Flask = state.app  # type: ignore[attr-defined]
    app.jinja_env.globals["my_warnings"] = my_warnings
