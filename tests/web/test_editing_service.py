"""What is kept of officers' titles and summaries, and who is told of a colleague."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.notice import Notice, Rendering
from models.user import AuditEntry
from nlp.summaries.work import summarise
from tests.web.edited import (
    LI,
    MADE,
    SUMMARY,
    TITLE,
    WANG,
    add_made,
    look,
    new_version,
    write,
)
from tests.web.small_world import NOW
from web.cases.gathering import facts_of
from web.editing.service import Draft, find_notice, save
from web.editing.texts import Key, tidy
from web.refused import RefusedError


@pytest.fixture
def notice(session: Session) -> Notice:
    return add_made(session)


def test_what_an_officer_leaves_alone_is_not_theirs(
    session: Session, notice: Notice
) -> None:
    assert write(session, notice, MADE[TITLE]) == 0
    assert write(session, notice, "") == 0
    assert not look(notice).is_edited
    assert session.scalars(select(AuditEntry)).all() == []


def test_an_edit_is_taken_back(session: Session, notice: Notice) -> None:
    for given in ({"text": ""}, {"text": MADE[TITLE]}, {"text": "新", "back": True}):
        assert write(session, notice, "新") == 1
        new_version(session, notice)
        assert write(session, notice, "更新") == 1
        assert look(notice).text == "更新"
        assert write(session, notice, **given) == 1
        assert look(notice).text == MADE[TITLE]
        assert not look(notice).is_edited
    actions = list(session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))
    assert actions == ["text.edited", "text.edited", "text.taken_back"] * 3


def test_a_text_of_the_program_stands_again(session: Session, notice: Notice) -> None:
    shipped = notice.renderings[0]
    shipped.origin, shipped.text = "editor", "随程序的标题"
    for number in (1, 2):
        assert not look(notice).is_edited
        write(session, notice, f"李的标题{number}")
        write(session, notice, f"王的标题{number}", WANG)
        assert look(notice).plain == "随程序的标题"
        write(session, notice, "", WANG)
        assert look(notice).text == "随程序的标题"


def test_an_edit_outlives_a_new_summary(session: Session, notice: Notice) -> None:
    write(session, notice, "人写的标题")
    new_version(session, notice)
    summarise(session, [notice.id])
    session.expire(notice, ["renderings"])
    assert look(notice).text == "人写的标题"
    assert look(notice).is_stale
    assert look(notice, SUMMARY).edit is None


def test_a_colleague_is_told(session: Session, notice: Notice) -> None:
    seen = look(notice).mark
    write(session, notice, "李的标题")
    with pytest.raises(RefusedError, match="李工刚刚改动了同一段文字"):
        write(session, notice, "王的标题", WANG, seen=seen)
    assert write(session, notice, MADE[TITLE], WANG, seen=seen) == 0
    assert look(notice).text == "李的标题"
    assert write(session, notice, "王的标题", WANG) == 1
    assert look(notice).edit
    assert look(notice).text == "王的标题"


def test_a_machine_text_that_changed_is_told(session: Session, notice: Notice) -> None:
    seen = look(notice).mark
    notice.renderings[0].text = "另一机器标题"
    with pytest.raises(RefusedError, match="这段文字刚刚更新"):
        write(session, notice, "李的标题", seen=seen)


def test_an_original_that_changed_is_told(session: Session, notice: Notice) -> None:
    new_version(session, notice)
    with pytest.raises(RefusedError, match="原文已更新为第 2 版"):
        write(session, notice, "李的标题", version=1)


def test_who_saves_at_the_same_moment_is_told(session: Session, notice: Notice) -> None:
    for number in (1, 2):
        write(session, notice, f"李的标题{number}")
        stale = find_notice(session, notice.id)
        assert stale
        row = next(one for one in stale.renderings if one.author)
        other = update(Rendering).where(Rendering.id == row.id)
        session.connection().execute(other.values(text="王的标题"))
        with pytest.raises(RefusedError, match="这段文字刚刚更新"):
            write(session, stale, "李的又一标题")
        assert find_notice(session, notice.id)
        assert look(notice).text == "王的标题"


def test_an_english_title_replaces_the_publishers(
    session: Session, notice: Notice
) -> None:
    key: Key = ("en", "title")
    before = look(notice, key)
    assert (before.origin, before.text) == ("publisher", notice.title)
    drafts = {key: Draft("Batteries", before.mark)}
    save(session, notice, drafts, version=1, actor=LI, now=NOW + timedelta(days=1))
    assert look(notice, key).text == "Batteries"
    assert facts_of(session, notice).title_en == notice.title


@pytest.mark.parametrize(
    ("field", "raw", "text"),
    [
        ("title", "  两行\r\n标题 ", "两行 标题"),
        ("title", "<b>粗</b>体\u202e", "粗体"),
        ("title", "铅 < 0.1 mg/kg", "铅 < 0.1 mg/kg"),
        ("summary", "一。\r\n\r\n\r\n 二。\r\n", "一。\n二。"),
        ("summary", "<script>alert(1)</script>三。", "三。"),
    ],
)
def test_texts_are_plain(field: str, raw: str, text: str) -> None:
    assert tidy(field, raw) == text
