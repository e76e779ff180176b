"""What national sources share: an item without WTO symbols, and what it tells."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from crawler.card import Card
from crawler.faults import CrawlError
from crawler.items import MemberCopy, NoticeItem
from models.changes.fields import day_of
from models.content import Content
from models.events import EventKind, Happening
from models.kinds import NoticeKind

LONGER = re.compile(
    r"\b(?:exten(?:sion|ding|ds?)|re-?open(?:ing|s)?)\b[^;.]*\bcomment", re.IGNORECASE
)
"""How the action of a document says that it leaves more time for comments."""
ANEW = re.compile(r"\b(?:supplement|revis|amend|withdraw|hearing)", re.IGNORECASE)
"""What an action may say besides: then that is not all that the document does."""


def national_item(
    card: Card,
    *,
    key: str,
    kind: NoticeKind,
    member: str,
    symbol: str,
    distributed: date,
    content: Content,
    tells: frozenset[str],
    place: str,
    comments_close: date | None = None,
    family: Iterable[str] = (),
    language: str = "en",
    warnings: Iterable[CrawlError] = (),
) -> NoticeItem:
    """A national measure in the shape of a notice.

    ``key`` is the publisher's own id, ``symbol`` what people call the document by,
    ``distributed`` the publisher's day of publication. ``tells`` names the fields of
    ``content`` that this source can tell at all, so that what it leaves empty empties
    the field, and what it never tells does not.
    """
    content["distributed"] = distributed.isoformat()
    if comments_close:
        content["comments_close"] = comments_close.isoformat()
    copy = MemberCopy(member, None, None, distributed, comments_close)
    return NoticeItem(
        source=card.slug,
        key=key,
        agreement=None,
        type=kind.value,
        emergency=False,
        symbol=symbol,
        symbols=[],
        distributed=distributed,
        comments_close=comments_close,
        content=content,
        copy=copy,
        others=[],
        given=tells | {"distributed", "comments_close"},
        place=place,
        kind=kind.value,
        language=language,
        family=tuple(family),
        warnings=list(warnings),
    )


def national_happenings(item: NoticeItem) -> Iterator[Happening]:
    """What a national document tells: proposed, made, in force from a day, or seen.

    One that only leaves more time for comments proposes nothing anew.
    """
    action = item.content.get("action", "")
    if LONGER.search(action) and not ANEW.search(action):
        closes = item.comments_close
        yield Happening(EventKind.EXTENDED, closes, action, "publisher", None)
        return
    day, title = item.distributed, item.title
    if item.kind != NoticeKind.RULE:
        yield Happening(EventKind.CIRCULATED, day, title, "publisher", None)
        return
    yield Happening(EventKind.PUBLISHED, day, title, "publisher", None)
    force = item.content.get("entry_into_force", "")
    from_day = day_of(force)
    if from_day:
        yield Happening(EventKind.IN_FORCE, from_day, force, "publisher", None)
