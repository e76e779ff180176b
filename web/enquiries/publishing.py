"""Pages of published answers: how an officer words one, and what everybody reads."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from models import clock
from models.enquiry import Enquiry
from web.enquiries import answers as published
from web.enquiries import desk
from web.limits import page_asked
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session
from web.subscriptions.service import choices
from web.voices.views import me

FIELDS = (
    "question_zh",
    "answer_zh",
    "question_en",
    "answer_en",
    "market",
    "sector",
)


def find(enquiry_id: int) -> Enquiry:
    """The question whose answer is published."""
    return desk.find_enquiry(session(), me(), enquiry_id) or abort(404)


@needs(Right.CENTRE)
def edit(enquiry_id: int) -> ResponseReturnValue:
    """The form of an answer for everybody."""
    one = find(enquiry_id)
    return show_form(one, published.propose(session(), one))


def show_form(
    one: Enquiry, given: published.Wording, error: str = ""
) -> ResponseReturnValue:
    """The form, perhaps with what is wrong."""
    page = render_template(
        "enquiries/publish.html",
        one=one,
        given=given,
        error=error,
        choices=choices(session()),
    )
    return page, 422 if error else 200


@needs(Right.CENTRE)
def publish(enquiry_id: int) -> ResponseReturnValue:
    """Keep an answer, shown or as a draft."""
    one, form = find(enquiry_id), request.form
    words = {name: form.get(name, "") for name in FIELDS}
    given = published.Wording(**words, shown=form.get("shown") == "1")
    now = clock.now_in(session())
    try:
        published.publish(session(), one, given, me(), now)
    except RefusedError as error:
        session().rollback()
        return show_form(find(enquiry_id), given, gettext(error.text, **error.values))
    session().commit()
    flash(gettext("已公布。") if given.shown else gettext("已存为草稿，未公布。"))
    return redirect(url_for("enquiries.show", enquiry_id=enquiry_id), 303)


@needs(Right.PUBLIC)
def answers() -> str:
    """What was asked and answered, for everybody, narrowed by the address."""
    wanted = {name: request.args.get(name, "")[:100] for name in ("market", "sector")}
    words = request.args.get("q", "")[:200]
    page = page_asked()
    return render_template(
        "enquiries/answers.html",
        found=published.list_answers(session(), words, **wanted, page=page),
        words=words,
        wanted=wanted,
        choices=choices(session()),
    )


@needs(Right.PUBLIC)
def answer(answer_id: int) -> str:
    """One published answer."""
    found = published.find_answer(session(), answer_id) or abort(404)
    return render_template("enquiries/answer.html", one=found)


def register(bp: Blueprint) -> None:
    """Add these pages to the desk's."""
    bp.get("/enquiries/<int:enquiry_id>/publish")(edit)
    bp.post("/enquiries/<int:enquiry_id>/publish")(publish)
    bp.get("/answers")(answers)
    bp.get("/answers/<int:answer_id>")(answer)
