"""Pages of reported barriers: the form, its confirmation, the list, one report."""

from flask import (
    Blueprint,
    abort,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from models import clock
from models.user import User
from models.voice import Barrier
from web.barriers import reporting, service
from web.barriers.words import LOSSES, STATES
from web.enquiries.desk import is_officer, officers
from web.extensions import limiter
from web.joining.views import send_soon, settings
from web.language import language
from web.limits import page_asked
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session
from web.subscriptions.service import choices
from web.uploads.forms import folder, read_upload, send_kept
from web.voices.views import me

bp = Blueprint("barriers", __name__, template_folder="templates")
FIELDS = (
    "market",
    "hs",
    "product",
    "story",
    "since",
    "loss",
    "firm",
    "contact",
    "email",
)


def person() -> User | None:
    """Who reports, if signed in."""
    return me() if current_user.is_authenticated else None


@bp.get("/barriers/new")
@needs(Right.PUBLIC)
def new() -> ResponseReturnValue:
    """The form of a report."""
    user, asked = person(), request.args
    given = {name: asked.get(name, "")[:200] for name in ("market", "hs", "product")}
    if user is not None:
        firm = user.organisation.name if user.organisation else ""
        given |= {"contact": user.name, "email": user.email, "firm": firm}
    return show_form(given)


def show_form(given: dict[str, str], error: str = "") -> ResponseReturnValue:
    """The form, perhaps with what is wrong."""
    page = render_template(
        "barriers/new.html",
        given=given,
        error=error,
        known=person() is not None,
        losses=LOSSES,
        choices=choices(session()),
    )
    return page, 422 if error else 200


@bp.post("/barriers/new")
@needs(Right.PUBLIC)
@limiter.limit("5 per minute; 20 per hour")
def report() -> ResponseReturnValue:
    """Take a report; a stranger is asked to confirm the address."""
    given = {name: request.form.get(name, "") for name in FIELDS}
    user, now = person(), clock.now_in(session())
    try:
        made = reporting.report(
            session(),
            reporting.Report(**given, language=language()),
            read_upload(),
            folder(),
            user=user,
            base_url=settings().base_url,
            now=now,
        )
    except RefusedError as error:
        session().rollback()
        return show_form(given, gettext(error.text, **error.values))
    number = made.id
    if user is None:
        send_soon()
        return render_template("barriers/sent.html")
    session().commit()
    flash(gettext("报告已提交，咨询中心开始核实。"))
    return redirect(url_for("barriers.show", barrier_id=number), 303)


@bp.get("/barriers/confirm/<ticket>")
@needs(Right.PUBLIC)
def confirm_page(ticket: str) -> str:
    """Ask for the press that confirms; looking confirms nothing."""
    return render_template("barriers/confirm.html", ticket=ticket, done=False)


@bp.post("/barriers/confirm/<ticket>")
@needs(Right.PUBLIC)
@limiter.limit("20 per minute")
def confirm(ticket: str) -> str:
    """Let a report count."""
    reporting.confirm(session(), ticket, clock.now_in(session()))
    session().commit()
    return render_template("barriers/confirm.html", ticket=ticket, done=True)


@bp.get("/barriers")
@needs(Right.MEMBER)
def index() -> str:
    """Reports: all for the centre, its own for a firm."""
    state = request.args.get("state", "")
    state = state if state in STATES else ""
    page = page_asked()
    return render_template(
        "barriers/index.html",
        found=service.list_reports(session(), me(), state, page),
        state=state,
        states=STATES,
        desk=is_officer(me()),
    )


def find(barrier_id: int) -> Barrier:
    """A report that one may see; another's is not there."""
    return service.find_report(session(), me(), barrier_id) or abort(404)


@bp.get("/barriers/<int:barrier_id>")
@needs(Right.MEMBER)
def show(barrier_id: int) -> ResponseReturnValue:
    """One report, and for the centre what was done about it."""
    return show_report(find(barrier_id))


def show_report(found: Barrier, error: str = "") -> ResponseReturnValue:
    """The page of a report, perhaps with what was refused."""
    desk = is_officer(me())
    page = render_template(
        "barriers/show.html",
        one=found,
        error=error,
        draft=request.form,
        states=STATES,
        losses=LOSSES,
        desk=desk,
        officers=officers(session()) if desk else [],
    )
    return page, 422 if error else 200


@bp.post("/barriers/<int:barrier_id>")
@needs(Right.CENTRE)
def step(barrier_id: int) -> ResponseReturnValue:
    """Change state, officer and links of a report."""
    found, form = find(barrier_id), request.form
    given = service.Step(
        state=form.get("state", ""),
        owner=form.get("owner", ""),
        symbol=form.get("symbol", ""),
        case=form.get("case", ""),
        text=form.get("text", ""),
    )
    now = clock.now_in(session())
    try:
        service.take_step(session(), found, given, me(), now)
    except RefusedError as error:
        session().rollback()
        words = gettext(error.text, **error.values)
        return show_report(find(barrier_id), words)
    session().commit()
    flash(gettext("已保存。"))
    return redirect(url_for("barriers.show", barrier_id=barrier_id), 303)


@bp.post("/barriers/<int:barrier_id>/answer")
@needs(Right.CENTRE)
def answer(barrier_id: int) -> ResponseReturnValue:
    """Answer who reported."""
    found, text = find(barrier_id), request.form.get("answer", "")
    url, now = settings().base_url, clock.now_in(session())
    try:
        service.answer(session(), found, text, me(), url, now=now)
    except RefusedError as error:
        session().rollback()
        words = gettext(error.text, **error.values)
        return show_report(find(barrier_id), words)
    send_soon()
    flash(gettext("答复已保存，并发邮件告知报告人。"))
    return redirect(url_for("barriers.show", barrier_id=barrier_id), 303)


@bp.get("/barriers/<int:barrier_id>/file")
@needs(Right.MEMBER)
def file(barrier_id: int) -> ResponseReturnValue:
    """What was handed in with a report."""
    return send_kept(find(barrier_id).file)
