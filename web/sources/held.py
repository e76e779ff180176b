"""Why a source is not called, and how an administrator turns one on or off."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.source import Source
from models.user import AuditEntry
from web.audit import note
from web.config import Settings
from web.refused import RefusedError

ON, OFF = "source.on", "source.off"
SUBJECT = "source"
KEYS = {"us_regulations_gov": "regulations_key"}
"""The setting without which a source cannot be called at all."""


class Why(StrEnum):
    """Why a source is not called."""

    UNPROVEN = "unproven"
    """Its contract was never held against its real answers; nobody turned it on."""
    BY_HAND = "by_hand"
    NO_KEY = "no_key"
    NOT_NAMED = "not_named"
    """The operator named the sources to be called, and this is none of them."""


@dataclass(frozen=True)
class Hold:
    """Why a source is not called: the setting that is missing, or who said so."""

    why: Why
    setting: str = ""
    actor: str = ""
    at: datetime | None = None

    @property
    def is_off(self) -> bool:
        """Whether it is off, so that an administrator may turn it on here."""
        return self.why in {Why.UNPROVEN, Why.BY_HAND}


def hold_on(
    source: Source, settings: Settings, entries: dict[str, AuditEntry]
) -> Hold | None:
    """Why this source is not called; None if it is. ``entries``: the last of each."""
    if not source.enabled:
        entry = entries.get(source.slug)
        if entry is not None:
            return Hold(Why.BY_HAND, actor=entry.actor, at=entry.at)
        return Hold(Why.BY_HAND if source.proven else Why.UNPROVEN)
    named = {one.strip() for one in settings.sources.split(",") if one.strip()}
    if named and source.slug not in named:
        return Hold(Why.NOT_NAMED, setting="CHUTONG_SOURCES")
    key = KEYS.get(source.slug)
    if key and not getattr(settings, key).get_secret_value():
        return Hold(Why.NO_KEY, setting=f"CHUTONG_{key.upper()}")
    return None


def last_switches(session: Session) -> dict[str, AuditEntry]:
    """The last time that each source was turned on or off, by its slug."""
    query = select(AuditEntry).where(
        AuditEntry.subject_type == SUBJECT, AuditEntry.action.in_((ON, OFF))
    )
    return {
        one.subject_id: one for one in session.scalars(query.order_by(AuditEntry.id))
    }


def switch(session: Session, slug: str, *, on: bool, actor: str) -> Source:
    """Turn a source on or off and note who did; what is so already stays so.

    A source that nobody knows raises RefusedError.
    """
    source = session.get(Source, slug)
    if source is None:
        raise RefusedError("没有名为 %(slug)s 的来源，请刷新本页。", slug=slug[:40])
    if source.enabled != on:
        source.enabled = on
        note(session, actor, ON if on else OFF, (SUBJECT, slug))
    return source
