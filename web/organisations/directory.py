"""The centre's list of firms."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from models.organisation import Organisation, Product
from models.user import User
from web.marks import N_
from web.refused import RefusedError

PAGE = 50


@dataclass(frozen=True)
class Listed:
    """A firm in the list, with how many goods and people it has."""

    firm: Organisation
    goods: int
    people: int


@dataclass(frozen=True)
class Directory:
    """One page of firms, and how many there are in all."""

    firms: Sequence[Listed]
    total: int
    page: int
    pages: int


def all_firms(session: Session) -> Sequence[Organisation]:
    """Every organisation, by name; for a list to choose from."""
    return session.scalars(select(Organisation).order_by(Organisation.name)).all()


def find_firm(session: Session, firm_id: int) -> Organisation:
    """An organisation by id."""
    found = session.get(Organisation, firm_id)
    if found is None:
        raise RefusedError(N_("没有这家企业，请刷新页面。"))
    return found


def list_firms(
    session: Session, *, words: str = "", city: str = "", page: int = 1
) -> Directory:
    """The firms whose name, credit code or goods hold some words."""
    query = select(Organisation)
    if words.strip():
        query = query.where(holds(words.strip()))
    if city:
        query = query.where(Organisation.city == city)
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    shown = query.order_by(Organisation.name).limit(PAGE).offset((page - 1) * PAGE)
    firms = session.scalars(shown).all()
    goods, people = counts(session, Product), counts(session, User)
    listed = [Listed(o, goods.get(o.id, 0), people.get(o.id, 0)) for o in firms]
    return Directory(listed, total, page, pages)


def holds(words: str) -> ColumnElement[bool]:
    """Whether a firm's name, credit code or goods hold some words."""
    like = f"%{words}%"
    sells = select(Product.organisation_id).where(
        or_(Product.name.like(like), Product.hs.startswith(words.replace(".", "")))
    )
    return or_(
        Organisation.name.like(like),
        Organisation.credit_code == words.upper(),
        Organisation.id.in_(sells),
    )


def counts(session: Session, table: type[Product] | type[User]) -> dict[int, int]:
    """How many rows of a table each firm has."""
    firm = table.organisation_id
    query = select(firm, func.count()).group_by(firm)
    return {row[0]: row[1] for row in session.execute(query) if row[0] is not None}
