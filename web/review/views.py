"""The tab of review: remarks beside each argument, the sign-off, and its history."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from models.case import Case
from models.clock import now_in
from models.reference import grounds
from models.user import User
from web.arguments.texts import clause_of
from web.cases.asking import actor, asked_case, missing
from web.cases.completeness import missing_for_review
from web.cases.contents import contents_of, evidence_ids, fingerprint, live_items
from web.cases.frame import framed
from web.cases.words import ASKS
from web.drafts.spanish import spanish_missing
from web.meetings.service import meetings_of
from web.refused import RefusedError
from web.review import checking, remarks, signing
from web.review.drafters import drafters_of
from web.review.words import part_name
from web.rights import Right, needs
from web.store import session

bp = Blueprint("review", __name__, template_folder="templates")


def me() -> User:
    """The person who is asking."""
    return session().get_one(User, actor().id)


@bp.get("/cases/<int:case_id>/review")
@needs(Right.CENTRE)
def index(case_id: int) -> ResponseReturnValue:
    """The arguments with their remarks, both texts, and the sign-off."""
    return show(asked_case(case_id))


def show(
    case: Case, error: str = "", typed: str = "", at: str = ""
) -> ResponseReturnValue:
    """The tab, perhaps with what was refused: the words, and where they stood."""
    latest, items = case.drafts[-1], live_items(case)
    signed = signing.signatures_of(session(), case.id)
    drafters = drafters_of(session(), case)
    page = framed(
        "review/index.html",
        case,
        "review.index",
        latest=latest,
        items=items,
        grounds={ground.id: ground for ground in grounds()},
        asks=ASKS,
        clause_of=clause_of,
        evidence=evidence_ids(session(), items),
        threads=remarks.threads_of(session(), case.id),
        waiting=remarks.open_remarks(session(), [case.id]).get(case.id, 0),
        lacking=missing_for_review(session(), case),
        advice=list(spanish_missing(case)),
        seen=fingerprint(contents_of(session(), case, latest)),
        verdicts=[checking.verdict_on(session(), case, one) for one in signed],
        drafters=drafters.names,
        is_drafter=drafters.include(me()),
        part_name=part_name,
        meetings=meetings_of(session(), case.id),
        error=error,
        typed=typed,
        typed_at=at,
    )
    return page, 422 if error else 200


def refused(case_id: int, error: RefusedError, typed: str, at: str = "sign") -> object:
    """The tab again with the words that were refused."""
    session().rollback()
    told = gettext(error.text, **error.values)
    return show(asked_case(case_id), told, typed, at)


def back(case_id: int, anchor: str = "") -> ResponseReturnValue:
    """To the tab, after something was kept."""
    place = url_for("review.index", case_id=case_id, _anchor=anchor or None)
    return redirect(place, 303)


@bp.post("/cases/<int:case_id>/remarks")
@needs(Right.CENTRE)
def remark(case_id: int) -> ResponseReturnValue:
    """Keep a remark, or an answer to one."""
    case, form = asked_case(case_id), request.form
    item_id = form.get("item", type=int)
    parent_id = form.get("parent", type=int)
    text = form.get("text", "")
    try:
        made = remarks.add_remark(
            session(),
            case,
            me(),
            text,
            item_id=item_id,
            parent_id=parent_id,
            now=now_in(session()),
        )
    except RefusedError as error:
        at = f"remark-{parent_id}" if parent_id else f"item-{item_id or 0}"
        return refused(case_id, error, text, at)  # type: ignore[return-value]
    session().commit()
    return back(case_id, f"remark-{made.parent_id or made.id}")


@bp.post("/cases/<int:case_id>/remarks/<int:remark_id>")
@needs(Right.CENTRE)
def resolve(case_id: int, remark_id: int) -> ResponseReturnValue:
    """Say that a remark is dealt with, or open it again."""
    case = asked_case(case_id)
    done = request.form.get("done") == "yes"
    try:
        remarks.resolve(
            session(), case, remark_id, done=done, actor=actor(), now=now_in(session())
        )
    except RefusedError as error:
        missing(error)
    session().commit()
    return back(case_id, f"remark-{remark_id}")


@bp.post("/cases/<int:case_id>/signature")
@needs(Right.REVIEW)
def sign(case_id: int) -> ResponseReturnValue:
    """Sign off what was on the screen."""
    case, seen = asked_case(case_id), request.form.get("seen", "")
    try:
        signing.sign(session(), case, me(), seen=seen, now=now_in(session()))
    except RefusedError as error:
        return refused(case_id, error, "")  # type: ignore[return-value]
    session().commit()
    return back(case_id, "signed")


@bp.post("/cases/<int:case_id>/signature/reopen")
@needs(Right.REVIEW)
def reopen(case_id: int) -> ResponseReturnValue:
    """End the sign-off with a reason; a new version begins."""
    case, reason = asked_case(case_id), request.form.get("reason", "")
    try:
        signing.reopen(
            session(), case, actor=actor(), reason=reason, now=now_in(session())
        )
    except RefusedError as error:
        return refused(case_id, error, reason, "reopen")  # type: ignore[return-value]
    session().commit()
    return back(case_id, "signed")


@bp.get("/cases/<int:case_id>/signatures/<int:number>")
@needs(Right.CENTRE)
def signature(case_id: int, number: int) -> ResponseReturnValue:
    """What was signed, word for word; beside an earlier sign-off where there is one."""
    case = asked_case(case_id)
    against = request.args.get("against", number - 1, type=int)
    try:
        new = signing.find_signature(session(), case, number)
        old = signing.find_signature(session(), case, against) if against > 0 else None
    except RefusedError as error:
        missing(error)
    return render_template(
        "review/signature.html",
        case=case,
        new=new,
        old=old,
        verdict=checking.verdict_on(session(), case, new),
        parts=checking.compare_signed(old.signed, new.signed) if old else [],
        part_name=part_name,
    )
