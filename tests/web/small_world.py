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


SOURCES = {
    "us_federal_register": ("US Federal Register", "美国联邦公报", "USA"),
    "uk_legislation": ("UK legislation.gov.uk", "英国立法网", "GBR"),
    "us_fda_import_alerts": ("FDA import alerts", "美国FDA进口警示", "USA"),
    "eu_rasff": ("EU RASFF", "欧盟食品和饲料快速预警系统（RASFF）", "EU"),
}
"""National publishers: their names, and the Member that they speak for."""
PAGE = "https://publisher.example/{}"
ABROAD: dict[str, dict[str, Any]] = {
    "draft": {
        "source": "us_federal_register",
        "symbol": "2026-02211",
        "title": "Energy Conservation Standards for Battery Chargers",
        "distributed": date(2026, 2, 20),
        "deadline": date(2026, 4, 21),
        "deadline_basis": "stated",
        "content": {
            "agencies": ["Energy Department"],
            "dockets": ["EERE-2026-BT-STD-0004"],
            "references": ["10 CFR Part 430"],
            "action": "Notice of proposed rulemaking.",
            "documents": [PAGE.format("2026-02211")],
        },
    },
    "rule": {
        "source": "uk_legislation",
        "symbol": "UKSI 2026/212",
        "title": "The Waste Batteries (Amendment) Regulations 2026",
        "distributed": date(2026, 2, 16),
        "content": {
            "entry_into_force": "2026-04-01",
            "action": "UnitedKingdomStatutoryInstrument",
        },
    },
    "border_alert": {
        "source": "us_fda_import_alerts",
        "symbol": "Import alert 16-131",
        "title": "Detention Without Physical Examination of Aquaculture from China",
        "distributed": date(2025, 6, 2),
        "content": {
            "action": "Import alert: DWPE",
            "links": {"en": PAGE.format("importalert_33.html")},
        },
    },
    "rejection": {
        "source": "eu_rasff",
        "symbol": "RASFF 2026.4607",
        "title": "Cadmium and lead in a glass cup from China",
        "distributed": date(2026, 2, 26),
        "content": {"risk": "serious", "action": "border rejection notification"},
    },
    "market_alert": {
        "source": "eu_rasff",
        "symbol": "RASFF 2026.4680",
        "title": "Migration of lead from glasses from Ukraine",
        "distributed": date(2026, 2, 12),
        "content": {"risk": "potentially serious", "links": {"en": "javascript:1"}},
    },
}
"""One document of each national kind, with what its publisher states."""


def add_national_source(session: Session, slug: str) -> None:
    """A national publisher."""
    if session.get(Source, slug) is None:
        title, title_zh, _member = SOURCES[slug]
        session.add(
            Source(
                slug=slug,
                title=title,
                title_zh=title_zh,
                url=f"https://{slug.replace('_', '-')}.example/",
                every_minutes=1440,
                least=0,
            )
        )
        session.flush()


def add_national(
    session: Session, kind: str, sector: str = "lithium-batteries", **change: Any
) -> Notice:
    """The document of a national kind, matched, with the events that it tells."""
    given = {**ABROAD[kind], **change}
    slug = given.pop("source")
    add_national_source(session, slug)
    told = {"deadline": None, "deadline_basis": "none", **given}
    content = {"title": told["title"], **told.pop("content")}
    notice = add_notice(
        session,
        told.pop("symbol"),
        source_slug=slug,
        members=(SOURCES[slug][2],),
        kind=kind,
        type=kind,
        agreement=None,
        content=content,
        **told,
    )
    add_match(session, notice, sector)
    made = "published" if kind == "rule" else "circulated"
    add_event(session, notice, made)
    if force := content.get("entry_into_force"):
        add_event(session, notice, "in_force", day=date.fromisoformat(force))
    return notice


def add_one_of_each(session: Session) -> dict[str, Notice]:
    """A document of each national kind, by its kind."""
    return {kind: add_national(session, kind) for kind in ABROAD}
