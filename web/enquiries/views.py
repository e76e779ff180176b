"""Pages of the enquiry desk, for who asks and for who answers."""

from typing import Any

from flask import (
    Blueprint,
    Flask,
    abort,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_login import current_user

from models import clock
from models.enquiry import Enquiry, EnquiryPost, EnquiryState, PostKind
from models.notice import Notice
from models.officers_calendar import read_calendar
from web.enquiries import answers, desk, publishing, service
from web.enquiries.words import OPENINGS, POSTS, STATES
from web.extensions import limiter
from web.joining.views import send_soon, settings
from web.limits import number, page_asked
from web.nav import Entry
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session, today
from web.uploads.forms import folder, read_upload, send_kept
from web.uploads.keeping import keep, row_of
from web.voices.views import me

bp = Blueprint("enquiries", __name__, template_folder="templates")
publishing.register(bp)


def has_answers() -> bool:
    """Whether a visitor finds anything published; who is signed in has the desk."""
    return not current_user.is_authenticated and answers.has_any(session())


MENU = [
    Entry(45, "enquiries.answers", _("咨询问答"), icon="list", when=has_answers),
    Entry(
        55,
        "enquiries.index",
        _("咨询问答"),
        icon="person",
        right=Right.MEMBER,
        over=("barriers", "voices"),
    ),
]


def find(enquiry_id: int) -> Enquiry:
    """A question that one may see; another's is not there."""
    return desk.find_enquiry(session(), me(), enquiry_id) or abort(404)


@bp.get("/enquiries")
@needs(Right.MEMBER)
def index() -> str:
    """Questions: all for the centre, its own for a firm."""
    state = request.args.get("state", "")
    state = state if state in {*STATES, desk.OVERDUE} else ""
    page = page_asked()
    found = desk.list_enquiries(session(), me(), today(), state=state, page=page)
    return render_template(
        "enquiries/index.html",
        found=found,
        state=state,
        states=STATES,
        desk=desk.is_officer(me()),
    )


@bp.get("/enquiries/new")
@needs(Right.MEMBER)
def new() -> ResponseReturnValue:
    """The form of a question, perhaps about a notice and worded already."""
    about = request.args.get("notice", "")
    return show_form({"notice": about, **opening(asked_about(about))})


def opening(notice: Notice | None) -> dict[str, str]:
    """How a question about a notice begins, where the address names its subject."""
    words = OPENINGS.get(request.args.get("about", ""))
    if notice is None or words is None:
        return {}
    title, text = (str(one) % {"symbol": notice.symbol} for one in words)
    return {"title": title, "text": text}


def asked_about(text: str) -> Notice | None:
    """The notice that a form names, if there is one."""
    if not text:
        return None
    try:
        return session().get(Notice, number(text))
    except ValueError:
        return None


def show_form(given: dict[str, str], error: str = "") -> ResponseReturnValue:
    """The form, perhaps with what is wrong."""
    page = render_template(
        "enquiries/new.html",
        given=given,
        notice=asked_about(given.get("notice", "")),
        error=error,
        days=settings().enquiry_days,
    )
    return page, 422 if error else 200


@bp.post("/enquiries/new")
@needs(Right.MEMBER)
@limiter.limit("10 per minute; 60 per hour")
def ask() -> ResponseReturnValue:
    """Take a question."""
    names = ("title", "text", "product", "notice")
    given = {name: request.form.get(name, "") for name in names}
    about = asked_about(given["notice"])
    question = service.Question(
        title=given["title"],
        text=given["text"],
        product=given["product"],
        notice_id=about.id if about else None,
    )
    days, now = settings().enquiry_days, clock.now_in(session())
    try:
        made = service.ask(
            session(), me(), question, read_upload(), folder(), days=days, now=now
        )
    except RefusedError as error:
        session().rollback()
        return show_form(given, gettext(error.text, **error.values))
    number_of_it = made.id
    session().commit()
    flash(gettext("咨询已提交。"))
    return redirect(url_for("enquiries.show", enquiry_id=number_of_it), 303)


@bp.get("/enquiries/<int:enquiry_id>")
@needs(Right.MEMBER)
def show(enquiry_id: int) -> ResponseReturnValue:
    """One question and what was said to it."""
    return show_enquiry(find(enquiry_id))


def show_enquiry(one: Enquiry, error: str = "") -> ResponseReturnValue:
    """The page of a question, perhaps with what was refused."""
    officer = desk.is_officer(me())
    posts = [post for post in one.posts if officer or post.kind != PostKind.NOTE]
    page = render_template(
        "enquiries/show.html",
        one=one,
        posts=posts,
        error=error,
        draft=request.form,
        states=STATES,
        kinds=POSTS,
        desk=officer,
        officers=desk.officers(session()) if officer else [],
        overdue=one.state == EnquiryState.OPEN and one.due < today(),
        calendar_known=read_calendar(session()).is_known(one.due.year),
    )
    return page, 422 if error else 200


def refused(enquiry_id: int, error: RefusedError) -> ResponseReturnValue:
    """The page again, with the reason; nothing was kept."""
    session().rollback()
    return show_enquiry(find(enquiry_id), gettext(error.text, **error.values))


@bp.post("/enquiries/<int:enquiry_id>")
@needs(Right.MEMBER)
@limiter.limit("30 per minute")
def say(enquiry_id: int) -> ResponseReturnValue:
    """Ask further, answer, or note."""
    one, form = find(enquiry_id), request.form
    now, days = clock.now_in(session()), settings().enquiry_days
    try:
        post = service.say(
            session(),
            one,
            me(),
            form.get("text", ""),
            row_of(keep(folder(), read_upload())),
            internal=form.get("internal") == "1",
            days=days,
            now=now,
        )
    except RefusedError as error:
        return refused(enquiry_id, error)
    service.tell_asker(session(), one, post, settings().base_url)
    answered = post.kind == PostKind.ANSWER
    send_soon() if answered else session().commit()
    flash(gettext("已保存，并发邮件告知咨询人。") if answered else gettext("已保存。"))
    return redirect(url_for("enquiries.show", enquiry_id=enquiry_id), 303)


@bp.post("/enquiries/<int:enquiry_id>/assign")
@needs(Right.CENTRE)
def assign(enquiry_id: int) -> ResponseReturnValue:
    """Give a question to an officer, with a day."""
    one, form = find(enquiry_id), request.form
    owner, due = form.get("owner", ""), form.get("due", "")
    try:
        service.change(session(), one, owner, due, me(), now=clock.now_in(session()))
    except RefusedError as error:
        return refused(enquiry_id, error)
    session().commit()
    flash(gettext("已保存。"))
    return redirect(url_for("enquiries.show", enquiry_id=enquiry_id), 303)


@bp.post("/enquiries/<int:enquiry_id>/state")
@needs(Right.MEMBER)
def turn(enquiry_id: int) -> ResponseReturnValue:
    """Close a question, or open it again."""
    one, days = find(enquiry_id), settings().enquiry_days
    state, now = request.form.get("state", ""), clock.now_in(session())
    try:
        service.turn(session(), one, state, me(), days=days, now=now)
    except RefusedError as error:
        return refused(enquiry_id, error)
    session().commit()
    return redirect(url_for("enquiries.show", enquiry_id=enquiry_id), 303)


@bp.get("/enquiries/posts/<int:post_id>/file")
@needs(Right.MEMBER)
def file(post_id: int) -> ResponseReturnValue:
    """What was handed in with a post that one may see."""
    post = session().get(EnquiryPost, post_id) or abort(404)
    find(post.enquiry_id)
    if post.kind == PostKind.NOTE and not desk.is_officer(me()):
        abort(404)
    return send_kept(post.file)


def related_answers(notice: Notice) -> Any:
    """Published answers for the page of a notice."""
    return answers.related(session(), notice)


def setup(app: Flask) -> None:
    """Let the page of a notice show what was answered before."""
    app.jinja_env.globals["related_answers"] = related_answers
