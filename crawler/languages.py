"""The language in which a publisher wrote: one of those that ePing holds texts in.

The small words of a language tell it: they are frequent, and hardly any is shared.
Chinese is told by its characters.
The title comes first, for it is what is shown.
"""

import re

from models.content import Content
from models.fold import fold

SMALL_WORDS = {
    "en": "the of and for to in on with by from which that is are be shall this these"
    " its as at or not an will has have been it",
    "es": "el la los las del de y para por con en que se una un su sus al como es son"
    " lo este esta sobre entre segun mediante o"
    " reglamento tecnico norma proyecto decreto resolucion requisitos productos",
    "fr": "le la les du des de et pour par avec en que qui une un sur dans aux au est"
    " sont ce cette ces sa ses leur ou"
    " reglement technique norme projet decret arrete exigences produits etiquetage",
}
SETS = {language: frozenset(words.split()) for language, words in SMALL_WORDS.items()}
WORD = re.compile(r"[^\W\d_]+")
HAN = re.compile(r"[\u4e00-\u9fff]")
HAN_SHARE = 0.5
"""With so many characters among its letters, a text is Chinese."""
ENOUGH = 400
"""Letters that suffice to tell the language."""


def language_of(content: Content) -> str:
    """The language of the text; English, the platform's own, where nothing tells it."""
    text = f"{content.get('title', '')} {content.get('description', '')}"[:ENOUGH]
    letters = sum(map(str.isalpha, text))
    if len(HAN.findall(text)) > HAN_SHARE * letters:
        return "zh"
    words = WORD.findall(fold(text))
    counts = {
        language: sum(map(small.__contains__, words))
        for language, small in SETS.items()
    }
    return max(counts, key=lambda language: counts[language])
