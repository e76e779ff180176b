"""Keeping the words of a form that is not saved yet, and handing them back.

A place names a form: ``item:7``, ``item-new:3`` (of a case), ``draft:3``. The edition
is that of what the form shows; another one means that somebody saved meanwhile.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from models.case import CaseDraft, CaseItem
from models.paper import CaseLetter
from models.unsaved import Unsaved
from web.marks import N_
from web.refused import RefusedError

PLACE = re.compile(r"[a-z-]{1,30}:[0-9]{1,10}(?::[a-z]{1,20})?")
LONGEST = 600_000
"""Letters of all fields of one form together."""
MOST_FIELDS = 400
BAD_PLACE = N_("不认识这个表单，未保存文字没有留存。")
TOO_LONG = N_("文字太长（最多%(most)d个字符），未保存文字没有留存，请先保存或拆分。")
NOT_WORDS = frozenset({"csrf_token", "place", "edition", "seen"})


@dataclass(frozen=True)
class Newer:
    """What somebody saved since the form was opened."""

    edition: int
    who: str


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
    row = session.get(Unsaved, (user_id, place))
    if row is None:
        row = Unsaved(user_id=user_id, place=place)
        session.add(row)
    row.edition, row.words, row.at = edition, kept, at


def held(session: Session, user_id: int, place: str) -> Unsaved | None:
    """What a person left in a form; None where nothing waits."""
    return session.get(Unsaved, (user_id, place))


def forget(session: Session, user_id: int | None, place: str) -> None:
    """Drop what was kept of a form, once it is saved or thrown away."""
    session.execute(
        delete(Unsaved).where(Unsaved.user_id == user_id, Unsaved.place == place)
    )


def newer_than(session: Session, place: str, edition: int) -> Newer | None:
    """Who saved what a form shows since it was opened; None if nobody did."""
    kind, _, rest = place.partition(":")
    number = int(rest.partition(":")[0])
    found = EDITIONS[kind](session, number) if kind in EDITIONS else None
    return found if found and found.edition > edition else None


def item_edition(session: Session, item_id: int) -> Newer | None:
    """The edition of an argument."""
    item = session.get(CaseItem, item_id)
    return Newer(item.edition, item.edited_by) if item else None


def draft_edition(session: Session, case_id: int) -> Newer | None:
    """The newest version of a comment."""
    query = select(CaseDraft).where(CaseDraft.case_id == case_id)
    draft = session.scalars(query.order_by(CaseDraft.number.desc())).first()
    return Newer(draft.number, draft.author) if draft else None


def letter_edition(session: Session, case_id: int) -> Newer | None:
    """The newest version of the internal paper."""
    newest = select(func.max(CaseLetter.number)).where(
        CaseLetter.case_id == case_id, CaseLetter.kind == "internal"
    )
    query = select(CaseLetter).where(
        CaseLetter.case_id == case_id,
        CaseLetter.kind == "internal",
        CaseLetter.number == newest.scalar_subquery(),
    )
    letter = session.scalars(query).first()
    return Newer(letter.number, letter.author) if letter else None


EDITIONS = {
    "item": item_edition,
    "draft": draft_edition,
    "internal": letter_edition,
}
"""How the edition of what a form shows is found, by the kind of its place."""
