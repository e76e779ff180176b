"""The columns say what the tables say, of one state of the data, and of the newest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import Engine, delete, func, select, update
from sqlalchemy.orm import Session

from models.facts import Facts, Many, facts_at_hand, facts_of, pairs, read_facts
from models.facts import kept as keeping
from models.measure import Event, Measure
from models.notice import Notice, NoticeMember
from models.sector import Match
from models.tag import Tag
from tests.models.archive import AT, TODAY, add_notice, fill, make_tag


@pytest.fixture
def filled(session: Session) -> Session:
    """The archive; one notice opens a measure and another follows it."""
    notices = list(fill(session).values())
    measure = Measure(slug="G/TBT/N/EU/1100", created_at=AT)
    session.add(measure)
    session.flush()
    for one in notices[:2]:
        one.measure_id = measure.id
    session.add(make_tag(notices[0].id, "hs", "850760"))
    found = make_tag(notices[0].id, "hs", "8507")
    found.origin = "found"
    guess = make_tag(notices[0].id, "hs", "0101")
    guess.origin = "predicted"
    session.add_all([found, guess])
    session.commit()
    return session


def names(facts: Facts, column: Many) -> dict[int, set[str]]:
    """The names of each notice that has any, by its id."""
    found = {int(one): set(column.of_row(at)) for at, one in enumerate(facts.ids)}
    return {one: told for one, told in found.items() if told}


def asked(session: Session, query: object) -> dict[int, set[str]]:
    """The same from the rows of a query."""
    found: dict[int, set[str]] = {}
    for notice, name in session.execute(query):  # type: ignore[call-overload]
        found.setdefault(notice, set()).add(name)
    return found


def test_columns_are_those_of_the_tables(filled: Session) -> None:
    facts = facts_of(filled)
    rows = filled.scalars(select(Notice).order_by(Notice.id)).all()
    assert facts.ids.tolist() == [row.id for row in rows]
    assert [facts.type.names[one] for one in facts.type.codes] == [
        row.type for row in rows
    ]
    assert facts.distributed.tolist() == [row.distributed.toordinal() for row in rows]
    assert facts.deadline.tolist() == [
        row.deadline.toordinal() if row.deadline else 0 for row in rows
    ]
    assert facts.symbols == tuple(row.symbol for row in rows)
    assert [int(one) for one in facts.measure] == [row.measure_id or 0 for row in rows]


def test_names_are_those_of_the_tables(filled: Session) -> None:
    facts = facts_of(filled)
    told = Tag.origin.in_(("stated", "found"))
    codes = select(Tag.notice_id, Tag.code).where(told)
    for scheme, column in (
        ("hs", facts.hs),
        ("ics", facts.ics),
        ("measure", facts.measure_types),
        ("objective", facts.objectives),
    ):
        query = codes.where(Tag.scheme == scheme)
        assert names(facts, column) == asked(filled, query), scheme
    stated = codes.where(Tag.scheme == "hs", Tag.origin == "stated")
    assert names(facts, facts.stated_hs) == asked(filled, stated)
    members = select(NoticeMember.notice_id, NoticeMember.member_code)
    assert names(facts, facts.members) == asked(filled, members)
    sure = Match.certainty.in_(("sure", "likely"))
    sectors = select(Match.notice_id, Match.sector_id).where(sure)
    assert names(facts, facts.sectors) == asked(filled, sectors)


def test_counts_and_rows_of_a_column_agree(filled: Session) -> None:
    facts = facts_of(filled)
    every = facts.ids > 0
    for column in (facts.hs, facts.members, facts.sectors):
        rows = column.rows(every)
        assert {name: len(at) for name, at in rows.items()} == column.count(every)
        for name, at in rows.items():
            assert column.among({name}).nonzero()[0].tolist() == at.tolist()
    assert facts.hs.shorten(2).count(every) == {"85": 3, "09": 1}
    assert facts.hs.under(("8507",)).sum() == 1
    assert not facts.members.rows(facts.ids < 0)


def test_the_first_new_document_opens_a_measure(filled: Session) -> None:
    facts = facts_of(filled)
    first = min(
        filled.scalars(select(Notice).where(Notice.measure_id.is_not(None))),
        key=lambda one: (one.distributed, one.id),
    )
    assert facts.ids[facts.opening].tolist() == [first.id]


CHANGES: list[Callable[[int], object]] = [
    lambda one: (
        update(Notice).where(Notice.id == one).values(deadline=date(2025, 9, 9))
    ),
    lambda one: update(Notice).where(Notice.id == one).values(content_hash="other"),
    lambda one: update(Notice).where(Notice.id == one).values(type="revision"),
    lambda one: delete(NoticeMember).where(NoticeMember.notice_id == one),
    lambda one: delete(Match).where(Match.notice_id == one),
    lambda one: (
        update(Match).where(Match.notice_id == one).values(certainty="possible")
    ),
    lambda one: (
        update(Tag)
        .where(Tag.notice_id == one, Tag.scheme == "measure")
        .values(code="packaging")
    ),
    lambda one: (
        update(Tag)
        .where(Tag.notice_id == one, Tag.scheme == "hs")
        .values(origin="found")
    ),
]


@pytest.mark.parametrize("number", range(len(CHANGES)))
def test_any_change_of_a_fact_changes_the_mark_of_its_notice(
    filled: Session, number: int
) -> None:
    before = read_facts(filled)
    one = int(before.ids[0])
    filled.execute(CHANGES[number](one))  # type: ignore[call-overload]
    after = read_facts(filled)
    changed = before.ids[before.marks != after.marks].tolist()
    assert changed == [one]
    filled.rollback()
    assert read_facts(filled).marks.tolist() == before.marks.tolist()


def test_an_event_and_a_day_are_facts(filled: Session) -> None:
    before = read_facts(filled)
    second = int(before.ids[1])
    filled.add(
        Event(
            measure_id=int(before.measure[1]),
            notice_id=second,
            kind="adopted",
            key="",
            day=TODAY,
            origin="phrase",
            created_at=AT,
        )
    )
    filled.flush()
    after = read_facts(filled)
    assert before.ids[before.marks != after.marks].tolist() == [second]
    assert names(after, after.events) == {second: {f"adopted:{TODAY.isoformat()}"}}


def test_whoever_writes_sees_their_own_and_nobody_else_does(
    filled: Session, database: Engine
) -> None:
    with Session(database) as other:
        before = facts_of(other)
        add_notice(filled, "G/TBT/N/EU/1101", members=["EU"])
        assert len(facts_of(filled)) == len(before) + 1
        assert facts_at_hand(filled) is None
        assert facts_of(other) is before
        assert facts_at_hand(other) is before
        filled.commit()
        other.rollback()
        assert facts_at_hand(other) is None, "what is kept is older than the data"
        assert len(facts_of(other)) == len(before) + 1
        assert facts_of(filled) is facts_of(other)


def test_what_is_written_while_one_reads_is_not_seen_in_part(
    filled: Session, database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Session(database) as reader, Session(database) as writer:
        first = facts_of(reader)
        reader.rollback()
        add_notice(writer, "G/TBT/N/EU/1102", members=["EU"])
        writer.commit()
        whole = read_facts

        def interrupted(session: Session) -> Facts:
            session.execute(select(func.count()).select_from(Notice))
            add_notice(writer, "G/TBT/N/EU/1103", members=["EU", "USA"])
            writer.commit()
            return whole(session)

        monkeypatch.setattr(keeping, "read_facts", interrupted)
        still = facts_of(reader)
        assert len(still) == len(first) + 1
        assert names(still, still.members).keys() == set(still.ids.tolist())
        monkeypatch.undo()
        reader.rollback()
        assert len(facts_of(reader)) == len(first) + 2


def test_an_empty_database_has_no_facts(session: Session) -> None:
    facts = facts_of(session)
    assert len(facts) == 0
    assert facts.members.count(facts.void) == {}
    assert facts.hs.shorten(2).count(facts.void) == {}
    assert facts.month.tolist() == []


def test_a_long_table_is_read_in_parts(
    filled: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = read_facts(filled)
    monkeypatch.setattr(pairs, "CHUNK", 2)
    parts = read_facts(filled)
    assert parts.marks.tolist() == whole.marks.tolist()
    assert names(parts, parts.hs) == names(whole, whole.hs)


def test_a_name_that_holds_what_parts_names_is_one_name(filled: Session) -> None:
    notice = filled.scalars(select(Notice).order_by(Notice.id)).first()
    assert notice is not None
    filled.add(make_tag(notice.id, "standard", f"ISO{pairs.BETWEEN}1"))
    filled.flush()
    facts = read_facts(filled)
    assert facts.standards.of_row(0) == [f"ISO{pairs.BETWEEN}1"]
    assert set(facts.hs.of_row(0)) == {"850760", "8507"}
