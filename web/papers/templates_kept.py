"""The centre's own Word templates: taken after a check, used until retired."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import kept as store
from models.paper import PaperKind, PaperTemplate
from web.audit import note
from web.marks import N_
from web.papers.blocks import check_template, default_template
from web.refused import RefusedError
from web.uploads.keeping import Upload, keep, row_of
from web.uploads.kinds import DOCX, kind_of

NO_FILE = N_("请先选择一个DOCX文件。")
NOT_DOCX = N_("“%(name)s”不是DOCX文件，请在Word中另存为.docx后再传。")
LOST = N_("模板文件已不在数据目录中，请停用该模板或重新上传。")
GONE = N_("该模板已停用或不存在，请刷新页面。")


def standing(session: Session) -> dict[str, PaperTemplate]:
    """The template in use for each kind of paper that has one of the centre's."""
    rows = session.scalars(
        select(PaperTemplate)
        .where(PaperTemplate.retired_at.is_(None))
        .order_by(PaperTemplate.id)
    )
    return {one.kind: one for one in rows}


def all_templates(session: Session) -> Sequence[PaperTemplate]:
    """Every template there was, the newest first."""
    return session.scalars(
        select(PaperTemplate).order_by(PaperTemplate.id.desc())
    ).all()


def template_for(session: Session, folder: Path, kind: PaperKind) -> bytes:
    """The bytes that a paper is filled into; by default the house's own."""
    found = standing(session).get(kind)
    if found is None:
        return default_template()
    path = store.find(folder, str(found.file["sha256"]))
    if path is None:
        raise RefusedError(LOST)
    return path.read_bytes()


def take_template(
    session: Session,
    folder: Path,
    kind: PaperKind,
    upload: Upload | None,
    *,
    by: str,
    now: datetime,
) -> PaperTemplate:
    """Check a file and use it from now on; the one before is retired.

    RefusedError says in one sentence what the file holds that a template may not.
    """
    if upload is None:
        raise RefusedError(NO_FILE)
    if kind_of(upload.content, upload.name) != DOCX:
        raise RefusedError(NOT_DOCX, name=upload.name[-80:])
    check_template(upload.name[-80:], upload.content)
    held = standing(session).get(kind)
    if held is not None:
        held.retired_at = now
    made = PaperTemplate(
        kind=kind,
        file=row_of(keep(folder, upload)),
        uploaded_by=by,
        uploaded_at=now,
    )
    session.add(made)
    session.flush()
    note(session, by, "paper.template_taken", ("paper_template", made.id), kind=kind)
    return made


def retire_template(
    session: Session, template_id: int, *, by: str, now: datetime
) -> None:
    """Go back to the house's own template."""
    found = session.get(PaperTemplate, template_id)
    if found is None or found.retired_at is not None:
        raise RefusedError(GONE)
    found.retired_at = now
    note(session, by, "paper.template_retired", ("paper_template", found.id))
