"""Fixed turns of speech in a folded text, by plain search; pure."""

from collections.abc import Iterable

from models.fold import fold_in_place


def places_of(plain: str, terms: Iterable[str]) -> list[tuple[int, int]]:
    """Where terms stand, in the order of the text; a Latin one begins a word.

    Both are folded. Plain search beats one large pattern tenfold.
    """
    found = []
    for term in terms:
        at = plain.find(term)
        while at >= 0:
            inside = term[0].isascii() and plain[at - 1 : at].isalpha()
            if at == 0 or not inside:
                found.append((at, at + len(term)))
            at = plain.find(term, at + len(term))
    return sorted(found)


def grouped(rows: Iterable[dict[str, str]], by: str) -> dict[str, tuple[str, ...]]:
    """The folded terms of a lexicon by one of its columns, each once."""
    groups: dict[str, dict[str, None]] = {}
    for row in rows:
        groups.setdefault(row[by], {})[fold_in_place(row["term"])] = None
    return {key: tuple(terms) for key, terms in groups.items()}
