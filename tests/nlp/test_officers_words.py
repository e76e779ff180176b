"""Officers' words win over the shipped ones at once, everywhere, and can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.clock import now
from models.lexicon_term import LexiconTerm
from models.lexicon_terms import OfficersWord, read_officers_words
from models.tag import Tag
from nlp import crew
from nlp.officers_words import Shelf, digest_of, use_words
from nlp.pipeline import pipeline, shipped_pipeline
from nlp.rules import shipped_rules, tag_rules
from nlp.tagging import tag
from nlp.text import NoticeText
from nlp.work import match_pending, tag_pending
from tests.nlp.test_work import add
from tests.nlp.test_work import stored as stored

ADDED = OfficersWord("products", "en", "glimmer wand", "8513")
GONE = OfficersWord("products", "en", "toy", "9503", "sure", removed=True)


@pytest.fixture(autouse=True)
def shipped_alone() -> Iterator[None]:
    """Leave the process as it was."""
    yield
    use_words(())


def codes(title: str, scheme: str = "hs") -> dict[str, float]:
    """What is found in a title, with its scores."""
    text = NoticeText(key="X", agreement="TBT", members=("JPN",), title=title)
    found = [one for one in tag(text) if one.origin == "found"]
    return {one.code: one.score for one in found if one.scheme == scheme}


def test_an_added_word_is_found_in_all_its_forms_and_no_longer_once_undone() -> None:
    assert "8513" not in codes("Safety of glimmer wands")
    use_words([ADDED])
    assert codes("Safety of GLIMMER-WANDS")["8513"] == 1.0
    assert codes("Safety of a glimmer wand")["8513"] == 1.0
    use_words(())
    assert "8513" not in codes("Safety of glimmer wands")


def test_a_word_that_is_taken_out_is_not_looked_for_until_it_is_restored() -> None:
    assert "9503" in codes("Requirements for toys")
    use_words([GONE])
    assert "9503" not in codes("Requirements for toys")
    use_words([ADDED])
    assert "9503" in codes("Requirements for toys")


def test_an_officers_strength_wins_over_the_shipped_one() -> None:
    use_words([GONE._replace(strength="weak", removed=False)])
    assert codes("Requirements for toys")["9503"] == pytest.approx(0.4)


def test_a_second_meaning_stands_beside_the_first() -> None:
    use_words([OfficersWord("products", "en", "toys", "9504")])
    assert {"9503", "9504"} <= set(codes("Requirements for toys"))


def test_chinese_words_are_cut_like_all_chinese() -> None:
    use_words([OfficersWord("products", "zh", "荧光魔棒", "8513", "weak")])
    assert codes("关于螢光魔棒及荧光魔棒安全的通报")["8513"] == pytest.approx(0.4)


def test_measures_and_substances_are_changed_the_same_way() -> None:
    use_words(
        [
            OfficersWord("measures", "en", "hue declaration", "labelling"),
            OfficersWord("substances", "en", "glimmer salt", "cadmium"),
            OfficersWord("substances", "en", "cadmium", "cadmium", removed=True),
        ]
    )
    assert "labelling" in codes("Hue declaration of goods", "measure")
    assert codes("Limits for glimmer salts", "substance") == {"cadmium": 1.0}
    assert codes("Limits for cadmium", "substance") == {}


def test_an_english_name_that_french_borrows_is_taken_out_there_too() -> None:
    name, text = "cadmium", "Teneur maximale en cadmium des denrées alimentaires"
    assert name in codes(text, "substance")
    use_words([OfficersWord("substances", "en", name, name, removed=True)])
    assert name not in codes(text, "substance")


def test_no_pipeline_is_built_twice() -> None:
    before = pipeline("en")
    use_words([ADDED])
    assert pipeline("en") is before is shipped_pipeline("en")
    products: Any = before.get_pipe("products")
    use_words(())
    pipeline("en")
    assert products.shipped == {}
    assert before.get_pipe("products") is products


def test_the_rules_have_a_version_of_their_own_for_each_set_of_words() -> None:
    plain = tag_rules()
    assert plain == shipped_rules()
    use_words([ADDED, GONE])
    both = tag_rules()
    assert both != plain
    use_words([GONE, ADDED])
    assert tag_rules() == both
    use_words([ADDED])
    assert tag_rules() not in {plain, both}
    use_words(())
    assert tag_rules() == plain
    assert digest_of([ADDED]) != digest_of([ADDED._replace(strength="weak")])


def test_other_processes_are_given_the_words_when_they_begin() -> None:
    use_words([ADDED])
    with crew.processes(None) as pool:
        given = pool._initargs
    assert given == (None, (ADDED,))


def keep(session: Session, word: OfficersWord) -> LexiconTerm:
    """An officer's row."""
    row = LexiconTerm(**word._asdict(), edited_by="li@centre.cn", edited_at=now())
    session.add(row)
    session.flush()
    return row


def tagged(session: Session) -> set[str]:
    """The codes that words gave stored notices."""
    query = select(Tag.code).where(Tag.scheme == "hs", Tag.origin == "found")
    return set(session.scalars(query))


def test_a_change_is_found_by_a_query_and_all_that_hangs_on_it_is_done_again(
    stored: Session,
) -> None:
    add(stored, "X/1", title="Safety of glimmer wands")
    add(stored, "X/2", title="Requirements for toys")
    assert tag_pending(stored).notices == match_pending(stored).notices == 2
    assert tag_pending(stored).notices == 0
    row = keep(stored, ADDED)
    assert tag_pending(stored, 1).notices == 1, "killed after the first"
    assert tag_pending(stored).notices == 1
    assert match_pending(stored).notices == 2
    assert tagged(stored) == {"8513", "9503"}
    assert tag_pending(stored).notices == match_pending(stored).notices == 0
    stored.delete(row)
    stored.flush()
    assert tag_pending(stored).notices == 2
    assert tagged(stored) == {"9503"}


def test_words_are_read_in_a_fixed_order(session: Session) -> None:
    for word in (GONE, ADDED):
        keep(session, word)
    assert read_officers_words(session) == (ADDED, GONE)
    use_words(read_officers_words(session))
    assert Shelf.words == (ADDED, GONE)
