"""What readers say of alerts proposes stricter wishes, and loses nothing relevant."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from models.handling import TapVerdict
from models.search import search_tokens
from tests.web.alerted import alerts_of, happen, told_of
from tests.web.small_world import NOW
from web.inbox import evidence
from web.inbox.tighten import Proposal, Seen, propose, tightened, words_of
from web.subscriptions import service
from web.subscriptions.wish import Wish, of

RIGHT, WRONG = TapVerdict.RELEVANT, TapVerdict.IRRELEVANT


def test_a_word_that_only_wrong_alerts_have_is_proposed(session: Session) -> None:
    household = [("Household lithium lamp", WRONG)] * 4 + [("Toy cells", WRONG)]
    right = [("Lithium cells for vehicles", RIGHT)] * 3
    user, subscription = told_of(session, [*household, *right])
    (own,) = service.list_own(session, user)
    found = evidence.proposal(session, own)
    assert found == Proposal("word", "household", 4, 5, 3)
    wish = tightened(of(own), found.token)
    assert wish.excluded == ["household"]
    service.change(session, user, own, wish, NOW)
    happen(session, "G/TBT/N/USA/90", title="A household lamp")
    assert len(alerts_of(session, user)) == 8, "the next of the kind does not come"
    assert evidence.proposal(session, own) is None or own.excluded_words
    assert own.id == subscription


def test_few_taps_propose_nothing(session: Session) -> None:
    user, _ = told_of(session, [("Household lamp", WRONG)] * 4)
    (own,) = service.list_own(session, user)
    assert evidence.proposal(session, own) is None


def seen(words: str, *, right: bool = False, **columns: Any) -> Seen:
    """A tapped alert."""
    given = {"members": ["USA"], "hs": [], "kind": "circulated", **columns}
    return Seen(
        words.casefold(),
        search_tokens(words),
        frozenset(given["members"]),
        frozenset(given["hs"]),
        given["kind"],
        right,
    )


def test_chinese_words_members_codes_and_kinds_are_proposed() -> None:
    right = [seen("电动汽车动力电池", right=True)] * 3
    lamps = [seen("家用灯具", members=["BRA"]), seen("家用风扇")]
    assert propose([*right, *lamps], Wish()) == Proposal("word", "家用", 2, 2, 3)
    far = [seen(f"物{n}", members=["BRA"]) for n in "甲乙丙"]
    assert propose([*right, *far], Wish()) == Proposal("member", "BRA", 3, 3, 3)
    coded = [seen(f"物{n}", hs=["9405", "94"]) for n in "甲乙"]
    assert propose([*right, *coded], Wish()) == Proposal("hs", "9405", 2, 2, 3)
    moved = [seen(f"物{n}", kind="extended") for n in "甲乙"]
    assert propose([*right, *moved], Wish()) == Proposal("kind", "dates", 2, 2, 3)


def test_nothing_relevant_is_ever_lost() -> None:
    mixed = [seen("家用灯具"), seen("家用风扇"), seen("家用电池", right=True)]
    found = propose(mixed, Wish())
    assert found is None or found.value not in "家用电池"
    inside = [seen("steam iron"), seen("steam cooker"), seen("steamer", right=True)]
    assert propose(inside, Wish()) == Proposal("word", "steam", 2, 2, 1)
    plural = [seen("iron"), seen("irons"), seen("irons for steam", right=True)]
    assert propose(plural, Wish()) is None, "words are looked for as the search does"
    joint = [seen("a", members=["BRA", "USA"]), seen("b", members=["BRA", "USA"])]
    assert propose(joint, Wish()) is None, "no one Member leaves a joint notice out"


def test_what_a_subscription_asks_for_is_not_left_out() -> None:
    lamps = [seen("家用灯具"), seen("家用灯具")]
    wish = Wish(words=["家用灯具"], markets=["USA"])
    assert propose(lamps, wish) is None, "nor a kind, while nothing is called relevant"
    right = [seen("动力电池", right=True, kind="extended", members=["BRA"])]
    assert propose([*lamps, *right], wish) == Proposal("kind", "new", 2, 2, 1)
    wish = Wish(words=["家用灯具"], markets=["USA"], kinds=["new"])
    assert propose([*lamps, *right], wish) is None


@pytest.mark.parametrize(
    "token", ["", "word:", "word", "kind:none", "odd:x", "word:" + "长" * 101]
)
def test_an_unreadable_proposal_changes_nothing(token: str) -> None:
    wish = Wish(excluded=["a"])
    assert tightened(wish, token) == wish


def test_hollow_words_are_none() -> None:
    found = words_of("draft regulation 关于家用灯具的技术法规")
    assert found == {"家用", "用灯", "灯具", "家用灯", "用灯具", "家用灯具"}
