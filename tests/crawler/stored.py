"""Items in the publisher's shape, and what the store made of them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crawler.card import WTO_EPING, put_source
from crawler.items import NoticeItem
from crawler.moments import Moment
from crawler.normalise import read_notice
from crawler.store import Outcome, store
from models.measure import Event
from models.notice import Notice

NOW = datetime(2026, 6, 3, 8, tzinfo=UTC)
LATER = Moment(datetime(2026, 6, 4, 8, tzinfo=UTC))
FIRST = Moment(NOW)
EAC = "G/TBT/N/KEN/1800, G/TBT/N/TZA/1340"


def item(**changes: Any) -> NoticeItem:
    raw = {
        "symbol": "G/TBT/N/VNM/301",
        "member": "Viet Nam",
        "type": "Regular notification",
        "distributed": "2026-06-02",
        "comments_close": "2026-08-01",
        "title": "Household batteries: mercury",
        "description": "Sets limits for mercury.",
        "products": "Primary cells",
        "hs": "8506 - Primary cells",
        "objectives": "Protection of the environment (TBT)",
        "documents": "https://members.wto.org/crnattachments/2026/TBT/VNM/1_e.pdf",
    }
    return read_notice({**raw, **changes}, "row 2")


def joint(member: str, **changes: Any) -> NoticeItem:
    return item(symbol=EAC, member=member, **changes)


def put(session: Session, *items: NoticeItem, moment: Moment = FIRST) -> list[Outcome]:
    put_source(session, WTO_EPING)
    return [outcome for _, outcome in store(session, items, moment)]


def only(session: Session) -> Notice:
    session.flush()
    session.expire_all()
    return session.scalars(select(Notice)).one()


def kinds(session: Session, notice: Notice) -> dict[str, Event]:
    events = select(Event).where(Event.notice_id == notice.id)
    return {f"{one.kind} {one.key}".strip(): one for one in session.scalars(events)}
