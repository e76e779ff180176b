"""The Spanish of a comment: for which Members it is written, and when it lags behind.

A person writes it; no machine does. It is carried from version to version.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models.case import Case, CaseDraft
from models.kinds import NoticeKind
from web.arguments.completeness import Missing

WANTED_BY = frozenset({"MEX"})
"""Members that are written to in Spanish as well as in English.

Mexico: so said by the enquiry point of the United States in its advice to firms.
"""


@dataclass(frozen=True)
class Spanish:
    """What a form says of the Spanish; no text leaves it as it is."""

    text: str | None = None
    agreed: bool = False


AS_IT_IS = Spanish()


def wants_spanish(case: Case) -> bool:
    """Whether a comment on this notification goes out in Spanish too."""
    if case.notice.kind != NoticeKind.NOTIFICATION:
        return False
    return any(one.member_code in WANTED_BY for one in case.notice.members)


def lags(latest: CaseDraft, text: str, *, others_changed: bool, agreed: bool) -> bool:
    """Whether the Spanish lags behind after a save.

    It catches up where it was changed itself, or somebody compared it with the others.
    """
    if not text or agreed or text != latest.text_es:
        return False
    return others_changed or latest.es_stale


def spanish_missing(case: Case) -> Iterator[Missing]:
    """What the newest draft lacks in Spanish; it is told, and stands in no way."""
    if not case.drafts:
        return
    latest = case.drafts[-1]
    if wants_spanish(case) and not latest.text_es:
        yield Missing(None, 0, "spanish")
    elif latest.text_es and latest.es_stale:
        yield Missing(None, 0, "spanish_stale")
