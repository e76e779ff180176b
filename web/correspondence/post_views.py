"""What the forms of sending and answers do."""

from collections.abc import Callable

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from models.case import Case
from models.clock import now_in
from models.correspondence import Dispatch
from models.review import Signature
from web.cases.asking import actor, asked_case
from web.consultations.thanking import tell_outcome
from web.correspondence import ledger, letters, replies, sending
from web.correspondence.package import subject_lines
from web.correspondence.page import show
from web.correspondence.room import asked_day, asked_instant, bp, links, told
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session
from web.uploads.forms import folder, read_upload
from web.uploads.keeping import keep, row_of


def attempt(
    case_id: int, at: str, act: Callable[[Case], object]
) -> ResponseReturnValue:
    """Do something to a case and go back; the page with the words if it is refused."""
    case = asked_case(case_id)
    try:
        act(case)
    except RefusedError as error:
        session().rollback()
        return show(asked_case(case_id), told(error), at)
    session().commit()
    place = url_for("correspondence.index", case_id=case_id, _anchor=at)
    return redirect(place, 303)


def kept_file() -> dict[str, object]:
    """The file of a form, laid in the data folder; {} without one."""
    return row_of(keep(folder(), read_upload()))


@bp.post("/cases/<int:case_id>/dispatches")
@needs(Right.CENTRE)
def send(case_id: int) -> ResponseReturnValue:
    """Write down a sending to a national body, and mail it the package if it wants."""
    form = request.form

    def act(case: Case) -> None:
        now = now_in(session())
        wanted = sending.Wanted(
            form.get("recipient", type=int),
            form.get("channel", ""),
            asked_instant(now),
            anyway="anyway" in form,
        )
        made = sending.send(
            session(),
            case,
            wanted,
            folder=folder(),
            translation=read_upload(),
            actor=actor(),
            now=now,
        )
        if "mail" in form:
            mail(case, made)

    return attempt(case_id, "send", act)


def mail(case: Case, dispatch: Dispatch) -> None:
    """Tell the national body of the package by mail."""
    signature = session().get_one(Signature, dispatch.signature_id)
    recipient = dispatch.recipient
    if recipient and letters.post_package(
        session(),
        dispatch,
        recipient,
        subject=subject_lines(session(), case)[0],
        version=signature.draft_number,
        links=links(),
        now=now_in(session()),
    ):
        flash(gettext("已放入发件箱：%(to)s", to=recipient.email), "success")


@bp.post("/cases/<int:case_id>/dispatches/<int:dispatch_id>/receipt")
@needs(Right.CENTRE)
def receipt(case_id: int, dispatch_id: int) -> ResponseReturnValue:
    """Write down that the national body has it."""

    def act(case: Case) -> None:
        sending.note_receipt(
            session(),
            case,
            sending.find_dispatch(session(), case, dispatch_id),
            text=request.form.get("text", ""),
            file=kept_file(),
            actor=actor(),
            now=now_in(session()),
        )

    return attempt(case_id, f"dispatch-{dispatch_id}", act)


@bp.post("/cases/<int:case_id>/dispatches/<int:dispatch_id>/recall")
@needs(Right.CENTRE)
def recall(case_id: int, dispatch_id: int) -> ResponseReturnValue:
    """Take a sending back."""

    def act(case: Case) -> None:
        sending.recall(
            session(),
            case,
            sending.find_dispatch(session(), case, dispatch_id),
            why=request.form.get("why", ""),
            actor=actor(),
            now=now_in(session()),
        )

    return attempt(case_id, f"dispatch-{dispatch_id}", act)


@bp.post("/cases/<int:case_id>/abroad")
@needs(Right.CENTRE)
def abroad(case_id: int) -> ResponseReturnValue:
    """Write down when and how the national body sent it to the Member."""
    form = request.form

    def act(case: Case) -> None:
        sending.note_abroad(
            session(),
            case,
            day=asked_day(),
            channel=form.get("channel", ""),
            addressee=form.get("addressee", ""),
            tracking=form.get("tracking", ""),
            actor=actor(),
            now=now_in(session()),
        )

    return attempt(case_id, "abroad", act)


@bp.post("/cases/<int:case_id>/replies")
@needs(Right.CENTRE)
def reply(case_id: int) -> ResponseReturnValue:
    """File what the Member answered."""
    form = request.form

    def act(case: Case) -> None:
        heard = replies.Heard(
            form.get("kind", ""),
            asked_day(),
            form.get("language", "en")[:5],
            form.get("text", ""),
            is_sure="sure" in form,
        )
        replies.file_reply(
            session(),
            case,
            heard,
            file=kept_file(),
            actor=actor(),
            now=now_in(session()),
        )

    return attempt(case_id, "reply", act)


@bp.post("/cases/<int:case_id>/chases")
@needs(Right.CENTRE)
def chase(case_id: int) -> ResponseReturnValue:
    """Write down that it was asked again."""

    def act(case: Case) -> None:
        replies.note_chase(
            session(),
            case,
            day=asked_day(),
            channel=request.form.get("channel", ""),
            text=request.form.get("text", ""),
            actor=actor(),
            now=now_in(session()),
        )

    return attempt(case_id, "chase", act)


@bp.post("/cases/<int:case_id>/items/<int:item_id>/outcome")
@needs(Right.CENTRE)
def outcome(case_id: int, item_id: int) -> ResponseReturnValue:
    """Write down what came of one argument."""
    form = request.form

    def act(case: Case) -> None:
        ledger.set_outcome(
            session(),
            case,
            item_id,
            outcome=form.get("outcome", ""),
            quote=form.get("quote", ""),
            seen=form.get("seen", ""),
            actor=actor(),
            now=now_in(session()),
        )

    return attempt(case_id, f"outcome-{item_id}", act)


@bp.post("/cases/<int:case_id>/tell")
@needs(Right.CENTRE)
def tell(case_id: int) -> ResponseReturnValue:
    """Tell those who answered what came of it; no letter names another party."""

    def act(case: Case) -> None:
        ledger.refuse_unjudged(case)
        sent = tell_outcome(session(), case, links(), now_in(session()))
        flash(ngettext("已告知 %(num)d 家", "已告知 %(num)d 家", sent), "success")

    return attempt(case_id, "outcomes", act)
