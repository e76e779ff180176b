"""What a letter may say of a case: each fact in Chinese and in English, or ''.

The names are those that a Word template may hold as well, between double braces.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.case import Case
from models.correspondence import Dispatch, Reply, Stage
from models.deadlines import HERE
from web.cases.drafting import AGREEMENTS
from web.cases.facts import CaseFacts
from web.cases.findings import en_day, zh_day
from web.cases.gathering import facts_of
from web.cases.guards import standing, standing_signature
from web.papers.contact import line_of, read_contact
from web.planning.extension import Span, span_of
from web.planning.recipients import recipient_of


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
    "committee",
    "title",
    "products",
    "circulated",
    "closes",
    "window",
    "asked",
    "no_deadline",
    "estimated",
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
"""Every name there is; ``no_deadline`` and ``short`` only say that something holds.

``closes`` is a day that somebody stated, ``estimated`` one that nobody did.
"""


def fields_of(session: Session, case: Case, today: date) -> Fields:
    """The facts of a case as they stand today."""
    facts, span = facts_of(session, case.notice), span_of(session, case)
    signature = standing_signature(session, case.id)
    sent = sent_abroad(session, case)
    days = {
        **days_of(span),
        "today": today,
        "signed": signature.at.astimezone(HERE).date() if signature else None,
        "sent": sent,
        "acknowledged": acknowledged(session, case.id),
    }
    items = [one for one in case.items if one.removed_at is None]
    symbols = [one.strip() for one in facts.symbol.split(",")]
    plain = {
        "symbol": "、".join(symbols),
        "window": "" if span.window is None else str(span.window),
        "items": str(len(items)) if items else "",
        "waited": str((today - sent).days) if sent else "",
        "no_deadline": "1" if span.closes is None or span.is_estimated else "",
        "short": "1" if span.is_short else "",
    }
    named = names_of(session, case, facts)
    zh = {name: zh_day(day) if day else "" for name, day in days.items()}
    en = {name: en_day(day) if day else "" for name, day in days.items()}
    return Fields(
        zh | plain | {name: pair[0] for name, pair in named.items()},
        en
        | plain
        | {"symbol": ", ".join(symbols), "waited": thousands(plain["waited"])}
        | {name: pair[1] for name, pair in named.items()},
    )


def thousands(number: str) -> str:
    """A whole number as English groups it; '' stays."""
    return f"{int(number):,}" if number else ""


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
        "committee": (f"{code}委员会", f"{code} Committee".strip()),
        "title": (facts.title_zh, facts.title_en),
        "products": (facts.products_zh, facts.products_en),
        "recipient": (name, name),
        "centre": (contact.name_zh, contact.name_en),
        "contact": (line_of(contact, "zh"), line_of(contact, "en")),
    }


def days_of(span: Span) -> dict[str, date | None]:
    """The days of the time for comments."""
    return {
        "circulated": span.circulated,
        "closes": None if span.is_estimated else span.closes,
        "estimated": span.closes if span.is_estimated else None,
        "asked": span.asked_until,
    }


def sent_abroad(session: Session, case: Case) -> date | None:
    """When the comment went to the Member, as the national body told."""
    first = standing(case, Stage.ABROAD).order_by(Dispatch.at).limit(1)
    sent = session.scalar(first)
    return sent.at.astimezone(HERE).date() if sent else None


def acknowledged(session: Session, case_id: int) -> date | None:
    """When the Member first let itself be heard."""
    query = select(Reply.day).where(Reply.case_id == case_id)
    return session.scalar(query.order_by(Reply.day).limit(1))
