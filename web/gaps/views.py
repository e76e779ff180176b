"""The page of missing numbers, and what other pages may say of completeness."""

from collections.abc import Mapping

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_login import current_user

from models import clock
from models.gaps import Reason
from web.gaps import explaining, service
from web.gaps.explaining import Span
from web.gaps.service import UNSETTLED, Account, Overview, Standing
from web.gaps.silence import EPING, proof_of_silence
from web.gaps.wanted import AGREEMENTS, read_sheet, read_wanted
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session
from web.wording import clock as say_clock

bp = Blueprint("gaps", __name__, template_folder="templates")
STANDINGS = {
    Standing.OPEN: _("未说明"),
    Standing.LATE: _("暂缓判断"),
    Standing.EXPLAINED: _("已说明"),
    Standing.FOUND: _("已补齐"),
}
REASONS = {
    Reason.JOINT: _("计入联合通报"),
    Reason.VOID: _("已宣布作废"),
    Reason.LATE: _("后一编号发出不久，本编号可能随后发出"),
    Reason.RENUMBERED: _("改用其他编号"),
    Reason.RESTRICTED: _("限制分发"),
    Reason.UNUSED: _("空号，未使用"),
}


@bp.get("/sources/gaps")
@needs(Right.PUBLIC)
def index() -> str:
    """What is missing, Member by Member, and up to which number nothing is."""
    return page({})


def page(draft: Mapping[str, str], error: str = "") -> str:
    """The page; a draft that was refused stands in its form again."""
    overview = service.read_overview(session())
    sheet = read_sheet(overview, read_wanted(request.args)) if overview else None
    return render_template(
        "gaps/index.html",
        sheet=sheet,
        draft=draft,
        error=error,
        choices=explaining.CHOICES,
        most=explaining.MOST,
        STANDINGS=STANDINGS,
        REASONS=REASONS,
        AGREEMENTS=AGREEMENTS,
        link=service.page_at_the_wto,
    )


@bp.post("/sources/gaps/explain")
@needs(Right.CENTRE)
def explain() -> ResponseReturnValue:
    """An officer says why numbers are missing; refused words are handed back."""
    span, form = read_span(), request.form
    try:
        explaining.explain(
            session(),
            span,
            form.get("reason", ""),
            form.get("note", ""),
            current_user.email,
            clock.now_in(session()),
        )
    except RefusedError as error:
        return page(form, gettext(error.text, **error.values)), 422
    return done(gettext("已记录对 %(span)s 的说明。", span=span))


@bp.post("/sources/gaps/undo")
@needs(Right.CENTRE)
def undo() -> ResponseReturnValue:
    """An officer takes an explanation back."""
    span = read_span()
    try:
        explaining.take_back(session(), span, current_user.email)
    except RefusedError as error:
        return page({}, gettext(error.text, **error.values)), 422
    return done(gettext("已撤销对 %(span)s 的说明。", span=span))


def done(sentence: str) -> ResponseReturnValue:
    """Keep what was done, say so, and go back to the page it was done on."""
    session().commit()
    flash(sentence)
    query = read_wanted(request.args).address()
    return redirect(f"{url_for('gaps.index')}{'?' if query else ''}{query}", 303)


def read_span() -> Span:
    """The numbers that a form speaks of; unreadable ones name none."""
    form = request.form
    first, last = (form.get(name, 0, type=int) for name in ("first", "last"))
    return Span(form.get("series", ""), first, last)


def complete_words(account: Account) -> str:
    """Up to which number a series is complete, and from which on that is known."""
    start, end = account.line.start, account.complete_to
    if start is None:
        told = gettext("尚无可核对的编号")
    elif end is None:
        told = gettext("自第 %(start)d 号起即有缺号", start=start)
    elif start == 1:
        told = gettext("完整至第 %(end)d 号", end=end)
    else:
        told = gettext("自第 %(start)d 号起，完整至第 %(end)d 号", start=start, end=end)
    behind = len(account.those(*UNSETTLED, follow_up=True))
    rest = gettext("；后续文件缺 %(n)d 件", n=behind) if behind else ""
    return f"{told}{rest}"


def completeness() -> Overview | None:
    """What the last check found, for the block on another page."""
    return service.read_overview(session())


def silence(source: str = EPING) -> str:
    """What may be said where a page shows nothing new."""
    told = proof_of_silence(session(), source, clock.now())
    return str(gettext(told.text, when=say_clock(told.at)))


def setup(app: Flask) -> None:
    """What the templates of other features may call."""
    app.jinja_env.globals.update(
        completeness=completeness, complete_words=complete_words, silence=silence
    )
