"""Machine translations that were made once and need not be made again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Translation(Base):
    """A text in another language, by the engine and the glossary that made it.

    ``key`` is the SHA-256 of the text, both languages, the engine and the version of
    the glossary, so that another engine or glossary never meets an old text.
    """

    __tablename__ = "translation"

    key: Mapped[str] = mapped_column(primary_key=True)
    source_language: Mapped[str]
    target_language: Mapped[str]
    engine: Mapped[str]
    glossary: Mapped[str]
    text: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]
