"""Words that a subscriber wants left out: where they are looked for, and how.

They are looked for in the title, the products and our Chinese title, by the tokens of
the search, as the words are that a subscriber asks for: "tea" is not in "steam".
"""

from collections.abc import Iterable

from models.audience import word_term
from models.audience_words import Phrases
from models.search import search_tokens
from models.search_words import as_text


def text_tokens(title: str, products: object, title_zh: str, language: str) -> str:
    """The tokens of a notice among which words that are left out are looked for."""
    told = [(title, language), (as_text(products), language)]
    if title_zh != title:
        told.append((title_zh, "zh"))
    return " ".join(search_tokens(text, lang) for text, lang in told if text)


def left_out(words: Iterable[str], tokens: str) -> bool:
    """Whether one of the words or phrases stands in a text of the search."""
    terms = [term for word in words if (term := word_term(word))]
    return bool(terms) and bool(Phrases(terms).found(tokens))
