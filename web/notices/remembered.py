"""Counts beside a list, kept for as long as nothing they depend on has changed."""

from collections import OrderedDict
from collections.abc import Iterable
from threading import Lock

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.facets import count_facets
from models.notice import Notice
from models.notice_filter import NoticeFilter
from models.sector import Match
from models.tag import Tag

MOST = 256
Counts = dict[str, dict[str, int]]
Key = tuple[object, ...]
KEPT: OrderedDict[Key, Counts] = OrderedDict()
LOCK = Lock()


def remembered_facets(
    session: Session, question: NoticeFilter, names: Iterable[str]
) -> Counts:
    """The counts of some facets; asked again only when notices, tags or matches moved.

    The counts hang on nothing but the question (days in it included) and the data.
    """
    asked = tuple(names)
    key = (str(session.get_bind().engine.url), question, asked, *stamp(session))
    with LOCK:
        if key in KEPT:
            KEPT.move_to_end(key)
            return KEPT[key]
    counts = count_facets(session, question, asked)
    with LOCK:
        KEPT[key] = counts
        while len(KEPT) > MOST:
            KEPT.popitem(last=False)
    return counts


def stamp(session: Session) -> Key:
    """What changes whenever a notice, a tag or a match does."""
    parts = [
        select(func.max(Notice.id)),
        select(func.max(Notice.updated_at)),
        select(func.max(Tag.id)),
        select(func.count(Match.id)),
        select(func.max(Match.created_at)),
    ]
    row = session.execute(select(*(part.scalar_subquery() for part in parts)))
    return tuple(row.one())
