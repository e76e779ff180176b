"""What stands around notices in a list, one question for each kind of thing."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.measure import Event
from models.notice import Notice, NoticeMember, Rendering
from models.reference_facts import HsCode, IcsCode, Member, MemberGroupSeat
from models.sector import Match, Sector
from models.tag import Tag
from web.notices.levels import MAIN_MARKETS, MORE_MARKETS


@dataclass
class Party:
    """A notifying Member."""

    code: str
    zh: str
    en: str


@dataclass
class Chip:
    """A sector that a notice touches."""

    id: str
    zh: str
    en: str
    certainty: str


@dataclass
class Around:
    """What stands around a set of notices, by the notice's id."""

    members: dict[int, list[Party]]
    chips: dict[int, list[Chip]]
    titles: dict[int, dict[str, list[tuple[str, str]]]]
    tags: dict[int, dict[str, list[str]]]
    events: dict[int, list[tuple[str, date]]]
    main: frozenset[str]
    names: dict[str, tuple[str, str]]


def look_around(session: Session, notices: Sequence[Notice]) -> Around:
    """Everything the rows need, one question for each kind of thing."""
    ids = [notice.id for notice in notices]
    measures = [notice.measure_id for notice in notices if notice.measure_id]
    tags = read_tags(session, ids)
    return Around(
        members=read_members(session, ids),
        chips=read_chips(session, ids),
        titles=read_titles(session, ids),
        tags=tags,
        events=read_events(session, measures),
        main=main_markets(session),
        names=goods_names(session, tags),
    )


def read_members(session: Session, ids: Iterable[int]) -> dict[int, list[Party]]:
    """The Members of each notice."""
    found: dict[int, list[Party]] = defaultdict(list)
    query = (
        select(NoticeMember.notice_id, Member.code, Member.zh, Member.en)
        .join(Member, Member.code == NoticeMember.member_code)
        .where(NoticeMember.notice_id.in_(ids))
        .order_by(NoticeMember.id)
    )
    for notice_id, code, zh, en in session.execute(query):
        found[notice_id].append(Party(code, zh, en))
    return found


def read_chips(session: Session, ids: Iterable[int]) -> dict[int, list[Chip]]:
    """The sectors of each notice, the surest first."""
    found: dict[int, list[Chip]] = defaultdict(list)
    query = (
        select(
            Match.notice_id,
            Sector.id,
            Sector.name_zh,
            Sector.name_en,
            Match.certainty,
        )
        .join(Sector, Sector.id == Match.sector_id)
        .where(Match.notice_id.in_(ids))
        .order_by(Match.score.desc(), Sector.position)
    )
    for notice_id, *chip in session.execute(query):
        found[notice_id].append(Chip(*chip))
    return found


def read_titles(
    session: Session, ids: Iterable[int]
) -> dict[int, dict[str, list[tuple[str, str]]]]:
    """Titles of ours, by notice and language, newest version first."""
    found: dict[int, dict[str, list[tuple[str, str]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    query = (
        select(
            Rendering.notice_id, Rendering.language, Rendering.origin, Rendering.text
        )
        .join(Notice, Notice.id == Rendering.notice_id)
        .where(Rendering.notice_id.in_(ids), Rendering.field == "title")
        .order_by(Rendering.version_number.desc(), Rendering.id)
    )
    for notice_id, language, origin, text in session.execute(query):
        found[notice_id][language].append((origin, text))
    return found


def read_tags(session: Session, ids: Iterable[int]) -> dict[int, dict[str, list[str]]]:
    """Codes of goods and kinds of measure of each notice, the weightiest first."""
    found: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    query = (
        select(Tag.notice_id, Tag.scheme, Tag.code)
        .where(Tag.notice_id.in_(ids), Tag.scheme.in_(("measure", "hs", "ics")))
        .order_by(Tag.score.desc(), Tag.id)
    )
    for notice_id, scheme, code in session.execute(query):
        if code not in found[notice_id][scheme]:
            found[notice_id][scheme].append(code)
    return found


def read_events(
    session: Session, measures: Iterable[int]
) -> dict[int, list[tuple[str, date]]]:
    """What happened to each measure."""
    found: dict[int, list[tuple[str, date]]] = defaultdict(list)
    query = select(Event.measure_id, Event.kind, Event.day).where(
        Event.measure_id.in_(measures)
    )
    for measure_id, kind, day in session.execute(query):
        found[measure_id].append((kind, day))
    return found


def main_markets(session: Session) -> frozenset[str]:
    """The Members that are main markets of Hubei (a proposal, see ``levels``)."""
    seats = select(MemberGroupSeat.member_code).where(
        MemberGroupSeat.group_id.in_(MAIN_MARKETS)
    )
    return frozenset(session.scalars(seats)) | MORE_MARKETS


def goods_names(
    session: Session, tags: dict[int, dict[str, list[str]]]
) -> dict[str, tuple[str, str]]:
    """Names of the goods behind the first codes of each notice: ics…, hs…."""
    ics = {code for own in tags.values() for code in own.get("ics", [])[:3]}
    hs = {code[:4] for own in tags.values() for code in own.get("hs", [])[:3]}
    names: dict[str, tuple[str, str]] = {}
    for row in session.scalars(select(IcsCode).where(IcsCode.code.in_(ics))):
        names[f"ics{row.code}"] = (row.zh or "", row.en)
    for head in session.scalars(select(HsCode).where(HsCode.code.in_(hs))):
        names[f"hs{head.code}"] = (head.zh or "", head.en.split(";")[0])
    for own in tags.values():
        for code in own.get("hs", [])[:3]:
            if f"hs{code[:4]}" in names:
                names[f"hs{code}"] = names[f"hs{code[:4]}"]
    return names
