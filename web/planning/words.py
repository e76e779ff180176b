"""How the days of a plan, their computation and their reasons are said."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from models.case_plan import CasePlan
from web.alerts.phrases import say_day

FOLDER = Path(__file__).parent / "messages"
ORDER = (
    "replies_close",
    "draft_due",
    "meeting_due",
    "sign_off_due",
    "national",
    "external",
)
"""The days of a plan as they follow each other."""
JOINED = {"zh": "；", "en": "; "}
ENDS = {"zh": "。", "en": "."}
LISTED = {"zh": "、", "en": ", "}


@lru_cache(maxsize=1)
def tables() -> dict[str, dict[str, dict[str, str]]]:
    """The words by table, language and key."""
    return tomllib.loads((FOLDER / "steps.toml").read_text(encoding="utf-8"))


def day_name(name: str, language: str) -> str:
    """What a day of a plan is called."""
    return tables()["days"][language][name]


def why_words(why: str, language: str) -> str:
    """Why a plan was made; an officer's own words stand as they are."""
    return tables()["whys"][language].get(why, why)


def computation(plan: CasePlan, language: str) -> str:
    """How the days of a plan were worked out, as one sentence."""
    return sentence(plan.told.get("steps", []), language)


def sentence(steps: Sequence[dict[str, Any]], language: str) -> str:
    """The steps of a computation as one sentence."""
    said = JOINED[language].join(clause(step, language) for step in steps)
    return said[:1].upper() + said[1:] + ENDS[language] if said else ""


def clause(step: dict[str, Any], language: str) -> str:
    """One step of a computation."""
    name = str(step["step"])
    if name == "less" and "window" in step:
        name = "less_short"
    values = {key: spoken(key, value, language) for key, value in step.items()}
    return tables()["steps"][language][name] % values


def spoken(key: str, value: Any, language: str) -> str:
    """A value of a step: days in words, shares in per cent."""
    if key in {"day", "to"}:
        return say_day(date.fromisoformat(value), language)
    if key == "share":
        return f"{value:.0%}"
    if key == "years":
        return LISTED[language].join(str(year) for year in value)
    return str(value)
