"""What reading a file comes to: its text, or a sentence on why there is none."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from crawler.documents.blocks import Block, text_of
from crawler.faults import CrawlError
from models.document_states import BodyState, DocumentState

WITH_TEXT = frozenset({BodyState.READ, BodyState.PARTLY})
UNTOLD = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
LONGEST_TEXT = 4_000_000
"""Letters of a text that are kept: some 1,300 printed pages."""


@dataclass(frozen=True)
class Found:
    """A file, read: how much of it, in what order, in which language.

    ``taken`` says whether the bytes are worth keeping: FETCHED, or FAILED (not the
    file that was asked for, or a damaged one: it may be better next time), or
    REFUSED (never opened, or of no use). ``fault`` tells what is wrong with the file;
    with a text it tells what is missing from it. ``media_type`` is read off the
    bytes.
    """

    state: BodyState
    media_type: str
    taken: DocumentState = DocumentState.FETCHED
    fault: CrawlError | None = None
    blocks: tuple[Block, ...] = ()
    pages: int | None = None
    language: str | None = None

    @property
    def text(self) -> str:
        """The whole text, a block a line."""
        return text_of(self.blocks)

    def told(self) -> dict[str, Any]:
        """The finding in plain values, to be sent from process to process."""
        fault = self.fault
        return {
            "state": self.state.value,
            "media_type": self.media_type,
            "taken": self.taken.value,
            "fault": [fault.key, fault.values] if fault else None,
            "blocks": [list(block.cells) for block in self.blocks],
            "pages": self.pages,
            "language": self.language,
        }

    @classmethod
    def heard(cls, told: dict[str, Any]) -> Self:
        """A finding that another process told; one out of shape is a ValueError."""
        try:
            fault = told["fault"]
            blocks = (tuple(map(str, cells)) for cells in told["blocks"])
            return cls(
                BodyState(told["state"]),
                str(told["media_type"]),
                DocumentState(told["taken"]),
                CrawlError(fault[0], **fault[1]) if fault else None,
                tuple(map(Block, blocks)),
                told["pages"] if told["pages"] is None else int(told["pages"]),
                told["language"] if told["language"] is None else str(told["language"]),
            )
        except (KeyError, TypeError, IndexError) as error:
            raise ValueError(f"No finding: {error}") from error


class UnreadableError(CrawlError):
    """The file holds no text that we can get at: encrypted, or of a kind we lack."""

    taken = DocumentState.FETCHED


class DamagedError(UnreadableError):
    """The file is broken off or broken, or is not the file: try again later."""

    taken = DocumentState.FAILED


class RefusedFileError(UnreadableError):
    """The file is not taken at all: hostile, or of a kind that is no document."""

    taken = DocumentState.REFUSED


def unreadable(fault: UnreadableError, media_type: str) -> Found:
    """The finding of a file without a text."""
    return Found(BodyState.UNREADABLE, media_type, fault.taken, fault)


def read(
    blocks: Sequence[Block],
    media_type: str,
    *,
    pages: int | None = None,
    fault: CrawlError | None = None,
) -> Found:
    """The finding of a file with a text; a fault means that it is not all of it."""
    clean = (Block(tuple(map(plain, block.cells))) for block in blocks)
    kept = tuple(block for block in clean if block.text.strip())
    state = BodyState.PARTLY if fault else BodyState.READ
    if not kept:
        return unreadable(UnreadableError("no_text"), media_type)
    return shorten(Found(state, media_type, fault=fault, blocks=kept, pages=pages))


def plain(text: str) -> str:
    """A text without letters that no text has and no database takes."""
    return UNTOLD.sub("", text)


def shorten(found: Found) -> Found:
    """Cut a text without end, and say so."""
    length = 0
    for number, block in enumerate(found.blocks):
        length += len(block.text)
        if length > LONGEST_TEXT:
            fault = CrawlError("first_letters", letters=LONGEST_TEXT)
            blocks = found.blocks[:number]
            return replace(found, state=BodyState.PARTLY, fault=fault, blocks=blocks)
    return found
