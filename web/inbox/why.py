"""Why an alert came, rebuilt from what was stored with it: words, path, level."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from models.alert import Alert
from models.audience import (
    ANY,
    NONE,
    document_term,
    event_term,
    market_term,
    word_term,
)
from models.audience_terms import keys_of
from web.alerts.phrases import CERTAINTIES, LEVELS, say_day, say_news
from web.levels.words import market_names, sector_names

ALONE = "="
"""Stands in the term of a heading that a document tells without subheadings."""
BOTH = {"zh": "、", "en": ", "}
PART = {"zh": "；", "en": "; "}
NAMED = {"sector": {"zh": "行业", "en": "sector"}, "word": {"zh": "词", "en": "words"}}


@dataclass(frozen=True)
class Key:
    """A key of the subscription that the alert meets: term, market, second term."""

    term: str
    market: str
    second: str


def met_terms(alert: Alert) -> set[str]:
    """The terms that the event had, as far as they are kept with the alert."""
    reason, shown = alert.reason, alert.snapshot
    codes = [str(code) for code in reason["codes"]]
    words = (word_term(word) for word in reason.get("words", ()))
    return {
        ANY,
        *(f"sector:{one['id']}" for one in reason["sectors"]),
        *codes,
        *(code.replace(":", ALONE, 1) for code in codes if len(code) == len("hs:8507")),
        *(word for word in words if word),
        *(market_term(code) for code in reason["markets"]),
        event_term(shown["kind"]),
        document_term(shown["notice_kind"]),
    }


def fired_keys(session: Session, alert: Alert) -> list[Key]:
    """The keys of its subscription, as it stands now, that a stored alert meets.

    Empty if the subscription has since been changed so that it would not come again.
    """
    terms, markets = met_terms(alert), {ANY, *alert.reason["markets"]}
    keys = (Key(*one) for one in keys_of(session, alert.subscription_id))
    found = [
        one
        for one in keys
        if one.term in terms
        and one.market in markets
        and (one.second == NONE or one.second in terms)
    ]
    return sorted(found, key=lambda key: (key.term == ANY, key.term, key.market))


def sentences(
    alert: Alert, keys: Sequence[Key], level: Mapping[str, str], language: str
) -> list[str]:
    """Three to five plain sentences: what happened, what met, how sure, which level.

    ``level`` is the sentence of the rule that gave the level, or empty.
    """
    told = [
        happened(alert.snapshot, language),
        met(alert, keys, language),
        *evidence(alert.reason, language)[:2],
        graded(alert.level, level, language),
    ]
    return [one for one in told if one]


def happened(shown: Mapping[str, Any], language: str) -> str:
    """Who did what, in one sentence."""
    members = BOTH[language].join(one[language] for one in shown["members"])
    news, day = say_news(shown, language), say_day(shown["day"], language)
    told = day in news
    if language == "zh":
        when = "" if told else f"（{day}）"
        return f"{members}：{news}{when}，文件编号 {shown['symbol']}。"
    when = "" if told else f" ({day})"
    return f"{members}: {news}{when}, document {shown['symbol']}."


def met(alert: Alert, keys: Sequence[Key], language: str) -> str:
    """Which subscription it was, and what of it was met."""
    name = alert.subscription.name or f"#{alert.subscription_id}"
    if not keys:
        return {
            "zh": f"由订阅“{name}”带来；订阅后来改过，现在不会再收到这一条。",
            "en": f"It came by “{name}”, which has been changed since:"
            " as it is now, it would not bring this.",
        }[language]
    what = BOTH[language].join(spoken(keys, language))
    if language == "zh":
        return f"订阅“{name}”要的{what}与这份文件相符。"
    return f"“{name}” asks for {what}, which this document meets."


def spoken(keys: Iterable[Key], language: str) -> list[str]:
    """Each term and each market that was met, once, in words."""
    terms = [say_term(key.term, language) for key in keys]
    codes = sorted({key.market for key in keys} - {ANY})
    names = market_names()
    markets = [names.get(code, (code, code))[language == "en"] for code in codes]
    place = "市场" if language == "zh" else "market "
    said = BOTH[language].join(markets)
    return list(dict.fromkeys([*terms, *([f"{place}{said}"] if markets else [])]))


def say_term(term: str, language: str) -> str:
    """A term in words: 行业“茶叶”, HS 850760, any goods."""
    if term == ANY:
        return "任何产品" if language == "zh" else "any goods"
    scheme, _, value = term.replace(ALONE, ":").partition(":")
    if scheme not in NAMED:
        return f"{scheme.upper()} {value}"
    names = sector_names().get(value, (value, value))
    shown = names[language == "en"] if scheme == "sector" else value
    quoted = f"“{shown}”" if language == "zh" else f" “{shown}”"
    return NAMED[scheme][language] + quoted


def evidence(reason: Mapping[str, Any], language: str) -> list[str]:
    """For each sector how sure it is, by which words, with the score."""
    told = []
    for one in reason["sectors"]:
        sure = CERTAINTIES[one["certainty"]][language]
        words = PART[language].join(one[f"why_{language}"])
        score = f"{one['score']:.2f}"
        if language == "zh":
            told.append(f"属于“{one['zh']}”：{sure}，得分 {score}，依据：{words}。")
        else:
            told.append(f"“{one['en']}”: {sure}, score {score}, by: {words}.")
    if reason["from"]:
        first = reason["from"][0]
        told.append(
            f"产品载于同一措施此前的文件 {first}。"
            if language == "zh"
            else f"The goods are named in the earlier document {first}."
        )
    return told


def graded(level: str, rule: Mapping[str, str], language: str) -> str:
    """The level, and the rule that gave it."""
    name, said = LEVELS[level][language], rule.get(language, "")
    if language == "zh":
        return f"级别“{name}”" + (f"，规则：{said}。" if said else "，预警时评定。")
    return f"Level {name}" + (f", by the rule: {said}." if said else ", when sent.")
