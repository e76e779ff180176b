"""The unified social credit code (统一社会信用代码) of a Chinese organisation.

Its form and its check character are those of GB 32100-2015: 18 characters out of 31,
the last of which makes the sum of weighted places a multiple of 31.
"""

from models.fold import fold

LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The characters in use; I, O, S, V and Z are left out, as they read like digits."""
LENGTH = 18
PLACES = {letter: place for place, letter in enumerate(LETTERS)}


def clean_credit_code(words: str) -> str:
    """The code as it is kept: capital letters, no blanks or strokes, half width."""
    return "".join(letter for letter in fold(words).upper() if letter not in " -\t")


def is_credit_code(code: str) -> bool:
    """Whether a clean code has the right form and the right last character."""
    if len(code) != LENGTH or any(letter not in PLACES for letter in code):
        return False
    return code[-1] == check_letter(code[:-1])


def check_letter(first: str) -> str:
    """The character that belongs behind the first seventeen."""
    base = len(LETTERS)
    total = sum(PLACES[letter] * pow(3, i, base) for i, letter in enumerate(first))
    return LETTERS[-total % base]
