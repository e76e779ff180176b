"""Pages of exports: the tables, the template, and a firm's own figures."""

from io import BytesIO
from typing import Any

from flask import (
    Blueprint,
    Flask,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from models import clock
from models.notice import Notice
from models.reference import members
from web.exposure import firm, tables, template
from web.exposure.showing import Shown, read_shown
from web.exposure.words import RANGE_WORDS, SPOKEN
from web.language import language
from web.refused import RefusedError
from web.rights import Right, may, needs
from web.store import session, today

bp = Blueprint("exposure", __name__, template_folder="templates")
SHEETS = {
    "xlsx": (
        template.as_xlsx,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "csv": (template.as_csv, "text/csv"),
}
for speak in SPOKEN:
    bp.app_template_global()(speak)


@bp.get("/exports")
@needs(Right.CENTRE)
def index() -> ResponseReturnValue:
    """The tables of exports, and the form for a further one."""
    return tables_page()


def tables_page(error: str = "", code: int = 200) -> ResponseReturnValue:
    """The list, perhaps with what is wrong with a file."""
    lines = tables.read_tables(session())
    return render_template("exposure/tables.html", lines=lines, error=error), code


@bp.post("/exports")
@needs(Right.CENTRE)
def take_in() -> ResponseReturnValue:
    """Import a file; what is wrong with it is said row by row."""
    file = request.files.get("file")
    upload = (file.filename or "", file.read()) if file else ("", b"")
    actor = current_user.email
    try:
        taken = tables.take_in(
            session(),
            current_app.extensions["settings"],
            upload,
            actor=actor,
            language=language(),
        )
    except RefusedError as error:
        return tables_page(gettext(error.text, **error.values), 422)
    if taken.rows == 0:
        unread = gettext("文件未能导入，已有数据没有变动。请稍后再试。")
        return tables_page(taken.fault or unread, 422)
    session().commit()
    flash(taken_words(taken))
    return redirect(url_for("exposure.index"), 303)


def taken_words(taken: tables.Taken) -> str:
    """What became of a file that was taken in."""
    if not taken.stored:
        return str(gettext("这个文件已经导入过，数据没有变动。"))
    return str(
        gettext(
            "读取 %(rows)d 行，存入 %(stored)d 条；截取编码 %(cut)d 行，"
            "无法识别 %(unknown)d 行。",
            rows=taken.rows,
            stored=taken.stored,
            cut=taken.cut,
            unknown=taken.unknown,
        )
    )


@bp.post("/exports/<int:table_id>")
@needs(Right.CENTRE)
def switch(table_id: int) -> ResponseReturnValue:
    """Let a table count, or not."""
    on = request.form.get("do") == "on"
    try:
        tables.switch(session(), table_id, on=on, actor=current_user.email)
    except RefusedError as error:
        return tables_page(gettext(error.text, **error.values), 422)
    session().commit()
    flash(gettext("已启用。") if on else gettext("已停用，数据仍保留。"))
    return redirect(url_for("exposure.index"), 303)


@bp.get("/exports/template.<ending>")
@needs(Right.CENTRE)
def sheet(ending: str) -> ResponseReturnValue:
    """The table to be filled in."""
    if ending not in SHEETS:
        abort(404)
    make, kind = SHEETS[ending]
    name = f"chutong-exports.{ending}"
    return send_file(BytesIO(make()), kind, as_attachment=True, download_name=name)


@bp.get("/account/exports")
@needs(Right.MEMBER)
def own() -> ResponseReturnValue:
    """What one's own firm has stated."""
    return own_page({})


def own_page(draft: Any, error: str = "", code: int = 200) -> ResponseReturnValue:
    """The firm's figures and the form, with what was written in it."""
    mine = current_user.organisation_id
    page = render_template(
        "exposure/own.html",
        figures=firm.own_figures(session(), mine) if mine else [],
        organisation=current_user.user.organisation,
        markets=members(),
        RANGES=RANGE_WORDS,
        draft=draft or {"year": today().year - 1},
        error=error,
    )
    return page, code


@bp.post("/account/exports")
@needs(Right.MEMBER)
def keep() -> ResponseReturnValue:
    """Keep a figure, or hand the form back with the reason."""
    mine = my_firm()
    names = ("hs", "market", "year", "span", "low", "high")
    stated = firm.Stated(**{name: request.form.get(name, "") for name in names})
    try:
        firm.put_figure(
            session(), mine, stated, author=current_user.name, now=clock.now()
        )
    except RefusedError as error:
        return own_page(request.form, gettext(error.text, **error.values), 422)
    return kept(gettext("已保存，仅贵司和咨询中心可见。"))


@bp.post("/account/exports/<int:figure_id>/drop")
@needs(Right.MEMBER)
def drop(figure_id: int) -> ResponseReturnValue:
    """Take a figure away."""
    try:
        firm.drop_figure(session(), my_firm(), figure_id)
    except RefusedError as error:
        return own_page({}, gettext(error.text, **error.values), 404)
    return kept(gettext("已删除。"))


def kept(words: str) -> ResponseReturnValue:
    """Keep what was done, say so, and show the figures."""
    session().commit()
    flash(words)
    return redirect(url_for("exposure.own"), 303)


def my_firm() -> int:
    """The firm of who is asking; who has none has nothing to state."""
    mine: int | None = current_user.organisation_id
    if mine is None:
        abort(404)
    return mine


def exposure_of(notice: Notice) -> Shown | None:
    """The exposure of a notice, for whoever is signed in; for nobody else."""
    if not current_user.is_authenticated:
        return None
    return read_shown(session(), notice)


def figures_of(notice: Notice) -> list[firm.Told]:
    """The firms' figures that go with a notice: one's own, or to the centre all."""
    if may(Right.CENTRE):
        return list(firm.touched_figures(session(), notice))
    mine = current_user.organisation_id if current_user.is_authenticated else None
    return list(firm.touched_figures(session(), notice, mine)) if mine else []


def setup(app: Flask) -> None:
    """What the page of a notice may call."""
    app.jinja_env.globals.update(exposure_of=exposure_of, figures_of=figures_of)
