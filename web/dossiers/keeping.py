"""What officers do with the facts about markets: add, change, confirm, remove."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.market_fact import MarketFact
from models.market_facts import Topic
from models.sector import Sector
from models.user import User
from web import audit
from web.marks import N_
from web.refused import RefusedError

LONGEST = {"name": 200, "zh": 600, "en": 1200, "url": 300}
EARLIEST = date(2000, 1, 1)
NO_TOPIC = N_("请选择资料的类别。")
NO_WORDS = N_("请用中文写明这条资料。")
TOO_LONG = N_("有一栏超过 %(most)d 字，请缩短后再保存。")
NO_LINK = N_("请填写官方网页的链接，以 https:// 开头。")
NO_DAY = N_("日期须为 2000-01-01 至今天之间的一天，例如 2026-11-24。")
CHANGED = N_("这条资料刚被修改过，这次没有保存。请核对新的内容后再改。")
NO_DEED = N_("没有这项操作，请从页面上的按钮选择。")


def read_form(
    form: Mapping[str, Any], sectors: Sequence[str], today: date
) -> dict[str, Any]:
    """The columns that a form fills; RefusedError says what is wrong."""
    texts = {name: " ".join(str(form.get(name, "")).split()) for name in LONGEST}
    topic = form.get("topic", "")
    if topic not in set(Topic):
        raise RefusedError(NO_TOPIC)
    if not texts["zh"]:
        raise RefusedError(NO_WORDS)
    for name, most in LONGEST.items():
        if len(texts[name]) > most:
            raise RefusedError(TOO_LONG, most=most)
    return {
        **texts,
        "topic": topic,
        "url": read_link(texts["url"]),
        "as_of": read_day(str(form.get("as_of", "")), today),
        "sectors": list(sectors),
    }


def read_link(text: str) -> str:
    """An address that a browser may be sent to."""
    try:
        parts = urlsplit(text)
    except ValueError as error:
        raise RefusedError(NO_LINK) from error
    plain = text.isascii() and "@" not in parts.netloc
    if parts.scheme != "https" or "." not in parts.netloc or not plain:
        raise RefusedError(NO_LINK)
    return text


def read_day(text: str, today: date) -> date:
    """The day on which something was so."""
    try:
        day = date.fromisoformat(text.strip())
    except ValueError as error:
        raise RefusedError(NO_DAY) from error
    if not EARLIEST <= day <= today:
        raise RefusedError(NO_DAY)
    return day


def known_sectors(session: Session, named: Sequence[str]) -> list[str]:
    """The sectors among some names, in their order."""
    query = select(Sector.id).where(Sector.id.in_(named)).order_by(Sector.position)
    return list(session.scalars(query))


def add_fact(
    session: Session, market: str, values: Mapping[str, Any], user: User, now: datetime
) -> MarketFact:
    """Add a fact; it is the officers' own, and waits to be confirmed."""
    last = session.scalar(select(func.max(MarketFact.position))) or 0
    fact = MarketFact(
        market=market,
        key=f"own_{secrets.token_hex(4)}",
        position=last + 1,
        added=True,
        edited_by_id=user.id,
        edited_at=now,
        **values,
    )
    session.add(fact)
    session.flush()
    told(session, fact, user, "fact.added")
    return fact


def change_fact(
    session: Session,
    fact: MarketFact,
    values: Mapping[str, Any],
    seen: str,
    *,
    user: User,
    now: datetime,
) -> None:
    """Put a fact right; whoever has read an older state is told so.

    What was confirmed are the words that stood there: new ones wait again. A shipped
    fact keeps its topic, by which the next load knows it.
    """
    refuse_stale(fact, seen)
    before = fact.zh
    for name, value in values.items():
        if fact.added or name != "topic":
            setattr(fact, name, value)
    fact.edition += 1
    fact.edited_by_id, fact.edited_at = user.id, now
    fact.checked_by_id = fact.checked_at = None
    told(session, fact, user, "fact.changed", before=before)


def act(
    session: Session, fact: MarketFact, do: str, seen: str, *, user: User, now: datetime
) -> None:
    """Confirm a fact, doubt it, remove it from sight, or bring it back."""
    refuse_stale(fact, seen)
    if do == "confirm":
        fact.checked_by_id, fact.checked_at = user.id, now
    elif do == "doubt":
        fact.checked_by_id = fact.checked_at = None
    elif do == "remove":
        fact.removed_at = now
    elif do == "back":
        fact.removed_at = None
    else:
        raise RefusedError(NO_DEED)
    fact.edition += 1
    told(session, fact, user, f"fact.{do}")


def refuse_stale(fact: MarketFact, seen: str) -> None:
    """Refuse what was decided on words that no longer stand there."""
    if seen != str(fact.edition):
        raise RefusedError(CHANGED)


def told(
    session: Session, fact: MarketFact, user: User, action: str, **more: str
) -> None:
    """Write down who did what to a fact."""
    subject = ("market_fact", fact.id)
    audit.note(session, user.email, action, subject, market=fact.market, **more)
