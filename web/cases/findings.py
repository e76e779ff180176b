"""What a machine check says when it fires, and how it writes a day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from web.cases.facts import CaseFacts


@dataclass(frozen=True)
class Reason:
    """Why a check fired: a fact of the notice, fit to stand in the paper."""

    zh: str
    en: str


Check = Callable[[CaseFacts], Reason | None]


def zh_day(day: date) -> str:
    """A day in Chinese prose."""
    return f"{day.year}年{day.month}月{day.day}日"


def en_day(day: date) -> str:
    """A day in English prose."""
    return f"{day.day} {day:%B %Y}"
