"""Whom to ask about a case: proposed with the reasons, those who spoke first first."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from models.case import Case
from models.consultation import AskedKind, Expert
from models.notice_filter import members_of
from models.organisation import Organisation
from models.user import Role, User
from web.consultations.subject import Subject, Why, subject_of, whys_of_firm
from web.experts.load import loads
from web.organisations.service import sectors_of

MOST = 200
"""So many firms are proposed; further ones are added by name."""
KINDS = {
    "association": AskedKind.ASSOCIATION,
    "laboratory": AskedKind.LABORATORY,
    "department": AskedKind.DEPARTMENT,
}
"""Kinds of organisations that are no firms."""
ORDER = ("voice", "silent", "goods", "sector")
"""What weighs most first; a market only strengthens one of these."""


@dataclass(frozen=True)
class Party:
    """Somebody who may be asked, where letters go, and why it is proposed.

    ``mark`` is how a form names the party: ``o12`` an organisation, ``e3`` an expert.
    ``load`` are the open requests of an expert.
    """

    mark: str
    kind: AskedKind
    name: str
    email: str = ""
    language: str = "zh"
    organisation_id: int | None = None
    expert_id: int | None = None
    whys: tuple[Why, ...] = ()
    load: int = 0

    @property
    def is_proposed(self) -> bool:
        """Whether there is a reason that stands by itself."""
        return any(why.kind in ORDER for why in self.whys)


def proposed(session: Session, case: Case) -> list[Party]:
    """Everybody who may be asked: the firms that are hit, and all other bodies."""
    subject = subject_of(session, case)
    bodies = session.scalars(
        select(Organisation)
        .options(selectinload(Organisation.products))
        .order_by(Organisation.name)
    ).all()
    codes = {one.hs for body in bodies for one in body.products}
    sectors = sectors_of(session, codes)
    parties = [party_of(body, subject, sectors) for body in bodies]
    firms = sorted((one for one in parties if is_hit_firm(one)), key=rank)[:MOST]
    others = [one for one in parties if one.kind != AskedKind.FIRM]
    people = experts(session, subject)
    return with_addresses(session, [*firms, *sorted(others, key=rank), *people])


def is_hit_firm(party: Party) -> bool:
    """Whether this is a firm that there is a reason to ask."""
    return party.kind == AskedKind.FIRM and party.is_proposed


def rank(party: Party) -> tuple[int, int, str]:
    """The place of a party: by its best reason, then by how many it has."""
    kinds = [why.kind for why in party.whys]
    best = next((n for n, kind in enumerate(ORDER) if kind in kinds), len(ORDER))
    return best, -len(kinds), party.name


def party_of(
    body: Organisation, subject: Subject, sectors: dict[str, list[str]]
) -> Party:
    """An organisation with the reasons to ask it."""
    own = {name for one in body.products for name in sectors.get(one.hs, ())}
    own.update(body.sectors)
    markets = frozenset(members_of(body.markets))
    return Party(
        mark=f"o{body.id}",
        kind=KINDS.get(body.kind, AskedKind.FIRM),
        name=body.name,
        organisation_id=body.id,
        whys=tuple(whys_of_firm(body, markets, own, subject)),
    )


def experts(session: Session, subject: Subject) -> list[Party]:
    """The roster, those of the measure's fields and with least to do first."""
    rows = session.scalars(
        select(Expert).where(Expert.retired_at.is_(None)).order_by(Expert.name)
    ).all()
    load = loads(session)
    found = [expert_party(one, subject, load.get(one.id, 0)) for one in rows]
    return sorted(found, key=lambda one: (not one.whys, one.load, one.name))


def expert_party(one: Expert, subject: Subject, load: int) -> Party:
    """An expert with the fields that meet those of the measure."""
    whys = []
    shared = set(one.sectors) & subject.sectors.keys()
    if shared:
        names = tuple(subject.sectors[name] for name in sorted(shared))
        whys.append(Why("sector", names))
    ics = [code for code in one.ics if any(o.startswith(code) for o in subject.ics)]
    if ics:
        whys.append(Why("ics", tuple((code, code) for code in ics[:3])))
    return Party(
        mark=f"e{one.id}",
        kind=AskedKind(one.kind),
        name=one.name,
        email=one.email,
        language="zh" if "zh" in one.languages or not one.languages else "en",
        expert_id=one.id,
        whys=tuple(whys),
        load=load,
    )


def with_addresses(session: Session, parties: Sequence[Party]) -> list[Party]:
    """The parties with an address each: of a person who signs in, else a contact."""
    ids = [one.organisation_id for one in parties if one.organisation_id is not None]
    found = addresses(session, ids)
    return [
        one
        if one.email or one.organisation_id not in found
        else replace(
            one,
            email=found[one.organisation_id][0],
            language=found[one.organisation_id][1],
        )
        for one in parties
    ]


def addresses(session: Session, ids: Collection[int]) -> dict[int, tuple[str, str]]:
    """An address and a language of each organisation that has one."""
    bodies = session.scalars(
        select(Organisation)
        .where(Organisation.id.in_(ids))
        .options(selectinload(Organisation.contacts))
    ).all()
    found = {
        body.id: (one.email, "zh")
        for body in bodies
        for one in reversed(body.contacts)
        if one.email
    }
    people = select(User).where(User.organisation_id.in_(ids), User.disabled.is_(False))
    for user in session.scalars(people.order_by(User.id.desc())):
        if user.organisation_id is not None and user.role != Role.EXPERT:
            found[user.organisation_id] = user.email, user.language
    return found


def chosen(session: Session, marks: Collection[str]) -> Iterator[Party]:
    """The parties that a form names; a mark of nobody is left out."""
    numbers = {kind: numbers_of(marks, kind) for kind in "oe"}
    bodies = session.scalars(
        select(Organisation).where(Organisation.id.in_(numbers["o"]))
    )
    plain = [
        Party(
            mark=f"o{one.id}",
            kind=KINDS.get(one.kind, AskedKind.FIRM),
            name=one.name,
            organisation_id=one.id,
        )
        for one in bodies
    ]
    yield from sorted(with_addresses(session, plain), key=lambda one: one.name)
    nothing = Subject(
        frozenset(), frozenset(), frozenset(), {}, frozenset(), frozenset()
    )
    query = select(Expert).where(
        Expert.id.in_(numbers["e"]), Expert.retired_at.is_(None)
    )
    for one in session.scalars(query.order_by(Expert.name)):
        yield expert_party(one, nothing, 0)


def numbers_of(marks: Collection[str], kind: str) -> list[int]:
    """The ids of one kind among marks."""
    found = (mark[1:] for mark in marks if mark[:1] == kind)
    return [
        int(one) for one in found if one.isascii() and one.isdecimal() and len(one) < 10
    ]
