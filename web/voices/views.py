"""Pages of answers: the form by link and from inside, thanks, and the evidence."""

from flask import (
    Blueprint,
    Flask,
    abort,
    current_app,
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
from models.user import User
from models.voice import Voice
from web.extensions import limiter
from web.language import language
from web.limits import page_asked
from web.notices.rows import make_rows
from web.refused import RefusedError
from web.rights import Right, may, needs
from web.store import session, today
from web.uploads.forms import folder, read_upload, send_kept
from web.voices import counting, service
from web.voices.words import AFFECTED, COSTS, MONTHS, UNSAID

bp = Blueprint("voices", __name__, template_folder="templates")
FIELDS = (
    "product",
    "contact",
    "reach",
    "affected",
    "cost",
    "months",
    "certificate",
    "remark",
)


def me() -> User:
    """The user who is asking."""
    user: User = current_user.user
    return user


@bp.get("/voice/<token>")
@needs(Right.PUBLIC)
def open_link(token: str) -> ResponseReturnValue:
    """The form of a link in an alert; looking answers nothing."""
    asked = service.read_link(session(), secret(), token, today())
    try:
        service.check_unanswered(session(), asked)
    except RefusedError as error:
        return answered(asked, error)
    return show_form(asked, url_for("voices.by_link", token=token))


def answered(asked: service.Asked, error: RefusedError) -> ResponseReturnValue:
    """The page of a used link: when it was answered, and how to change that."""
    page = render_template(
        "voices/answered.html",
        notice=asked.notice,
        error=gettext(error.text, **error.values),
    )
    return page, 422


def secret() -> str:
    """The key that signs."""
    key: str = current_app.config["SECRET_KEY"]
    return key


@bp.post("/voice/<token>")
@needs(Right.PUBLIC)
@limiter.limit("10 per minute; 60 per hour")
def by_link(token: str) -> ResponseReturnValue:
    """Take the answer of a link, once."""
    asked = service.read_link(session(), secret(), token, today())
    try:
        service.check_unanswered(session(), asked)
    except RefusedError as error:
        return answered(asked, error)
    return take(asked, url_for("voices.by_link", token=token))


@bp.get("/notices/<int:notice_id>/voice")
@needs(Right.MEMBER)
def inside(notice_id: int) -> ResponseReturnValue:
    """The form from inside; it holds what one has answered."""
    asked = service.ask_inside(session(), me(), notice_id) or abort(404)
    return show_form(asked, url_for("voices.give", notice_id=notice_id))


@bp.post("/notices/<int:notice_id>/voice")
@needs(Right.MEMBER)
@limiter.limit("30 per minute")
def give(notice_id: int) -> ResponseReturnValue:
    """Take an answer from inside, or change it."""
    asked = service.ask_inside(session(), me(), notice_id) or abort(404)
    return take(asked, url_for("voices.give", notice_id=notice_id))


def take(asked: service.Asked, address: str) -> ResponseReturnValue:
    """Keep an answer and thank for it, or hand it back with the reason."""
    given = {name: request.form.get(name, "") for name in FIELDS}
    now = clock.now_in(session())
    answer = service.Answer(**given)
    try:
        service.answer(session(), asked, answer, read_upload(), folder(), now=now)
    except RefusedError as error:
        session().rollback()
        words = gettext(error.text, **error.values)
        return show_form(asked, address, given, words)
    session().commit()
    return redirect(url_for("voices.thanks", notice_id=asked.notice.id), 303)


def show_form(
    asked: service.Asked,
    address: str,
    given: dict[str, str] | None = None,
    error: str = "",
) -> ResponseReturnValue:
    """The form, with what was typed or answered before, else what we know."""
    found = service.find_voice(session(), asked)
    page = render_template(
        "voices/form.html",
        asked=asked,
        row=make_rows(session(), [asked.notice], language(), today())[0],
        given=given or known(asked, found),
        found=found,
        address=address,
        error=error,
        affected=AFFECTED,
        costs=COSTS,
        months=MONTHS,
    )
    return page, 422 if error else 200


def known(asked: service.Asked, found: Voice | None) -> dict[str, str]:
    """What a form begins with."""
    if found is not None:
        held = {name: getattr(found, name) for name in FIELDS}
        return {name: "" if one is None else str(one) for name, one in held.items()}
    return {"contact": asked.user.name, "reach": asked.user.email}


@bp.get("/notices/<int:notice_id>/voice/thanks")
@needs(Right.PUBLIC)
def thanks(notice_id: int) -> str:
    """What becomes of an answer, and by when."""
    notice = session().get(Notice, notice_id) or abort(404)
    row = make_rows(session(), [notice], language(), today())[0]
    return render_template("voices/thanks.html", row=row)


@bp.get("/voices")
@needs(Right.CENTRE)
def index() -> str:
    """The notices that firms answered."""
    heard, here = counting.list_heard(session(), page_asked())
    rows = make_rows(session(), [one.notice for one in heard], language(), today())
    return render_template(
        "voices/index.html",
        heard=list(zip(heard, rows, strict=True)),
        page=here.page,
        pages=here.pages,
    )


@bp.get("/notices/<int:notice_id>/voices")
@needs(Right.CENTRE)
def evidence(notice_id: int) -> str:
    """All answers to a measure, with names; for the centre alone."""
    notice = session().get(Notice, notice_id) or abort(404)
    return render_template(
        "voices/evidence.html",
        voiced=notice,
        row=make_rows(session(), [notice], language(), today())[0],
        heard=counting.count(service.of_measure(session(), notice)),
    )


@bp.get("/voices/<int:voice_id>/file")
@needs(Right.MEMBER)
def file(voice_id: int) -> ResponseReturnValue:
    """What somebody handed in with an answer."""
    voice = session().get(Voice, voice_id)
    if voice is None or not service.may_see(voice, me()):
        abort(404)
    return send_kept(voice.file)


def voices_of(notice: Notice) -> counting.Evidence | None:
    """The answers to a notice's measure, for a section that the centre sees."""
    if not may(Right.CENTRE):
        return None
    return counting.count(service.of_measure(session(), notice))


def setup(app: Flask) -> None:
    """Let the pages of notices and cases speak of answers."""
    app.jinja_env.globals.update(
        voices_of=voices_of,
        VOICE_AFFECTED=AFFECTED,
        VOICE_COSTS=COSTS,
        VOICE_MONTHS=MONTHS,
        VOICE_UNSAID=UNSAID,
    )
