"""Where officers judge matches; everything on the page of the notice itself."""

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
from flask_login import current_user

from models import clock
from models.deadlines import HERE
from models.judgement import Judgement, Verdict
from models.notice import Notice
from nlp.judging import Measured
from web.judgements import service
from web.judgements.reasons import MOST, REASONS, reason_words
from web.judgements.service import Actor, Board, Opinion
from web.language import language, named
from web.notices.rows import make_rows
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session, today
from web.wording import day

bp = Blueprint("judgements", __name__, template_folder="templates")
DOES = {"confirm": Verdict.CONFIRMED, "refuse": Verdict.REFUSED}


@bp.post("/notices/<int:notice_id>/judgements")
@needs(Right.CENTRE)
def give(notice_id: int) -> ResponseReturnValue:
    """Confirm, refuse or take back; refused words are handed back in their form."""
    notice = session().get(Notice, notice_id)
    if notice is None:
        abort(404)
    try:
        sentence = carry_out(notice)
    except RefusedError as refused:
        session().rollback()
        return again(notice_id, gettext(refused.text, **refused.values)), 422
    session().commit()
    flash(sentence)
    page = url_for("notices.show", notice_id=notice_id, _anchor="why")
    return redirect(page, 303)


def carry_out(notice: Notice) -> str:
    """Do what the form asks for; the sentence that says what was done."""
    form, do = request.form, request.form.get("do", "")
    actor = Actor(current_user.name, current_user.email)
    if do == "undo":
        one = service.take_back(session(), notice, form.get("sector", ""), actor)
        name = named(one.name_zh, one.name_en)
        return str(gettext("已撤销对“%(sector)s”的判定。", sector=name))
    opinion = Opinion(
        form.get("sector", ""),
        DOES.get(do, ""),
        form.get("reason", ""),
        form.get("note", ""),
    )
    now = clock.now_in(session())
    one = service.judge(session(), notice, opinion, actor, now)
    name = named(one.name_zh, one.name_en)
    if opinion.verdict == Verdict.CONFIRMED:
        return str(gettext("已判定与“%(sector)s”相关，即时生效。", sector=name))
    return str(gettext("已判定与“%(sector)s”不相关，即时生效。", sector=name))


def again(notice_id: int, error: str) -> str:
    """The form with what was written, and what is wrong with it."""
    notice = session().get_one(Notice, notice_id)
    row = make_rows(session(), [notice], language(), today())[0]
    return render_template(
        "judgements/form.html",
        row=row,
        sectors=service.all_sectors(session()),
        draft=request.form,
        error=error,
    )


def board_of(notice_id: int) -> Board:
    """What was judged or nearly matched in a notice."""
    return service.read_board(session(), notice_id)


def measured_in(sector_id: str) -> Measured:
    """How often the matches of a sector were right, by the verdicts."""
    return service.measured_of(session(), sector_id)


def verdict_day(one: Judgement) -> str:
    """The day of a verdict in Wuhan."""
    return day(one.at.astimezone(HERE).date())


def setup(app: Flask) -> None:
    """What the pages of notices and sectors may call."""
    app.jinja_env.globals.update(
        judged=board_of,
        measured_in=measured_in,
        VERDICT_REASONS=REASONS,
        VERDICT_MOST=MOST,
        reason_words=reason_words,
        verdict_day=verdict_day,
    )
