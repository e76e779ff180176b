"""Texts that stand in two languages at once, parted by ``//``."""

from crawler.languages import SETS, WORD
from models.fold import fold


def part_subject(subject: str) -> tuple[str, str]:
    """The subject in English, and the words beside it in another language, if any.

    Of two parts that read equally English the later one is the translation.
    """
    parts = [part.strip() for part in subject.split("//") if part.strip()]
    if len(parts) < 2:
        return "".join(parts), ""
    title = max(reversed(parts), key=small_english_words)
    return title, " // ".join(part for part in parts if part != title)


def small_english_words(text: str) -> float:
    """The share of a text's words that only English has so often."""
    words = WORD.findall(fold(text))
    return sum(word in SETS["en"] for word in words) / max(len(words), 1)
