"""A paper as PDF, where WeasyPrint and a Chinese font are installed."""

from __future__ import annotations

import ctypes
import ctypes.util
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from flask import render_template

from web.cases.blanks import split_blanks
from web.cases.paper import Sheet
from web.cases.paper_lines import kinds_of
from web.marks import N_
from web.refused import RefusedError

LACKING = {
    "weasyprint": N_("PDF需要WeasyPrint，请管理员执行 pip install 'chutong[pdf]'。"),
    "pango": N_("PDF需要系统库Pango，请管理员安装（Debian：libpango-1.0-0）。"),
    "font": N_("系统没有中文字体，请管理员安装（Debian：fonts-noto-cjk）后再生成PDF。"),
}
"""What may not be installed, and what to do then."""
SYMBOL = re.compile(
    r"((?<![A-Za-z])G/(?:TBT|SPS)(?:/[A-Za-z0-9]+(?:\.\d+)?)+"
    r"|(?<![A-Za-z/])(?:GB(?:/[TZ])?|ISO(?:/IEC)?|IEC|ITU|CXS|Articles?|CNY|USD) "
    r"\d[\d,.:-]*\b)"
)
"""What no line may break: symbols, and a number with what it is the number of."""


@dataclass(frozen=True)
class Line:
    """A line of a text: what it is, and its pieces with the blanks told apart."""

    kind: str
    pieces: list[tuple[str, bool]]


def write_pdf(sheet: Sheet) -> bytes:
    """The PDF of a sheet; RefusedError names what must be installed first."""
    lacks = lacking()
    if lacks:
        raise RefusedError(LACKING[lacks])
    from weasyprint import HTML  # type: ignore[import-untyped]  # an extra

    page = render_template(
        "papers/paper.html",
        sheet=sheet,
        zh=list(lines_of(sheet.text_zh)),
        en=list(lines_of(sheet.text_en)),
        es=list(lines_of(sheet.text_es)),
        split_symbols=SYMBOL.split,
    )
    made: bytes = HTML(string=page, url_fetcher=fetch_nothing).write_pdf()
    return made


def lacking() -> str:
    """The first thing that a PDF needs and this machine has not; '' if none."""
    if find_spec("weasyprint") is None:
        return "weasyprint"
    if not has_chinese_font():
        return "font"
    try:
        import_module("weasyprint")  # it loads Pango at once
    except OSError:
        return "pango"
    return ""


def fetch_nothing(url: str, **_: object) -> dict[str, object]:
    """No address in a paper is ever called."""
    raise ValueError(f"A paper fetches nothing: {url[:80]}")


def lines_of(text: str) -> Iterator[Line]:
    """The lines of a text, each as what it is; as in the Word file."""
    for kind, line in kinds_of(text):
        yield Line(kind, list(split_blanks(line)))


def has_chinese_font() -> bool:
    """Whether fontconfig knows a font for simplified Chinese."""
    name = ctypes.util.find_library("fontconfig")
    if name is None:
        return False
    library = ctypes.CDLL(name)
    for function in ("FcNameParse", "FcObjectSetCreate", "FcFontList"):
        getattr(library, function).restype = ctypes.c_void_p
    wanted = ctypes.c_void_p(library.FcNameParse(b":lang=zh-cn"))
    nothing = ctypes.c_void_p(library.FcObjectSetCreate())
    found = library.FcFontList(None, wanted, nothing)
    return bool(found) and ctypes.cast(found, ctypes.POINTER(ctypes.c_int))[0] > 0
