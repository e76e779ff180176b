"""A few notices, people and subscriptions, written straight into the tables."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.orm import Session

from models.measure import Event, Measure
from models.notice import Notice, NoticeMember
from models.sector import Match
from models.source import Source
from models.subscription import Subscription
from models.tag import Tag
from models.user import Role, User
from web.subscriptions import service
from web.subscriptions.wish import Wish

TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
BEFORE = datetime(2026, 1, 1, tzinfo=UTC)


def add_source(session: Session) -> None:
    """The publisher of every notice here."""
    if session.get(Source, "wto_eping") is None:
        session.add(
            Source(
                slug="wto_eping",
                title="WTO ePing",
                title_zh="世贸组织通报",
                url="https://epingalert.org/",
                every_minutes=120,
                least=1,
            )
        )
        session.flush()


def add_measure(session: Session, slug: str) -> Measure:
    """A family."""
    measure = Measure(slug=slug, created_at=NOW)
    session.add(measure)
    session.flush()
    return measure


def add_notice(
    session: Session,
    symbol: str,
    *,
    members: tuple[str, ...] = ("USA",),
    measure: Measure | None = None,
    matched: bool = True,
    **columns: Any,
) -> Notice:
    """A notice that has been tagged and matched, unless told otherwise."""
    add_source(session)
    given: dict[str, Any] = {
        "type": "regular",
        "title": f"Draft of {symbol}",
        "distributed": TODAY,
        "deadline": date(2026, 4, 20),
        "deadline_basis": "stated",
        "agreement": "TBT",
        "source_slug": "wto_eping",
        "content": {"title": f"Draft of {symbol}", "products": "goods"},
        **columns,
    }
    notice = Notice(
        source_key=symbol,
        symbol=symbol,
        content_hash="c0ffee",
        matched_hash="c0ffee:1:1" if matched else None,
        measure_id=(measure or add_measure(session, symbol)).id,
        created_at=NOW,
        updated_at=NOW,
        members=[NoticeMember(member_code=code) for code in members],
        **given,
    )
    session.add(notice)
    session.flush()
    return notice


def add_match(
    session: Session, notice: Notice, sector: str, certainty: str = "sure"
) -> None:
    """A sector that a notice touches, with one reason for and one against."""
    reasons = [
        {
            "kind": "hs6",
            "code": "850760",
            "words": "8507.60",
            "zh": "编码8507.60",
            "en": "code 8507.60",
            "field": "codes",
            "weight": 0.9,
        },
        {
            "kind": "domain",
            "code": "SPS",
            "words": "",
            "zh": "协定不符",
            "en": "other agreement",
            "field": "agreement",
            "weight": 0.5,
        },
    ]
    session.add(
        Match(
            notice_id=notice.id,
            sector_id=sector,
            score=0.9,
            certainty=certainty,
            reasons=reasons,
            rules="1",
            created_at=NOW,
        )
    )
    session.flush()


def add_tag(session: Session, notice: Notice, code: str, scheme: str = "hs") -> None:
    """A code that a notice states."""
    session.add(
        Tag(
            notice_id=notice.id,
            version_number=1,
            scheme=scheme,
            code=code,
            score=1.0,
            origin="stated",
            field="codes",
            rules="1",
        )
    )
    session.flush()


def add_event(
    session: Session, notice: Notice, kind: str = "circulated", **columns: Any
) -> Event:
    """Something that happened to the measure of a notice."""
    given: dict[str, Any] = {
        "day": notice.distributed,
        "origin": "type",
        "change": {},
        "created_at": NOW,
        **columns,
    }
    event = Event(measure_id=notice.measure_id, notice_id=notice.id, kind=kind, **given)
    session.add(event)
    session.flush()
    return event


def add_user(session: Session, email: str = "li@firm.cn", **columns: Any) -> User:
    """An exporter."""
    given = {"name": "李工", "role": Role.ENTERPRISE, **columns}
    user = User(email=email, created_at=BEFORE, **given)
    session.add(user)
    session.flush()
    return user


def subscribe(
    session: Session, user: User, now: datetime = BEFORE, **words: Any
) -> Subscription:
    """A subscription as its form would make it."""
    given = {"rate": "immediate", **words}
    return service.create(session, user, Wish(**given), now)
