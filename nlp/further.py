"""What else a notice says, read from what was found and from its smaller fields."""

from collections.abc import Iterable

from nlp.doubts import with_doubts
from nlp.findings import Finding
from nlp.quantities import with_limits
from nlp.text import NoticeText


def further(found: Iterable[Finding], text: NoticeText) -> list[Finding]:
    """The findings with what follows from them and from the other fields."""
    return with_doubts(with_limits(found, text), text)
