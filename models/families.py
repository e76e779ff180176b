"""Families: documents that share a base symbol are one measure."""

from collections.abc import Hashable, Iterable, Mapping
from typing import Any, Protocol, TypeVar


class Ordered(Hashable, Protocol):
    """An id of a family: hashable, and the older one is less."""

    def __lt__(self, other: Any, /) -> bool: ...


Key = TypeVar("Key", bound=Hashable)
Family = TypeVar("Family", bound=Ordered)


def group(documents: Iterable[tuple[Key, Iterable[str]]]) -> list[set[Key]]:
    """Group documents into families by the base symbols they share.

    Families come in the order of their first document; a document without a readable
    symbol is a family of its own.
    """
    parent: dict[Key, Key] = {}
    owner: dict[str, Key] = {}
    for key, bases in documents:
        parent.setdefault(key, key)
        for base in bases:
            join(parent, owner.setdefault(base, key), key)
    families: dict[Key, set[Key]] = {}
    for key in parent:
        families.setdefault(root(parent, key), set()).add(key)
    return list(families.values())


def families_to_join(
    existing: Mapping[str, Family], bases: Iterable[str]
) -> list[Family]:
    """The families that a document with these base symbols makes one, oldest first.

    None: it begins a new family. One: it joins that one. More: the first stays, and
    the others lead to it.
    """
    return sorted({existing[base] for base in bases if base in existing})


def root(parent: dict[Key, Key], key: Key) -> Key:
    """The first document of a family; the way there is made shorter."""
    while parent[key] != key:
        parent[key] = parent[parent[key]]
        key = parent[key]
    return key


def join(parent: dict[Key, Key], one: Key, other: Key) -> None:
    """Make two families one; the one that began first leads."""
    first, second = root(parent, one), root(parent, other)
    parent[second] = first
