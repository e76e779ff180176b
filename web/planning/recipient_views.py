"""The page of national bodies that take the centre's papers."""

from collections.abc import Mapping

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from models.case_plan import Recipient
from models.clock import now_in
from web.cases.asking import missing
from web.planning import recipients
from web.planning.room import bp
from web.planning.service import plan_all
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session

TEXTS = ("name", "department", "channel", "contact", "email", "agreement")


@bp.get("/recipients")
@needs(Right.CENTRE)
def recipients_page() -> ResponseReturnValue:
    """All of them, each with its form, and the form for a further one."""
    return show_recipients()


def show_recipients(
    error: str = "", typed: Mapping[str, str] | None = None, opened: int = 0
) -> ResponseReturnValue:
    """The page, perhaps with a form that was refused."""
    page = render_template(
        "planning/recipients.html",
        listed=recipients.list_recipients(session(), retired=True),
        form_values=form_values,
        error=error,
        typed=typed,
        opened=opened,
    )
    return page, 422 if error else 200


def form_values(one: Recipient) -> dict[str, object]:
    """What the form of a recipient holds."""
    return {
        **{name: getattr(one, name) for name in TEXTS},
        "lead_days": one.lead_days,
        "share": round(one.lead_share * 100),
        "least_working_days": one.least_working_days,
        "seen": one.edited_at.isoformat(),
    }


def asked(recipient_id: int) -> Recipient:
    """The recipient of an address, or 404."""
    try:
        return recipients.find_recipient(session(), recipient_id)
    except RefusedError as error:
        missing(error)


@bp.post("/recipients")
@needs(Right.CENTRE)
def add_recipient() -> ResponseReturnValue:
    """Add one."""
    return keep(None)


@bp.post("/recipients/<int:recipient_id>")
@needs(Right.CENTRE)
def save_recipient(recipient_id: int) -> ResponseReturnValue:
    """Put one right; cases whose lead time changes are planned anew."""
    return keep(asked(recipient_id))


def keep(recipient: Recipient | None) -> ResponseReturnValue:
    """Keep a form, or hand it back with the reason."""
    now, opened = now_in(session()), recipient.id if recipient else 0
    try:
        recipients.save_recipient(
            session(), recipient, request.form, actor=current_user.name, now=now
        )
    except RefusedError as error:
        session().rollback()
        words, typed = gettext(error.text, **spoken(error.values)), dict(request.form)
        if recipient and error.text == recipients.CHANGED:
            typed["seen"] = recipient.edited_at.isoformat()
        return show_recipients(words, typed, opened)
    return done()


def spoken(values: Mapping[str, object]) -> dict[str, object]:
    """The values of a refusal in the language of the page."""
    names = {str(name) for name in recipients.NAMES.values()}
    return {
        key: gettext(str(value)) if value in names else value
        for key, value in values.items()
    }


@bp.post("/recipients/<int:recipient_id>/act")
@needs(Right.CENTRE)
def act_on_recipient(recipient_id: int) -> ResponseReturnValue:
    """Make one the usual one, retire it, or take it back."""
    recipient, do = asked(recipient_id), request.form.get("do", "")
    actor, now = current_user.name, now_in(session())
    if do == "usual":
        recipients.make_usual(session(), recipient, actor)
    elif do in {"retire", "back"}:
        recipients.retire(session(), recipient, back=do == "back", actor=actor, now=now)
    return done()


def done() -> ResponseReturnValue:
    """Plan anew what rests on it, keep all, and show the list."""
    planned = plan_all(session(), now_in(session()))
    session().commit()
    flash(gettext("已保存，重排 %(n)d 个案件。", n=planned))
    return redirect(url_for("planning.recipients_page"), 303)
