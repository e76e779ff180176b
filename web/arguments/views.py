"""The tab of arguments: the list, and one of them in its form."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from models.case import Case, CaseItem
from models.clock import now_in
from web.arguments import (
    act_views,
    check_views,
    ground_views,
    precedent_views,
    service,
)
from web.arguments.act_views import asked_item
from web.arguments.pages import show_form, show_list
from web.arguments.proving import behind
from web.arguments.room import bp
from web.arguments.texts import texts_of
from web.arguments.wording import Wording, read_wording, wording_of
from web.cases.asking import actor, asked_case
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session
from web.unsaved.service import forget, held

__all__ = ["act_views", "bp", "check_views", "ground_views", "precedent_views"]


@bp.get("/cases/<int:case_id>/items")
@needs(Right.CENTRE)
def index(case_id: int) -> ResponseReturnValue:
    """The arguments of a case, how complete they are, what the checks propose."""
    return show_list(asked_case(case_id))


@bp.get("/cases/<int:case_id>/items/new")
@needs(Right.CENTRE)
def new(case_id: int) -> ResponseReturnValue:
    """An empty argument beside the text; an address may choose clause and words."""
    asked = request.args
    wording = Wording(
        anchor=asked.get("anchor", "")[:64],
        quote=asked.get("quote", "")[:4000],
        clause=asked.get("clause", "")[:200],
        ground_id=asked.get("ground", ""),
    )
    case = asked_case(case_id)
    left = left_in(f"item-new:{case_id}")
    if left:
        return show_form(case, None, left[0], evidence=left[1])
    return show_form(case, None, wording)


@bp.get("/cases/<int:case_id>/items/<int:item_id>")
@needs(Right.CENTRE)
def show(case_id: int, item_id: int) -> ResponseReturnValue:
    """One argument in its form."""
    case = asked_case(case_id)
    item = asked_item(case, item_id)
    left = left_in(f"item:{item_id}")
    if left:
        return show_form(case, item, left[0], evidence=left[1])
    rows = behind(session(), [item]).get(item.id, [])
    return show_form(case, item, wording_of(item), evidence=[row.id for row in rows])


def typed() -> tuple[Wording, list[int]]:
    """The words of the form that was sent, and the evidence that was ticked."""
    form = request.form
    wording = read_wording(form, form.getlist("further_grounds"))
    return wording, form.getlist("evidence", type=int)


def left_in(place: str) -> tuple[Wording, list[int]] | None:
    """The words that were left in a form, when they are asked for again."""
    row = (
        held(session(), actor().id or 0, place) if request.args.get("restore") else None
    )
    if row is None:
        return None
    words = {name: told[0] for name, told in row.words.items() if told}
    ticked = [int(one) for one in row.words.get("evidence", []) if one.isdecimal()]
    return read_wording(words, row.words.get("further_grounds", [])), ticked


@bp.post("/cases/<int:case_id>/items")
@needs(Right.CENTRE)
def add(case_id: int) -> ResponseReturnValue:
    """Keep a new argument, or hand the words back with the reason."""
    case = asked_case(case_id)
    wording, evidence = typed()
    if request.form.get("look"):
        return show_form(case, None, wording, evidence=evidence)
    now = now_in(session())
    try:
        item = service.add_item(session(), case, wording, actor=actor(), at=now)
        settle(case, item, evidence)
    except RefusedError as error:
        return handed_back(case_id, None, wording, evidence, error)
    forget(session(), actor().id, f"item-new:{case.id}")
    session().commit()
    return redirect(url_for(".index", case_id=case.id, _anchor=f"item-{item.id}"), 303)


@bp.post("/cases/<int:case_id>/items/<int:item_id>")
@needs(Right.CENTRE)
def edit(case_id: int, item_id: int) -> ResponseReturnValue:
    """Keep the words of an argument, or hand them back with the reason."""
    case = asked_case(case_id)
    item = asked_item(case, item_id)
    wording, evidence = typed()
    if request.form.get("look"):
        return show_form(case, item, wording, evidence=evidence)
    try:
        service.edit_item(
            session(),
            case,
            item,
            wording,
            edition=request.form.get("edition", 0, type=int),
            actor=actor(),
            at=now_in(session()),
        )
        settle(case, item, evidence)
        if request.form.get("agreed"):
            service.agree(session(), item, actor=actor(), at=now_in(session()))
    except RefusedError as error:
        return handed_back(case_id, item_id, wording, evidence, error)
    forget(session(), actor().id, f"item:{item.id}")
    session().commit()
    return redirect(url_for(".index", case_id=case.id, _anchor=f"item-{item.id}"), 303)


def settle(case: Case, item: CaseItem, evidence: list[int]) -> None:
    """Join the evidence that was ticked, and look the quote up in the text."""
    me, now = actor(), now_in(session())
    service.connect(session(), item, evidence, actor=me)
    service.place(
        session(),
        item,
        texts_of(session(), case, item.anchor.partition(".")[0]),
        unchecked=bool(request.form.get("unchecked")),
        actor=me,
        at=now,
    )


def handed_back(
    case_id: int,
    item_id: int | None,
    wording: Wording,
    evidence: list[int],
    error: RefusedError,
) -> ResponseReturnValue:
    """The form with the words that were typed; beside them those that stand now."""
    session().rollback()
    case = asked_case(case_id)
    item = asked_item(case, item_id) if item_id else None
    clash = isinstance(error, service.EditedMeanwhileError)
    return show_form(
        case,
        item,
        wording,
        evidence=evidence,
        error=gettext(error.text, **error.values),
        theirs=wording_of(item) if clash and item else None,
        status=409 if clash else 422,
    )
