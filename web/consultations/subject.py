"""What a case is about, as those who may be asked are held against it."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.case import Case
from models.consultation import Asked, Consultation
from models.notice import Notice, NoticeMember
from models.notice_exposure import expanded
from models.organisation import Organisation
from models.reference import members
from models.sector import Match, Sector
from models.tag import Tag
from models.voice import Voice

CERTAIN = ("sure", "likely")
FOUND = ("stated", "found")
HEADING = 4
Names = tuple[str, str]
"""Chinese and English."""


@dataclass(frozen=True)
class Why:
    """One reason to ask somebody: its kind, and the names or codes behind it."""

    kind: str
    names: tuple[Names, ...] = ()


@dataclass(frozen=True)
class Subject:
    """The goods, sectors and markets of a measure, and the firms that have spoken."""

    voices: frozenset[int]
    silent: frozenset[int]
    """Organisations that were asked before and have not answered."""
    codes: frozenset[str]
    sectors: dict[str, Names]
    ics: frozenset[str]
    markets: frozenset[str]


def subject_of(session: Session, case: Case) -> Subject:
    """What the measure of a case is about."""
    notice = case.notice
    family = select(Notice.id).where(Notice.measure_id == case.measure_id)
    spoke = select(Voice.organisation_id).where(Voice.notice_id.in_(family))
    sectors = session.execute(
        select(Sector.id, Sector.name_zh, Sector.name_en)
        .join(Match, Match.sector_id == Sector.id)
        .where(Match.notice_id == notice.id, Match.certainty.in_(CERTAIN))
    )
    markets = select(NoticeMember.member_code).where(
        NoticeMember.notice_id == notice.id
    )
    return Subject(
        voices=frozenset(one for one in session.scalars(spoke) if one is not None),
        silent=silent_of(session, case),
        codes=frozenset(tags(session, notice, "hs")),
        sectors={row[0]: (row[1], row[2]) for row in sectors},
        ics=frozenset(tags(session, notice, "ics")),
        markets=frozenset(expanded(set(session.scalars(markets)))),
    )


def silent_of(session: Session, case: Case) -> frozenset[int]:
    """The organisations that earlier rounds of a case heard nothing from."""
    query = (
        select(Asked.organisation_id, func.max(Asked.answered_at))
        .join(Consultation, Consultation.id == Asked.consultation_id)
        .where(Consultation.case_id == case.id, Asked.withdrawn_at.is_(None))
        .group_by(Asked.organisation_id)
    )
    rows = session.execute(query).all()
    return frozenset(one for one, answered in rows if one and answered is None)


def tags(session: Session, notice: Notice, scheme: str) -> Iterator[str]:
    """The codes of a scheme that a notice states or names."""
    query = select(Tag.code).where(
        Tag.notice_id == notice.id, Tag.scheme == scheme, Tag.origin.in_(FOUND)
    )
    yield from session.scalars(query.distinct())


def whys_of_firm(
    firm: Organisation, markets: frozenset[str], own: set[str], subject: Subject
) -> Iterator[Why]:
    """Why a firm may be hit; ``own`` are its sectors. Its market alone is no reason."""
    if firm.id in subject.voices:
        yield Why("voice")
    if firm.id in subject.silent:
        yield Why("silent")
    goods = [one for one in firm.products if meets(one.hs, subject.codes)]
    if goods:
        named = dict.fromkeys((one.hs, one.name) for one in goods)
        told = [f"{name} {hs}".strip() for hs, name in named]
        yield Why("goods", tuple((one, one) for one in told[:3]))
    shared = own & subject.sectors.keys()
    if shared:
        yield Why("sector", tuple(subject.sectors[one] for one in sorted(shared)))
    sold = markets & subject.markets
    if sold:
        yield Why("market", names_of(sold))


def meets(hs: str, codes: frozenset[str]) -> bool:
    """Whether a firm's code and one of a notice are each other's, from headings on."""
    return any(
        hs.startswith(code) or code.startswith(hs)
        for code in codes
        if len(code) >= HEADING
    )


def names_of(codes: frozenset[str]) -> tuple[Names, ...]:
    """The names of a few Members."""
    known = {one.code: (one.zh, one.en) for one in members()}
    return tuple(known.get(code, (code, code)) for code in sorted(codes)[:3])
