"""What a request asks of a view, and its answer."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, abort, request

from web.language import language
from web.refused import RefusedError
from web.rights import may
from web.store import session, today
from web.trends import pictures
from web.trends.catalogue import ask, find_view
from web.trends.choice import Choice, read_choice
from web.trends.view import Counted, Sort, Spec, View


@dataclass(frozen=True)
class Shown:
    """A view with its answer, as a page shows it."""

    view: View
    counted: Counted
    finding: str
    size: tuple[int, int] | None
    """Width and height of the chart, where there is one."""


def show_view(view: View, counted: Counted) -> Shown:
    """The answer of a view, its sentence and the size of its chart."""
    spec = spec_of(view, counted)
    size = pictures.size_of(pictures.draw_svg(spec)) if spec else None
    return Shown(view, counted, view.say(counted, language()), size)


def spec_of(view: View, counted: Counted) -> Spec | None:
    """The chart of an answer; None where there is nothing to draw.

    It carries the names of the columns, for who reads it mark by mark.
    """
    chart = view.chart(counted, language())
    if chart is None:
        return None
    names = {one.key: one.name.told(language()) for one in counted.columns}
    shares = [one.key for one in counted.columns if one.sort is Sort.SHARE]
    told = {"names": names, "shares": shares}
    return {**chart, "usermeta": told}


def asked() -> Choice:
    """The choice of the address; a refusal if it cannot be read."""
    return read_choice(request.args, today())


def answer(view: View, choice: Choice) -> Counted:
    """The answer of a view."""
    return ask(session(), view, choice, today())


def view_of(key: str) -> View:
    """The view of an address: 404 where there is none, or none for this person."""
    try:
        view = find_view(key)
    except RefusedError:
        abort(404)
    if not may(view.right):
        abort(404)
    return view


def download(content: bytes, mimetype: str, name: str) -> Response:
    """A file to keep, under a name that every file system takes."""
    plain = name.encode("ascii", "replace").decode()
    kept = "".join(one if one.isalnum() or one in "-_." else "-" for one in plain)
    response = Response(content, mimetype=mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="chutong-{kept}"'
    return response
