"""What an alert says: the notice as it stood, and why this subscriber is told."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.measure import Event
from models.notice import Notice
from models.sector import Match, Sector
from web.alerts.leaving_out import text_tokens
from web.alerts.told import told
from web.alerts.touching import CERTAIN
from web.notices.rows import Row, make_rows
from web.shipment.service import for_alert

LOWERED = {"aimed", "outside", "domain", "rule"}
KEPT_BACK = {"prose_only", "ics_only", "wide_only", "many", "weak"}
AGAINST = frozenset({*LOWERED, *KEPT_BACK, "doubtful", "ics_doubtful"})
"""Kinds of reason that lowered a match or kept it back; they tell nobody why."""
LINES = 3
Hits = Sequence[tuple[str, int]]


@dataclass
class Briefing:
    """One event, with all that its alerts have in common."""

    event: Event
    notice: Notice
    snapshot: dict[str, Any]
    sectors: dict[tuple[int, str], dict[str, Any]]
    origins: dict[int, str]
    reasons: dict[Hits, dict[str, Any]] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """What happened."""
        return self.event.kind

    @cached_property
    def tokens(self) -> str:
        """Where excluded words are looked for."""
        notice, title = self.notice, self.snapshot["title_zh"]
        goods = notice.content.get("products")
        return text_tokens(notice.title, goods, title, notice.language)

    def alert(self, hits: Iterable[tuple[str, int]]) -> dict[str, Any]:
        """The columns of an alert to whoever was met by these terms."""
        key = tuple(hits)
        reason = self.reasons.setdefault(key, self.reason(key))
        return {
            "measure_id": self.event.measure_id,
            "event_id": self.event.id,
            "notice_id": self.notice.id,
            "level": self.snapshot["level"],
            "reason": reason,
            "snapshot": self.snapshot,
        }

    def reason(self, hits: Hits) -> dict[str, Any]:
        """The sectors and codes that met, and the earlier document that names them."""
        names = [(from_id, term.removeprefix("sector:")) for term, from_id in hits]
        sectors = [self.sectors[name] for name in names if name in self.sectors]
        codes = [term for term, _ in hits if term.startswith(("hs", "ics"))]
        told = {from_id for _, from_id in hits} - {self.notice.id}
        return {
            "sectors": sorted(sectors, key=lambda one: -one["score"]),
            "codes": sorted({term.replace("=", ":") for term in codes}),
            "markets": [one["code"] for one in self.snapshot["members"]],
            "from": sorted(self.origins[one] for one in told if one in self.origins),
        }


def brief(session: Session, event_id: int, today: date) -> Briefing:
    """All that the alerts of one event say."""
    event = session.get_one(Event, event_id)
    notice = session.get_one(Notice, event.notice_id)
    family = session.execute(
        select(Notice.id, Notice.symbol).where(Notice.measure_id == notice.measure_id)
    )
    origins = {notice.id: notice.symbol} | {row.id: row.symbol for row in family}
    return Briefing(
        event,
        notice,
        snapshot(session, event, notice, today),
        dict(matched(session, origins)),
        origins,
    )


def matched(
    session: Session, notices: Iterable[int]
) -> Iterator[tuple[tuple[int, str], dict[str, Any]]]:
    """The sectors of some notices, each with the words and codes that earned it."""
    query = (
        select(Match, Sector)
        .join(Sector, Sector.id == Match.sector_id)
        .where(Match.notice_id.in_(list(notices)), Match.certainty.in_(CERTAIN))
    )
    for match, sector in session.execute(query):
        yield (
            (match.notice_id, sector.id),
            {
                "id": sector.id,
                "zh": sector.name_zh,
                "en": sector.name_en,
                "score": match.score,
                "certainty": match.certainty,
                "why_zh": sentences(match.reasons, "zh"),
                "why_en": sentences(match.reasons, "en"),
            },
        )


def sentences(reasons: Iterable[Any], language: str) -> list[str]:
    """The few best sentences of a match in one language."""
    told = [str(one[language]) for one in reasons if one["kind"] not in AGAINST]
    return list(dict.fromkeys(told))[:LINES]


def snapshot(
    session: Session, event: Event, notice: Notice, today: date
) -> dict[str, Any]:
    """The notice and the event as they stand now, kept with the alert."""
    zh, en = (make_rows(session, [notice], name, today)[0] for name in ("zh", "en"))
    return {
        "symbol": notice.symbol,
        "type": zh.kind,
        "agreement": notice.agreement,
        "title": notice.title,
        "language": notice.language,
        "title_zh": zh.title,
        "title_en": en.title,
        "title_origin_zh": zh.title_origin,
        "title_origin_en": en.title_origin,
        "members": [
            {"code": one.code, "zh": one.zh, "en": one.en} for one in zh.members
        ],
        "distributed": notice.distributed.isoformat(),
        "deadline": notice.deadline.isoformat() if notice.deadline else None,
        "deadline_basis": notice.deadline_basis,
        "level": str(zh.level),
        "kind": event.kind,
        "day": event.day.isoformat(),
        "day_basis": event.day_basis,
        "words": event.words,
        "change": event.change,
        "notice_kind": notice.kind,
        "publisher": publisher(zh),
        "standing": standing(zh),
        "shipment": for_alert(session, notice, today),
        **told(session, notice, zh),
    }


def publisher(row: Row) -> dict[str, str] | None:
    """The source of a national measure in both languages."""
    zh, en = row.publisher
    return {"zh": zh, "en": en} if row.is_national else None


def standing(row: Row) -> dict[str, Any] | None:
    """Where a rule or an incident stands, as it is kept with an alert."""
    held = row.standing
    if held is None:
        return None
    return {"state": held.state, "day": held.day.isoformat(), "left": held.left}
