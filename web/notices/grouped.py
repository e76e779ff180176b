"""Rows that belong to notices or measures, read for many at once."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TypeVar

One = TypeVar("One")
Key = TypeVar("Key")


def grouped(
    rows: Iterable[One], key: Callable[[One], Key]
) -> defaultdict[Key, list[One]]:
    """The rows by a key, in their order; a key that none has stands for none."""
    found: defaultdict[Key, list[One]] = defaultdict(list)
    for one in rows:
        found[key(one)].append(one)
    return found
