"""A seal in a released file: what it shows is what this house wrote into it.

The seal is of the words and the figures of a file, signed with the key of the house.
So a file is still known for unaltered when a later edition of the program would print
the same report in other words; without a seal that holds, it is compared with a fresh
print.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from web.reports.frozen import Sheet, canonical
from web.reports.pdf import attach, read_pdf
from web.reports.word_data import lay_in, read_data, words_of

PURPOSE = "chutong report seal 1"
"""Parts these signatures from all others that the key makes."""
NAME = "chutong-report.seal"
"""The attachment of a PDF that holds it."""


def sign(key: str, sheet: Sheet, words: Sequence[str]) -> str:
    """The seal of some figures and words: HMAC-SHA256, hex."""
    told = canonical([PURPOSE, sheet, list(words)])
    return hmac.new(key.encode(), told, hashlib.sha256).hexdigest()


def holds(key: str, seal: str, sheet: Sheet, words: Sequence[str]) -> bool:
    """Whether a seal is of just these, by this house."""
    return bool(seal) and hmac.compare_digest(sign(key, sheet, words), seal)


class Sealed(NamedTuple):
    """How a form of file is read and how it is given a seal."""

    read: Callable[[bytes], tuple[dict[str, Any] | None, Sequence[str]]]
    lay: Callable[[bytes, str], bytes]


def read_docx(content: bytes) -> tuple[dict[str, Any] | None, Sequence[str]]:
    """The figures and words of a Word file."""
    return read_data(content), words_of(content)


SEALED = {
    "docx": Sealed(read_docx, lay_in),
    "pdf": Sealed(read_pdf, lambda content, seal: attach(content, NAME, seal.encode())),
}


def sealed(content: bytes, form: str, key: str) -> bytes:
    """A file with its seal; one that carries no figures, or needs none, as it is."""
    how = SEALED.get(form)
    if how is None:
        return content
    sheet, words = how.read(content)
    return how.lay(content, sign(key, sheet, words)) if sheet else content
