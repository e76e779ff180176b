"""The page of sources."""

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    redirect,
    render_template,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy.exc import SQLAlchemyError

from models import clock
from models.source import RunState
from web import children
from web.config import Settings
from web.nav import Entry
from web.rights import Right, needs
from web.sources import service
from web.sources.service import Health
from web.store import session

bp = Blueprint("sources", __name__, template_folder="templates")
MENU = [Entry(50, "sources.index", _("来源"), icon="pulse", short=True)]
HEALTHS = {
    Health.WELL: _("正常"),
    Health.LATE: _("久未更新"),
    Health.AILING: _("部分失败"),
    Health.FAILED: _("失败"),
    Health.NEVER: _("尚未采集"),
    Health.OFF: _("已停用"),
}
STATES = {
    RunState.RUNNING: _("进行中"),
    RunState.OK: _("完成"),
    RunState.OK_ZERO: _("完成，来源确认无新内容"),
    RunState.DEGRADED: _("部分失败"),
    RunState.FAILED: _("失败"),
    RunState.SKIPPED: _("跳过"),
}
WAYS = {
    "starter": _("示例档案"),
    "api": _("接口"),
    "website": _("网站"),
    "workbook": _("全量工作簿"),
    "file": _("导入文件"),
}


@bp.get("/sources")
@needs(Right.PUBLIC)
def index() -> str:
    """Every publisher: how fresh, how the last runs went, what went wrong."""
    settings: Settings = current_app.extensions["settings"]
    return render_template(
        "sources/index.html",
        stations=service.read_stations(session(), clock.now()),
        offline=settings.offline,
        has_key=bool(settings.eping_key.get_secret_value()),
        HEALTHS=HEALTHS,
        RUN_STATES=STATES,
        WAYS=WAYS,
        PROBLEMS=service.PROBLEMS,
    )


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
    settings: Settings = current_app.extensions["settings"]
    if settings.offline:
        flash(gettext("当前为离线模式（CHUTONG_OFFLINE=1），没有采集。"))
    elif service.is_at_work(session(), clock.now()):
        flash(gettext("已有一次采集在进行，请稍候查看结果。"))
    else:
        children.start(children.OURSELVES, ["run"], settings)
        flash(gettext("已开始采集，结果会显示在本页；新通报随后打标签、匹配。"))
    return redirect(url_for("sources.index"), 303)
