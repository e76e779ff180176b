"""Questions about the words of the lexicons that officers changed."""

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.lexicon_term import LexiconTerm


class OfficersWord(NamedTuple):
    """A word as officers left it: it means this code, or no longer does."""

    lexicon: str
    language: str
    term: str
    code: str
    strength: str = "sure"
    removed: bool = False


def read_officers_words(session: Session) -> tuple[OfficersWord, ...]:
    """Every word that officers added, changed or took out, in a fixed order."""
    columns = [getattr(LexiconTerm, name) for name in OfficersWord._fields]
    rows = session.execute(select(*columns)).all()
    return tuple(sorted(OfficersWord(*row) for row in rows))
