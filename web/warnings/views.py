"""Where officers write warnings, review them, send them, and see what came back."""

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from models import clock
from models.notice import Notice
from models.sector import Sector
from models.warning import OfficerWarning, WarningState
from web.joining.views import send_soon
from web.judgements.service import all_sectors
from web.limits import page_asked
from web.places import CITIES
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session, today
from web.uploads.forms import folder, read_upload
from web.warnings import post_views, received_views, sending, service
from web.warnings.audience import aim_of, audience_of
from web.warnings.room import bp, find, links, me, words_of
from web.warnings.text import LEVELS, LONGEST_BODY, LONGEST_TITLE, Draft

__all__ = ["bp", "post_views", "received_views"]
FIELDS = (
    "level",
    "title_zh",
    "title_en",
    "body_zh",
    "body_en",
    "symbol",
    "expires",
    "hs",
    "firms",
)


@bp.get("/warnings")
@needs(Right.CENTRE)
def index() -> str:
    """All warnings, or those of one state."""
    state = request.args.get("state", "")
    state = state if state in set(WarningState) else ""
    page = page_asked()
    found = service.list_warnings(session(), state, page)
    return render_template(
        "warnings/index.html", found=found, state=state, states=list(WarningState)
    )


@bp.get("/warnings/new")
@needs(Right.CENTRE)
def new() -> ResponseReturnValue:
    """The form of a new warning, perhaps about a notice."""
    notice_id = request.args.get("notice", type=int)
    notice = session().get(Notice, notice_id) if notice_id else None
    return form_page(Draft(symbol=notice.symbol if notice else ""))


def read_form() -> Draft:
    """The form as it was filled in."""
    return Draft(
        **{name: request.form.get(name, "") for name in FIELDS},
        sectors=request.form.getlist("sector"),
        cities=request.form.getlist("city"),
    )


def form_page(
    draft: Draft, warning: OfficerWarning | None = None, error: str = ""
) -> ResponseReturnValue:
    """The form, perhaps with what was refused."""
    sectors: list[Sector] = list(all_sectors(session()))
    page = render_template(
        "warnings/form.html",
        draft=draft,
        warning=warning,
        sectors=sectors,
        cities=CITIES,
        levels=LEVELS,
        most=(LONGEST_TITLE, LONGEST_BODY),
        error=error,
    )
    return page, 422 if error else 200


@bp.post("/warnings")
@needs(Right.CENTRE)
def create() -> ResponseReturnValue:
    """Keep a new draft; nothing typed is lost."""
    draft, now = read_form(), clock.now_in(session())
    try:
        made = service.create(session(), me(), draft, now, today())
    except RefusedError as error:
        session().rollback()
        return form_page(draft, error=words_of(error))
    session().commit()
    return redirect(url_for("warnings.show", warning_id=made.id), 303)


@bp.get("/warnings/<int:warning_id>/edit")
@needs(Right.CENTRE)
def edit(warning_id: int) -> ResponseReturnValue:
    """The form of a draft."""
    warning = find(warning_id)
    return form_page(service.draft_of(session(), warning), warning)


@bp.post("/warnings/<int:warning_id>/edit")
@needs(Right.CENTRE)
def change(warning_id: int) -> ResponseReturnValue:
    """Keep the changes of a draft."""
    warning, draft = find(warning_id), read_form()
    now = clock.now_in(session())
    try:
        service.change(session(), warning, me(), draft, now, today())
    except RefusedError as error:
        session().rollback()
        return form_page(draft, find(warning_id), words_of(error))
    session().commit()
    return redirect(url_for("warnings.show", warning_id=warning_id), 303)


@bp.get("/warnings/<int:warning_id>")
@needs(Right.CENTRE)
def show(warning_id: int) -> ResponseReturnValue:
    """A warning, whom it reaches, its history, and who received it."""
    return show_page(find(warning_id))


def show_page(warning: OfficerWarning, error: str = "") -> ResponseReturnValue:
    """The page, perhaps with what was refused."""
    lines = sending.lines_of(session(), warning)
    page = render_template(
        "warnings/show.html",
        warning=warning,
        audience=audience_of(session(), aim_of(warning)),
        lines=lines,
        targets=service.draft_of(session(), warning),
        sectors={one.id: one for one in all_sectors(session())},
        is_writer=service.has_written(warning, current_user.user),
        is_open=warning.state in service.OPEN,
        is_over=warning.is_over(today()),
        error=error,
    )
    return page, 422 if error else 200


def carry_out(
    warning_id: int, act: Callable[[OfficerWarning], object], words: str
) -> ResponseReturnValue:
    """Do as asked and say so, or show the page with the reason why not."""
    try:
        act(find(warning_id))
    except RefusedError as error:
        session().rollback()
        return show_page(find(warning_id), words_of(error))
    session().commit()
    flash(words)
    return redirect(url_for("warnings.show", warning_id=warning_id), 303)


@bp.post("/warnings/<int:warning_id>/files")
@needs(Right.CENTRE)
def attach(warning_id: int) -> ResponseReturnValue:
    """Add a file to a draft, or take one off."""
    drop, now = request.form.get("drop", ""), clock.now_in(session())

    def act(warning: OfficerWarning) -> None:
        if drop:
            service.detach(session(), warning, me(), drop, now)
            return
        upload = read_upload()
        service.attach(session(), warning, me(), folder(), upload, now)

    words = gettext("附件已移除。") if drop else gettext("附件已加入。")
    return carry_out(warning_id, act, words)


@bp.post("/warnings/<int:warning_id>/submit")
@needs(Right.CENTRE)
def submit(warning_id: int) -> ResponseReturnValue:
    """Hand a warning in for review."""
    now = clock.now_in(session())
    return carry_out(
        warning_id,
        lambda one: service.submit(session(), one, me(), now, today()),
        gettext("已提交，等待另一位同事审核。"),
    )


@bp.post("/warnings/<int:warning_id>/review")
@needs(Right.REVIEW)
def review(warning_id: int) -> ResponseReturnValue:
    """Approve a warning, or return it with a reason."""
    approve = request.form.get("do") == "approve"
    told = {name: request.form.get(name, "") for name in ("reason", "seen")}
    now = clock.now_in(session())
    return carry_out(
        warning_id,
        lambda one: service.review(
            session(), one, me(), approve=approve, now=now, **told
        ),
        gettext("已审定，可以发送。") if approve else gettext("已退回。"),
    )


@bp.post("/warnings/<int:warning_id>/send")
@needs(Right.CENTRE)
def send(warning_id: int) -> ResponseReturnValue:
    """Send an approved warning to everybody it is for."""
    now = clock.now_in(session())

    def act(warning: OfficerWarning) -> None:
        sending.send(session(), warning, me(), links(), now, today())
        send_soon()

    return carry_out(warning_id, act, gettext("已交付发送。"))


@bp.post("/warnings/<int:warning_id>/again")
@needs(Right.CENTRE)
def again(warning_id: int) -> ResponseReturnValue:
    """Send a warning to one receiver once more."""
    user_id = request.form.get("user", 0, type=int)
    now = clock.now_in(session())

    def act(warning: OfficerWarning) -> None:
        sending.send_again(session(), warning, user_id, me(), links(), now)
        send_soon()

    return carry_out(warning_id, act, gettext("已再次交付发送。"))


@bp.post("/warnings/<int:warning_id>/withdraw")
@needs(Right.CENTRE)
def withdraw(warning_id: int) -> ResponseReturnValue:
    """Withdraw a warning, with a reason that its receivers can read."""
    reason, now = request.form.get("reason", ""), clock.now_in(session())
    return carry_out(
        warning_id,
        lambda one: service.withdraw(session(), one, me(), reason, now),
        gettext("已撤回。"),
    )
