"""What a dossier holds: its facts by topic, and those shared by a union of markets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urlsplit

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.market_fact import MarketFact
from models.market_facts import Topic
from models.notice_filter import GROUP
from models.reference import groups, read_rows
from models.reference_facts import Member, MemberGroup
from models.user import User
from web.marks import N_
from web.refused import RefusedError

UNIONS = {"eu27": "EU", "gcc": "g:gcc", "eaeu": "g:eaeu"}
"""Groups whose Members share one dossier, and the market that it is kept under."""
NOT_THERE = N_("没有这条市场资料，可能已被合并，请返回市场页查看。")


@dataclass(frozen=True)
class Section:
    """The facts about one topic, in their order."""

    topic: Topic
    facts: Sequence[MarketFact]


@dataclass(frozen=True)
class Dossier:
    """What is known of a market; ``lent`` are the markets it shares facts with."""

    market: str
    sections: Sequence[Section] = ()
    removed: Sequence[MarketFact] = ()
    lent: Sequence[str] = ()
    checkers: dict[int, str] = field(default_factory=dict)
    """The names of those who confirmed or edited something, by id."""

    @property
    def facts(self) -> list[MarketFact]:
        """All facts, by topic."""
        return [one for section in self.sections for one in section.facts]

    @property
    def total(self) -> int:
        """How many facts there are."""
        return len(self.facts)

    @property
    def checked(self) -> int:
        """How many of them an officer has confirmed."""
        return sum(one.checked_at is not None for one in self.facts)


def markets_of(code: str) -> list[str]:
    """The markets whose facts hold in a market: its own, then its union's."""
    bare = code.removeprefix(GROUP)
    shared = [
        UNIONS[one.id]
        for one in groups()
        if one.id in UNIONS and (one.id == bare or code in one.members)
    ]
    return list(dict.fromkeys([code, *shared]))


def read_dossier(session: Session, code: str, sector: str = "") -> Dossier:
    """The dossier of a market; with a sector, only what matters to it."""
    markets = markets_of(code)
    query = select(MarketFact).where(MarketFact.market.in_(markets))
    found = session.scalars(query).all()
    held = [one for one in found if one.removed_at is None and concerns(one, sector)]
    held.sort(key=lambda one: (markets.index(one.market), one.position, one.id))
    topics = [(topic, [one for one in held if one.topic == topic]) for topic in Topic]
    return Dossier(
        market=code,
        sections=[Section(topic, facts) for topic, facts in topics if facts],
        removed=[one for one in found if one.removed_at is not None],
        lent=[one for one in markets[1:] if any(each.market == one for each in held)],
        checkers=names_of(session, found),
    )


def markets_told(session: Session) -> list[str]:
    """The markets of which anything is known, in the shipped order."""
    first = func.min(MarketFact.position)
    query = select(MarketFact.market).where(MarketFact.removed_at.is_(None))
    return list(session.scalars(query.group_by(MarketFact.market).order_by(first)))


def concerns(fact: MarketFact, sector: str) -> bool:
    """Whether a fact matters to a sector; one without sectors matters to all."""
    return not sector or not fact.sectors or sector in fact.sectors


def names_of(session: Session, facts: Sequence[MarketFact]) -> dict[int, str]:
    """Who confirmed or edited some facts."""
    ids = {one.checked_by_id for one in facts} | {one.edited_by_id for one in facts}
    query = select(User.id, User.name).where(User.id.in_(ids - {None}))
    return {row[0]: row[1] for row in session.execute(query)}


def find_fact(session: Session, code: str, fact_id: int) -> MarketFact:
    """A fact of a market; RefusedError if it is not there."""
    found = session.get(MarketFact, fact_id)
    if found is None or found.market not in markets_of(code):
        raise RefusedError(NOT_THERE)
    return found


def schemes_for(session: Session, sector: str) -> list[MarketFact]:
    """The schemes that goods of a sector meet, in the shipped order of markets."""
    query = (
        select(MarketFact)
        .where(MarketFact.topic == Topic.SCHEME, MarketFact.removed_at.is_(None))
        .order_by(MarketFact.position, MarketFact.id)
    )
    return [one for one in session.scalars(query) if sector in one.sectors]


def market_names(session: Session) -> dict[str, tuple[str, str]]:
    """Chinese and English names of Members, and of groups as ``g:<id>``."""
    members = select(Member.code, Member.zh, Member.en)
    found = {code: (zh, en) for code, zh, en in session.execute(members)}
    circles = select(MemberGroup.id, MemberGroup.name_zh, MemberGroup.name_en)
    for name, zh, en in session.execute(circles):
        found[GROUP + name] = (zh, en)
    return found


@lru_cache(maxsize=1)
def official_sites() -> frozenset[str]:
    """The sites that are known to be of public bodies or of those they charge."""
    return frozenset(row["domain"] for row in read_rows("market_sites"))


def is_official(url: str) -> bool:
    """Whether a link leads to one of the known sites."""
    return urlsplit(url).netloc in official_sites()
