"""What one button does to an argument, or to all of them."""

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from models.case import Case, CaseItem
from models.clock import now_in
from web.arguments import carry_over, service
from web.arguments.pages import show_list
from web.arguments.room import bp
from web.cases.asking import actor, asked_case, missing
from web.cases.lock import hold_open
from web.marks import N_
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session

CHANGED = N_("%(who)s刚刚改过这一条，这次没有执行。请看过现在的文字后再操作。")
ACTS = {
    "take": service.take_over,
    "agree": service.agree,
    "remove": service.remove,
    "restore": service.restore,
}
"""What one button does to an argument."""
DONE = {
    "take": _("已采用，由您负责这一条。"),
    "agree": _("已确认中英文一致。"),
    "remove": _("已移除，可在页尾恢复。"),
    "restore": _("已恢复，列在最后。"),
    "keep": _("已对应到最新文本。"),
}


def asked_item(case: Case, item_id: int) -> CaseItem:
    """The argument of an address; its page is missing (404) where there is none."""
    try:
        return service.find_item(case, item_id)
    except RefusedError as error:
        missing(error)


def refuse_if_changed(item: CaseItem, seen: str) -> None:
    """Refuse to act on words that are no longer those on the screen."""
    if seen and seen != str(item.edition):
        raise RefusedError(CHANGED, who=item.edited_by or "系统")


@bp.post("/cases/<int:case_id>/items/<int:item_id>/<act>")
@needs(Right.CENTRE)
def act(case_id: int, item_id: int, act: str) -> ResponseReturnValue:
    """Do one thing to an argument, or say why not."""
    case = asked_case(case_id)
    item = asked_item(case, item_id)
    me, now = actor(), now_in(session())
    try:
        hold_open(session(), case)
        refuse_if_changed(item, request.form.get("edition", ""))
        if act in {"up", "down"}:
            step = 1 if act == "down" else -1
            service.shift(session(), item, step, actor=me, at=now)
        elif act == "keep":
            carry_over.keep(session(), case, item, actor=me, at=now)
        elif act in ACTS:
            ACTS[act](session(), item, actor=me, at=now)
        else:
            abort(404)
    except RefusedError as error:
        session().rollback()
        told = gettext(error.text, **error.values)
        return show_list(asked_case(case_id), told, 422)
    session().commit()
    if act in DONE:
        flash(str(DONE[act]), "ok")
    return redirect(url_for(".index", case_id=case_id, _anchor=f"item-{item_id}"), 303)


@bp.post("/cases/<int:case_id>/all-items/<what>")
@needs(Right.CENTRE)
def all_items(case_id: int, what: str) -> ResponseReturnValue:
    """Order all arguments as usual, or carry those that are still valid over."""
    case = asked_case(case_id)
    me, now = actor(), now_in(session())
    try:
        if what == "order":
            service.order_as_usual(session(), case, actor=me, at=now)
        elif what == "keep":
            carry_over.keep_valid(session(), case, actor=me, at=now)
        else:
            abort(404)
    except RefusedError as error:
        session().rollback()
        told = gettext(error.text, **error.values)
        return show_list(asked_case(case_id), told, 422)
    session().commit()
    return redirect(url_for(".index", case_id=case_id), 303)
