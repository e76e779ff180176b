"""Work on stored notices: found by a query, done once, done again when rules change."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.clock import now
from models.measure import Measure
from models.notice import Notice, NoticeMember
from models.search_index import matches_search
from models.sector import Match, SectorTerm
from models.source import Source
from models.tag import Tag
from nlp.__main__ import main
from nlp.stored import read_stored
from nlp.work import Counts, match_pending, tag_pending

DAY = date(2025, 6, 2)


@pytest.fixture
def stored(session: Session) -> Session:
    """A database with one publisher and one measure."""
    session.add(
        Source(
            slug="wto",
            title="WTO",
            title_zh="世贸组织",
            url="https://example.org/",
            every_minutes=120,
            least=1,
        )
    )
    session.add(Measure(id=1, slug="X/1", created_at=now()))
    session.flush()
    return session


def add(session: Session, symbol: str, **given: Any) -> Notice:
    """A stored notice of Japan with the given content."""
    kind = given.pop("type", "Regular notification")
    notice = Notice(
        source_slug="wto",
        source_key=symbol,
        agreement="TBT",
        type=kind,
        symbol=symbol,
        title=given.get("title", ""),
        distributed=DAY,
        content=given,
        content_hash=f"hash of {symbol}",
        measure_id=1,
        created_at=now(),
        updated_at=now(),
    )
    notice.members = [NoticeMember(member_code="JPN", symbol=symbol)]
    session.add(notice)
    session.flush()
    return notice


def test_tags_and_matches_are_written_once(stored: Session) -> None:
    notice = add(stored, "X/1", title="Safety of toys", hs=["9503"])
    assert tag_pending(stored).notices == 1
    assert match_pending(stored).notices == 1
    assert (tag_pending(stored), match_pending(stored)) == (Counts(), Counts())
    tags = stored.scalars(select(Tag).where(Tag.notice_id == notice.id)).all()
    assert {("hs", "9503"), ("market", "JPN")} <= {(t.scheme, t.code) for t in tags}
    match = stored.scalar(select(Match).where(Match.sector_id == "light-industry"))
    assert match is not None
    assert match.certainty == "sure"
    assert {"kind", "code", "words", "field", "weight", "zh", "en"} == set(
        match.reasons[0]
    )


def test_a_new_text_is_tagged_and_matched_again(stored: Session) -> None:
    notice = add(stored, "X/1", title="Safety of toys", hs=["9503"])
    tag_pending(stored)
    match_pending(stored)
    notice.content = {"title": "Green tea", "hs": ["0902"]}
    notice.content_hash = "another"
    stored.flush()
    assert tag_pending(stored).notices == 1
    assert match_pending(stored).notices == 1
    assert "tea" in stored.scalars(select(Match.sector_id)).all()
    assert "light-industry" not in stored.scalars(select(Match.sector_id)).all()


def test_an_officers_change_matches_again_without_tagging(stored: Session) -> None:
    add(stored, "X/1", title="Toys", hs=["9503"])
    tag_pending(stored)
    match_pending(stored)
    term = SectorTerm(sector_id="tea", kind="word", language="en", term="toy", weight=1)
    stored.add(term)
    stored.flush()
    assert tag_pending(stored).notices == 0
    assert match_pending(stored).notices == 1
    assert "tea" in stored.scalars(select(Match.sector_id)).all()


def test_work_comes_in_batches(stored: Session) -> None:
    for number in range(3):
        add(stored, f"X/{number}", title="Green tea")
    assert [tag_pending(stored, 2).notices for _ in range(3)] == [2, 1, 0]


def test_a_follow_up_takes_its_goods_from_the_base(stored: Session) -> None:
    add(stored, "X/1", title="Draft", products="Green tea", hs=["0902"])
    later = add(
        stored, "X/1/Add.1", type="Addendum to Regular Notification", title="Adopted"
    )
    (text,) = (one.text for one in read_stored(stored, [later.id]))
    assert (text.products, text.hs) == ("Green tea", ("0902",))
    tag_pending(stored)
    note = stored.scalar(
        select(Tag.note).where(Tag.notice_id == later.id, Tag.field == "products")
    )
    assert note == "base"


def test_a_national_notice_is_read_by_its_kind_and_offices(stored: Session) -> None:
    notice = add(
        stored,
        "Import alert 16-1",
        type="border_alert",
        title="Detention of shrimp from India and shrimp from Shandong",
        agencies=["Food and Drug Administration"],
    )
    notice.kind, notice.agreement = "border_alert", None
    stored.flush()
    (text,) = (one.text for one in read_stored(stored, [notice.id]))
    assert (text.kind, text.agreement) == ("border_alert", "")
    assert text.agencies == ("Food and Drug Administration",)
    tag_pending(stored)
    match_pending(stored)
    tags = stored.execute(select(Tag.code, Tag.score).where(Tag.scheme == "market"))
    assert {tuple(row) for row in tags} == {("JPN", 1.0), ("IND", 1.0), ("CHN", 0.5)}
    reasons = stored.scalars(select(Match.reasons)).first()
    assert reasons is not None
    assert (reasons[0]["kind"], reasons[0]["code"]) == ("origin", "CHN")


def test_the_commands_do_all_work(
    stored: Session, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    add(stored, "X/1", title="Safety of toys", hs=["9503"])
    stored.commit()
    assert main(["tag", "--database", database_url]) == 0
    assert capsys.readouterr().out.startswith("notices=1 rows=")
    assert main(["match", "--database", database_url]) == 0
    assert stored.scalar(select(func.count()).select_from(Match))


def test_a_command_without_database_says_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CHUTONG_DATABASE_URL", raising=False)
    assert main(["tag"]) == 2
    assert "--database" in capsys.readouterr().err


def test_the_sector_finds_its_notices_once_they_are_matched(stored: Session) -> None:
    notice = add(stored, "G/TBT/N/JPN/901", title="Passenger cars", hs=["8703"])
    tag_pending(stored)
    match_pending(stored)
    found = matches_search(stored.get_bind().dialect.name, "汽车制造")
    assert found is not None
    assert stored.scalars(select(Notice.id).where(found)).all() == [notice.id]
