"""A firm's profile: who it is, what it sells and where, whom to call."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.codes import clean_hs
from models.credit_codes import clean_credit_code, is_credit_code
from models.organisation import Contact, Organisation, Product
from models.reference import groups, hs_codes, members
from models.sector import Sector, SectorTerm
from models.user import User
from web.audit import note
from web.joining.applications import BAD_CODE
from web.marks import N_
from web.places import CITIES
from web.refused import RefusedError
from web.subscriptions.keys import GROUP

LONGEST = 200
MOST_GOODS = 1000
MOST_CONTACTS = 20
CORE = 0.6
"""From this weight on a line of a sector's definition makes goods the sector's own."""


@dataclass(frozen=True)
class Profile:
    """A firm as its form gives it."""

    name: str
    credit_code: str = ""
    city: str = ""
    sectors: Sequence[str] = ()
    markets: Sequence[str] = ()


@dataclass(frozen=True)
class Picked:
    """Goods to be added: the HS code, the code and name as the firm has them."""

    hs: str
    code: str = ""
    name: str = ""


def change_profile(
    session: Session, actor: User, firm: Organisation, profile: Profile
) -> None:
    """Keep a profile; RefusedError says what cannot be used."""
    name = " ".join(profile.name.split())
    if not 2 <= len(name) <= LONGEST:
        raise RefusedError(N_("请填写营业执照上的企业全称。"))
    code = clean_credit_code(profile.credit_code) or None
    if code and not is_credit_code(code):
        raise RefusedError(BAD_CODE)
    check_free(session, firm, name, code)
    if profile.city and profile.city not in CITIES:
        raise RefusedError(N_("请从列表中选择市州。"))
    firm.name, firm.credit_code, firm.city = name, code, profile.city or None
    firm.sectors = known(profile.sectors, session.scalars(select(Sector.id)))
    firm.markets = known(profile.markets, markets())
    note(session, actor.email, "firm.changed", ("organisation", firm.id))


def check_free(
    session: Session, firm: Organisation, name: str, code: str | None
) -> None:
    """Refuse a name or credit code that another organisation has."""
    others = select(Organisation.id).where(Organisation.id != firm.id)
    if session.scalar(others.where(Organisation.name == name)) is not None:
        raise RefusedError(N_("已有同名企业，请联系咨询中心。"))
    if code and session.scalar(others.where(Organisation.credit_code == code)):
        raise RefusedError(N_("这个信用代码已有账号使用，请联系咨询中心。"))


def markets() -> list[str]:
    """Every market that may be chosen: Members, and groups of them."""
    return [*(one.code for one in members()), *(GROUP + one.id for one in groups())]


def known(chosen: Iterable[str], offered: Iterable[str]) -> list[str]:
    """What was chosen and is offered, each once."""
    there = set(offered)
    return [one for one in dict.fromkeys(chosen) if one in there]


def add_goods(
    session: Session,
    actor: User,
    firm: Organisation,
    picked: Iterable[Picked],
    now: datetime,
) -> int:
    """Add goods to a firm's; those it has already stay as they are. How many came."""
    there = {(one.hs, one.name) for one in firm.products}
    made = 0
    for one in picked:
        hs, _ = clean_hs(one.hs, hs_codes())
        name = one.name.strip()[:LONGEST]
        if hs is None or len(hs) < 4 or (hs, name) in there:
            continue
        if len(firm.products) >= MOST_GOODS:
            raise RefusedError(N_("产品最多 %(most)d 条。"), most=MOST_GOODS)
        there.add((hs, name))
        firm.products.append(
            Product(
                hs=hs,
                code=one.code.strip()[:20],
                name=name,
                added_by=actor.email,
                added_at=now,
            )
        )
        made += 1
    if made:
        subject = ("organisation", firm.id)
        note(session, actor.email, "firm.goods_added", subject, count=str(made))
    return made


def drop_goods(
    session: Session, actor: User, firm: Organisation, product_id: int
) -> None:
    """Take goods away; another firm's are not found."""
    found = next((one for one in firm.products if one.id == product_id), None)
    if found is None:
        raise RefusedError(N_("没有这条产品，请刷新页面。"))
    firm.products.remove(found)
    subject = ("organisation", firm.id)
    note(session, actor.email, "firm.goods_dropped", subject, hs=found.hs)


def add_contact(actor: User, firm: Organisation, **given: str) -> None:
    """Add a person to call: a name, and a way to reach them."""
    told = {name: value.strip()[:100] for name, value in given.items()}
    if not told.get("name"):
        raise RefusedError(N_("请填写联系人姓名。"))
    if not (told.get("phone") or told.get("email")):
        raise RefusedError(N_("请填写电话或邮箱。"))
    if len(firm.contacts) >= MOST_CONTACTS:
        raise RefusedError(N_("联系人最多 %(most)d 位。"), most=MOST_CONTACTS)
    firm.contacts.append(Contact(**told))


def drop_contact(firm: Organisation, contact_id: int) -> None:
    """Take a person off the list; another firm's are not found."""
    found = next((one for one in firm.contacts if one.id == contact_id), None)
    if found is None:
        raise RefusedError(N_("没有这位联系人，请刷新页面。"))
    firm.contacts.remove(found)


def colleagues(session: Session, firm: Organisation) -> Sequence[User]:
    """The people of a firm who may sign in."""
    query = select(User).where(User.organisation_id == firm.id)
    return session.scalars(query.order_by(User.name)).all()


def sectors_of(session: Session, codes: Iterable[str]) -> dict[str, list[str]]:
    """The sectors whose own goods each code names, as their definitions say.

    The longest prefix of a sector's definition that holds the code decides.
    """
    query = select(SectorTerm.sector_id, SectorTerm.term, SectorTerm.weight).where(
        SectorTerm.kind == "hs", SectorTerm.removed.is_(False)
    )
    lines: dict[str, dict[str, float]] = defaultdict(dict)
    for sector, prefix, weight in session.execute(query):
        lines[sector][prefix] = weight
    return {
        code: [one for one in sorted(lines) if weight_of(code, lines[one]) >= CORE]
        for code in codes
    }


def weight_of(code: str, lines: dict[str, float]) -> float:
    """What the longest prefix of a definition that holds a code gives it."""
    found = [prefix for prefix in lines if code.startswith(prefix)]
    return lines[max(found, key=len)] if found else 0.0


def first_wish(firm: Organisation) -> dict[str, list[str]]:
    """What a first subscription of a firm asks for: its goods, sectors and markets."""
    codes = list(dict.fromkeys(one.hs for one in firm.products))
    return {"hs": codes, "sector": list(firm.sectors), "market": list(firm.markets)}
