"""Many texts saved at once, so that two who write do not undo each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from models.report import Report, ReportBlock, ReportState
from web.refused import RefusedError
from web.reports.frozen import sha256
from web.reports.releasing import MOVED, must_be, write

Words = tuple[str, str]


@dataclass(frozen=True)
class Written:
    """A text as a form gives it back, and the mark of what the form showed."""

    words: Words
    seen: str


def mark_of(words: Words) -> str:
    """A short name of a text in both languages."""
    return sha256([one.replace("\r\n", "\n").strip() for one in words])[:16]


def save_texts(
    report: Report,
    written: Mapping[str, Written],
    *,
    author_id: int,
    now: datetime,
) -> int:
    """Save the texts that were changed in a form; how many.

    A text that the form left alone stays as somebody else saved it meanwhile; one
    that both changed is refused, and nothing is saved.
    """
    must_be(report, ReportState.DRAFT)
    changed = [
        block
        for block in report.blocks
        if block.key in written and is_changed(block, written[block.key])
    ]
    if any(clashes(block, written[block.key]) for block in changed):
        raise RefusedError(MOVED)
    for block in changed:
        write(report, block, written[block.key].words, author_id=author_id, now=now)
    return len(changed)


def is_changed(block: ReportBlock, written: Written) -> bool:
    """Whether a form says something else than it showed, and than is saved."""
    told = mark_of(written.words)
    return told not in {written.seen, mark_of((block.zh, block.en))}


def clashes(block: ReportBlock, written: Written) -> bool:
    """Whether somebody else saved another text since the form was opened."""
    return written.seen != mark_of((block.zh, block.en))


def adopt(report: Report, key: str, *, author_id: int, now: datetime) -> None:
    """Let a text say again what the figures say."""
    for block in report.blocks:
        if block.key == key:
            words = (block.made_zh, block.made_en)
            write(report, block, words, author_id=author_id, now=now)
