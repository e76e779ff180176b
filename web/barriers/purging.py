"""Reports that nobody confirmed: kept for a while, then gone with all they held."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import delete
from sqlalchemy.orm import Session

from models import kept
from models.alert import Message
from models.kept_rows import find_named
from models.voice import Barrier, BarrierState
from web.audit import note
from web.barriers.reporting import confirm_key

RETENTION = timedelta(days=30)
"""So long a report waits for its confirmation, counted from its coming in."""
SYSTEM = "系统"


def purge(session: Session, now: datetime) -> list[str]:
    """Delete the reports that nobody confirmed in time, and the mails that asked.

    The hashes of their files: whoever keeps the change drops those afterwards. A
    report that is confirmed at the same moment stays.
    """
    old = delete(Barrier).where(
        Barrier.state == BarrierState.UNCONFIRMED,
        Barrier.created_at < now - RETENTION,
    )
    gone = session.execute(old.returning(Barrier.mark, Barrier.file)).all()
    if not gone:
        return []
    keys = [confirm_key(mark) for mark, _file in gone if mark]
    session.execute(delete(Message).where(Message.key.in_(keys)))
    note(session, SYSTEM, "barrier.purged", ("barrier", ""), count=str(len(gone)))
    return hashes(file for _mark, file in gone)


def hashes(files: Iterable[dict[str, object]]) -> list[str]:
    """The hash of each file that there is."""
    return [str(one["sha256"]) for one in files if one]


def drop_files(session: Session, folder: Path, gone: Sequence[str]) -> int:
    """Take files away that no row speaks of any more; how many."""
    if not gone:
        return 0
    named = find_named(session.connection())
    paths = [kept.find(folder, one) for one in set(gone) if one not in named]
    found = [path for path in paths if path is not None]
    for path in found:
        path.unlink(missing_ok=True)
    return len(found)
