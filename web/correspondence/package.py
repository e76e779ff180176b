"""The package of a case: the signed paper, its files and hashes, the subject line."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from models import kept as store
from models.case import Case
from models.correspondence import Dispatch
from models.deadlines import HERE
from models.paper import PaperKind
from models.review import Signature
from web.cases.gathering import facts_of
from web.cases.kinds import PAPERS, CaseKind
from web.cases.sheets import file_name, sheet_of
from web.drafts.service import find_draft
from web.papers.service import word_file
from web.uploads.keeping import Upload

MANIFEST = "SHA256SUMS.txt"
LONGEST_TITLE = 120
FIRST_TIME = (1980, 1, 1, 0, 0, 0)
"""The time that every entry of a package bears, so that equal ones are equal."""


def subject_lines(session: Session, case: Case) -> tuple[str, str]:
    """The subject line in Chinese and English: symbol and title are in both."""
    facts = facts_of(session, case.notice)
    paper, symbol = PAPERS[CaseKind(case.kind)], facts.symbol.replace(",", "、")
    zh = f"{paper}：{symbol} {facts.title_zh[:LONGEST_TITLE]}"
    en_symbol = facts.symbol.replace(",", ", ")
    en = f"Comments on {en_symbol}: {facts.title_en[:LONGEST_TITLE]}"
    return zh, en


def paper_of(
    session: Session, folder: Path, case: Case, signature: Signature
) -> Upload:
    """The signed version as a Word document; who signs it takes over a machine's."""
    draft = find_draft(case, signature.draft_number)
    kind = CaseKind(case.kind)
    name = file_name(case.notice.symbol, draft.number, kind)
    sheet = replace(sheet_of(session, case, draft), machine=False)
    return Upload(name, word_file(session, folder, case, PaperKind.COMMENT, sheet))


def zip_of(folder: Path, dispatch: Dispatch) -> bytes | None:
    """What was sent, as one archive with a list of hashes; None if a file is lost."""
    found = [(file, store.find(folder, file["sha256"])) for file in dispatch.files]
    if any(path is None for _file, path in found):
        return None
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, path in found:
            if path is not None:
                write(archive, file["name"], path.read_bytes())
        write(archive, MANIFEST, manifest(dispatch.files).encode())
    return stream.getvalue()


def write(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    """One entry, without the time at which it was written."""
    entry = zipfile.ZipInfo(name, FIRST_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, content)


def manifest(files: Sequence[Mapping[str, Any]]) -> str:
    """The hashes in the form that ``sha256sum --check`` reads."""
    return "".join(f"{file['sha256']}  {file['name']}\n" for file in files)


def package_name(dispatch: Dispatch, symbol: str) -> str:
    """The name of the archive."""
    plain = "".join(mark if mark.isalnum() else "-" for mark in symbol)[:80]
    return f"{plain}-{local(dispatch.at):%Y%m%d}.zip"


def local(at: datetime) -> datetime:
    """An instant in Wuhan's time."""
    return at.astimezone(HERE)
