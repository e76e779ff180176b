"""The page of measures that were not notified, and what an officer decides."""

from typing import Any

from flask import (
    Blueprint,
    Flask,
    abort,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_login import current_user

from models import clock
from models.counterpart import Counterpart
from web.language import language
from web.nav import Entry
from web.notices.publisher import publisher_of
from web.radar import deciding, service
from web.radar.enquiry import Subject, draft_enquiry
from web.radar.service import Standing, When
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session, today

bp = Blueprint("radar", __name__, template_folder="templates")
STANDINGS = {
    Standing.ABSENT: _("未见通报"),
    Standing.UNCERTAIN: _("不能确定"),
    Standing.SOUGHT: _("未满30天"),
    Standing.FOUND: _("已通报"),
    Standing.ASKED: _("已询问"),
    Standing.DISMISSED: _("不需询问"),
}
MARKS = {
    Standing.ABSENT: _("未见通报"),
    Standing.UNCERTAIN: _("未查到，但尚不能确定没有通报"),
    Standing.SOUGHT: _("公布未满30天，通报可能随后发出"),
    Standing.ASKED: _("未见通报，已询问该成员"),
    Standing.DISMISSED: _("未见通报，经判断不需询问"),
}
"""What the page of a national measure says of its notification."""


def has_any() -> bool:
    """Whether the page would show anything."""
    return service.has_any(session())


MENU = [
    Entry(
        65, "radar.index", _("未通报"), icon="pulse", right=Right.CENTRE, when=has_any
    )
]


@bp.get("/radar")
@needs(Right.CENTRE)
def index() -> str:
    """The measures of one standing, with the evidence."""
    return page({})


def page(draft: dict[str, Any], error: str = "") -> str:
    """The page; a decision that was refused stands in its form again."""
    told = request.args.get("state", "")
    standing = Standing(told) if told in set(Standing) else Standing.ABSENT
    number = max(1, request.args.get("page", 1, type=int))
    when = When(clock.now_in(session()), today())
    radar = service.read_radar(session(), standing, number, language(), when)
    return render_template(
        "radar/index.html",
        radar=radar,
        standing=standing,
        number=number,
        draft=draft,
        error=error,
        enquiry=enquiry,
        told=deciding.reason_and_note,
        STANDINGS=STANDINGS,
        REASONS=deciding.REASONS,
        MOST=deciding.MOST,
    )


@bp.post("/radar/<int:counterpart_id>")
@needs(Right.CENTRE)
def decide(counterpart_id: int) -> ResponseReturnValue:
    """Ask, leave, or take either back; refused words are handed back."""
    one = service.find_counterpart(session(), counterpart_id)
    if one is None:
        abort(404)
    try:
        sentence = carry_out(one)
    except RefusedError as refused:
        session().rollback()
        draft = {**request.form, "id": counterpart_id}
        return page(draft, gettext(refused.text, **refused.values)), 422
    session().commit()
    flash(sentence)
    return redirect(url_for("radar.index", state=request.args.get("state")), 303)


def carry_out(one: Counterpart) -> str:
    """Do what the form asks for; the sentence that says what was done."""
    form, now, actor = request.form, clock.now_in(session()), current_user.email
    note, symbol = form.get("note", ""), one.notice.symbol
    match form.get("do"):
        case "ask":
            deciding.ask(session(), one, note, actor, now)
            sentence = gettext("已记为已询问：%(symbol)s。", symbol=symbol)
        case "dismiss":
            why = (form.get("reason", ""), note)
            deciding.dismiss(session(), one, why, actor, now)
            sentence = gettext("已记为不需询问：%(symbol)s。", symbol=symbol)
        case "undo":
            deciding.take_back(session(), one, actor)
            sentence = gettext("已撤销对%(symbol)s的处理。", symbol=symbol)
        case _:
            raise RefusedError("请选择要做的处理。")
    return str(sentence)


def enquiry(entry: service.Entry, *, chinese: bool) -> str:
    """The question to the Member about an entry, ready to copy."""
    row, notice = entry.row, entry.counterpart.notice
    shown = publisher_of(session(), notice)
    sectors = [chip for chip in row.chips if chip.certainty != "possible"]
    zh = "、".join(chip.zh for chip in sectors)
    en = ", ".join(chip.en for chip in sectors)
    subject = Subject(
        member=(row.members[0].zh, row.members[0].en),
        title=row.original,
        symbol=row.symbol,
        publisher=row.publisher,
        address=(shown.page if shown else "") or "",
        sectors=(zh, en),
        published=row.distributed,
        closes=row.deadline if row.is_open else None,
        today=today(),
    )
    return draft_enquiry(subject, chinese=chinese)


def notified(notice_id: int) -> tuple[Standing, Counterpart] | None:
    """What may be said of the notification of a national measure."""
    return service.notified(session(), notice_id, clock.now_in(session()))


def setup(app: Flask) -> None:
    """What the page of a national measure may call."""
    app.jinja_env.globals.update(notified=notified, NOTIFIED=MARKS)
