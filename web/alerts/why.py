"""Why a reader is told: the sectors, codes and words that met, in a few lines."""

from collections.abc import Iterable, Sequence
from typing import Any

from models.alert import Alert
from web.alerts.chosen import say_chosen
from web.alerts.phrases import CERTAINTIES

JOIN = {"zh": "、", "en": ", "}
PART = {"zh": "；", "en": "; "}
CODES = {"zh": "订阅的编码：", "en": "codes you subscribe to: "}
WORDS = {"zh": "订阅的关键词：", "en": "words you subscribe to: "}
FOLLOWED = {
    "zh": "您在关注这项措施的进展",
    "en": "You follow this measure",
}
CHANGE = {"zh": "订阅的变化：", "en": "changes you subscribe to: "}
MARKET = {
    "zh": "订阅了这个市场的全部产品",
    "en": "You subscribe to all products of this market",
}
MOST = 3
"""So many sectors are told each on a line; the rest are named on one."""


def sectors(group: Iterable[Alert]) -> list[dict[str, Any]]:
    """The sectors of some alerts, the surest first."""
    found = [one for alert in group for one in alert.reason["sectors"]]
    return sorted(found, key=lambda one: -one["score"])


def why(reason: dict[str, Any], language: str) -> list[str]:
    """Why this reader is told: what goods met, and which kind of change."""
    return [*goods(reason, language), *change(reason, language)]


def change(reason: dict[str, Any], language: str) -> list[str]:
    """The kind of change or of document, where the reader asks for some only."""
    kinds = [say_chosen(one, language) for one in reason.get("kinds", ())]
    return [CHANGE[language] + JOIN[language].join(kinds)] if kinds else []


def goods(reason: dict[str, Any], language: str) -> list[str]:
    """The goods that met, a line for each sector, for the codes and the words."""
    told = reason["sectors"]
    lines = [say_sector(one, language) for one in told[:MOST]]
    if told[MOST:]:
        lines.append(others([one[language] for one in told[MOST:]], language))
    codes = [code.upper().replace(":", " ") for code in reason["codes"]]
    if codes:
        lines.append(CODES[language] + JOIN[language].join(codes))
    words = reason.get("words", ())
    if words:
        lines.append(WORDS[language] + JOIN[language].join(words))
    if reason["from"]:
        lines.append(inherited(reason["from"], language))
    return lines


def say_sector(one: dict[str, Any], language: str) -> str:
    """A sector, how sure it is, and the words and codes that earned it."""
    certainty = CERTAINTIES[one["certainty"]][language]
    words = PART[language].join(one[f"why_{language}"])
    if language == "zh":
        return f"{one['zh']}（{certainty}）：{words}"
    return f"{one['en']} ({certainty}): {words}"


def others(names: Sequence[str], language: str) -> str:
    """The sectors for which there is no line of their own."""
    told = JOIN[language].join(names)
    return f"还涉及{told}" if language == "zh" else f"also concerns {told}"


def because(group: Sequence[Alert], language: str) -> list[str]:
    """Why a reader is told of one notice, by all alerts to it; never empty."""
    lines = [line for alert in group for line in goods(alert.reason, language)]
    if not lines:
        follows = any(one.subscription.measure_id for one in group)
        lines = [(FOLLOWED if follows else MARKET)[language]]
    lines += [line for alert in group for line in change(alert.reason, language)]
    return list(dict.fromkeys(lines))


def inherited(symbols: Sequence[str], language: str) -> str:
    """That the goods stand in an earlier document of the family."""
    first = symbols[0]
    if language == "zh":
        return f"产品载于此前的文件 {first}"
    return f"The goods are named in the earlier document {first}"
