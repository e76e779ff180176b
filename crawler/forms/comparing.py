"""A form against the structured record of the same notification; pure.

Compared as people would: without case, blanks, quotes or the order of a list. Neither
is ever changed by the other; what differs is shown, and the official text counts.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from crawler.forms.form_days import deadline_of_form
from crawler.forms.verdicts import (
    Verdict,
    aims,
    answers,
    articles,
    bodies,
    codes,
    days,
    equal,
    goods,
    near_days,
    texts,
)
from models.content import Content
from models.form import Form, FormDay


@dataclass(frozen=True)
class Record:
    """The structured record, as far as a form can be held against it."""

    content: Content
    language: str
    distributed: date
    comments_close: date | None


@dataclass
class Comparison:
    """What differs, what the record holds in part, and what only the form knows."""

    differing: list[dict[str, Any]] = field(default_factory=list)
    cut: list[str] = field(default_factory=list)
    only: list[str] = field(default_factory=list)


def compare(form: Form, language: str, record: Record) -> Comparison:
    """Hold each field of a form against the record.

    Words are only compared where both are in one language.
    """
    found = Comparison()
    held = held_values(record)
    for name, value in form.items():
        if name not in COMPARED:
            if value and name not in BESIDES:
                found.only.append(name)
        elif not is_told(value):
            continue
        elif not is_told(held.get(name)):
            found.only.append(name)
        elif name not in TEXTS or language == record.language:
            judge(found, name, held[name], value, form, record)
    found.differing.sort(key=lambda one: list(COMPARED).index(one["field"]))
    return found


def held_values(record: Record) -> dict[str, Any]:
    """The record's fields under the names of the form."""
    content = cast(dict[str, Any], record.content)
    held = {name: content[name] for name in COMPARED if name in content}
    held["circulated"] = record.distributed.isoformat()
    if record.comments_close:
        held["comments_close"] = record.comments_close.isoformat()
    if "international_standard" in content:
        held["standards"] = content["international_standard"]
    return held


def is_told(value: Any) -> bool:
    """Whether there is anything to compare."""
    if isinstance(value, dict):
        return bool(value["words"].strip())
    return isinstance(value, bool) or bool(value)


def judge(
    found: Comparison,
    name: str,
    held: Any,
    told: Any,
    form: Form,
    record: Record,
) -> None:
    """Compare one field and note what came of it."""
    if name == "comments_close":
        told = resolved(told, form, record)
    verdict = COMPARED[name](held, told)
    if verdict == Verdict.DIFFERING:
        words = told["words"] if isinstance(told, dict) else ""
        shown = (told["day"] or told["words"]) if isinstance(told, dict) else told
        if name in {"hs", "ics"}:
            words = form.get("products", "")
        found.differing.append(
            {"field": name, "record": held, "form": shown, "words": words}
        )
    elif verdict == Verdict.CUT:
        found.cut.append(name)


def resolved(told: FormDay, form: Form, record: Record) -> FormDay:
    """The deadline as a day, if the form lets it be counted."""
    day = deadline_of_form(form, record.distributed)
    return {**told, "day": day.isoformat() if day else None}


COMPARED: dict[str, Callable[[Any, Any], Verdict]] = {
    "circulated": near_days,
    "title": texts,
    "description": texts,
    "products": goods,
    "hs": codes,
    "ics": codes,
    "objectives": aims,
    "all_partners": equal,
    "regions": texts,
    "articles": articles,
    "local_government": texts,
    "relevant_documents": texts,
    "standards": bodies,
    "conforms": answers,
    "adoption": days,
    "entry_into_force": days,
    "comments_close": days,
}
"""How each field that both may have is compared."""
TEXTS = {
    "title",
    "description",
    "products",
    "regions",
    "local_government",
    "relevant_documents",
}
BESIDES = {"symbol", "member", "reasons", "sixty_days"}
"""Fields of the form that are told elsewhere."""
