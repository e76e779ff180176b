"""What a figure is: a finding with everything that is needed to check it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from web.trends.counting import Row

GREY, GREY_2, HIGHLIGHT, TINT, INK = (
    "#98A2B3",
    "#C3CAD5",
    "#14497B",
    "#E8F0F8",
    "#4A5565",
)
CARD = "#FFFFFF"
MOST_MEMBERS = 15
NOTHING = ("所选期间没有通报文件", "No documents in this period")
DARK = {
    GREY: "#7A8798",
    GREY_2: "#4A5768",
    HIGHLIGHT: "#82B7EC",
    TINT: "#1B3148",
    INK: "#B3BDCB",
    CARD: "#171E27",
}
CONFIG: dict[str, Any] = {
    "background": CARD,
    "font": "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif",
    "axis": {
        "labelColor": INK,
        "titleColor": INK,
        "domainColor": GREY_2,
        "tickColor": GREY_2,
        "labelFontSize": 13,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
        "labelLimit": 320,
        "grid": False,
    },
    "view": {"stroke": None},
    "legend": {"labelColor": INK, "titleColor": INK, "labelFontSize": 13},
}


@dataclass(frozen=True)
class Figure:
    """A finding, its rows, its chart, and the line that says where it comes from.

    ``links`` stand beside ``rows``: the query of the list of notices behind each.
    """

    key: str
    finding: str
    formula: str
    note: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    links: tuple[dict[str, str], ...]
    spec: dict[str, Any]
    cut: str


def speak(language: str, zh: str, en: str) -> str:
    """One of two texts."""
    return en if language == "en" else zh


def spec(**parts: Any) -> dict[str, Any]:
    """A Vega-Lite specification in the house's dress."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "config": CONFIG,
        **parts,
    }


def bar_end(field: str, **rest: Any) -> dict[str, Any]:
    """A layer that writes the number at the end of a bar."""
    mark = {"type": "text", "align": "left", "dx": 4, "color": INK, "fontSize": 13}
    return {"mark": mark, "encoding": {**rest, "text": {"field": field}}}
