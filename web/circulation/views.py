"""The pages of departments, and of those who wait for them."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_login import current_user

from models import clock
from models.consultation import Asked, AskedKind
from models.user import User
from web.circulation import service
from web.consultations import answering
from web.consultations.answering import Sitting, edition_of
from web.consultations.fields import Given
from web.consultations.room import links
from web.consultations.service import count_waiting, is_waiting, own_request
from web.consultations.thanking import thank
from web.consultations.words import state_of
from web.joining.views import send_soon
from web.language import language
from web.limits import page_asked
from web.nav import Entry
from web.notices.rows import make_rows
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session, today
from web.uploads.forms import folder

bp = Blueprint("circulation", __name__, template_folder="templates")


def is_department() -> bool:
    """Whether the visitor is of a department."""
    return bool(current_user.is_authenticated and current_user.role == "department")


def waiting() -> int:
    """How many notices wait to be signed back."""
    return count_waiting(session(), me(), today())


MENU = [
    Entry(
        43,
        "circulation.index",
        _("成员单位"),
        icon="desk",
        right=Right.MEMBER,
        short=True,
        when=is_department,
        count=waiting,
    )
]


def me() -> User:
    """The user who is asking."""
    user: User = current_user.user
    return user


@bp.get("/circulation")
@needs(Right.MEMBER)
def index() -> ResponseReturnValue:
    """What was circulated to one's department."""
    return list_page()


def list_page(error: str = "") -> ResponseReturnValue:
    """The list, perhaps with what was refused."""
    listed = service.circulated(session(), me())
    notices = [one.consultation.case.notice for one in listed]
    rows = make_rows(session(), notices, language(), today())
    page = render_template(
        "circulation/index.html",
        listed=list(zip(listed, rows, strict=True)),
        state_of=lambda asked: state_of(asked, today()),
        waiting=lambda asked: is_waiting(asked, today()),
        edition_of=edition_of,
        error=error,
    )
    return page, 422 if error else 200


def mine(asked_id: int) -> Asked:
    """What was circulated to who is asking; anything else leads nowhere."""
    found = own_request(session(), me(), asked_id)
    if found is None or found.kind != AskedKind.DEPARTMENT:
        abort(404)
    return found


@bp.post("/circulation/<int:asked_id>/receipt")
@needs(Right.MEMBER)
def receive(asked_id: int) -> ResponseReturnValue:
    """Confirm that one has it."""
    answering.receive(session(), mine(asked_id), me().email, clock.now_in(session()))
    session().commit()
    flash(gettext("已签收。"))
    return redirect(url_for("circulation.index"), 303)


@bp.post("/circulation/<int:asked_id>/none")
@needs(Right.MEMBER)
def none(asked_id: int) -> ResponseReturnValue:
    """Sign back without an opinion, in one click."""
    asked, now = mine(asked_id), clock.now_in(session())
    based_on = request.form.get("based_on", "")
    sitting = Sitting(me().email, "page", based_on, now, today())
    try:
        answering.take(
            session(),
            asked,
            Given(no_opinion=True),
            None,
            folder(),
            sitting,
            submit=True,
        )
    except RefusedError as error:
        session().rollback()
        return list_page(gettext(error.text, **error.values))
    thank(session(), asked, links(), now=now, today=today())
    send_soon()
    flash(gettext("已签回：无意见。"))
    return redirect(url_for("circulation.index"), 303)


@bp.get("/circulation/unsigned")
@needs(Right.CENTRE)
def unsigned() -> str:
    """For the centre: what departments have not signed back."""
    listed, here = service.unsigned(session(), page_asked())
    notices = [one.consultation.case.notice for one in listed]
    rows = make_rows(session(), notices, language(), today())
    return render_template(
        "circulation/unsigned.html",
        listed=list(zip(listed, rows, strict=True)),
        days_over=lambda asked: service.days_over(asked, today()),
        page=here.page,
        pages=here.pages,
    )
