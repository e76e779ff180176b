"""One changed field in a few words, in zh and en; see ``telling`` for the sentence."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from models.changes.fields import (
    DAYS,
    LISTS,
    LISTS_OF_NATIONS,
    ChangeKind,
    day_of,
    days_between,
)
from web.labels import Names, hs_names, ics_names, objectives
from web.notices.change_words import (
    CLAUSES,
    FIELDS,
    LENGTHS,
    MOVES,
    NATIONAL,
    STATUS,
    TOLD,
)

Change = Mapping[str, Any]
JOIN = {"zh": "、", "en": ", "}
NAME_END = re.compile(r"[;；,]")
"""Where the first name of a code ends."""
PROSE = frozenset({"description", "objectives_text"})
"""Texts that are too long to be quoted in a sentence."""
FEW = 3
QUOTE = 40


def say_field(name: str, one: Change, language: str) -> str:
    """One changed field in a few words."""
    say = SAID.get(name, say_listed if name in LISTED else say_reworded)
    return say(name, one, language)


def label(name: str, one: Change, language: str) -> str:
    """The name of a field."""
    if one.get("national") and name in NATIONAL:
        return NATIONAL[name][language]
    names = TOLD.get(name, FIELDS[name]) if one.get("told") else FIELDS[name]
    return names[language]


def say_value(value: Any, language: str) -> str:
    """A day as one says it, or the words in its place."""
    found = day_of(value)
    return say_day(found, language) if found else cut(str(value or ""))


def say_day(day: date, language: str) -> str:
    """A day in a sentence: 2025年6月12日, 12 June 2025."""
    if language == "en":
        return f"{day.day} {day:%B %Y}"
    return f"{day.year}年{day.month}月{day.day}日"


def say_moved(name: str, one: Change, language: str) -> str:
    """A day that moved, was set, or is stated no more."""
    about, before = label(name, one, language), one.get("before")
    after = say_value(one.get("after"), language)
    if not one.get("after"):
        return silent(about, language)
    if not before or before == one.get("after"):
        return f"{about}为{after}" if language == "zh" else f"{about}: {after}"
    was = say_value(before, language)
    words = (
        f"{about}由{was}改为{after}"
        if language == "zh"
        else f"{about}: {after} instead of {was}"
    )
    return words + say_by(name, one, language)


def say_by(name: str, one: Change, language: str) -> str:
    """By how many days a day moved."""
    days = one.get("days", days_between(one.get("before"), one.get("after")))
    if not days or one.get("kind") == ChangeKind.SET:
        return ""
    ways = LENGTHS if name in {"comments_close", "docket_closes"} else MOVES
    way, count = ways[language][days < 0], abs(days)
    if language == "zh":
        return f"，{way}{count}天"
    return f" ({count} {'day' if count == 1 else 'days'} {way})"


def say_closes(name: str, one: Change, language: str) -> str:
    """The last day for comments; a revision asks for comments anew."""
    if not one.get("told"):
        words = say_moved(name, one, language)
        return words.replace("comments close:", "comments close on")
    after = say_value(one.get("after"), language)
    if language == "zh":
        return f"重新征求意见，评议截止日为{after}"
    return f"comments are invited again until {after}"


def silent(about: str, language: str) -> str:
    """That a field says nothing any more."""
    return f"不再载明{about}" if language == "zh" else f"{about} no longer stated"


def say_listed(name: str, one: Change, language: str) -> str:
    """What came into a list and what left it, by name."""
    about = FIELDS[name][language]
    added, removed = entries(one, "added"), entries(one, "removed")
    if one.get("kind") == ChangeKind.CLEARED:
        return silent(about, language)
    parts = []
    for verb, side, found in (("增加", "added", added), ("删去", "removed", removed)):
        if found:
            count = int(one.get(f"{side}_count", len(found)))
            names = [named(name, entry, language) for entry in found[:FEW]]
            shown = JOIN[language].join(names) + more(count - FEW, language)
            zh, en = (
                f"{about}{verb}{count}项（{shown}）",
                f"{about} {side} ({count}): {shown}",
            )
            parts.append(zh if language == "zh" else en)
    return ("，" if language == "zh" else ", ").join(parts)


def more(count: int, language: str) -> str:
    """That there are more entries than are named."""
    if count <= 0:
        return ""
    return "等" if language == "zh" else f" and {count} more"


def entries(one: Change, side: str) -> list[str]:
    """The entries that came or left; from before and after where no list tells."""
    if side in one:
        return list(one[side])
    before, after = (set(one.get(name) or ()) for name in ("before", "after"))
    return sorted(after - before if side == "added" else before - after)


def named(name: str, entry: str, language: str) -> str:
    """An entry with its name, on one line; a code keeps its figures."""
    table = NAMES.get(name)
    known = table().get(entry) if table else None
    entry = " ".join(entry.split())
    words = known[language == "en"] if known else ""
    if name == "objectives":
        return words or entry
    return f"{entry} {cut(NAME_END.split(words)[0])}".strip()


def say_documents(name: str, one: Change, language: str) -> str:
    """How many attachments came; their addresses stand on the page."""
    count = int(one.get("added_count", len(entries(one, "added"))))
    if not count:
        return ""
    if language == "zh":
        return f"新增附件{count}份"
    return "1 new attachment" if count == 1 else f"{count} new attachments"


def say_reworded(name: str, one: Change, language: str) -> str:
    """A text: both wordings where they are short, else that it changed."""
    about, before, after = FIELDS[name][language], one.get("before"), one.get("after")
    if not after:
        return silent(about, language)
    if not before:
        words = cut(str(after))
        return f"{about}：{words}" if language == "zh" else f"{about}: {words}"
    brief = max(len(str(before)), len(str(after))) <= QUOTE
    if brief and name not in PROSE:
        if language == "zh":
            return f"{about}由“{before}”改为“{after}”"
        return f'{about}: "{after}" instead of "{before}"'
    return f"{about}有改动" if language == "zh" else f"{about} reworded"


def say_scope(name: str, one: Change, language: str) -> str:
    """The words in which a document tells that its scope or content changed."""
    words = cut(str(one.get("after") or ""), 2 * QUOTE)
    if language == "zh":
        return f"范围或内容有改动（原文：{words}）"
    return f'scope or content changed: "{words}"'


def say_limits(name: str, one: Change, language: str) -> str:
    """The first changed limits, from number to number."""
    pairs = list(one.get("pairs", ()))
    said = [say_limit(pair, language) for pair in pairs[:2]]
    count = int(one.get("pairs_count", len(pairs)))
    total = f"{count}项" if language == "zh" and count > len(said) else ""
    return JOIN[language].join(said) + more(count - len(said), language) + total


def say_limit(pair: Mapping[str, str], language: str) -> str:
    """One limit with the words about it."""
    before, after, about = pair["before"], pair["after"], cut(pair["of"])
    if language == "zh":
        verb = "降至" if pair["way"] == "lower" else "升至"
        return f"限值由{before}{verb}{after}" + (f"（{about}）" if about else "")
    verb = "lowered" if pair["way"] == "lower" else "raised"
    return f"limit {verb} from {before} to {after}" + (f" ({about})" if about else "")


def say_text(name: str, one: Change, language: str) -> str:
    """What became of the clauses of a notified text."""
    counts = one.get("counts", {})
    parts = list(said_counts(counts, language))
    if not parts:
        same = {"zh": "通报的文本与此前一致", "en": "the notified text is unchanged"}
        return same[language]
    if language == "zh":
        return "通报的文本" + "、".join(parts)
    return "notified text: " + ", ".join(parts)


def said_counts(counts: Mapping[str, int], language: str) -> Iterator[str]:
    """How many clauses changed, came, went and moved."""
    for kind, (zh, en) in CLAUSES.items():
        count = counts.get(kind, 0)
        if count:
            noun = "clause" if count == 1 else "clauses"
            yield f"{zh}{count}条" if language == "zh" else f"{count} {noun} {en}"


def say_status(name: str, one: Change, language: str) -> str:
    """That the measure ended."""
    words = STATUS.get(str(one.get("after")))
    return words[language] if words else ""


def cut(text: str, most: int = QUOTE) -> str:
    """A text short enough for a line."""
    plain = " ".join(text.split())
    return plain if len(plain) <= most else plain[: most - 1].rstrip() + "…"


NAMES: dict[str, Callable[[], Names]] = {
    "hs": hs_names,
    "ics": ics_names,
    "objectives": objectives,
}
LISTED = frozenset(LISTS + LISTS_OF_NATIONS)
SAID: dict[str, Callable[[str, Change, str], str]] = {
    **dict.fromkeys(DAYS, say_moved),
    "comments_close": say_closes,
    "documents": say_documents,
    "limits": say_limits,
    "scope": say_scope,
    "status": say_status,
    "text": say_text,
}
"""How the fields are said that have words of their own."""
