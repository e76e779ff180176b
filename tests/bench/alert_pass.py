"""The real pass of alerting: from stored notices to alerts with snapshot and reason."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Engine, func, insert, select
from sqlalchemy.orm import Session

from models.alert import Alert
from models.reference_facts import Member
from models.sector import Sector
from tests.bench.audience_work import EVENTS, analyze, build
from tests.bench.children import BenchError, Figures
from tests.bench.crowd import BEGAN, Happened
from tests.bench.crowd_made import (
    DENSE,
    MARKETS,
    SECTORS,
    Kind,
    make_events,
    make_wishes,
)
from tests.web.small_world import add_event, add_match, add_notice, add_tag
from web.alerts.audience import make_alerts

TODAY = date(2026, 3, 2)
MOST = {DENSE: 20}
"""Events that suffice where each brings many alerts; an alert takes some kilobytes."""
WHOLE = {"hs": 6, "ics": 9}
"""Digits and dots of the longest code of a scheme that a subscription names."""


def alert(engine: Engine, kind: Kind, rows: int) -> Figures:
    """Alerts in a second, with all that they keep, until they are durable."""
    events = make_events(kind, MOST.get(kind, EVENTS))
    build(engine, make_wishes(kind, rows, events.values()))
    with Session(engine) as session:
        add_world(session, events)
        session.commit()
    analyze(engine)
    clock = time.process_time if engine.dialect.name == "sqlite" else time.perf_counter
    with Session(engine, expire_on_commit=False) as session:
        begun = clock()
        made = make_alerts(session, now=BEGAN, today=TODAY, keep=session.commit)
        session.commit()
        seconds = clock() - begun
        kept = session.scalar(select(func.count()).select_from(Alert))
        again = make_alerts(session, now=BEGAN, today=TODAY)
    if made.alerts != kept or again.alerts:
        raise BenchError(f"Not the same alerts: {made}, {kept}, {again}.")
    return {
        "ms": round(seconds * 1000 / made.events, 3),
        "alerts_per_s": round(made.alerts / seconds),
        "alerts": made.alerts,
        "events": made.events,
    }


def add_world(session: Session, events: Mapping[int, Happened]) -> None:
    """Notices that say what the events are made of."""
    session.execute(insert(Member), [member(code) for code in MARKETS])
    for position, term in enumerate(SECTORS):
        name = term.removeprefix("sector:")
        row = {"position": position, "name_zh": name, "name_en": name}
        session.add(Sector(id=name, **row))
    session.flush()
    for number, happened in events.items():
        add_one(session, number, happened)


def member(code: str) -> dict[str, Any]:
    """A row of a Member."""
    names = dict.fromkeys(("en", "en_wto", "zh"), code)
    return {"code": code, "status": "member", "zone": "", "aliases": [], **names}


def add_one(session: Session, number: int, happened: Happened) -> None:
    """A notice with the codes, the sectors and the words of an event."""
    terms, (market,) = happened
    told: dict[str, list[str]] = {}
    for term in sorted(terms):
        scheme, _, value = term.partition(":")
        told.setdefault(scheme, []).append(value)
    notice = add_notice(
        session,
        f"G/TBT/N/{market}/{number}",
        members=(market,),
        search_text=" ".join(told.get("word", [])),
        content={"products": "goods " * 40},
    )
    for scheme, longest in WHOLE.items():
        for code in told.get(scheme, []):
            if len(code) in {longest, longest - 2, longest - 3}:
                add_tag(session, notice, code, scheme)
    for sector in told.get("sector", []):
        add_match(session, notice, sector)
    add_event(session, notice, created_at=BEGAN)
