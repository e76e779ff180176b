"""One page: what the machine proposes for one argument, marked as such."""

from flask import Blueprint, Flask, current_app, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from models.clock import now_in
from web.arguments.service import find_item
from web.cases.asking import actor, asked_case, missing
from web.cases.frame import framed
from web.cases.record import record
from web.extensions import limiter
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session
from web.suggesting import service

bp = Blueprint("suggesting", __name__, template_folder="templates")
LANGUAGES = ("zh", "en")


def setup(app: Flask) -> None:
    """Templates ask whether there is help to be offered."""
    app.jinja_env.globals["may_suggest"] = may_suggest


def may_suggest() -> bool:
    """Whether an endpoint is set that may be asked."""
    try:
        service.chat_of(session(), current_app.extensions["settings"])
    except RefusedError:
        return False
    return True


@bp.post("/cases/<int:case_id>/items/<int:item_id>/wording")
@needs(Right.CENTRE)
@limiter.limit("20 per minute")
def show(case_id: int, item_id: int) -> ResponseReturnValue:
    """Ask for a wording; nothing of it is kept but that it was asked for."""
    case = asked_case(case_id)
    try:
        item = find_item(case, item_id)
    except RefusedError as error:
        missing(error)
    asked = request.form.get("language", "zh")
    language = asked if asked in LANGUAGES else "zh"
    words, told = "", ""
    try:
        chat = service.chat_of(session(), current_app.extensions["settings"])
        basis = service.basis_of(session(), item, language)
        record(
            session(),
            actor(),
            "case.wording_asked",
            case,
            now_in(session()),
            item=item.id,
            model=chat.model,
        )
        session().commit()
        words = service.propose(chat, basis, language)
    except RefusedError as error:
        told = gettext(error.text, **error.values)
    page = framed(
        "suggesting/show.html",
        case,
        "arguments.index",
        item=item,
        words=words,
        error=told,
        words_language="zh-Hans" if language == "zh" else "en",
        other="en" if language == "zh" else "zh",
        model=current_app.extensions["settings"].llm_model,
    )
    return page, 422 if told else 200
