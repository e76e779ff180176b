"""Pages of the centre: a round chosen, looked at, sent, and followed."""

from flask import Flask, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_login import current_user

from models import clock
from models.case import Case
from web.cases.frame import framed
from web.cases.service import find_case
from web.consultations import asked_views, import_views, round_views, rounds, service
from web.consultations.choosing import Party, proposed
from web.consultations.drafts import Draft, draft_of, first_draft, wish_of
from web.consultations.letters import write_question
from web.consultations.room import actor, bp, links
from web.consultations.words import KINDS
from web.errors import error_page
from web.exposure.words import RANGE_WORDS
from web.joining.views import send_soon
from web.mail.plain import Reader
from web.mail.writing import Letter
from web.nav import Entry
from web.papers.contact import sign_of
from web.refused import RefusedError
from web.rights import Right, may, needs
from web.store import session, today
from web.voices.words import AFFECTED, COSTS, MONTHS

__all__ = ["MENU", "asked_views", "bp", "import_views", "round_views", "setup"]
TAB = "evidence.index"


def is_asked() -> bool:
    """Whether the visitor was ever asked anything; the centre asks."""
    if not current_user.is_authenticated or may(Right.CENTRE):
        return False
    if current_user.role == "department":
        return False  # it has a page of its own
    return service.is_asked(session(), current_user.user)


def waiting() -> int:
    """How many questions wait for the visitor."""
    return service.count_waiting(session(), current_user.user, today())


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
        rounds_held=rounds.next_number(session(), case) - 1,
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
        rounds.check(session(), case, wish, today())
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
                one.kind,
                case.notice,
                question,
                wish.closes,
                reader,
                "…",
                sign_of(session(), one.language),
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


def setup(app: Flask) -> None:
    """The words of answers, for the pages that show them."""
    app.jinja_env.globals.update(
        ANSWER_AFFECTED=AFFECTED,
        ANSWER_COSTS=COSTS,
        ANSWER_MONTHS=MONTHS,
        ANSWER_EXPORTS=RANGE_WORDS,
    )
