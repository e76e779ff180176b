"""What an alert says: the notice as it stood, and why this subscriber is told."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from web.alerts.neighbours import read_families, rows_in_both
from web.alerts.told import told
from web.alerts.touching import CERTAIN
from web.notices.rows import Row
from web.shipment.service import for_alerts

LOWERED = {"aimed", "outside", "domain", "rule"}
KEPT_BACK = {"prose_only", "ics_only", "wide_only", "many", "weak"}
AGAINST = frozenset({*LOWERED, *KEPT_BACK, "doubtful", "ics_doubtful"})
"""Kinds of reason that lowered a match or kept it back; they tell nobody why."""
LINES = 3
Hits = tuple[tuple[str, int], ...]


@dataclass
class Briefing:
    """One event, with all that its alerts have in common."""

    event: Event
    notice: Notice
    snapshot: dict[str, Any]
    sectors: dict[tuple[int, str], dict[str, Any]]
    origins: dict[int, str]
    reasons: dict[Any, str] = field(default_factory=dict)
    """Those told so far, as they are stored."""

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

    @cached_property
    def members(self) -> set[str]:
        """Who notified."""
        return {one["code"] for one in self.snapshot["members"]}

    @cached_property
    def stored(self) -> str:
        """The snapshot as it is stored."""
        return json.dumps(self.snapshot)

    def reason_for(self, hits: Hits, words: Sequence[str], kinds: Sequence[str]) -> str:
        """Why one is told who was met by these terms, as it is stored.

        ``words`` and ``kinds`` are those that were asked for and met.
        """
        key = (hits, words, kinds)
        if key not in self.reasons:
            own = {"words": list(words), "kinds": list(kinds)}
            told = {name: values for name, values in own.items() if values}
            self.reasons[key] = json.dumps({**self.reason(hits), **told})
        return self.reasons[key]

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


def brief(
    session: Session, event_ids: Iterable[int], today: date
) -> dict[int, Briefing]:
    """All that the alerts of some events say, each by the number of its event."""
    asked = select(Event, Notice).join(Notice, Notice.id == Event.notice_id)
    pairs = session.execute(asked.where(Event.id.in_(list(event_ids)))).all()
    notices = {notice.id: notice for _, notice in pairs}
    rows = rows_in_both(session, list(notices.values()), today)
    beside = read_beside(session, rows, notices, today)
    families = read_families(session, notices.values())
    sectors = dict(
        matched(session, {one for each in families.values() for one in each})
    )
    found = {}
    for event, notice in pairs:
        shown = snapshot(event, notice, rows[notice.id], beside[notice.id])
        found[event.id] = Briefing(event, notice, shown, sectors, families[notice.id])
    return found


def read_beside(
    session: Session,
    rows: Mapping[int, tuple[Row, Row]],
    notices: Mapping[int, Notice],
    today: date,
) -> dict[int, dict[str, Any]]:
    """What snapshots hold beside the row of a notice, by its number."""
    each = list(notices.values())
    rules = {key: zh.rule for key, (zh, _) in rows.items()}
    shipments, texts = for_alerts(session, each, today), told(session, each, rules)
    return {key: {"shipment": shipments[key], **texts[key]} for key in notices}


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
    event: Event, notice: Notice, rows: tuple[Row, Row], beside: Mapping[str, Any]
) -> dict[str, Any]:
    """The notice and the event as they stand now, kept with the alert."""
    zh, en = rows
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
        **beside,
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
