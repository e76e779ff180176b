"""What a subscription would have brought is what the alerts of a replay bring."""

from __future__ import annotations

from datetime import datetime, time
from itertools import groupby
from random import Random
from typing import Any

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from models.alert import Alert
from models.deadlines import HERE
from models.measure import Event
from models.notice import Notice, NoticeMember
from models.reference_facts import Setting
from models.sector import Certainty, Match
from models.tag import Tag
from tests.web import stage
from tests.web.small_world import (
    NOW,
    TODAY,
    add_event,
    add_match,
    add_measure,
    add_notice,
    add_tag,
    add_user,
    subscribe,
)
from web.alerts.audience import SEEN, make_alerts
from web.demo.stage import DAY
from web.subscriptions.backtest import back_test, look_back
from web.subscriptions.happened import YEAR
from web.subscriptions.wish import KINDS, Wish, of

WISHES, BROAD = 100, 0.12
"""Wishes, and the share of those for nearly all goods."""
MARKETS = ("EU", "USA", "g:eac", "g:main", "g:asean", "BRA", "KEN", "IND")
WORDS = ("safety", "food", "vehicle", "安全", "汽车", "chemical", "requirements for")
OUT = ("helmet", "头盔", "draft", "标准")


class Drawing:
    """Draws wishes out of what an archive holds."""

    def __init__(self, session: Session) -> None:
        self.rng = Random(8507)  # noqa: S311
        sectors = select(Match.sector_id).distinct().order_by(Match.sector_id)
        codes = select(Tag.code).where(Tag.scheme == "hs").distinct()
        ics = select(Tag.code).where(Tag.scheme == "ics").distinct()
        members = select(NoticeMember.member_code).distinct()
        self.sectors = list(session.scalars(sectors))
        self.hs = sorted(set(session.scalars(codes.where(func.length(Tag.code) > 3))))
        self.ics = sorted(set(session.scalars(ics)))
        self.members = sorted(set(session.scalars(members)))

    def chapters(self) -> list[str]:
        """Most chapters, and some of the headings and subheadings of the others."""
        found = sorted({code[:2] for code in self.hs})
        most = [one for one in found if self.rng.random() < 0.8]
        others = [one for one in self.hs if one[:2] not in most]
        return [*most, *self.rng.sample(others, min(20, len(others)))]

    def some(self, values: tuple[str, ...] | list[str], share: float) -> list[str]:
        """One to three values, or none."""
        if self.rng.random() > share:
            return []
        return self.rng.sample(list(values), min(len(values), self.rng.randint(1, 3)))

    def codes(self, share: float) -> list[str]:
        """HS codes of two, four and six digits."""
        return [one[: self.rng.choice((2, 4, 6))] for one in self.some(self.hs, share)]

    def wish(self) -> Wish:
        """A wish that a form would take."""
        kinds = self.some(list(KINDS), 0.4) or list(KINDS)
        markets = self.some(MARKETS, 0.4)
        return Wish(
            sectors=self.some(self.sectors, 0.5),
            hs=self.chapters() if self.rng.random() < BROAD else self.codes(0.5),
            ics=self.some(self.ics, 0.3),
            words=self.some(WORDS, 0.3),
            markets=markets or self.some(self.members, 0.5) or ["g:main"],
            kinds=kinds,
            least_level=self.rng.choice(("", "", "", "blue", "yellow", "orange")),
            excluded=self.some(OUT, 0.3),
            excluded_members=[
                one for one in self.some(self.members, 0.2) if one not in markets
            ],
            excluded_hs=[one for one in self.codes(0.2) if len(one) == 6],
        )


def wishes(session: Session) -> list[Wish]:
    """Many wishes that can be kept."""
    draw = Drawing(session)
    found: list[Wish] = []
    while len(found) < WISHES:
        wish = draw.wish()
        clash = set(wish.markets) & set(wish.excluded_members)
        inside = any(c.startswith(o) for c in wish.hs for o in wish.excluded_hs)
        if not clash and not inside:
            found.append(wish)
    return found


def replay(session: Session) -> None:
    """Feed the events of a year to the engine, each day's on its morning."""
    session.execute(delete(Setting).where(Setting.key == SEEN))
    query = (
        select(Event, Notice.distributed)
        .join(Notice, Notice.id == Event.notice_id)
        .where(Notice.distributed > DAY - YEAR)
        .order_by(Notice.distributed, Event.id)
    )
    for day, came in groupby(session.execute(query).all(), key=lambda row: row[1]):
        morning = datetime.combine(day, time(9), HERE)
        for event, _ in came:
            event.baseline, event.created_at = False, morning
        session.flush()
        make_alerts(session, now=morning, today=day)


def test_the_back_test_of_a_hundred_wishes_equals_a_replay(
    own_demo: stage.Place,
) -> None:
    with own_demo.sessions() as session:
        session.execute(update(Event).values(baseline=True))
        user = add_user(session, "replay@example.com")
        before = datetime.combine(DAY - 2 * YEAR, time(), HERE)
        kept = {
            subscribe(session, user, before, **vars(wish)).id: wish
            for wish in wishes(session)
        }
        expected = foreseen(session, kept)
        replay(session)
        told: dict[int, set[int]] = {key: set() for key in kept}
        rows = select(Alert.subscription_id, Alert.event_id)
        for key, event_id in session.execute(rows.where(Alert.user_id == user.id)):
            told[key].add(event_id)
        some = dict(list(kept.items())[:10])
        afterwards = foreseen(session, some)
    assert told == expected
    assert afterwards == {key: told[key] for key in some}
    assert sum(map(bool, told.values())) > WISHES // 3


def foreseen(session: Session, kept: dict[int, Wish]) -> dict[int, set[int]]:
    """The events that each wish would have been told of."""
    return {
        key: {one.event_id for one in look_back(session, wish, DAY)}
        for key, wish in kept.items()
    }


@pytest.mark.parametrize(
    ("wish", "symbols"),
    [
        ({"words": ["lithium battery"]}, {"first", "addendum"}),
        ({"words": ["battery lithium"]}, set()),
        ({"words": ["锂电池"], "markets": ["JPN"]}, set()),
        ({"hs": ["8507"]}, {"first", "addendum", "heading"}),
        ({"hs": ["850720"]}, {"heading"}),
        ({"hs": ["85"], "excluded_hs": ["850760"]}, {"heading"}),
        ({"ics": ["29"]}, {"first", "addendum"}),
        ({"sectors": ["lithium-batteries"]}, {"first"}),
        ({"hs": ["8507"], "kinds": ["dates"]}, {"addendum"}),
        ({"markets": ["USA"], "excluded": ["Draft"]}, set()),
    ],
)
def test_codes_words_and_families_are_met_as_alerts_meet_them(
    session: Session, wish: dict[str, Any], symbols: set[str]
) -> None:
    measure = add_measure(session, "one")
    text = "a lithium battery rule 锂电 电池"
    first = add_notice(session, "first", measure=measure, search_text=text)
    add_tag(session, first, "850760")
    add_tag(session, first, "29.220.30", "ics")
    add_match(session, first, "lithium-batteries")
    add_event(session, first)
    late = add_notice(session, "addendum", measure=measure, type="addendum")
    add_match(session, late, "lithium-batteries", Certainty.REFUSED)
    add_event(session, late, "extended")
    heading = add_notice(session, "heading")
    add_tag(session, heading, "8507")
    add_event(session, heading)
    nowhere = add_notice(session, "nowhere", members=(), search_text=text)
    add_tag(session, nowhere, "850760")
    add_event(session, nowhere)
    kept = subscribe(session, add_user(session), **wish)
    make_alerts(session, now=NOW, today=TODAY)
    told = set(session.scalars(select(Alert.event_id)))
    assert told == {one.event_id for one in look_back(session, of(kept), TODAY)}
    shown = select(Notice.symbol).join(Alert, Alert.notice_id == Notice.id)
    assert set(session.scalars(shown)) == symbols


def test_the_counts_say_by_what_way_of_what_kind_and_when(session: Session) -> None:
    notice = add_notice(session, "G/TBT/N/USA/1", search_text="锂电 电池")
    add_tag(session, notice, "850760")
    add_event(session, notice)
    late = add_notice(session, "G/TBT/N/USA/1/Add.1", type="addendum")
    add_tag(session, late, "850760")
    add_event(session, late, "extended")
    add_event(session, late, "adopted")
    found = back_test(session, Wish(hs=["8507"], words=["锂电池"]), "zh", TODAY)
    assert (found.count, found.notices, found.without_addenda) == (3, 2, 1)
    assert found.ways == [("hs", 3), ("word", 1)]
    assert found.kinds == [("new", 1), ("dates", 1), ("final", 1)]
    assert found.months[-1] == ("2026-03", 3)
    assert found.months[0][0] == "2025-03"
    assert len(found.rows) == 2
