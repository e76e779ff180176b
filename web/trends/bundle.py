"""The scripts that enliven a chart: made from the package that draws it, kept packed.

They are never fetched from elsewhere. Bundling them takes some seconds, so it is done
once for each release of the package, for the first visitor whose browser asks.
"""

from __future__ import annotations

import gzip
import os
from importlib.metadata import version
from pathlib import Path
from threading import Lock

import vl_convert
from flask import Response, current_app, request

from web.assets import YEAR
from web.rights import Right, needs
from web.trends.room import bp

FOLDER = "made"
PACKAGE = "vl-convert-python"
JAVASCRIPT = "text/javascript"
SNIPPET = "window.vegaEmbed = vegaEmbed;"
"""What the scripts offer to ours."""
BUNDLING = Lock()


def bundle_mark() -> str:
    """What stands in the address: another release of the package is another file."""
    return f"v{version(PACKAGE)}"


def bundle_address() -> str:
    """Where the scripts lie."""
    return f"/assets/{bundle_mark()}/vega.js"


def packed_bundle(folder: Path) -> bytes:
    """The scripts, packed; made and laid into a folder the first time."""
    path = folder / FOLDER / f"vega-{bundle_mark()}.js.gz"
    with BUNDLING:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            unfinished = path.with_suffix(f".{os.getpid()}")
            unfinished.write_bytes(pack(vl_convert.javascript_bundle(SNIPPET)))
            unfinished.replace(path)
    return path.read_bytes()


def pack(script: str) -> bytes:
    """A script as gzip; the same bytes each time."""
    return gzip.compress(script.encode(), mtime=0)


@bp.get("/assets/<mark>/vega.js")
@needs(Right.PUBLIC)
def bundle(mark: str) -> Response:
    """The scripts; a browser keeps them for a year."""
    packed = packed_bundle(current_app.extensions["settings"].data)
    response = Response(mimetype=JAVASCRIPT)
    if request.accept_encodings["gzip"]:
        response.set_data(packed)
        response.content_encoding = "gzip"
    else:
        response.set_data(gzip.decompress(packed))
    response.vary.add("Accept-Encoding")
    response.cache_control.max_age = YEAR if mark == bundle_mark() else 0
    response.cache_control.public = True
    response.cache_control.immutable = mark == bundle_mark()
    return response


bp.app_template_global()(bundle_address)
