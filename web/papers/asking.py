"""What the pages of papers ask first, and how a file that was made is given."""

import io

from flask import abort, send_file
from flask.typing import ResponseReturnValue

from models.paper import PaperKind
from web.papers.kinds import KINDS


def asked_kind(name: str) -> PaperKind:
    """The kind of paper of an address, or 404."""
    if name not in KINDS:
        abort(404)
    return PaperKind(name)


def sent(made: bytes, kind: str, name: str) -> ResponseReturnValue:
    """A file that was made just now."""
    return send_file(
        io.BytesIO(made),
        mimetype=kind,
        as_attachment=True,
        download_name=name,
        max_age=0,
    )
