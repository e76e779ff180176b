"""The schemes of certification that the goods of a measure meet in its markets."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.market_fact import MarketFact
from models.market_facts import Topic
from models.notice import Notice
from models.sector import Match
from web.alerts.touching import CERTAIN
from web.dossiers.service import markets_of, read_dossier
from web.reports.lists import Pair

NO_SCHEME = (
    "市场档案中没有记载涉及这些行业的认证制度。",
    "The dossier of the market tells of no scheme for these sectors.",
)


FEW_READ = re.compile("[\u0600-\u06ff\u0e00-\u0e7f]")
"""Letters that readers here do not know, and many printers neither."""
TO_FIND = (
    "费用、有效期与罚则：市场资料未载，需查证后补写。",
    "Cost, validity and penalties: not in the dossier; to be found and written.",
)
"""What a chapter on certification tells beside the schemes, for a person to fill in."""


def certification(session: Session, notice: Notice) -> Pair:
    """The schemes of its markets, and whether results from China are accepted."""
    wanted = {Topic.SCHEME, Topic.CHINESE_RESULTS}
    touched = sectors_of(session, notice)
    facts = [
        fact
        for code in sorted(one.member_code for one in notice.members)
        for section in read_dossier(session, code).sections
        if section.topic in wanted
        for fact in section.facts
        if touched.intersection(fact.sectors)
    ]
    if not facts:
        return NO_SCHEME
    told = [*(fact_told(one) for one in facts), TO_FIND]
    return "\n".join(zh for zh, _en in told), "\n".join(en for _zh, en in told)


def all_schemes(session: Session, sectors: set[str]) -> dict[str, list[MarketFact]]:
    """The schemes that goods of some sectors meet, by the market that tells of them,
    in the shipped order of markets."""
    query = (
        select(MarketFact)
        .where(MarketFact.topic == Topic.SCHEME, MarketFact.removed_at.is_(None))
        .order_by(MarketFact.position, MarketFact.id)
    )
    found: dict[str, list[MarketFact]] = {}
    for one in session.scalars(query):
        if sectors.intersection(one.sectors):
            found.setdefault(one.market, []).append(one)
    return found


def merged(
    known: dict[str, list[MarketFact]], codes: Iterable[str]
) -> list[MarketFact]:
    """The schemes that hold in some markets, with those of their unions, each once."""
    markets = dict.fromkeys(one for code in codes for one in markets_of(code))
    return [fact for one in markets for fact in known.get(one, ())]


def readable(name: str) -> str:
    """The parts of an official name that readers here can read; else all of it."""
    parts = [one.strip() for one in re.split("[()（）]", name)]
    known = [one for one in parts if one and not FEW_READ.search(one)]
    return " ".join(known) if FEW_READ.search(name) and known else name


def sectors_of(session: Session, notice: Notice) -> set[str]:
    """The sectors that a notice surely or likely touches."""
    query = select(Match.sector_id).where(
        Match.notice_id == notice.id, Match.certainty.in_(CERTAIN)
    )
    return set(session.scalars(query))


def fact_told(fact: MarketFact) -> Pair:
    """A fact with its day and link; one that nobody has confirmed says so."""
    zh, en = ("", "") if fact.checked_at else ("待核验，", "unconfirmed, ")
    return (
        f"{fact.zh}（{zh}截至{fact.as_of}，{fact.url}）",
        f"{fact.en} ({en}as of {fact.as_of}, {fact.url})",
    )
