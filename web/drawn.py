"""Small parts of a page that many of its rows repeat, drawn once."""

from collections.abc import Hashable
from typing import cast

from flask import Flask, g
from jinja2.runtime import Macro
from markupsafe import Markup

from web.language import language


def once_a_page(macro: Macro, *values: Hashable) -> Markup:
    """What a macro draws for some values; it must depend on them and the language
    alone."""
    kept: dict[object, Markup] = g.setdefault("drawn_once", {})
    key = (macro.name, language(), *values)
    if key not in kept:
        kept[key] = cast(Markup, macro(*values))
    return kept[key]


def register(app: Flask) -> None:
    """Let the templates draw so."""
    app.jinja_env.globals.update(once_a_page=once_a_page)
