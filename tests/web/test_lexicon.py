"""Officers search the lexicons, try a word before it counts, and change what stands."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.lexicon_term import LexiconTerm
from models.lexicon_terms import OfficersWord
from models.search_text import reindex
from models.tag import Tag
from models.user import AuditEntry
from tests.web.small_world import NOW, TODAY, add_notice
from web.judgements.service import Actor
from web.lexicon.checks import check, read_word
from web.lexicon.codes import suggest
from web.lexicon.entries import (
    A_PAGE,
    Wanted,
    find_entry,
    officers_entries,
    read_sheet,
)
from web.lexicon.service import key_of, restore, save
from web.lexicon.trying import effect_of
from web.refused import RefusedError

LI = Actor("李工", "li@centre.cn")
WAND = OfficersWord("products", "en", "glimmer wand", "8513")
TOY = OfficersWord("products", "en", "toy", "9503")


def keep(session: Session, word: OfficersWord) -> str:
    """Save as an officer does."""
    return save(session, word, LI, NOW)


def refused(word: OfficersWord) -> str:
    """Why a word is none."""
    with pytest.raises(RefusedError) as caught:
        check(word)
    return caught.value.text


def audited(session: Session) -> list[tuple[str, str]]:
    """What was written down, with the words."""
    rows = session.scalars(select(AuditEntry).order_by(AuditEntry.id))
    return [(row.action, row.details["term"]) for row in rows]


def test_a_search_finds_shipped_words_by_letters_and_by_code(session: Session) -> None:
    first = read_sheet(session, Wanted("TOY", "products", "en")).entries[0]
    assert (first.key.term, first.key.code, first.state) == ("toy", "9503", "shipped")
    by_code = read_sheet(session, Wanted("9503", language="zh"))
    assert {one.key.code[:4] for one in by_code.entries} == {"9503"}
    assert {one.key.language for one in by_code.entries} == {"zh"}


@pytest.mark.parametrize(
    ("lexicon", "words"), [("measures", "labelling"), ("substances", "cadmium")]
)
def test_cues_and_substances_are_searched_too(
    session: Session, lexicon: str, words: str
) -> None:
    sheet = read_sheet(session, Wanted(words, lexicon, "en"))
    assert sheet.entries[0].key.term == words


def test_pages_part_what_is_found_and_the_last_one_is_the_last(
    session: Session,
) -> None:
    first = read_sheet(session, Wanted(language="fr"))
    last = read_sheet(session, Wanted(language="fr", page=10**6))
    assert len(first.entries) == A_PAGE
    assert last.page == last.pages == first.pages
    assert (last.pages - 1) * A_PAGE + len(last.entries) == first.total
    assert read_sheet(session, Wanted("zzzz")).entries == []


def test_a_word_is_added_changed_and_taken_away(session: Session) -> None:
    assert keep(session, WAND) == "added"
    assert keep(session, WAND._replace(strength="weak")) == "changed"
    entry = find_entry(session, key_of(WAND))
    assert entry is not None
    assert (entry.state, entry.strength, entry.author) == ("added", "weak", "李工")
    assert restore(session, key_of(WAND), LI) == "restored"
    assert find_entry(session, key_of(WAND)) is None
    acts = ("lexicon.added", "lexicon.changed", "lexicon.restored")
    assert audited(session) == [(act, "glimmer wand") for act in acts]


def test_a_shipped_word_is_taken_out_and_stands_again(session: Session) -> None:
    assert keep(session, TOY._replace(removed=True)) == "removed"
    assert [one.state for one in officers_entries(session).values()] == ["removed"]
    found = read_sheet(session, Wanted("toy", "products", "en", "removed"))
    assert [one.key.term for one in found.entries] == ["toy"]
    assert keep(session, TOY) == "restored", "as shipped again, no row is left"
    assert session.scalars(select(LexiconTerm)).all() == []
    with pytest.raises(RefusedError):
        restore(session, key_of(TOY), LI)


def test_an_added_word_that_is_taken_out_is_gone(session: Session) -> None:
    keep(session, WAND)
    assert keep(session, WAND._replace(removed=True)) == "restored"
    with pytest.raises(RefusedError):
        keep(session, WAND._replace(removed=True))
    assert session.scalars(select(LexiconTerm)).all() == []


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"code": "9999"}, "没有代码"),
        ({"code": ""}, "没有代码"),
        ({"term": "x"}, "至少"),
        ({"term": "one two three four five six"}, "不超过"),
        ({"term": "x" * 61}, "不超过"),
        ({"term": "魔棒"}, "拉丁字母"),
        ({"term": "8513 10"}, "拉丁字母"),
        ({"language": "zh"}, "汉字"),
        ({"language": "de"}, "词表和语言"),
        ({"lexicon": "sectors"}, "词表和语言"),
        ({"term": "acid rains"}, "易混词"),
    ],
)
def test_what_is_no_word_is_refused(changed: dict[str, Any], why: str) -> None:
    assert why in refused(WAND._replace(**changed))


@pytest.mark.parametrize(
    ("word", "why"),
    [
        (TOY._replace(term="Toys"), "已有"),
        (TOY._replace(strength="title"), "选择强度"),
        (WAND._replace(strength="certain"), "选择强度"),
    ],
)
def test_a_form_of_a_listed_word_and_an_unknown_strength_are_refused(
    session: Session, word: OfficersWord, why: str
) -> None:
    with pytest.raises(RefusedError, match=why):
        keep(session, word)
    keep(session, TOY._replace(removed=True))
    with pytest.raises(RefusedError, match="已停用"):
        keep(session, TOY._replace(term="Toys"))


def test_a_form_is_tidied() -> None:
    form = {"term": "  glimmer\u202e \n wand ", "code": "8513.10", "language": "en"}
    word = read_word(form)
    assert (word.term, word.code) == ("glimmer wand", "851310")


def test_codes_are_suggested_by_digits_and_by_name() -> None:
    assert "9503" in suggest("products", "95.03")
    assert all(code.startswith("95") for code in suggest("products", "95"))
    assert "cadmium" in suggest("substances", "镉")
    assert "labelling" in suggest("measures", "label")
    assert suggest("products", " ") == {}


@pytest.fixture
def held(session: Session) -> Session:
    """Three notices that hold a word, one of them tagged and one of them old."""
    for number, days in ((1, 0), (2, 30), (3, 400)):
        title = f"Safety of glimmer wands {number}"
        add_notice(
            session,
            f"G/TBT/N/USA/{number}",
            title=title,
            content={"title": title},
            distributed=TODAY - timedelta(days=days),
        )
    title = "Glimmer wand"
    content = {"title": title}
    tagged = add_notice(session, "G/TBT/N/USA/9", title=title, content=content)
    tag_hs(session, tagged.id, "851310")
    reindex(session, range(1, tagged.id + 1))
    return session


def tag_hs(session: Session, notice_id: int, code: str) -> None:
    """A notice is tagged with a code."""
    session.add(
        Tag(
            notice_id=notice_id,
            version_number=1,
            scheme="hs",
            code=code,
            score=1.0,
            origin="stated",
            field="codes",
            rules="1",
        )
    )
    session.flush()


def test_a_trial_counts_a_years_notices_and_shows_those_not_tagged(
    held: Session,
) -> None:
    effect = effect_of(held, WAND, TODAY)
    assert (effect.notices, effect.holding, effect.untagged) == (3, 3, 2)
    symbols = [one.symbol for one in effect.examples]
    assert symbols == ["G/TBT/N/USA/1", "G/TBT/N/USA/2"]
    assert not effect.is_common
    absent = effect_of(held, WAND._replace(term='"shimmer" wand'), TODAY)
    assert (absent.holding, list(absent.examples)) == (0, [])
