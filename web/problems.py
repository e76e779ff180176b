"""What goes wrong at the addresses of programs, as a problem of RFC 9457.

``title`` is the phrase of the status. What went wrong stands in English in ``detail``
and in Chinese in the further member ``detail_zh``, whatever language is asked for.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response, request
from flask_babel import force_locale, gettext
from werkzeug.exceptions import HTTPException
from werkzeug.http import HTTP_STATUS_CODES

from models import clock
from web.extensions import limiter
from web.marks import N_

PREFIX = "/api/v1"
MEDIA = "application/problem+json"
WORDS = {
    400: N_("请求中有不能读取的字符，请核对地址和参数。"),
    401: N_(
        "缺少有效的接口密钥。请在请求头中写明 Authorization: Bearer 和密钥；"
        "密钥在“我的企业”页的“接口密钥”中创建。"
    ),
    403: N_("这个密钥不能读取这项内容。"),
    404: N_("没有这项内容，请核对地址或编号。"),
    405: N_("接口只供读取，请用 GET。"),
    406: N_("接口只提供 application/json，请修改 Accept 请求头。"),
    429: N_("请求太频繁，请按 Retry-After 所写的秒数等待后再试。"),
    500: N_("系统出错，请稍后再试；若仍出错，请告知管理员。"),
}
KEPT = {"Allow", "WWW-Authenticate"}
"""Headers of an error that stand beside its problem as well."""


def for_programs() -> bool:
    """Whether the address that is asked for is one of programs."""
    return request.path == PREFIX or request.path.startswith(f"{PREFIX}/")


def both(text: str, **values: object) -> tuple[str, str]:
    """A marked sentence in English and in Chinese."""
    return in_locale("en", text, values), in_locale("zh_Hans_CN", text, values)


def in_locale(locale: str, text: str, values: Mapping[str, object]) -> str:
    """A marked sentence in one language, with its values put in."""
    with force_locale(locale):
        return str(gettext(text, **values))


def problem(
    status: int,
    detail: tuple[str, str],
    *,
    headers: Sequence[tuple[str, str]] = (),
    **members: Any,
) -> Response:
    """The answer: ``detail`` in English and Chinese, ``members`` of its own."""
    english, chinese = detail
    body = {
        "type": "about:blank",
        "title": HTTP_STATUS_CODES.get(status, "Error"),
        "status": status,
        "detail": english,
        "detail_zh": chinese,
        "instance": request.path,
        **members,
    }
    text = json.dumps(body, ensure_ascii=False)
    return Response(text, status, list(headers), content_type=MEDIA)


def problem_of(error: HTTPException) -> Response:
    """The problem of what Flask or a view raised with a status."""
    status = error.code or 500
    kept = [pair for pair in error.get_headers() if pair[0] in KEPT]
    if status == 429:
        kept.append(("Retry-After", str(seconds_to_wait())))
    return problem(status, both(WORDS.get(status, WORDS[500])), headers=kept)


def seconds_to_wait() -> int:
    """How long until the limit that was met lets requests through again."""
    met = limiter.current_limit
    return max(1, met.reset_at - int(clock.now().timestamp())) if met else 1
