"""The rules that give a notice its level, as officers edit them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class LevelRule(Base):
    """One rule: documents of these kinds that meet every need have this level.

    The rules are asked in the order of ``position``; the first that fits gives the
    level. ``needs`` holds one object for each condition: ``is`` names it, and
    ``days``, ``values`` or ``sectors`` are what it is asked with.
    ``edited_by`` is set once an officer has changed the rule.
    """

    __tablename__ = "level_rule"

    key: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    kinds: Mapped[list[str]] = mapped_column(default=list)
    level: Mapped[str]
    needs: Mapped[list[Any]] = mapped_column(default=list)
    enabled: Mapped[bool] = mapped_column(default=True)
    edited_by: Mapped[str | None]
    edited_at: Mapped[datetime | None]
