"""The facts of a national measure as its papers may state them; nothing judged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.counterpart import Counterpart, CounterpartState
from models.deadlines import HERE
from models.kinds import NoticeKind
from models.notice import Notice
from models.sector import Match, Sector
from models.tag import Tag
from nlp.counterparts.work import CERTAIN
from web.cases.checks_of_text import INTERNATIONAL
from web.cases.facts import CaseFacts
from web.cases.gathering import facts_of
from web.labels import measure_types
from web.notices.publisher import publisher_of
from web.radar.law import Duties, duties_of

Pair = tuple[str, str]
"""Chinese and English."""
KINDS: dict[str, Pair] = {
    NoticeKind.DRAFT: ("法规草案", "draft measure"),
    NoticeKind.RULE: ("法规", "measure"),
}


@dataclass(frozen=True)
class Subject:
    """A national measure: what its publisher says, and what was found about it.

    ``looked`` is the day of the last search for its notification, ``certain`` whether
    nothing we know forbids to say that there is none.
    """

    facts: CaseFacts
    original: str
    publisher: Pair
    address: str
    sectors: Pair
    hs_stated: Sequence[str]
    hs_found: Sequence[str]
    types: Pair
    duties: Duties
    closes: date | None
    """The last day for comments at home: what the document or its docket states."""
    looked: date
    today: date
    certain: bool = True
    asked: str = ""
    """When and how the Member was asked, in the officer's words."""

    @property
    def kind(self) -> Pair:
        """What it is: a draft, or a measure that is made."""
        return KINDS[self.facts.type]

    @property
    def is_open(self) -> bool:
        """Whether it is a draft that may be commented on, as far as is stated."""
        return is_open_at_home(self.facts.type, self.closes, self.today)

    @property
    def standards(self) -> list[str]:
        """The international standards that the text refers to."""
        return [one for one in self.facts.standards if INTERNATIONAL.search(one)]


def is_open_at_home(kind: str, closes: date | None, today: date) -> bool:
    """Whether it is a draft whose day for comments, where one is stated, is to come."""
    return kind == NoticeKind.DRAFT and (closes is None or closes >= today)


def subject_of(
    session: Session, one: Counterpart, today: date, *, certain: bool
) -> Subject:
    """The facts of the measure of a search."""
    notice = one.notice
    facts, shown = facts_of(session, notice), publisher_of(session, notice)
    types = [measure_types()[code] for code in facts.measures if code != "other"]
    stated, found = codes_of(session, notice)
    return Subject(
        facts=facts,
        original=notice.title,
        publisher=(shown.zh or shown.en, shown.en) if shown else ("", ""),
        address=shown.page if shown else "",
        sectors=sectors_of(session, notice),
        hs_stated=stated,
        hs_found=found,
        types=both(types),
        duties=duties_of(facts.measures),
        closes=notice.deadline,
        looked=one.checked_at.astimezone(HERE).date(),
        today=today,
        certain=certain,
        asked=one.note if one.state == CounterpartState.ASKED else "",
    )


def both(names: Sequence[Pair]) -> Pair:
    """Names in a Chinese and in an English list."""
    return "、".join(zh for zh, _ in names), ", ".join(en for _, en in names)


def sectors_of(session: Session, notice: Notice) -> Pair:
    """The sectors that a measure touches surely or likely, the surest first."""
    query = (
        select(Sector.name_zh, Sector.name_en)
        .join(Match, Match.sector_id == Sector.id)
        .where(Match.notice_id == notice.id, Match.certainty.in_(CERTAIN))
        .order_by(Match.score.desc(), Sector.position)
    )
    return both([(row.name_zh, row.name_en) for row in session.execute(query)])


def codes_of(session: Session, notice: Notice) -> tuple[list[str], list[str]]:
    """The HS codes that the publisher states, and those that we found in the words."""
    query = select(Tag.code, Tag.origin).where(
        Tag.notice_id == notice.id,
        Tag.scheme == "hs",
        Tag.origin.in_(("stated", "found")),
    )
    rows = session.execute(query.order_by(Tag.code)).all()
    stated = dict.fromkeys(dotted(row.code) for row in rows if row.origin == "stated")
    found = dict.fromkeys(dotted(row.code) for row in rows if row.origin == "found")
    return list(stated), [code for code in found if code not in stated]


def dotted(code: str) -> str:
    """A code as it is printed: 8507.60."""
    return ".".join((code[:4], *(code[at : at + 2] for at in range(4, len(code), 2))))
