"""What is read for many notices at once before their alerts: rows and families."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.notice import Notice
from web.notices.rows import Row, make_rows


def rows_in_both(
    session: Session, notices: Sequence[Notice], today: date
) -> dict[int, tuple[Row, Row]]:
    """The rows of some notices in Chinese and English."""
    zh, en = (make_rows(session, notices, name, today) for name in ("zh", "en"))
    return {one.id: (one, other) for one, other in zip(zh, en, strict=True)}


def read_families(
    session: Session, notices: Iterable[Notice]
) -> dict[int, dict[int, str]]:
    """The notices of the measure of each notice, itself among them, with symbols."""
    own = {one.id: one for one in notices}
    wanted = {one.measure_id for one in own.values() if one.measure_id}
    query = select(Notice.measure_id, Notice.id, Notice.symbol)
    found: dict[int | None, dict[int, str]] = defaultdict(dict)
    for row in session.execute(query.where(Notice.measure_id.in_(wanted))):
        found[row.measure_id][row.id] = row.symbol
    return {key: {key: one.symbol, **found[one.measure_id]} for key, one in own.items()}
