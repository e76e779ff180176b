"""How a document and its text fare; apart from the tables, which are slow to load."""

from enum import StrEnum


class DocumentState(StrEnum):
    """What became of the last call for an attachment."""

    WAITING = "waiting"
    FETCHED = "fetched"
    ELSEWHERE = "elsewhere"
    """On a host that we do not call: the reader opens the address himself."""
    GONE = "gone"
    REFUSED = "refused"
    """What came back is not taken: too large, of a wrong kind, empty, a macro file."""
    FAILED = "failed"
    """No answer, or not the file; it is tried again later."""


class BodyState(StrEnum):
    """How much of a document could be read."""

    READ = "read"
    PARTLY = "partly"
    """Only its first pages, or not all of them had text."""
    SCANNED = "scanned"
    """Pictures of pages: there is no text in it."""
    UNREADABLE = "unreadable"
    """Encrypted, damaged, or of a kind that needs a program we do not have."""
