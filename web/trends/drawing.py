"""Charts as Vega-Lite specifications, in the house's dress; written once for page,
picture and paper."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from web.trends.view import Counted, Spec, Words, one_of, tell

GREY, GREY_2, HIGHLIGHT, TINT, INK = (
    "#98A2B3",
    "#C3CAD5",
    "#14497B",
    "#E8F0F8",
    "#4A5565",
)
CARD = "#FFFFFF"
PLUM, STEEL, TEAL, BRASS, MIST = "#7A5195", "#5B87B5", "#0E7C86", "#A9713B", "#9DBBDA"
SHADES = (HIGHLIGHT, PLUM, STEEL, GREY, TEAL, BRASS, GREY_2)
"""Colours of parts, to be told apart by lightness as well."""
ORDERED = (HIGHLIGHT, STEEL, MIST, GREY_2, BRASS)
"""Colours of parts that follow each other, the last of them something else."""
DARK = {
    GREY: "#7A8798",
    GREY_2: "#4A5768",
    HIGHLIGHT: "#82B7EC",
    TINT: "#1B3148",
    INK: "#B3BDCB",
    CARD: "#171E27",
    PLUM: "#B79AD1",
    STEEL: "#5A88BA",
    TEAL: "#4FB3BD",
    BRASS: "#D3A26B",
    MIST: "#3C6591",
}
SIZE = 13
WIDE_FROM = 0x2E7F
"""Beyond this letter they are Chinese, or as wide."""
FONT = "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif"
CONFIG: Spec = {
    "background": CARD,
    "font": FONT,
    "axis": {
        "labelColor": INK,
        "titleColor": INK,
        "domainColor": GREY_2,
        "tickColor": GREY_2,
        "labelFontSize": SIZE,
        "titleFontSize": SIZE,
        "titleFontWeight": "normal",
        "labelLimit": 320,
        "grid": False,
    },
    "view": {"stroke": None},
    "legend": {
        "labelColor": INK,
        "titleColor": INK,
        "labelFontSize": SIZE,
        "labelLimit": 320,
    },
}
STEP_WIDE, STEP_SLIM, MANY_STEPS = 40, 22, 9
LEVEL, LETTER, GAP = 460, 7, 10
"""Names of steps stand level where all fit in so many dots; what a letter and the room
between two names take. A Chinese character takes the size of the type."""
SWATCH, LEGEND = 30, 540
"""The room of a colour before its name, and of all in a row."""
TICKS = 5
KEY = "key"
"""The field by which a mark names its row, so that a click opens it."""


def spec(**parts: Any) -> Spec:
    """A specification in the house's dress."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "config": CONFIG,
        **parts,
    }


def records(counted: Counted, language: str, *keys: str) -> list[dict[str, Any]]:
    """The rows as records: their key, and some columns told in a language."""
    places = [[one.key for one in counted.columns].index(key) for key in keys]
    return [
        {KEY: line.key}
        | {
            key: value if isinstance(value, (int, float)) else tell(value, language)
            for key, place in zip(keys, places, strict=True)
            for value in (line.cells[place],)
            if value is not None
        }
        for line in counted.lines
    ]


def axis(title: str | None, **more: Any) -> dict[str, Any]:
    """An axis of whole numbers."""
    return {"title": title, "axis": {"tickMinStep": 1, "tickCount": TICKS, **more}}


def wide(name: str) -> int:
    """About how many dots a name takes."""
    return sum(SIZE if ord(letter) > WIDE_FROM else LETTER for letter in name)


def over_time(names: Sequence[str]) -> tuple[int, dict[str, Any]]:
    """How wide a step of time is drawn, and the axis that names the steps: years
    without their 年, level where there is room, else aslant."""
    plain = "slice(datum.label, -1) == '年' && length(datum.label) == 5"
    years = {"labelExpr": f"{plain} ? slice(datum.label, 0, 4) : datum.label"}
    told = [name[:-1] if re.fullmatch(r"\d{4}年", name) else name for name in names]
    room = max([STEP_WIDE, *(wide(one) + GAP for one in told)])
    if len(told) * room <= LEVEL:
        return room, {"labelAngle": 0, **years}
    step = STEP_SLIM if len(told) > MANY_STEPS else STEP_WIDE
    return step, {"labelAngle": -45, **years}


def colours(
    names: Sequence[str], shades: Sequence[str], most: int = 4
) -> dict[str, Any]:
    """The colours of parts, and what they mean in as many columns as fit."""
    room = SWATCH + max((wide(name) for name in names), default=0)
    columns = max(1, min(most, len(names), LEGEND // room))
    return {
        "field": "part",
        "title": None,
        "legend": {"orient": "bottom", "columns": columns},
        "scale": {"domain": list(names), "range": list(shades[: len(names)])},
    }


def whole_ticks(told: Sequence[dict[str, Any]], value: str) -> int:
    """Five ticks, or as few as whole numbers allow."""
    most = max((row.get(value, 0) for row in told), default=0)
    return max(1, int(most)) if isinstance(most, int) and most < TICKS else TICKS


def bars(
    counted: Counted,
    language: str,
    *,
    name: str,
    value: str,
    title: Words,
    part: str = "",
    share: bool = False,
) -> Spec:
    """Horizontal bars with the number at their end; a part of each in the highlight."""
    told = records(counted, language, name, value, *([part] if part else []))
    y = {"field": name, "type": "nominal", "sort": None, "title": None}
    scale = {"axis": {"format": "%", "tickCount": 5}} if share else {}
    ticks = axis(title.told(language), tickCount=whole_ticks(told, value))
    x = {"field": value, "type": "quantitative", **ticks, **scale}
    number = {"field": value, **({"format": ".0%"} if share else {})}
    text = {"type": "text", "align": "left", "dx": 4, "color": INK, "fontSize": SIZE}
    whole = {"type": "bar", "color": GREY_2 if part else HIGHLIGHT}
    layers = [{"mark": whole, "encoding": {"y": y, "x": x}}]
    if part:
        mark = {"type": "bar", "color": HIGHLIGHT}
        layers.append({"mark": mark, "encoding": {"y": y, "x": {**x, "field": part}}})
    layers.append({"mark": text, "encoding": {"y": y, "x": x, "text": number}})
    return spec(width=330, height={"step": 24}, data={"values": told}, layer=layers)


def stacked(
    counted: Counted, language: str, *, name: str, parts: Sequence[str], title: Words
) -> Spec:
    """Columns over time or names, stacked of parts, which are columns of the table."""
    headings = {one.key: one.name.told(language) for one in counted.columns}
    told = [
        {
            KEY: row[KEY],
            "x": row[name],
            "part": headings[key],
            "n": row[key],
            "o": o,
        }
        for row in records(counted, language, name, *parts)
        for o, key in enumerate(parts)
        if row.get(key)
    ]
    domain = [tell(line.cells[0], language) for line in counted.lines]
    step, steps = over_time(domain)
    return spec(
        width={"step": step},
        height=220,
        data={"values": told},
        mark={"type": "bar"},
        encoding={
            "x": {
                "field": "x",
                "type": "ordinal",
                "title": None,
                "axis": steps,
                "scale": {"domain": domain},
            },
            "y": {"field": "n", "type": "quantitative", **axis(title.told(language))},
            "color": colours([headings[key] for key in parts], SHADES),
            "order": {"field": "o"},
        },
    )


def heat(
    counted: Counted, language: str, *, down: str, across: str, value: str
) -> Spec:
    """A grid of tints with the numbers in them; rows and columns as the table has
    them."""
    told = records(counted, language, down, across, value)
    most = max((row.get(value, 0) for row in told), default=1) or 1
    order = {"type": "nominal", "title": None}
    place = {
        "y": {**order, "field": down, "sort": None, "axis": {"labelLimit": 200}},
        "x": {
            **order,
            "field": across,
            "sort": counted.facts.get("across", {}).get(language),
            "axis": {"labelAngle": -45, "orient": "top"},
        },
    }
    ground = {
        "field": value,
        "type": "quantitative",
        "scale": {"range": [TINT, HIGHLIGHT], "domain": [0, most]},
        "legend": None,
    }
    ink = {
        "condition": {"test": f"datum['{value}'] > {most * 0.55}", "value": CARD},
        "value": INK,
    }
    return spec(
        width={"step": 38},
        height={"step": 26},
        data={"values": told},
        layer=[
            {
                "mark": {"type": "rect", "stroke": CARD},
                "encoding": {**place, "color": ground},
            },
            {
                "mark": {"type": "text", "fontSize": SIZE},
                "encoding": {**place, "text": {"field": value}, "color": ink},
            },
        ],
    )


def nothing(language: str) -> str:
    """The sentence where there is nothing to count."""
    return one_of(
        language,
        "所选条件下没有可以统计的通报",
        "Nothing to count for this selection",
    )
