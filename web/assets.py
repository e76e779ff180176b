"""Static files under addresses that carry a hash, so that they may be kept a year."""

import hashlib
import mimetypes
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from flask import Blueprint, Response, abort, request, url_for

from web.rights import Right, needs

bp = Blueprint("assets", __name__)
OWN = Path(__file__).parent / "static"
BUNDLED = {
    "bootstrap.css": Path(
        str(files("flask_bootstrap") / "static/bootstrap5/css/bootstrap.min.css")
    ),
}
YEAR = 365 * 24 * 3600


def place(name: str) -> Path | None:
    """Where a static file lies; None for a name that is no file of ours."""
    own = {path.name: path for path in OWN.iterdir() if path.is_file()}
    return {**own, **BUNDLED}.get(name)


@lru_cache(maxsize=64)
def fingerprint(path: Path, changed: int) -> str:
    """Twelve digits that change with the content."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def asset(name: str) -> str:
    """The address of a static file, with its hash."""
    path = place(name)
    if path is None:
        raise FileNotFoundError(f"No static file is named {name}")
    changed = path.stat().st_mtime_ns
    return url_for("assets.show", mark=fingerprint(path, changed), name=name)


@bp.get("/assets/<mark>/<name>")
@needs(Right.PUBLIC)
def show(mark: str, name: str) -> Response:
    """A static file; the hash in its address makes it safe to keep."""
    path = place(name)
    if path is None:
        abort(404)
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    response = Response(path.read_bytes(), mimetype=kind)
    response.set_etag(fingerprint(path, path.stat().st_mtime_ns))
    response.cache_control.max_age = YEAR
    response.cache_control.public = True
    response.cache_control.immutable = True
    response.make_conditional(request)
    return response
