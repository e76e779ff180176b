"""What a word would touch: how many notices hold it, and which lack its code."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, exists, false, func, select
from sqlalchemy.orm import Session

from models.lexicon_terms import OfficersWord
from models.notice import Notice
from models.search_index import matches_search
from models.tag import Tag

SCHEMES = {"products": "hs", "measures": "measure", "substances": "substance"}
A_YEAR = timedelta(days=365)
HEADING = 4
SHOWN = 5
SHARE, LEAST = 0.02, 20
"""A word in more than this share of a year's notices, and in more than so many, is
too common to be added without a second look."""


@dataclass(frozen=True)
class Effect:
    """A word against the notices of twelve months."""

    notices: int
    holding: int
    untagged: int
    examples: Sequence[Notice]

    @property
    def is_common(self) -> bool:
        """Whether it stands in so many notices that it must be confirmed."""
        return self.holding > max(LEAST, self.notices * SHARE)


def effect_of(session: Session, word: OfficersWord, today: date) -> Effect:
    """Search for a word; the examples are the newest notices without its code."""
    year = Notice.distributed.between(today - A_YEAR, today)
    holding = search_for(session, word.term)
    untagged = ~is_tagged(word)
    examples = select(Notice).where(year, holding, untagged)
    newest = examples.order_by(Notice.distributed.desc(), Notice.id.desc())
    return Effect(
        notices=count(session, year),
        holding=count(session, year, holding),
        untagged=count(session, year, holding, untagged),
        examples=session.scalars(newest.limit(SHOWN)).all(),
    )


def search_for(session: Session, term: str) -> ColumnElement[bool]:
    """That a notice holds these words side by side."""
    dialect = session.get_bind().dialect.name
    found = matches_search(dialect, '"' + term.replace('"', " ") + '"')
    return false() if found is None else found


def is_tagged(word: OfficersWord) -> ColumnElement[bool]:
    """That a notice is tagged with the heading of a word, or whatever it means."""
    scheme = SCHEMES[word.lexicon]
    same = Tag.code == word.code
    if scheme == "hs":
        same = Tag.code.startswith(word.code[:HEADING], autoescape=True)
    return exists().where(Tag.notice_id == Notice.id, Tag.scheme == scheme, same)


def count(session: Session, *conditions: ColumnElement[bool]) -> int:
    """How many notices these hold for."""
    query = select(func.count()).select_from(Notice).where(*conditions)
    return session.scalar(query) or 0
