"""Tables that are looked at first, then stored: the second time named by their hash."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from flask import request, send_file
from flask.typing import ResponseReturnValue

from models import kept as store
from web.marks import N_
from web.refused import RefusedError
from web.uploads.forms import folder, read_upload
from web.uploads.keeping import keep
from web.uploads.kinds import XLSX

LOST = N_("请重新选择表格。")
LONGEST = 200


@dataclass(frozen=True)
class Table:
    """A table of a request: its name, bytes and hash; ``shown`` if it was before."""

    name: str
    content: bytes
    sha256: str
    shown: bool


def handed_in(check: Callable[[str, bytes], object]) -> Table:
    """The table of a request, or the one shown before.

    ``check`` refuses what is no table, so that nothing of it is kept.
    """
    sha256 = request.form.get("sha256", "")
    if sha256:
        path = store.find(folder(), sha256)
        if path is None:
            raise RefusedError(LOST)
        name = request.form.get("name", "")[:LONGEST]
        return Table(name, path.read_bytes(), sha256, shown=True)
    upload = read_upload()
    if upload is None or not upload.content:
        raise RefusedError(LOST)
    check(upload.name, upload.content)
    kept = keep(folder(), upload)
    return Table(upload.name, upload.content, kept.sha256 if kept else "", shown=False)


def send_table(content: bytes, name: str) -> ResponseReturnValue:
    """A workbook that was made just now, to be saved."""
    return send_file(
        BytesIO(content),
        mimetype=XLSX,
        as_attachment=True,
        download_name=name,
        max_age=0,
    )
