"""Charts as pictures, made on the server: SVG for pages, PNG for mail and papers."""

from __future__ import annotations

import json
import re
from functools import lru_cache

import vl_convert

from web.trends.drawing import DARK
from web.trends.view import Spec

SIZE = re.compile(r'<svg[^>]* width="([\d.]+)" height="([\d.]+)"')
SCALE = 2.0
"""Dots of a PNG for each of the chart's."""


def draw_svg(spec: Spec, *, dark: bool = False) -> str:
    """A chart as SVG; equal charts are drawn once."""
    return render(written(spec, dark=dark))


def draw_png(spec: Spec) -> bytes:
    """A chart as PNG, sharp enough for print; equal charts are drawn once."""
    return render_png(written(spec))


def written(spec: Spec, *, dark: bool = False) -> str:
    """A specification as text, always the same; by night in the colours of night."""
    text = json.dumps(spec, ensure_ascii=False, sort_keys=True)
    for light, night in DARK.items() if dark else ():
        text = text.replace(f'"{light}"', f'"{night}"')
    return text


@lru_cache(maxsize=64)
def render(spec: str) -> str:
    """A specification as SVG: half a second for the first, some 30 ms for others."""
    return str(vl_convert.vegalite_to_svg(spec))


@lru_cache(maxsize=32)
def render_png(spec: str) -> bytes:
    """A specification as PNG."""
    return bytes(vl_convert.vegalite_to_png(spec, scale=SCALE))


def size_of(svg: str) -> tuple[int, int]:
    """Width and height of a picture, so that its place can be kept."""
    found = SIZE.search(svg)
    return (round(float(found[1])), round(float(found[2]))) if found else (0, 0)
