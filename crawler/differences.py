"""How a text differs from the one before it, field by field and word by word."""

from typing import Any, cast

from models.changes.words import compare_words
from models.content import Content

LISTS = frozenset(
    {
        "hs",
        "ics",
        "objectives",
        "keywords",
        "articles",
        "documents",
        "agencies",
        "dockets",
        "references",
    }
)
ENRICHING = frozenset(
    {
        "links",
        "dockets",
        "docket_title",
        "docket_closes",
        "objectives_text",
        "articles",
        "local_government",
        "adoption",
        "entry_into_force",
        "relevant_documents",
        "international_standard",
        "conforms",
        "all_partners",
        "regions",
        "hs_text",
        "ics_text",
    }
)
"""Fields that some ways cannot tell: to learn one later is no change of the text."""
DERIVED = frozenset({"hs_text", "ics_text", "links", "dockets"})
"""Fields whose wording may differ between ways; their change alone is no new text."""


def merge(old: Content, new: Content, given: frozenset[str]) -> Content:
    """The new text, with the old words kept wherever they say the same.

    Fields that this way cannot tell stay as they are; so do those that only some
    ways fill, when this one leaves them empty.
    """
    found: dict[str, Any] = {}
    before, after = cast(dict[str, Any], old), cast(dict[str, Any], new)
    for name in sorted(before.keys() | after.keys()):
        told = name in given or name.removesuffix("_text") in given
        if name not in after:
            if not told or name in ENRICHING:
                found[name] = before[name]
        elif name == "links":
            found[name] = merge_links(before.get(name, {}), after[name])
        elif name == "dockets":
            found[name] = list(dict.fromkeys([*before.get(name, []), *after[name]]))
        elif name in before and says_the_same(before[name], after[name]):
            found[name] = before[name]
        else:
            found[name] = after[name]
    return cast(Content, found)


def merge_links(old: dict[str, str], new: dict[str, str]) -> dict[str, str]:
    """The official documents by language; only the case of an address may differ."""
    kept = {
        language: old[language]
        for language, url in new.items()
        if language in old and old[language].casefold() == url.casefold()
    }
    return {**old, **new, **kept}


def says_the_same(old: Any, new: Any) -> bool:
    """Whether two values differ at most in blanks or in the order of a list."""
    if isinstance(old, list) and isinstance(new, list):
        return sorted(map(folded, old)) == sorted(map(folded, new))
    if isinstance(old, str) and isinstance(new, str):
        return "".join(old.split()) == "".join(new.split())
    return bool(old == new)


def folded(value: Any) -> str:
    """An entry of a list as it is compared."""
    return str(value).casefold()


def is_new_text(old: Content, new: Content) -> bool:
    """Whether the publisher changed something, or we only came to know more."""
    changed = changed_fields(old, new)
    learned = {name for name in changed & ENRICHING if name not in old}
    if is_open_longer(old, new):
        learned.discard("docket_closes")
    return bool(changed - learned - DERIVED)


def is_open_longer(old: Content, new: Content) -> bool:
    """Whether a docket takes comments beyond the last end that was known."""
    known = max(old.get("comments_close", ""), old.get("docket_closes", ""))
    return bool(known) and new.get("docket_closes", "") > known


def changed_fields(old: Content, new: Content) -> set[str]:
    """The fields that are not the same in both."""
    before, after = cast(dict[str, Any], old), cast(dict[str, Any], new)
    names = before.keys() | after.keys()
    return {name for name in names if before.get(name) != after.get(name)}


def difference(old: Content, new: Content) -> dict[str, Any]:
    """Each changed field: before, after, and what was added or taken out."""
    before, after = cast(dict[str, Any], old), cast(dict[str, Any], new)
    found: dict[str, Any] = {}
    for name in sorted(changed_fields(old, new)):
        pair = {"before": before.get(name), "after": after.get(name)}
        found[name] = {**pair, **details(name, **pair)}
    return found


def details(name: str, before: Any, after: Any) -> dict[str, Any]:
    """The entries added and removed, or the words in order with what became of them."""
    if name in LISTS:
        old, new = before or [], after or []
        return {
            "added": [one for one in new if one not in old],
            "removed": [one for one in old if one not in new],
        }
    if isinstance(before, str) and isinstance(after, str):
        return {"words": compare_words(before, after)}
    return {}
