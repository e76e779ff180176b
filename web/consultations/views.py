"""Pages of the centre: a round chosen, looked at, sent, and followed."""

from flask import Flask, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_login import current_user

from models import clock
from models.case import Case
from models.consultation import Asked
from web.cases.frame import framed
from web.cases.service import find_case
from web.consultations import asked_views, import_views, rounds, service
from web.consultations.choosing import Party, proposed
from web.consultations.drafts import Draft, draft_of, first_draft, wish_of
from web.consultations.letters import write_question
from web.consultations.links import link_of
from web.consultations.room import actor, bp, links
from web.consultations.standing import is_closed, progress_of
from web.consultations.words import KINDS, ORIGINS, state_of
from web.errors import error_page
from web.exposure.words import RANGE_WORDS
from web.joining.views import send_soon
from web.mail.plain import Reader
from web.mail.writing import Letter
from web.nav import Entry
from web.refused import RefusedError
from web.rights import Right, may, needs
from web.store import session, today
from web.voices.words import AFFECTED, COSTS, MONTHS

__all__ = ["MENU", "asked_views", "bp", "import_views", "setup"]
TAB = "evidence.index"


def is_asked() -> bool:
    """Whether the visitor was ever asked anything; the centre asks."""
    if not current_user.is_authenticated or may(Right.CENTRE):
        return False
    if current_user.role == "department":
        return False  # it has a page of its own
    return bool(service.own_requests(session(), current_user.user))


def waiting() -> int:
    """How many questions wait for the visitor."""
    listed = service.own_requests(session(), current_user.user)
    return sum(service.is_waiting(one, today()) for one in listed)


MENU = [
    Entry(
        44,
        "consultations.requests",
        _("意见征询"),
        icon="list",
        right=Right.MEMBER,
        when=is_asked,
        count=waiting,
    )
]


@bp.get("/cases/<int:case_id>/consultations/new")
@needs(Right.CENTRE)
def new(case_id: int) -> ResponseReturnValue:
    """Whom to ask, what, and until when; all proposed, nothing sent."""
    try:
        case = find_case(session(), case_id)
    except RefusedError as error:
        return error_page(404, gettext(error.text, **error.values))
    parties = proposed(session(), case)
    return form_page(case, first_draft(session(), case, parties, today()), parties)


def form_page(
    case: Case, draft: Draft, parties: list[Party], error: str = ""
) -> ResponseReturnValue:
    """The form of a round."""
    page = framed(
        "consultations/new.html",
        case,
        TAB,
        parties=parties,
        party_kinds=KINDS,
        draft=draft,
        error=error,
    )
    return page, 422 if error else 200


@bp.post("/cases/<int:case_id>/consultations")
@needs(Right.CENTRE)
def begin(case_id: int) -> ResponseReturnValue:
    """Show a round as it would go out, or send it."""
    case = find_case(session(), case_id)
    draft = draft_of(request.form)
    if request.form.get("do") == "edit":
        return form_page(case, draft, proposed(session(), case))
    try:
        wish = wish_of(session(), draft)
        rounds.check(case, wish, today())
        if request.form.get("do") != "send":
            return preview_page(case, draft, wish)
        made = rounds.begin(
            session(),
            case,
            wish,
            links(),
            actor=actor(),
            now=clock.now_in(session()),
            today=today(),
        )
    except RefusedError as error:
        session().rollback()
        told = gettext(error.text, **error.values)
        return form_page(case, draft, proposed(session(), case), told)
    send_soon()
    flash(gettext("第%(n)s轮已发出。", n=made.number))
    return redirect(url_for("consultations.show", round_id=made.id), 303)


def preview_page(case: Case, draft: Draft, wish: rounds.Wish) -> ResponseReturnValue:
    """The letters as they will go out, one of each kind and language."""
    seen: dict[tuple[str, str], Letter] = {}
    for one in wish.parties:
        question = wish.question_en if one.language == "en" else wish.question_zh
        reader = Reader(one.email, one.name, one.language)
        if (one.kind, one.language) not in seen:
            seen[one.kind, one.language] = write_question(
                one.kind, case.notice, question, wish.closes, reader, "…"
            )
    return framed(
        "consultations/preview.html",
        case,
        TAB,
        draft=draft,
        wish=wish,
        letters=seen,
        party_kinds=KINDS,
    )


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


def setup(app: Flask) -> None:
    """The words of answers, for the pages that show them."""
    app.jinja_env.globals.update(
        ANSWER_AFFECTED=AFFECTED,
        ANSWER_COSTS=COSTS,
        ANSWER_MONTHS=MONTHS,
        ANSWER_EXPORTS=RANGE_WORDS,
    )
