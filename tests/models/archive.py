"""A small archive of notices around real facts, for tests of lists and search."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.orm import Session

from models.notice import Notice, NoticeMember, Rendering
from models.search_text import reindex
from models.sector import Match
from models.source import Source
from models.tag import Tag

AT = datetime(2025, 6, 12, tzinfo=UTC)
TODAY = date(2025, 6, 12)
NOTICES: list[dict[str, Any]] = [
    {
        "symbol": "G/TBT/N/EU/1100",
        "title": "Draft Regulation on the labelling of batteries",
        "zh": "电池标签要求的法规草案",
        "members": ["EU"],
        "tags": [("hs", "850760"), ("measure", "labelling"), ("ics", "29.220")],
        "sectors": {
            "lithium-batteries": "sure",
            "home-appliances-electrical": "possible",
        },
        "deadline": date(2025, 8, 1),
        "distributed": date(2025, 6, 2),
    },
    {
        "symbol": "G/TBT/N/USA/2200",
        "title": "Energy conservation standards for water heaters",
        "zh": "热水器节能标准",
        "members": ["USA"],
        "tags": [("hs", "8516"), ("measure", "energy-efficiency")],
        "sectors": {"home-appliances-electrical": "sure"},
        "deadline": date(2025, 6, 12),
        "distributed": date(2025, 5, 20),
    },
    {
        "symbol": "G/SPS/N/JPN/1300",
        "title": "Maximum residue limits for pesticides in tea",
        "zh": "茶叶中农药最大残留限量",
        "content": {"products": "Tea (HS 0902)", "description": "Limits are revised."},
        "members": ["JPN"],
        "tags": [("hs", "0902"), ("measure", "residue-contaminant-limit")],
        "sectors": {"tea": "sure", "modern-agriculture": "likely"},
        "deadline": date(2025, 6, 11),
        "distributed": date(2025, 6, 2),
    },
    {
        "symbol": "G/TBT/N/VNM/300/Add.1",
        "type": "addendum",
        "title": "Etiquetado de baterías",
        "language": "es",
        "members": ["VNM"],
        "tags": [("hs", "85"), ("measure", "labelling")],
        "distributed": date(2025, 6, 3),
    },
    {
        "symbol": "G/TBT/N/KWT/683/Rev.1",
        "type": "revision",
        "title": "Paints and varnishes",
        "members": ["KWT", "BHR"],
        "twin_key": "paint",
        "tags": [("ics", "87.040")],
        "deadline": date(2025, 7, 1),
        "distributed": date(2025, 6, 10),
    },
    {
        "symbol": "G/TBT/N/BHR/704/Rev.1",
        "type": "revision",
        "title": "Paints and varnishes",
        "members": ["BHR"],
        "twin_key": "paint",
        "tags": [("ics", "87.040")],
        "deadline": date(2025, 7, 2),
        "distributed": date(2025, 6, 9),
    },
]


def add_source(session: Session) -> None:
    session.add(
        Source(
            slug="wto_eping",
            title="WTO ePing",
            title_zh="世贸组织 ePing",
            url="https://epingalert.org/",
            every_minutes=120,
            least=1,
        )
    )
    session.flush()


def add_notice(session: Session, symbol: str, **values: Any) -> Notice:
    """A notice with its Members, titles, tags (scheme, code) and sectors."""
    members: Iterable[str] = values.pop("members", [])
    tags: Iterable[tuple[str, str]] = values.pop("tags", [])
    sectors: dict[str, str] = values.pop("sectors", {})
    zh = values.pop("zh", "")
    fields = {
        "source_slug": "wto_eping",
        "source_key": symbol,
        "symbol": symbol,
        "type": "regular",
        "agreement": symbol[2:5],
        "title": "A draft",
        "distributed": TODAY,
        "content_hash": "0",
        "created_at": AT,
        "updated_at": AT,
    }
    content = values.pop("content", {})
    notice = Notice(**{**fields, **values})
    notice.content = {"title": notice.title, **content}
    session.add(notice)
    for code in members:
        notice.members.append(NoticeMember(member_code=code, symbol=symbol))
    if zh:
        notice.renderings.append(
            Rendering(
                version_number=1,
                language="zh",
                field="title",
                origin="editor",
                text=zh,
                created_at=AT,
            )
        )
    session.flush()
    for scheme, code in tags:
        session.add(make_tag(notice.id, scheme, code))
    for sector, certainty in sectors.items():
        session.add(make_match(notice.id, sector, certainty))
    return notice


def make_tag(notice_id: int, scheme: str, code: str) -> Tag:
    return Tag(
        notice_id=notice_id,
        version_number=1,
        scheme=scheme,
        code=code,
        score=1.0,
        origin="stated",
        field="title",
        rules="1",
    )


def make_match(notice_id: int, sector: str, certainty: str) -> Match:
    return Match(
        notice_id=notice_id,
        sector_id=sector,
        score=1.0,
        certainty=certainty,
        rules="1",
        created_at=AT,
    )


def fill(session: Session) -> dict[str, Notice]:
    """The six notices, indexed, by their symbols."""
    add_source(session)
    made = [add_notice(session, **values) for values in deepcopy(NOTICES)]
    reindex(session, [notice.id for notice in made])
    session.flush()
    return {notice.symbol: notice for notice in made}
