"""The file of a request read, and a kept file given back."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import abort, current_app, request, send_file
from flask.typing import ResponseReturnValue

from models import kept as store
from web.uploads.keeping import MOST_BYTES, Upload, too_big
from web.uploads.kinds import ENDINGS

UNKNOWN = "application/octet-stream"


def folder() -> Path:
    """The data folder of this application."""
    found: Path = current_app.extensions["settings"].data
    return found


def read_upload(field: str = "file") -> Upload | None:
    """The file of a form, if one was chosen.

    Never more than the bound is read into memory; RefusedError if there is more.
    """
    file = request.files.get(field)
    if file is None or not file.filename:
        return None
    content = file.stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise too_big(file.filename)
    return Upload(file.filename, content)


def send_kept(file: Mapping[str, Any]) -> ResponseReturnValue:
    """A file that a row remembers, never shown but saved; 404 if it is lost."""
    path = store.find(folder(), str(file.get("sha256") or file.get("hash", "")))
    if path is None:
        abort(404)
    sent = send_file(
        path.absolute(),
        mimetype=media_type(str(file["kind"])),
        as_attachment=True,
        download_name=file["name"],
        max_age=0,
    )
    sent.headers["X-Content-Type-Options"] = "nosniff"
    return sent


def media_type(kind: str) -> str:
    """The media type of a kind; rows of before remember the ending alone."""
    by_ending = {ending: full for full, ending in ENDINGS.items()}
    return kind if kind in ENDINGS else by_ending.get(f".{kind}", UNKNOWN)
