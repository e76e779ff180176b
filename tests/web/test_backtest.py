"""What a subscription would have brought is what the alerts of a replay bring."""

from __future__ import annotations

from datetime import datetime, time
from random import Random

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from models.alert import Alert
from models.deadlines import HERE
from models.measure import Event
from models.notice import Notice, NoticeMember
from models.sector import Match
from models.tag import Tag
from tests.web import stage
from tests.web.small_world import (
    add_user,
    subscribe,
)
from web.alerts.audience import make_alerts
from web.demo.stage import DAY
from web.subscriptions.backtest import look_back
from web.subscriptions.happened import YEAR
from web.subscriptions.wish import KINDS, Wish

SECTOR = "lithium-batteries"
WISHES = 100
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
            hs=self.codes(0.5),
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
    """Feed the events of a year to the engine, each on its own day."""
    session.execute(update(Event).values(baseline=True))
    query = (
        select(Event, Notice.distributed)
        .join(Notice, Notice.id == Event.notice_id)
        .where(Notice.distributed > DAY - YEAR)
        .order_by(Notice.distributed, Event.id)
    )
    for event, day in session.execute(query).all():
        event.baseline = False
        event.created_at = datetime.combine(day, time(9), HERE)
        session.flush()
        make_alerts(session, now=event.created_at, today=day)


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
        expected = {
            key: {one.event_id for one in look_back(session, wish, DAY)}
            for key, wish in kept.items()
        }
        replay(session)
        told: dict[int, set[int]] = {key: set() for key in kept}
        rows = select(Alert.subscription_id, Alert.event_id)
        for key, event_id in session.execute(rows.where(Alert.user_id == user.id)):
            told[key].add(event_id)
        again = {
            key: {one.event_id for one in look_back(session, wish, DAY)}
            for key, wish in kept.items()
        }
    assert told == expected == again
    assert sum(map(bool, told.values())) > WISHES // 3
