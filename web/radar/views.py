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
from web.cases.blanks import split_blanks
from web.cases.record import Actor
from web.language import language
from web.limits import page_asked
from web.nav import Entry
from web.notices.rows import make_rows
from web.radar import deciding, service
from web.radar.opening import Offer, begin_on_measure, make_offer, read_dossier
from web.radar.papers import write_papers
from web.radar.service import Standing, When
from web.radar.words import MARKS, OFFERS, PAPERS, STANDINGS
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session, today

bp = Blueprint("radar", __name__, template_folder="templates")


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
    number = page_asked()
    radar = service.read_radar(session(), standing, number, language(), when())
    return render_template(
        "radar/index.html",
        radar=radar,
        standing=standing,
        number=number,
        draft=draft,
        error=error,
        offered_in=offered_in,
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


@bp.get("/radar/<int:counterpart_id>")
@needs(Right.CENTRE)
def papers(counterpart_id: int) -> str:
    """The papers on one measure, side by side, and the record of the search."""
    one = service.find_counterpart(session(), counterpart_id)
    if one is None:
        abort(404)
    dossier = read_dossier(session(), one, when())
    row = make_rows(session(), [one.notice], language(), today())[0]
    return render_template(
        "radar/papers.html",
        one=one,
        row=row,
        dossier=dossier,
        papers=write_papers(dossier),
        offer=make_offer(session(), one, dossier.standing, when()),
        blanks=split_blanks,
        PAPERS=PAPERS,
        STANDINGS=STANDINGS,
    )


@bp.post("/radar/<int:counterpart_id>/case")
@needs(Right.CENTRE)
def begin(counterpart_id: int) -> ResponseReturnValue:
    """Open a case on a measure with a first draft, or go to the one there is."""
    one = service.find_counterpart(session(), counterpart_id)
    if one is None:
        abort(404)
    actor = Actor(current_user.id, current_user.name)
    kind = request.form.get("kind", "")
    case = begin_on_measure(session(), one, kind, actor, when())
    session().commit()
    return redirect(url_for("cases.show", case_id=case.id), 303)


def when() -> When:
    """The instant and the day of this question."""
    return When(clock.now_in(session()), today())


def offered(notice_id: int) -> Offer | None:
    """What an officer may do with a measure; None for one that was not looked for."""
    known = notified(notice_id)
    return make_offer(session(), known[1], known[0], when()) if known else None


def offered_in(entry: service.Entry) -> Offer:
    """The same for an entry of the list, whose search is known."""
    return make_offer(session(), entry.counterpart, entry.standing, when())


def notified(notice_id: int) -> tuple[Standing, Counterpart] | None:
    """What may be said of the notification of a national measure."""
    return service.notified(session(), notice_id, clock.now_in(session()))


def setup(app: Flask) -> None:
    """What the page of a national measure may call."""
    app.jinja_env.globals.update(
        notified=notified, NOTIFIED=MARKS, offered=offered, CASE_OFFERS=OFFERS
    )
