"""Keeping the words of a form that is not saved yet, and handing them back.

A place names a form: ``item:7``, ``item-new:3`` (of a case), ``letter:3:extension``.
The edition is that of what the form shows; a higher one means that somebody saved
meanwhile. A person has so many places at most; the oldest gives way.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from models.unsaved import Unsaved
from web.marks import N_
from web.refused import RefusedError
from web.unsaved.editions import EDITIONS, Newer

PLACE = re.compile(r"[a-z-]{1,30}:[0-9]{1,9}(?::[a-z]{1,20})?")
LONGEST = 600_000
"""Letters of all fields of one form together."""
MOST_FIELDS = 400
MOST_PLACES = 50
BAD_PLACE = N_("不认识这个表单，未保存文字没有留存。")
TOO_LONG = N_("文字太长（最多%(most)d个字符），未保存文字没有留存，请先保存或拆分。")
NOT_WORDS = frozenset({"csrf_token", "place", "edition", "seen", "unsaved"})


def hold(
    session: Session,
    user_id: int,
    place: str,
    *,
    edition: int,
    words: Mapping[str, list[str]],
    at: datetime,
) -> None:
    """Keep the words of a form in place of what was kept before."""
    if not PLACE.fullmatch(place):
        raise RefusedError(BAD_PLACE)
    kept = {name: told for name, told in words.items() if name not in NOT_WORDS}
    size = sum(len(one) for told in kept.values() for one in told)
    if size > LONGEST or len(kept) > MOST_FIELDS:
        raise RefusedError(TOO_LONG, most=LONGEST)
    values = {"edition": edition, "words": kept, "at": at}
    put(session, {"user_id": user_id, "place": place}, values)
    make_room(session, user_id)


def put(session: Session, key: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Write a row over the one that may be there, whoever drops it meanwhile."""
    lite = session.get_bind().dialect.name == "sqlite"
    insert = (sqlite if lite else postgresql).insert(Unsaved)
    session.execute(
        insert.values(**key, **values).on_conflict_do_update(
            index_elements=list(key), set_=values
        )
    )


def make_room(session: Session, user_id: int) -> None:
    """Drop what was left longest ago, where a person has left too much."""
    places = select(Unsaved.place).where(Unsaved.user_id == user_id)
    newest = places.order_by(Unsaved.at.desc(), Unsaved.place)
    for place in session.scalars(newest.offset(MOST_PLACES)).all():
        forget(session, user_id, place)


def held(session: Session, user_id: int, place: str) -> Unsaved | None:
    """What a person left in a form; None where nothing waits."""
    return session.get(Unsaved, (user_id, place))


def all_held(session: Session, user_id: int) -> dict[str, Unsaved]:
    """All that a person left, by its place."""
    rows = session.scalars(select(Unsaved).where(Unsaved.user_id == user_id))
    return {row.place: row for row in rows}


def forget(session: Session, user_id: int | None, place: str) -> None:
    """Drop what was kept of a form, once it is saved or thrown away."""
    session.execute(
        delete(Unsaved).where(Unsaved.user_id == user_id, Unsaved.place == place)
    )


def newer_than(session: Session, place: str, edition: int) -> Newer | None:
    """Who saved what a form shows since it was opened; None if nobody did."""
    kind, number, *more = place.split(":")
    if kind not in EDITIONS:
        return None
    found = EDITIONS[kind](session, int(number), "".join(more))
    return found if found and found.edition > edition else None
