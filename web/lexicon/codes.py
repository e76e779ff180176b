"""What a word may mean: HS codes, kinds of measure, substances; found by name."""

from models.fold import fold
from models.reference import hs_codes
from nlp.substances import NOTHING, substance_name, substances
from web.labels import Names, hs_names, measure_types

MOST = 12


def names_of(lexicon: str) -> Names:
    """Chinese and English names of all that a word of a lexicon may mean."""
    if lexicon == "measures":
        return measure_types()
    if lexicon == "substances":
        known = (code for code in substances() if code != NOTHING)
        return {code: substance_name(code) for code in known}
    known = (code for code in hs_names() if code in hs_codes())
    return {code: hs_names()[code] for code in known}


def name_of(lexicon: str, code: str) -> tuple[str, str]:
    """Both names of a code; it is its own where there is none."""
    return names_of(lexicon).get(code, (code, code))


def suggest(lexicon: str, asked: str) -> Names:
    """The codes whose digits begin with what is typed, or whose names hold it."""
    typed = fold(asked.strip().replace(".", ""))
    if not typed:
        return {}
    by_name = not typed.isdigit()
    found = {
        code: pair
        for code, pair in names_of(lexicon).items()
        if code.startswith(typed)
        or (by_name and any(typed in fold(name or "") for name in pair))
    }
    nearest = sorted(found, key=lambda code: (len(code), code))[:MOST]
    return {code: found[code] for code in nearest}
