"""Names of Members, sectors and codes in both languages, for rows of tables."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.facts import Facts
from models.reference_facts import Member
from models.sector import Sector
from web import labels
from web.trends.view import Words


def member_names(session: Session, facts: Facts) -> dict[str, Words]:
    """Of Members, by code."""
    return facts.once(member_names, lambda: read_members(session))


def read_members(session: Session) -> dict[str, Words]:
    """The same, read."""
    rows = session.execute(select(Member.code, Member.zh, Member.en))
    return {code: Words(zh, en) for code, zh, en in rows}


def sector_names(session: Session, facts: Facts) -> dict[str, Words]:
    """Of Hubei's sectors by id, in their order."""
    return facts.once(sector_names, lambda: read_sectors(session))


def read_sectors(session: Session) -> dict[str, Words]:
    """The same, read."""
    query = select(Sector.id, Sector.name_zh, Sector.name_en).order_by(Sector.position)
    return {one: Words(zh, en) for one, zh, en in session.execute(query)}


@lru_cache(maxsize=1)
def objective_names() -> dict[str, Words]:
    """Of objectives, by key."""
    return {key: Words(*names) for key, names in labels.objectives().items()}


@lru_cache(maxsize=1)
def measure_type_names() -> dict[str, Words]:
    """Of kinds of measure, by id."""
    return {key: Words(*names) for key, names in labels.measure_types().items()}


def name_in(names: dict[str, Words], key: str) -> Words:
    """A name; the key itself where there is none."""
    return names.get(key) or Words(key, key)


def short_names(names: Iterable[str]) -> dict[str, str]:
    """Each name's first part, for a label; whole where first parts would be alike."""
    short = {name: re.split(r"（| - | \(|,", name)[0] for name in names}
    alike = len(set(short.values())) < len(short)
    return {name: name for name in short} if alike else short


def brief_names(names: dict[str, Words]) -> dict[str, Words]:
    """The same names in both languages, short where they stay apart."""
    zh = short_names(one.zh for one in names.values())
    en = short_names(one.en for one in names.values())
    return {key: Words(zh[one.zh], en[one.en]) for key, one in names.items()}
