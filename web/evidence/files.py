"""The file of a row of evidence: added later, replaced, and never thrown away."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from models.case import Case
from models.evidence import Evidence
from web.cases.lock import hold_open
from web.cases.record import Actor, record
from web.marks import N_
from web.refused import RefusedError
from web.uploads.keeping import Upload, keep, row_of

MOST = 20
NO_FILE = N_("请先选择文件。")
REMOVED = N_("这条证据已移出，请先恢复再附文件。")
CHANGED = N_("这条证据刚被改过，文件没有存入。请刷新页面后再传。")
TOO_MANY = N_("一条证据最多换%(most)d次文件，请另加一条证据。")


def lay_file(
    session: Session,
    case: Case,
    row: Evidence,
    upload: Upload | None,
    folder: Path,
    *,
    edition: int,
    actor: Actor,
    now: datetime,
) -> None:
    """Lay a file to a row; the one before stays, with who replaced it and when.

    RefusedError if there is none, it is unfit, or somebody changed the row meanwhile.
    """
    hold_open(session, case)
    if row.removed_at is not None:
        raise RefusedError(REMOVED)
    file = row_of(keep(folder, upload))
    if not file:
        raise RefusedError(NO_FILE)
    if row.file and row.file["sha256"] == file["sha256"]:
        return
    former = list(row.former_files)
    if row.file:
        former.append({**row.file, "by": actor.name, "until": now.isoformat()})
    if len(former) > MOST:
        raise RefusedError(TOO_MANY, most=MOST)
    same = update(Evidence).where(Evidence.id == row.id, Evidence.edition == edition)
    fields = {"file": file, "former_files": former, "edition": edition + 1}
    if not session.scalars(same.values(**fields).returning(Evidence.id)).all():
        raise RefusedError(CHANGED)
    session.refresh(row)
    record(session, actor, "evidence.file", case, now, evidence=row.id)


def former_file(row: Evidence, sha256: str) -> Mapping[str, Any] | None:
    """A file that this row held before; None if it never did."""
    return next((one for one in row.former_files if one["sha256"] == sha256), None)
