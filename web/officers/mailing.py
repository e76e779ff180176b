"""One gathered letter: what is new at the desk, and which answers are due."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from models.alert import Message
from models.user import User
from web.alerts.links import Links
from web.alerts.once import insert_once
from web.levels.words import market_names
from web.mail.posting import as_row
from web.mail.titles import shortened
from web.mail.writing import Letter, spoken, write
from web.officers.news import Kind, Piece, find_pieces
from web.officers.wanting import claim, read_told, readers

FOLDER = Path(__file__).parent / "messages"
WIDEST = 60
"""Columns of the title that the subject names: that of the most urgent piece."""
SHOWN = 20
"""Pieces of a kind that a letter names; it says how many more there are."""


def make_desk_letters(
    session: Session, links: Links, *, now: datetime, today: date
) -> int:
    """Tell the people of the centre what they were not told yet; how many letters.

    Nobody gets two within an hour; what came meanwhile stands in the next. The claim
    and its letter stand or fall together, so killed at any point nothing is lost.
    """
    people = readers(session)
    if not people:
        return 0
    pieces = find_pieces(session, today)
    return sum(tell(session, person, pieces, people, links, now) for person in people)


def tell(
    session: Session,
    person: User,
    pieces: Sequence[Piece],
    people: Sequence[User],
    links: Links,
    now: datetime,
) -> int:
    """Write to one person if there is news for them; how many letters that makes."""
    before = read_told(session, person)
    if before.rests(now):
        return 0
    theirs = [one for one in pieces if concerns(one, person, people)]
    news = [one for one in theirs if one.mark not in before.marks]
    marks = {one.mark for one in theirs}
    if not news or not claim(session, person, before, marks, now):
        return 0
    row = as_row(
        write_letter(once_each(news), person, links),
        key=f"desk:{person.id}:{now.isoformat()}",
        user_id=person.id,
        address=person.email,
        now=now,
    )
    return insert_once(session, Message, [row])


def concerns(piece: Piece, person: User, people: Sequence[User]) -> bool:
    """Whether a piece is for a person: its officer's, or of nobody who is told."""
    hear = {one.id for one in people}
    return piece.owner_id == person.id or piece.owner_id not in hear


def once_each(news: Sequence[Piece]) -> list[Piece]:
    """The news with each thing once, under the most urgent of its kinds."""
    ranked = sorted(news, key=lambda one: list(Kind).index(one.kind), reverse=True)
    return list({one.path: one for one in ranked}.values())


def write_letter(news: Sequence[Piece], person: User, links: Links) -> Letter:
    """The letter in the language of its reader."""
    language = spoken(person.language)
    names = {code: pair[language == "en"] for code, pair in market_names().items()}
    kinds = {kind: [one for one in news if one.kind == kind] for kind in Kind}
    urgent = next(found[0] for found in kinds.values() if found)
    words = {
        "name": person.name,
        "groups": {str(kind): found for kind, found in kinds.items() if found},
        "first": shortened(urgent.title, WIDEST),
        "count": len(news),
        "markets": names,
        "shown": SHOWN,
        "base": links.base_url,
    }
    return write(FOLDER, language, words)
