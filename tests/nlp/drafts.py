"""A draft to be told in words, and a notice of batteries that is stored."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from models.clock import now
from models.notice import Notice, NoticeMember
from models.source import Source
from nlp.summaries.facts import Facts, Goods, Name

DRAFT = Facts(
    kind="regular",
    agreement="TBT",
    members=[Name("欧盟", "European Union")],
    goods=Goods([Name("锂电池", "lithium batteries")]),
    measures=["labelling", "prohibition"],
    deadline=date(2025, 8, 1),
    basis="estimated",
    stage="draft",
)


def add_batteries(session: Session, key: str = "1", **columns: Any) -> Notice:
    """A notice of lithium batteries from Japan, and its publisher."""
    if session.get(Source, "wto") is None:
        named = {"slug": "wto", "title": "WTO", "title_zh": "世贸"}
        session.add(Source(**named, url="https://x.org/", every_minutes=120, least=1))
        session.flush()
    content = {"title": "Labelling of lithium batteries", "products": "Batteries"}
    given: dict[str, Any] = {
        "agreement": "TBT",
        "type": "regular",
        "symbol": "G/TBT/N/JPN/1",
        **columns,
    }
    notice = Notice(
        source_slug="wto",
        source_key=key,
        title=content["title"],
        distributed=date(2025, 6, 2),
        content=content,
        content_hash="hash",
        created_at=now(),
        updated_at=now(),
        **given,
    )
    notice.members.append(NoticeMember(member_code="JPN"))
    session.add(notice)
    session.flush()
    return notice


def said(zh: str) -> Name:
    """A name in Chinese that stands for itself in English."""
    return Name(zh, zh)
