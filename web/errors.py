"""Pages for what goes wrong: what happened, what is safe, what to do next."""

from flask import Flask, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from web.problems import both, for_programs, problem, problem_of
from web.refused import RefusedError

WORDS = {
    400: (_("请求不完整"), _("页面可能已过期。请返回上一页，刷新后再试。")),
    403: (_("没有权限"), _("当前账号不能打开这一页。如需使用，请联系管理员。")),
    404: (_("没有这一页"), _("地址可能有误，或内容已经移动。可以用上方的搜索查找。")),
    405: (_("不支持这种操作"), _("请从页面上的按钮或链接进入。")),
    413: (_("文件太大"), _("请缩小文件后再试。")),
    422: (_("这一步没有做"), _("请按提示改正后再试。")),
    429: (_("操作太频繁"), _("请稍等一会儿再试。")),
    500: (
        _("系统出错"),
        _("这一步没有完成，已保存的内容不受影响。请稍后再试；若仍出错，请告知管理员。"),
    ),
}


GONE = _("打不开这一页")
"""Over what a page says that was only looked at."""
BARE = "系统出错，请稍后再试。 Something is wrong; please try again later.\n"
"""For when the database is away, which every page asks."""
KEPT = {"Allow", "Retry-After"}
"""Headers of an error that stand on its page as well."""


def error_page(code: int, sentence: str = "", title: object = "") -> tuple[str, int]:
    """The page for a status; ``sentence`` and ``title`` replace the usual words."""
    known, usual = WORDS.get(code, WORDS[500])
    page = render_template(
        "error.html", title=title or known, sentence=sentence or usual
    )
    return page, code


def show_http(error: HTTPException) -> ResponseReturnValue:
    """What Flask or a view raised with a status."""
    if error.code is None or error.code < 400:
        return error
    if for_programs():
        return problem_of(error)
    try:
        page, code = error_page(error.code)
    except SQLAlchemyError:
        return Response(BARE, error.code, mimetype="text/plain")
    told = [pair for pair in error.get_headers() if pair[0] in KEPT]
    return page, code, told


def show_refused(error: RefusedError) -> ResponseReturnValue:
    """A service said no, in a sentence."""
    if for_programs():
        return problem(422, both(error.text, **error.values))
    title = GONE if request.method == "GET" else ""
    return error_page(422, gettext(error.text, **error.values), title)


def register(app: Flask) -> None:
    """Give an application its error pages."""
    app.register_error_handler(HTTPException, show_http)
    app.register_error_handler(RefusedError, show_refused)
