"""What is told beside the tagging is the same as what is told from the database."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.change import Change
from models.clock import now
from models.judgement import Verdict
from models.notice import Notice, NoticeMember, Rendering
from models.search_text import reindex
from nlp.crew import answer
from nlp.findings import Finding
from nlp.matching import SectorMatch
from nlp.stored import read_stored, unchanged
from nlp.summaries.gathering import Record
from nlp.summaries.work import summarise, told_by_others
from nlp.summaries.writing import Paper, sectors_in, write_texts
from nlp.work import Work, ask, keep, read_sectors
from tests.nlp.test_judging import say
from tests.nlp.test_work import add
from tests.nlp.test_work import stored as stored

NAMES = {"tea": ("茶叶", "Tea"), "optics": ("光电子", "Optoelectronics")}
GOODS = {"title": "Safety of lithium batteries", "hs": ["8507"], "ics": ["29.220"]}


def work_of(session: Session) -> Work:
    """Everything is to be done."""
    return Work(tags=True, sectors=read_sectors(session))


def understand(session: Session, ids: list[int]) -> None:
    """Ask, answer and keep, as a whole history does it."""
    work = work_of(session)
    assert work.sectors is not None
    notices, questions = ask(session, ids, work)
    keep(session, notices, answer(questions, work.sectors.define()), work)


def texts(session: Session) -> list[tuple[str, ...]]:
    """Our texts, in the order in which they were written."""
    query = select(Rendering.language, Rendering.field, Rendering.text)
    return [tuple(row) for row in session.execute(query.order_by(Rendering.id))]


def test_texts_are_those_that_the_database_would_give(stored: Session) -> None:
    notice = add(stored, "X/1", **GOODS, language="en", dockets=["AB-12"])
    notice.members.append(NoticeMember(member_code="VNM", symbol="X/2"))
    stored.flush()
    understand(stored, [notice.id])
    written = texts(stored)
    assert {key[:2] for key in written} == {
        ("zh", "summary"),
        ("en", "summary"),
        ("zh", "title"),
    }
    assert {"越南", "hs8507", "ics29220", "ab"} <= set(notice.search_text.split())
    assert reindex(stored, [notice.id]) == 0
    hashes = notice.summarised_hash
    assert summarise(stored, [notice.id]) == {notice.id: hashes}
    assert texts(stored) == written


def test_sectors_stand_by_certainty_in_the_order_of_their_list() -> None:
    matches = [
        SectorMatch("optics", 0.7, "likely", ()),
        SectorMatch("tea", 0.7, "likely", ()),
        SectorMatch("tea", 0.1, "near", ()),
    ]
    found = sectors_in(matches, NAMES)
    assert [one.zh for one in found["likely"]] == ["茶叶", "光电子"]
    assert list(found) == ["likely"]


def test_neither_a_possible_sector_nor_a_prediction_finds_a_notice() -> None:
    paper = Paper(Record("notification", "", "X/1"), ["JPN"], ["X/1"])
    found = [Finding("hs", "0902", 1.0, "predicted", "title")]
    match = SectorMatch("optics", 0.3, "possible", ())
    plain = write_texts(paper, found, [match], NAMES).search.split()
    assert "japan" in plain
    assert "hs0902" not in plain
    sure = write_texts(paper, [], [match, SectorMatch("tea", 0.9, "sure", ())], NAMES)
    assert "茶叶" in sure.search.split()


@pytest.mark.parametrize("changed", ["text", "day", "symbol", "member"])
def test_what_changed_meanwhile_is_not_written(stored: Session, changed: str) -> None:
    notice = add(stored, "X/1", **GOODS)
    held = read_stored(stored, [notice.id])
    assert unchanged(stored, held) == {notice.id}
    if changed == "text":
        notice.content_hash = "another"
    elif changed == "day":
        notice.deadline_basis = "form"
    elif changed == "symbol":
        notice.members[0].symbol = "X/1/Rev.1"
    else:
        notice.members.append(NoticeMember(member_code="VNM", symbol="X/3"))
    stored.flush()
    assert unchanged(stored, held) == set()


def test_words_of_officers_and_told_changes_are_looked_for_anew(
    stored: Session,
) -> None:
    plain, edited, judged, changed = (
        add(stored, f"X/{number}", **GOODS) for number in range(4)
    )
    moment = {"created_at": now()}
    text = {"version_number": 1, "language": "zh", "field": "title", "text": "蓄电池"}
    stored.add(Rendering(notice_id=edited.id, origin="editor", **text, **moment))
    say(stored, judged, "tea", Verdict.CONFIRMED)
    stored.add(Change(notice_id=changed.id, kind="family", basis="", **moment))
    stored.flush()
    ids = [one.id for one in (plain, edited, judged, changed)]
    assert told_by_others(stored, ids) == set(ids[1:])
    understand(stored, ids)
    assert "蓄电" in edited.search_text.split()
    assert "茶叶" in judged.search_text.split()
    assert all(
        one.summarised_hash for one in stored.scalars(select(Notice).order_by("id"))
    )
    assert reindex(stored, ids) == 0
