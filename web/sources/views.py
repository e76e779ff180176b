"""The page of sources, and the switches on it."""

from typing import Any

from flask import (
    Blueprint,
    Response,
    current_app,
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
from sqlalchemy.exc import SQLAlchemyError

from models import clock
from web import children
from web.config import Settings
from web.language import named
from web.nav import Entry
from web.rights import Right, needs
from web.sources import held, labels, service, words
from web.store import session, today

bp = Blueprint("sources", __name__, template_folder="templates")
MENU = [Entry(50, "sources.index", _("来源"), icon="pulse", short=True, over=("gaps",))]
PROBLEMS = 5
"""Problems of a run that are shown; the rest is counted."""
RUNS = 8


def settings() -> Settings:
    """The settings of this application."""
    found: Settings = current_app.extensions["settings"]
    return found


@bp.get("/sources")
@needs(Right.PUBLIC)
def index() -> str:
    """Every publisher: how fresh, how the last calls went, what went wrong."""
    stations = service.read_stations(
        session(), settings(), now=clock.now(), today=today()
    )
    return render_template(
        "sources/index.html",
        stations=stations,
        offline=settings().offline,
        has_key=bool(settings().eping_key.get_secret_value()),
        PROBLEMS=PROBLEMS,
        RUNS=RUNS,
        **vocabulary(),
    )


def vocabulary() -> dict[str, Any]:
    """How the templates of this page say what they show."""
    return {
        "HEALTHS": labels.HEALTHS,
        "RUN_STATES": labels.STATES,
        "MARKS": labels.MARKS,
        "WAYS": labels.WAYS,
        "COUNTS": labels.COUNTS,
        "ATTACHMENTS": labels.ATTACHMENTS,
        "LICENCES": labels.LICENCES,
        "words": words,
    }


@bp.get("/healthz")
@needs(Right.PUBLIC)
def health() -> Response:
    """For a watchdog: `ok` while the database answers, else 503 and why."""
    try:
        service.ask_database(session())
    except SQLAlchemyError:
        told = "The database does not answer.\n"
        return Response(told, 503, mimetype="text/plain")
    return Response("ok\n", mimetype="text/plain")


@bp.post("/sources/fetch")
@needs(Right.ADMIN)
def fetch() -> ResponseReturnValue:
    """Start a pass now, without waiting for the clock; the page shows its run."""
    if settings().offline:
        flash(gettext("当前为离线模式（CHUTONG_OFFLINE=1），没有采集。"))
    elif service.is_at_work(session(), clock.now()):
        flash(gettext("已有一次采集在进行，请稍候查看结果。"))
    else:
        children.start(children.OURSELVES, ["run"], settings())
        flash(gettext("已开始采集，结果会显示在本页；新通报随后打标签、匹配。"))
    return redirect(url_for("sources.index"), 303)


@bp.post("/sources/<slug>/switch")
@needs(Right.ADMIN)
def switch(slug: str) -> ResponseReturnValue:
    """Turn a source on or off; what it has brought stays as it is."""
    on = request.form.get("on") == "1"
    source = held.switch(session(), slug, on=on, actor=current_user.email)
    name = named(source.title_zh, source.title)
    session().commit()
    if on:
        flash(gettext("已启用%(name)s，随下一次定时采集访问。", name=name))
    else:
        flash(gettext("已停用%(name)s，已入库的内容不受影响。", name=name))
    return redirect(url_for("sources.index", _anchor=f"s-{slug}"), 303)
