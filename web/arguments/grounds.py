"""Finding a ground among all: by its words, its agreement, how usual it is."""

from __future__ import annotations

from models.fold import fold
from models.reference import Ground, grounds
from models.reference.articles import article_zh


def find_grounds(
    *, words: str = "", agreement: str = "", strength: str = "", checked: str = ""
) -> list[Ground]:
    """The grounds that hold all the words, in the file's order.

    ``checked`` keeps those that a machine check may propose (``yes``), or the others
    (``no``).
    """
    wanted = fold(words).split()[:8]
    return [
        one
        for one in grounds()
        if agreement in {"", one.agreement}
        and strength in {"", one.strength}
        and checked in {"", "yes" if one.auto_check else "no"}
        and all(word in haystack(one) for word in wanted)
    ]


def haystack(one: Ground) -> str:
    """All that a ground says, as it is searched."""
    said = [
        one.id,
        one.agreement,
        one.article,
        article_zh(one.article),
        one.name_zh,
        one.name_en,
        one.statement_zh,
        one.statement_en,
        one.typical_argument_zh,
        one.typical_argument_en,
        one.typical_request_zh,
        one.typical_request_en,
        one.when_it_applies,
        one.when_it_applies_zh,
    ]
    return fold(" ".join(said))
