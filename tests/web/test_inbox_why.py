"""Why an alert came, what readers say of it, and what would make it stricter."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import audience_query
from models.alert import Alert
from models.handling import Tap, TapVerdict
from models.search import search_tokens
from models.subscription import SubscriptionMarket, SubscriptionTerm
from models.user import User
from tests.web.alerted import SECTOR, add_colleague, alerts_of, happen
from tests.web.small_world import (
    NOW,
    TODAY,
    add_event,
    add_match,
    add_notice,
    add_tag,
    add_user,
    subscribe,
)
from web.alerts.audience import fresh_events, make_alerts
from web.alerts.links import Links
from web.alerts.meeting import gather
from web.inbox import evidence, taps
from web.inbox.taps import Precision, precision, tap, tap_all
from web.inbox.tighten import Proposal, Seen, propose, tightened, words_of
from web.inbox.why import fired_keys
from web.refused import RefusedError
from web.subscriptions import service
from web.subscriptions.wish import Wish, of

RIGHT, WRONG = TapVerdict.RELEVANT, TapVerdict.IRRELEVANT
WISHES: dict[str, dict[str, Any]] = {
    "sector": {"sectors": [SECTOR]},
    "code": {"hs": ["850760"], "markets": ["USA"]},
    "heading": {"hs": ["8507"], "kinds": ["new"]},
    "word": {"words": ["lithium cells"], "markets": ["USA", "BRA"]},
    "market": {"markets": ["USA"]},
    "ics": {"ics": ["29.220"], "markets": ["g:main"]},
    "both": {"sectors": [SECTOR, "tea"], "hs": ["8507"], "kinds": ["new", "final"]},
}


def fired(session: Session) -> set[tuple[int, str, str, str]]:
    """The keys that the engine itself says were met, by its own query."""
    gather(session, fresh_events(None))
    dialect = session.get_bind().dialect.name
    rows = session.execute(audience_query.fired(dialect)).all()
    terms = {0: "", **names(session, SubscriptionTerm.id, SubscriptionTerm.term)}
    codes = names(session, SubscriptionMarket.id, SubscriptionMarket.code)
    return {
        (
            one.subscription_id,
            terms[one.term_id],
            codes[one.market_id],
            terms[one.second],
        )
        for one in rows
    }


def names(session: Session, *columns: Any) -> dict[int, str]:
    """The words of some numbers."""
    return {row[0]: row[1] for row in session.execute(select(*columns))}


@pytest.mark.parametrize("code", ["850760", "8507"])
def test_the_card_meets_the_same_keys_as_the_engine(
    session: Session, code: str
) -> None:
    notice = add_notice(session, "G/TBT/N/USA/1", search_text="lithium cell")
    add_match(session, notice, SECTOR)
    add_tag(session, notice, code)
    add_tag(session, notice, "29.220.30", "ics")
    add_event(session, notice)
    user = add_user(session)
    for name, wish in WISHES.items():
        subscribe(session, user, name=name, **wish)
    met = fired(session)
    make_alerts(session, now=NOW, today=TODAY)
    alerts = session.scalars(select(Alert)).all()
    assert len(alerts) >= 6
    for alert in alerts:
        rebuilt = fired_keys(session, alert)
        theirs = {key[1:] for key in met if key[0] == alert.subscription_id}
        assert {(one.term, one.market, one.second) for one in rebuilt} == theirs
        assert theirs, alert.subscription.name


def test_the_card_speaks_plainly(session: Session) -> None:
    user = add_colleague(session, None, "li@firm.cn")
    happen(session, "G/TBT/N/USA/1")
    (alert,) = alerts_of(session, user)
    told = evidence.card(session, alert, TODAY, "zh").sentences
    assert 3 <= len(told) <= 5
    assert told[0] == "美国：新通报（2026年3月2日），文件编号 G/TBT/N/USA/1。"
    assert "订阅“电池”要的行业“" in told[1]
    assert "确定，得分 0.90，依据：编码8507.60。" in told[2]
    assert told[-1].startswith("级别“")
    english = evidence.card(session, alert, TODAY, "en").sentences
    assert len(english) == len(told)
    assert "score 0.90, by: code 8507.60." in english[2]


def test_a_changed_subscription_says_so(session: Session) -> None:
    user = add_colleague(session, None, "li@firm.cn")
    happen(session, "G/TBT/N/USA/1")
    (alert,) = alerts_of(session, user)
    service.change(session, user, alert.subscription, Wish(sectors=["tea"]), NOW)
    session.flush()
    card = evidence.card(session, alert, TODAY, "zh")
    assert card.keys == []
    assert "后来改过" in card.sentences[1]


def told_of(session: Session, titles: list[tuple[str, str]]) -> tuple[User, int]:
    """A reader who was told of some titles and tapped each; the subscription."""
    user = add_colleague(session, None, "li@firm.cn")
    for place, (title, verdict) in enumerate(titles):
        happen(session, f"G/TBT/N/USA/{place}", title=title)
        tap(session, user.id, alerts_of(session, user)[-1].id, verdict, NOW)
    return user, alerts_of(session, user)[0].subscription_id


def test_precision_counts_the_latest_taps(session: Session) -> None:
    user, subscription = told_of(session, [(f"Battery {n}", RIGHT) for n in range(4)])
    assert precision(session, subscription) == Precision(4, 4)
    assert not precision(session, subscription).enough
    happen(session, "G/TBT/N/USA/9")
    tap(session, user.id, alerts_of(session, user)[-1].id, WRONG, NOW)
    assert precision(session, subscription) == Precision(5, 4)
    assert precision(session, subscription).enough


def test_a_second_tap_replaces_the_first(session: Session) -> None:
    user = add_colleague(session, None, "li@firm.cn")
    happen(session, "G/TBT/N/USA/1")
    (alert,) = alerts_of(session, user)
    for verdict in (RIGHT, RIGHT, WRONG):
        tap(session, user.id, alert.id, verdict, NOW)
    (kept,) = session.scalars(select(Tap)).all()
    assert kept.verdict == WRONG
    with pytest.raises(RefusedError):
        tap(session, user.id, alert.id, "maybe", NOW)


def test_one_press_speaks_once_of_each_subscription(session: Session) -> None:
    user = add_colleague(session, None, "li@firm.cn")
    subscribe(session, user, markets=["USA"])
    notice = happen(session, "G/TBT/N/USA/1")
    add_event(session, notice, "withdrawn")
    make_alerts(session, now=NOW, today=TODAY)
    alerts = alerts_of(session, user)
    assert len(alerts) == 4
    tap_all(session, user.id, alerts, RIGHT, NOW)
    said = taps.said_of(session, user.id, [one.id for one in alerts])
    assert sorted(said) == [one.id for one in alerts][2:]


def test_links_are_signed_and_spoken_once(session: Session) -> None:
    user = add_colleague(session, None, "li@firm.cn")
    happen(session, "G/TBT/N/USA/1")
    (alert,) = alerts_of(session, user)
    token = Links("", "key").tap(alert.id, RIGHT).rpartition("/")[2]
    assert taps.alert_of(session, "key", token) == (alert, RIGHT)
    for bad in (token[:-2], token.swapcase(), "x", ""):
        with pytest.raises(RefusedError, match="不完整或已过期"):
            taps.alert_of(session, "key", bad)
    with pytest.raises(RefusedError):
        taps.alert_of(session, "another key", token)
    odd = Links("", "key").tap(alert.id, "maybe").rpartition("/")[2]
    with pytest.raises(RefusedError):
        taps.alert_of(session, "key", odd)
    (own,) = service.list_own(session, user)
    service.remove(session, user, own)
    session.expire_all()
    with pytest.raises(RefusedError, match="已随订阅删除"):
        taps.alert_of(session, "key", token)


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
