"""What an alert kept of its notice, in words; an alert of old kept less."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from web.alerts.phrases import say_day

Words = dict[str, str]
BY: dict[str, Words] = {
    "rule": {"zh": "机器摘要", "en": "machine summary"},
    "machine": {"zh": "机器译文", "en": "machine translation"},
}
"""Marks of what no person wrote."""
MODES: dict[str, Words] = {
    "sea": {"zh": "海运", "en": "by sea"},
    "rail": {"zh": "铁路", "en": "by rail"},
    "air": {"zh": "空运", "en": "by air"},
}
BASES: dict[str, Words] = {
    "estimated": {"zh": "，估算", "en": ", estimated"},
}
SHORT = {
    "zh": "过渡期不足 6 个月",
    "en": "less than six months to adapt",
}
PAST = {"zh": "已过，", "en": "already past, "}
MORE = {
    "zh": "另有 {n} 个成员的最晚安全发运日，见网页",
    "en": "Last safe shipment to {n} more: see the web page",
}
JOIN = {"zh": "、", "en": ", "}
MOST_MARKETS = 3
LONGEST, LONGEST_LATIN = 40, 72
"""Letters of the name of a heading: Chinese, English."""


def origin(shown: Mapping[str, Any], field: str, language: str) -> str:
    """The mark of a text that a machine made; empty for any other."""
    made = shown.get(f"{field}_origin_{language}", "")
    return BY.get(made, {}).get(language, "")


def codes(shown: Mapping[str, Any], language: str) -> str:
    """The headings of the HS with their names."""
    parts = []
    for one in shown.get("codes", ()):
        code, name = dotted(one["code"]), brief(one[language])
        if language == "zh":
            parts.append(f"{name}（HS {code}）" if name else f"HS {code}")
        else:
            parts.append(f"{name} (HS {code})" if name else f"HS {code}")
    return JOIN[language].join(parts)


def brief(name: str) -> str:
    """The official name of a heading, not endless; words and its parts stay whole."""
    if len(name) <= LONGEST or (name.isascii() and len(name) <= LONGEST_LATIN):
        return name
    if not name.isascii():
        return name[:LONGEST].rstrip() + "…"
    cut = name[: name.rfind(" ", 0, LONGEST_LATIN)].rstrip(" ,;")
    part = max(cut.rfind(","), cut.rfind(";"))
    return (cut[:part] if part > LONGEST_LATIN // 2 else cut) + "…"


def dotted(code: str) -> str:
    """A code as it is printed: 8507.60."""
    return f"{code[:4]}.{code[4:]}" if len(code) > len("8507") else code


def links(shown: Mapping[str, Any], language: str) -> list[tuple[str, str]]:
    """Where the publisher's own texts are: what each is, and its address."""
    return [(one[language], one["url"]) for one in shown.get("links", ())]


def shipments(shown: Mapping[str, Any], today: date, language: str) -> list[str]:
    """The last safe shipment days with their working, a line for each market.

    Of many markets a last line says how many more there are.
    """
    known = [one for one in shown.get("shipment") or () if one["ways"]]
    names = names_of(shown, language)
    lines = [shipment(one, names, today, language) for one in known[:MOST_MARKETS]]
    more = len(known) - len(lines)
    return lines + ([MORE[language].format(n=more)] if more > 0 else [])


def names_of(shown: Mapping[str, Any], language: str) -> dict[str, str]:
    """Names of the Members where there are several, so that they must be told."""
    members = shown["members"]
    return {one["code"]: one[language] for one in members} if members[1:] else {}


def shipment(
    one: Mapping[str, Any], names: Mapping[str, str], today: date, language: str
) -> str:
    """One market's days.

    Each comes from the day of entry into force, less transit, less what is spare.
    """
    ways = JOIN[language].join(way_words(way, today, language) for way in one["ways"])
    note = BASES.get(one["basis"] or "", {}).get(language, "")
    short = SHORT[language] if one["short"] else ""
    name, force = names.get(one["member"], ""), say_day(one["in_force"], language)
    if language == "zh":
        of = f"{name}，{force}生效{note}" if name else f"{force}生效{note}"
        return f"最晚安全发运日（{of}）：{ways}{'；' + short if short else ''}"
    of = f"{name}, in force {force}{note}" if name else f"in force {force}{note}"
    return f"Last safe shipment ({of}): {ways}{'; ' + short if short else ''}"


def way_words(way: Mapping[str, Any], today: date, language: str) -> str:
    """The last day by one way, with what it leaves for transit and in reserve."""
    mode, last = MODES[way["mode"]][language], say_day(way["last"], language)
    past = PAST[language] if date.fromisoformat(way["last"]) < today else ""
    if language == "zh":
        return f"{mode}{last}（{past}在途 {way['days']} 天，余量 {way['buffer']} 天）"
    days = f"{way['days']} days in transit, {way['buffer']} spare"
    return f"{last} {mode} ({past}{days})"
