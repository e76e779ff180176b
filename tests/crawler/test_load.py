"""The starter archive in the database: provisional, silent, and never in the way."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crawler.moments import Moment
from crawler.normalise import read_notice
from crawler.starter.load import ARCHIVE, load_starter
from crawler.store import Outcome, store
from models.measure import Event
from models.notice import Notice, Rendering, Version
from models.source import Source

ROWS = [json.loads(line) for line in ARCHIVE.read_text().splitlines()]
SYMBOL = "G/TBT/N/USA/2211"


def notice(session: Session) -> Notice:
    session.flush()
    session.expire_all()
    return session.scalars(select(Notice).where(Notice.source_key == SYMBOL)).one()


def real(**changes: Any) -> Any:
    raw = {
        "symbol": SYMBOL,
        "member": "United States of America",
        "type": "Regular notification",
        "distributed": "2025-06-11",
        "comments_close": "2025-07-29",
        "title": "Fuel tanks beside the main one",
        "products": "Tanks",
    }
    return read_notice({**raw, **changes}, "row 2")


def test_every_document_is_loaded_once_and_alerts_nobody(session: Session) -> None:
    assert load_starter(session) == {"documents": len(ROWS), "new": len(ROWS)}
    assert load_starter(session) == {"documents": len(ROWS), "new": 0}
    assert session.scalar(select(func.count(Notice.id))) == len(ROWS)
    flags = select(Notice.provisional, Notice.baseline).distinct()
    assert [tuple(one) for one in session.execute(flags)] == [(True, True)]
    assert set(session.scalars(select(Event.baseline))) == {True}
    assert session.get_one(Source, "wto_eping").baseline_at is None
    assert session.scalar(select(func.count(Version.id))) == len(ROWS)


def test_titles_and_summaries_are_renderings_in_both_languages(
    session: Session,
) -> None:
    load_starter(session)
    query = select(Rendering.language, Rendering.field, func.count()).group_by(
        Rendering.language, Rendering.field
    )
    found = {tuple(row)[:2]: row[2] for row in session.execute(query)}
    fields = [(a, b) for a in ("en", "zh") for b in ("products", "summary", "title")]
    assert found == dict.fromkeys(fields, len(ROWS))
    assert set(session.scalars(select(Rendering.origin))) == {"editor"}


def test_events_are_those_of_the_archive(session: Session) -> None:
    load_starter(session)
    query = (
        select(Event.kind, Event.change)
        .join(Notice, Notice.id == Event.notice_id)
        .where(Notice.source_key == "G/TBT/N/BRA/366/Add.1/Corr.1")
    )
    told = {row.kind: row.change for row in session.execute(query)}
    assert told["void"] == {"target": "G/TBT/N/BRA/366/Add.1"}
    dated = sum(bool(one["day"]) for row in ROWS for one in row["events"])
    stated = select(func.count(Event.id)).where(
        Event.day_basis == "stated", Event.kind.not_in(["circulated", "revised"])
    )
    assert session.scalar(stated) >= dated - 1


def test_the_first_real_record_takes_its_place_without_a_difference(
    session: Session,
) -> None:
    load_starter(session)
    [(_, outcome)] = store(session, [real()], Moment(datetime.now(UTC)))
    found = notice(session)
    assert outcome == Outcome.NEW
    assert (found.provisional, found.version_number) == (False, 1)
    assert found.title == "Fuel tanks beside the main one"
    assert [one.difference for one in found.versions] == [{}]
    assert [one.member_code for one in found.members] == ["USA"]
    events = session.scalars(select(Event).where(Event.notice_id == found.id)).all()
    assert [(one.kind, one.baseline) for one in events] == [("circulated", True)]
    assert len(found.renderings) == 6


def test_the_archive_never_covers_a_real_record(session: Session) -> None:
    load_starter(session)
    store(session, [real()], Moment(datetime.now(UTC)))
    load_starter(session)
    assert notice(session).title == "Fuel tanks beside the main one"


def test_after_the_real_record_a_change_is_a_change(session: Session) -> None:
    load_starter(session)
    store(session, [real()], Moment(datetime.now(UTC)))
    moved = real(comments_close="2025-08-28")
    [(_, outcome)] = store(session, [moved], Moment(datetime.now(UTC)))
    assert outcome == Outcome.CHANGED
    query = select(Event.baseline).where(Event.key == "version 2")
    assert session.scalars(query).all() == [False]


def test_other_words_in_a_later_archive_make_no_version(session: Session) -> None:
    load_starter(session)
    ours = real(title="Words of a later archive")
    ours.provisional = True
    [(_, outcome)] = store(session, [ours], Moment(datetime.now(UTC), baseline=True))
    found = notice(session)
    assert outcome == Outcome.CHANGED
    assert (found.title, found.provisional) == ("Words of a later archive", True)
    assert (found.version_number, len(found.versions)) == (1, 1)
