"""Reports that nobody confirmed go after a month, with their mail and their file."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import kept
from models.alert import Message
from models.user import AuditEntry
from models.voice import Barrier, BarrierState
from tests.web.small_world import NOW
from web.barriers import reporting
from web.barriers.purging import RETENTION, drop_files, purge
from web.uploads.keeping import Upload

GIVEN = reporting.Report(
    market="VNM",
    product="钢管",
    story="清关时突然要求提供当地机构出具的检测报告。",
    contact="周工",
)


def report(session: Session, folder: Path, email: str, at: datetime) -> Barrier:
    given = reporting.Report(**{**vars(GIVEN), "email": email})
    upload = Upload("a.csv", f"{email},1\n".encode())
    return reporting.report(
        session, given, upload, folder, user=None, base_url="https://x", now=at
    )


def test_only_what_was_never_confirmed_goes(session: Session, tmp_path: Path) -> None:
    before = NOW - RETENTION - timedelta(hours=1)
    gone = report(session, tmp_path, "gone@firm.cn", before)
    known = report(session, tmp_path, "known@firm.cn", before)
    known.state = BarrierState.NEW
    report(session, tmp_path, "fresh@firm.cn", NOW - timedelta(days=29))
    file, other = gone.file["sha256"], known.file["sha256"]
    session.flush()
    dropped = purge(session, NOW)
    assert dropped == [file]
    left = session.scalars(select(Barrier.email).order_by(Barrier.id)).all()
    assert left == ["known@firm.cn", "fresh@firm.cn"]
    assert "gone@firm.cn" not in session.scalars(select(Message.address)).all()
    (told,) = session.scalars(
        select(AuditEntry.details).where(AuditEntry.action == "barrier.purged")
    )
    assert told == {"count": "1"}
    assert drop_files(session, tmp_path, [*dropped, other]) == 1
    assert kept.find(tmp_path, file) is None
    assert kept.find(tmp_path, other) is not None  # another row speaks of it
    assert purge(session, NOW) == []


def test_a_file_that_is_held_elsewhere_stays(session: Session, tmp_path: Path) -> None:
    first = report(session, tmp_path, "a@firm.cn", NOW - RETENTION * 2)
    second = report(session, tmp_path, "b@firm.cn", NOW)
    second.file = dict(first.file)
    session.flush()
    dropped = purge(session, NOW)
    assert len(dropped) == 1
    assert drop_files(session, tmp_path, dropped) == 0
    assert kept.find(tmp_path, dropped[0]) is not None
