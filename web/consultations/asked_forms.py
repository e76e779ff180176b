"""The form of those who are asked: read, filled with what was kept, and shown."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from models.consultation import Answer, Asked, AskedKind
from models.user import User
from web.consultations import answering
from web.consultations.fields import MOST_CLAUSES, Given
from web.consultations.standing import is_closed
from web.consultations.words import KINDS
from web.exposure.words import RANGE_WORDS
from web.language import language
from web.notices.rows import make_rows
from web.store import session, today
from web.voices.words import AFFECTED, COSTS, MONTHS

FIELDS = (
    "affected",
    "cost",
    "months",
    "exports",
    "models",
    "certificate",
    "product",
    "opinion",
    "conflict",
    "contact",
    "reach",
)
LINES = 4
"""So many clauses an expert's form has room for at first."""


def me() -> User | None:
    """The user who is asking, if anybody is signed in."""
    return current_user.user if current_user.is_authenticated else None


def read_form() -> Given:
    """What the form of a request holds."""
    form = request.form
    lines = zip(form.getlist("clause"), form.getlist("clause_text"), strict=False)
    return Given(
        no_opinion=form.get("do") == "none",
        clauses=list(lines)[:MOST_CLAUSES],
        **{name: form.get(name, "") for name in FIELDS},
    )


def given_of(asked: Asked, answer: Answer | None) -> Given:
    """What a form begins with: what was kept, else what we know."""
    if answer is None:
        user = me()
        return Given(contact=user.name if user else "", reach=asked.email)
    told = {name: getattr(answer, name) for name in FIELDS}
    return Given(
        no_opinion=answer.no_opinion,
        clauses=[(one["clause"], one["text"]) for one in answer.clauses],
        **{name: "" if one is None else str(one) for name, one in told.items()},
    )


def show_form(
    asked: Asked,
    place: str,
    given: Given | None = None,
    error: str = "",
    *,
    clash: bool = False,
) -> ResponseReturnValue:
    """The form of a party, with what was typed or kept before.

    In a ``clash`` what somebody else kept meanwhile stands beside what was typed, and
    whoever has seen both may go on.
    """
    one, answer = asked.consultation, asked.answer
    given = given or given_of(asked, answer)
    edition = answering.edition_of(answer)
    english = language() == "en" and one.question_en
    page = render_template(
        "consultations/form.html",
        asked=asked,
        answer=answer,
        given=given,
        lines=[*given.clauses, *[("", "")] * LINES][:MOST_CLAUSES],
        based_on=edition if clash else request.form.get("based_on") or edition,
        clash=clash,
        question=one.question_en if english else one.question_zh,
        row=make_rows(session(), [one.case.notice], language(), today())[0],
        place=place,
        error=error,
        closed=is_closed(one, today()),
        closed_on=answering.closed_on(asked),
        kind=AskedKind(asked.kind),
        kinds=KINDS,
        affected=AFFECTED,
        costs=COSTS,
        months=MONTHS,
        ranges={key: RANGE_WORDS[key] for key in "abcdef"},
    )
    return page, 422 if error else 200
