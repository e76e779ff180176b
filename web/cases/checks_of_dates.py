"""Checks that look at a notice's dates: windows, intervals, order of events."""

from __future__ import annotations

from datetime import date

from web.cases.facts import CaseFacts
from web.cases.findings import Check, Reason, en_day, zh_day

USUAL_WINDOW = 60
REASONABLE_INTERVAL = 180


def short_window(facts: CaseFacts) -> Reason | None:
    """The stated window is under the sixty days that the Committees recommend."""
    if facts.window is None or facts.comments_close is None or not facts.ordinary:
        return None
    if not 0 <= facts.window < USUAL_WINDOW:
        return None
    begins, ends = facts.distributed, facts.comments_close
    return Reason(
        f"通报于{zh_day(begins)}分发，评议截止日为{zh_day(ends)}，评议期仅{facts.window}天，"
        f"少于{facts.agreement}委员会建议的{USUAL_WINDOW}天。",
        f"The notification was circulated on {en_day(begins)} and comments close on"
        f" {en_day(ends)}. The comment period is {facts.window} days, less than the"
        f" {USUAL_WINDOW} days recommended by the {facts.agreement} Committee.",
    )


def no_deadline(facts: CaseFacts) -> Reason | None:
    """A new notification gives no date for comments."""
    if facts.comments_close or facts.type != "regular" or not facts.ordinary:
        return None
    return Reason(
        "通报未载明评议截止日。", "The notification states no final date for comments."
    )


def late_notice(facts: CaseFacts) -> Reason | None:
    """A date of adoption or entry into force lies before the notification."""
    if not facts.ordinary:
        return None
    for name, zh, en in (
        ("adoption", "批准日期", "date of adoption"),
        ("entry_into_force", "生效日期", "date of entry into force"),
    ):
        day = facts.day(name)
        if day and day < facts.distributed:
            return Reason(
                f"通报载明的{zh}为{zh_day(day)}，早于通报分发日"
                f"{zh_day(facts.distributed)}。",
                f"The {en} given is {en_day(day)}, before the notification was"
                f" circulated on {en_day(facts.distributed)}.",
            )
    return None


def interval(start: str, zh: str, en: str) -> Check:
    """A check that fewer than 180 days lie between a date and entry into force."""

    def short(facts: CaseFacts) -> Reason | None:
        begins, ends = facts.day(start), facts.day("entry_into_force")
        if not begins or not ends or facts.frees_trade or not facts.opens:
            return None
        days = (ends - begins).days
        if not 0 <= days < REASONABLE_INTERVAL:
            return None
        return Reason(
            f"该措施拟于{zh_day(begins)}{zh}、{zh_day(ends)}生效，间隔仅{days}天，"
            "少于通常理解的6个月。",
            f"The measure is to be {en} on {en_day(begins)} and to enter into force on"
            f" {en_day(ends)}. The interval is {days} days, less than the six months"
            " normally understood.",
        )

    return short


def no_entry_date(facts: CaseFacts) -> Reason | None:
    """The form has the box for entry into force, and it gives no day."""
    told = facts.told("entry_into_force")
    if told is None or facts.day("entry_into_force"):
        return None
    if facts.frees_trade or not facts.opens:
        return None
    words_zh = f"（原文：{told}）" if told else ""
    words_en = f" (it says “{told}”)" if told else ""
    return Reason(
        f"通报未载明具体生效日期{words_zh}。",
        f"No date of entry into force is given{words_en}.",
    )


def turning_day(facts: CaseFacts) -> date | None:
    """The last day before a check on the date of today turns out otherwise.

    Only `unanswered_adoption` asks for today; None where no day changes anything.
    """
    day = facts.day("adoption")
    return day if day and facts.opens and not facts.followed_up else None


def unanswered_adoption(today: date) -> Check:
    """A check that the day of adoption has passed and nothing followed."""

    def passed(facts: CaseFacts) -> Reason | None:
        day = turning_day(facts)
        if not day or day >= today:
            return None
        return Reason(
            f"通报载明的拟批准日期{zh_day(day)}已过，尚未见补遗通报。",
            f"The proposed date of adoption, {en_day(day)}, has passed and no addendum"
            " has been seen.",
        )

    return passed
