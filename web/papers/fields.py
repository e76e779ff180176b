"""What a letter may say of a case: each fact in Chinese and in English, or ''.

The names are those that a Word template may hold as well, between double braces.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case
from models.correspondence import Dispatch, Reply, Stage
from models.deadlines import HERE, USUAL_PERIOD
from web.cases.drafting import AGREEMENTS
from web.cases.facts import CaseFacts
from web.cases.findings import en_day, zh_day
from web.cases.gathering import facts_of
from web.cases.guards import standing, standing_signature
from web.papers.contact import line_of, read_contact
from web.planning.recipients import recipient_of

LEAST_MORE = timedelta(days=30)
"""What is asked for at the least beyond the last day, where 60 days are over."""


@dataclass(frozen=True)
class Fields:
    """The facts in both languages, under the same names."""

    zh: Mapped
    en: Mapped


Mapped = Mapping[str, str]
NAMES = (
    "symbol",
    "member",
    "agreement",
    "title",
    "products",
    "circulated",
    "closes",
    "window",
    "asked",
    "no_deadline",
    "short",
    "recipient",
    "centre",
    "contact",
    "today",
    "items",
    "signed",
    "sent",
    "waited",
    "acknowledged",
)
"""Every name there is; ``no_deadline`` and ``short`` only say that something holds."""


def fields_of(session: Session, case: Case, today: date) -> Fields:
    """The facts of a case as they stand today."""
    facts = facts_of(session, case.notice)
    signature = standing_signature(session, case.id)
    sent = sent_abroad(session, case)
    days = {
        "circulated": facts.distributed,
        "closes": facts.comments_close,
        "asked": asked_for(facts),
        "today": today,
        "signed": signature.at.astimezone(HERE).date() if signature else None,
        "sent": sent,
        "acknowledged": acknowledged(session, case.id),
    }
    items = [one for one in case.items if one.removed_at is None]
    symbols = [one.strip() for one in facts.symbol.split(",")]
    plain = {
        "symbol": "、".join(symbols),
        "window": str(facts.window) if facts.window is not None else "",
        "items": str(len(items)) if items else "",
        "waited": str((today - sent).days) if sent else "",
        "no_deadline": "1" if facts.comments_close is None else "",
        "short": "1" if is_short(facts) else "",
    }
    named = names_of(session, case, facts)
    zh = {name: zh_day(day) if day else "" for name, day in days.items()}
    en = {name: en_day(day) if day else "" for name, day in days.items()}
    return Fields(
        zh | plain | {name: pair[0] for name, pair in named.items()},
        en
        | plain
        | {"symbol": ", ".join(symbols)}
        | {name: pair[1] for name, pair in named.items()},
    )


def names_of(
    session: Session, case: Case, facts: CaseFacts
) -> dict[str, tuple[str, str]]:
    """What is named otherwise in Chinese and in English."""
    recipient = recipient_of(session, case)
    name = recipient.name if recipient else ""
    code, contact = facts.agreement, read_contact(session)
    return {
        "member": (facts.member, facts.member_en),
        "agreement": (AGREEMENTS.get(code, ""), f"{code} Agreement" if code else ""),
        "title": (facts.title_zh, facts.title_en),
        "products": (facts.products_zh, facts.products_en),
        "recipient": (name, name),
        "centre": (contact.name_zh, contact.name_en),
        "contact": (line_of(contact, "zh"), line_of(contact, "en")),
    }


def is_short(facts: CaseFacts) -> bool:
    """Whether the window is shorter than the 60 days that the committees advise."""
    return facts.window is not None and facts.window < USUAL_PERIOD.days


def asked_for(facts: CaseFacts) -> date | None:
    """Until when more time is asked for; None where no last day is stated.

    60 days from circulation, as the committees advise; where the window has so many
    already, 30 days beyond its end.
    """
    closes = facts.comments_close
    if closes is None:
        return None
    usual = facts.distributed + USUAL_PERIOD
    return usual if usual > closes else closes + LEAST_MORE


def sent_abroad(session: Session, case: Case) -> date | None:
    """When the comment went to the Member, as the national body told."""
    first = standing(case, Stage.ABROAD).order_by(Dispatch.at).limit(1)
    sent = session.scalar(first)
    return sent.at.astimezone(HERE).date() if sent else None


def acknowledged(session: Session, case_id: int) -> date | None:
    """When the Member first let itself be heard."""
    query = select(Reply.day).where(Reply.case_id == case_id)
    return session.scalar(query.order_by(Reply.day).limit(1))
