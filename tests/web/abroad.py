"""A document of each national kind, as its publisher would give it."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models import clock
from models.kinds import NoticeKind
from models.notice import Notice
from models.search_text import reindex
from models.source import Source
from tests.web.small_world import TODAY, add_event, add_match, add_notice

SECTOR = "lithium-batteries"
KINDS = [kind.value for kind in NoticeKind if kind != NoticeKind.NOTIFICATION]
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
        "content": {
            "agencies": ["Slovakia"],
            "references": ["2026.4607"],
            "risk": "serious",
            "action": "border rejection notification",
        },
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
    session: Session, kind: str, sector: str = SECTOR, **change: Any
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


def fill(session: Session) -> dict[str, Notice]:
    """One of each kind and one notification, by kind; the clock stands still."""
    clock.fix_day(session, TODAY)
    found = add_one_of_each(session)
    notified = add_notice(session, "G/TBT/N/USA/1", title="Cells: labelling")
    add_match(session, notified, SECTOR)
    add_event(session, notified)
    found["notification"] = notified
    reindex(session, [one.id for one in found.values()])
    session.commit()
    return found


def text(client: FlaskClient, address: str) -> str:
    """A page as it is read."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return unescape(answer.get_data(as_text=True))


def symbols(page: str) -> list[str]:
    """The symbols of the rows of a list."""
    return re.findall(r'class="symbol">([^<]*)<', page)


def row_of(page: str, symbol: str) -> str:
    """The row of a symbol."""
    rows = re.findall(r'<li class="row-item" data-row>.*?\n</li>', page, re.DOTALL)
    return next(row for row in rows if f">{symbol}<" in row)
