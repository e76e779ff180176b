"""Words of the lexicons that officers added, changed or took out."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class LexiconTerm(Base):
    """An officer's word: it stands beside the shipped lexicon and wins over it.

    ``lexicon`` is ``products``, ``measures`` or ``substances``; ``code`` is what the
    term means there (an HS code, a kind of measure, a substance), and ``strength`` is
    ``sure`` or ``weak``. A ``removed`` term is not looked for.
    """

    __tablename__ = "lexicon_term"
    __table_args__ = (UniqueConstraint("lexicon", "language", "term", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    lexicon: Mapped[str]
    language: Mapped[str]
    term: Mapped[str]
    code: Mapped[str]
    strength: Mapped[str] = mapped_column(default="sure")
    removed: Mapped[bool] = mapped_column(default=False)
    edited_by: Mapped[str]
    edited_at: Mapped[datetime]
