"""The schemes of certification that the goods of a measure meet in its markets."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.market_fact import MarketFact
from models.market_facts import Topic
from models.notice import Notice
from models.sector import Match
from web.alerts.touching import CERTAIN
from web.dossiers.service import read_dossier
from web.reports.lists import Pair

NO_SCHEME = (
    "市场档案中没有记载涉及这些行业的认证制度。",
    "The dossier of the market tells of no scheme for these sectors.",
)


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
    told = [fact_told(one) for one in facts]
    return "\n".join(zh for zh, _en in told), "\n".join(en for _zh, en in told)


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
