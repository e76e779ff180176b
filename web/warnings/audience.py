"""Whom a warning reaches: firms by what they sell and where they are, or by name."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from models.organisation import Organisation
from models.user import User
from models.warning import OfficerWarning, TargetKind
from web.organisations.service import sectors_of


@dataclass(frozen=True)
class Reached:
    """A firm, and the people in it who get the message."""

    firm: Organisation
    people: Sequence[User]


@dataclass(frozen=True)
class Audience:
    """The firms that a warning is for, by name."""

    firms: Sequence[Reached]

    @property
    def people(self) -> list[User]:
        """Everybody who gets the message."""
        return [user for one in self.firms for user in one.people]

    @property
    def mute(self) -> list[Reached]:
        """The firms in which nobody has an account."""
        return [one for one in self.firms if not one.people]


@dataclass(frozen=True)
class Aim:
    """The targets of a warning by kind."""

    sectors: frozenset[str]
    hs: tuple[str, ...]
    cities: frozenset[str]
    firms: frozenset[int]

    @property
    def is_empty(self) -> bool:
        """Whether nobody is aimed at."""
        return not (self.sectors or self.hs or self.cities or self.firms)


def aim_of(warning: OfficerWarning) -> Aim:
    """The targets as they are stored."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in warning.targets:
        found[one.kind].append(one.value)
    return Aim(
        frozenset(found[TargetKind.SECTOR]),
        tuple(found[TargetKind.HS]),
        frozenset(found[TargetKind.CITY]),
        frozenset(int(one) for one in found[TargetKind.FIRM]),
    )


def audience_of(session: Session, aim: Aim) -> Audience:
    """The firms that are named, and those of the sectors or goods in the cities.

    A firm is of a sector if it says so, or if its goods are that sector's own. Where
    no city is given, every city counts; an empty aim reaches nobody.
    """
    if aim.is_empty:
        return Audience([])
    query = select(Organisation).options(selectinload(Organisation.products))
    firms = session.scalars(query.order_by(Organisation.name)).all()
    codes = {one.hs for firm in firms for one in firm.products}
    sectors = sectors_of(session, codes) if aim.sectors else {}
    chosen = [one for one in firms if is_meant(one, aim, sectors)]
    people = people_of(session, [one.id for one in chosen])
    return Audience([Reached(one, people[one.id]) for one in chosen])


def is_meant(firm: Organisation, aim: Aim, sectors: dict[str, list[str]]) -> bool:
    """Whether a firm is named, or is of the goods and the city."""
    if firm.id in aim.firms:
        return True
    if not (aim.sectors or aim.hs or aim.cities):
        return False
    if aim.cities and firm.city not in aim.cities:
        return False
    if not (aim.sectors or aim.hs):
        return True
    own = {name for one in firm.products for name in sectors.get(one.hs, ())}
    if aim.sectors & own.union(firm.sectors):
        return True
    return bool(aim.hs) and any(o.hs.startswith(aim.hs) for o in firm.products)


def people_of(session: Session, firms: Iterable[int]) -> dict[int, list[User]]:
    """The people of some firms who may sign in."""
    query = select(User).where(
        User.organisation_id.in_(list(firms)), User.disabled.is_(False)
    )
    found: dict[int, list[User]] = defaultdict(list)
    for one in session.scalars(query.order_by(User.id)):
        if one.organisation_id is not None:
            found[one.organisation_id].append(one)
    return found
