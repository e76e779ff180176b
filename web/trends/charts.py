"""Charts of fewer views: lines over time, ranges, parts of a whole."""

from __future__ import annotations

from collections.abc import Sequence

from web.trends.drawing import (
    CARD,
    GREY,
    GREY_2,
    HIGHLIGHT,
    INK,
    KEY,
    ORDERED,
    SHADES,
    SIZE,
    axis,
    colours,
    over_time,
    records,
    spec,
)
from web.trends.view import Counted, Sort, Spec, Words


def lines(
    counted: Counted, language: str, *, name: str, parts: Sequence[str], title: Words
) -> Spec:
    """Lines over time; what is not known is a gap in the line, and not a zero."""
    headings = {one.key: one.name.told(language) for one in counted.columns}
    share = all(one.sort is Sort.SHARE for one in counted.columns if one.key in parts)
    told = [
        {KEY: row[KEY], "x": row[name], "part": headings[key], "n": row.get(key)}
        for row in records(counted, language, name, *parts)
        for key in parts
    ]
    y = axis(title.told(language))
    step, steps = over_time([row["x"] for row in told[:: max(1, len(parts))]])
    return spec(
        width={"step": step},
        height=220,
        data={"values": told},
        mark={"type": "line", "point": True, "invalid": "break-paths-filter-domains"},
        encoding={
            "x": {
                "field": "x",
                "type": "ordinal",
                "title": None,
                "axis": steps,
                "sort": None,
            },
            "y": {
                "field": "n",
                "type": "quantitative",
                **({**y, "axis": {"format": "%", "tickCount": 5}} if share else y),
            },
            "color": colours([headings[key] for key in parts], SHADES, most=3),
        },
    )


def ranges(
    counted: Counted,
    language: str,
    *,
    name: str,
    low: str,
    middle: str,
    high: str,
    title: Words,
    rule: float | None = None,
    most: int = 20,
) -> Spec:
    """Bars from a low to a high value with a tick at the middle one; rows without a
    middle are left to the table."""
    told = [
        row
        for row in records(counted, language, name, low, middle, high)
        if row.get(middle) is not None
    ][:most]
    y = {"field": name, "type": "nominal", "sort": None, "title": None}
    x = {"field": low, "type": "quantitative", **axis(title.told(language))}
    bar = {"type": "bar", "color": GREY_2, "height": 10}
    tick = {"type": "tick", "color": HIGHLIGHT, "thickness": 3, "size": 16}
    text = {"type": "text", "align": "left", "dx": 6, "color": INK, "fontSize": SIZE}
    at = {"y": y, "x": {**x, "field": middle}}
    layers: list[Spec] = [
        {"mark": bar, "encoding": {"y": y, "x": x, "x2": {"field": high}}},
        {"mark": tick, "encoding": at},
        {"mark": text, "encoding": {**at, "text": {"field": middle, "format": "~g"}}},
    ]
    if rule is not None:
        line = {"type": "rule", "color": GREY, "strokeDash": [4, 4]}
        layers.insert(1, {"mark": line, "encoding": {"x": {"datum": rule}}})
    return spec(width=330, height={"step": 24}, data={"values": told}, layer=layers)


def stacked_shares(
    counted: Counted,
    language: str,
    *,
    name: str,
    parts: Sequence[str],
    title: Words,
    most: int = 15,
) -> Spec:
    """Horizontal bars of equal length, each divided into its parts, which follow each
    other."""
    headings = {one.key: one.name.told(language) for one in counted.columns}
    told = [
        {KEY: row[KEY], "y": row[name], "n": row[key], "part": headings[key], "o": o}
        for row in records(counted, language, name, *parts)[:most]
        for o, key in enumerate(parts)
        if row.get(key)
    ]
    return spec(
        width=330,
        height={"step": 24},
        data={"values": told},
        mark={"type": "bar", "stroke": CARD},
        encoding={
            "y": {"field": "y", "type": "nominal", "sort": None, "title": None},
            "x": {
                "field": "n",
                "type": "quantitative",
                "stack": "normalize",
                "title": title.told(language),
                "axis": {"format": "%", "tickCount": 5},
            },
            "color": colours([headings[key] for key in parts], ORDERED, most=3),
            "order": {"field": "o"},
        },
    )


def banded(
    counted: Counted,
    language: str,
    *,
    name: str,
    low: str,
    middle: str,
    high: str,
    title: Words,
    most: int = 20,
) -> Spec:
    """Bars of a middle value with the number at their end, and the band from low to
    high as a line over each."""
    told = records(counted, language, name, low, middle, high)[:most]
    y = {"field": name, "type": "nominal", "sort": None, "title": None}
    x = {"field": middle, "type": "quantitative", "title": title.told(language)}
    at = {"y": y, "x": x}
    band = {"y": y, "x": {**x, "field": low}, "x2": {"field": high}}
    end = {"y": y, "x": {**x, "field": high}}
    text = {"type": "text", "align": "left", "dx": 6, "color": INK, "fontSize": SIZE}
    rule = {"type": "rule", "color": INK, "strokeWidth": 2}
    return spec(
        width=330,
        height={"step": 24},
        data={"values": told},
        layer=[
            {"mark": {"type": "bar", "color": GREY_2}, "encoding": at},
            {"mark": rule, "encoding": band},
            {
                "mark": text,
                "encoding": {**end, "text": {"field": middle, "format": ".3~g"}},
            },
        ],
    )
