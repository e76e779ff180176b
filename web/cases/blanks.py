"""Places in a paper that a person must fill or check, clearly marked as such."""

import re
from collections.abc import Iterator

BLANK = re.compile(r"(【[^】\n]*】|\[TO (?:COMPLETE|CHECK)[^\]\n]*\])")


def blank(what: str) -> str:
    """A place in a Chinese paper that a person must fill."""
    return f"【待填写：{what}】"


def check(what: str) -> str:
    """A place in a Chinese paper that a person must check."""
    return f"【待核对：{what}】"


def to_fill(what: str) -> str:
    """A place in an English paper that a person must fill."""
    return f"[TO COMPLETE: {what}]"


def to_check(what: str) -> str:
    """A place in an English paper that a person must check."""
    return f"[TO CHECK: {what}]"


def count_blanks(text: str) -> int:
    """How many such places a text still has."""
    return len(BLANK.findall(text))


def split_blanks(text: str) -> Iterator[tuple[str, bool]]:
    """The pieces of a text in their order, and whether each is such a place."""
    for place, piece in enumerate(BLANK.split(text)):
        if piece:
            yield piece, place % 2 == 1
