"""A reason as a sentence for people, in Chinese and in English."""

from functools import lru_cache

from nlp.evidence import Reason
from nlp.nomenclature import titles
from nlp.words import REFERENCE, read_lexicon, read_rows

Texts = dict[str, tuple[str, str]]


def render(reason: Reason) -> tuple[str, str]:
    """What the reason says, in Chinese and in English."""
    return in_language(reason, 0), in_language(reason, 1)


def in_language(reason: Reason, place: int) -> str:
    """The sentence in one language: 0 is Chinese, 1 is English."""
    blank = (reason.code, reason.code)
    return pair("reasons.csv", "kind")[reason.kind][place].format(
        code=reason.code,
        title=code_title(reason, place),
        words=reason.words.replace("\n", " "),
        field=pair("fields.csv", "field").get(reason.field, blank)[place],
        market=fact("members.csv", "code").get(reason.code, blank)[place],
        measure=fact("measure_types.csv", "id").get(reason.code, blank)[place],
    )


def code_title(reason: Reason, place: int) -> str:
    """The wording of the reason's code; a subheading has the Chinese of its heading."""
    scheme = "ics" if reason.kind.startswith("ics") else "hs"
    if place == 1:
        return titles(scheme).get(reason.code, "")
    held = fact(f"{scheme}.csv", "code")
    shorter = reason.code[:4] if scheme == "hs" else reason.code[:6]
    for code in (reason.code, shorter, reason.code[:2]):
        if held.get(code, ("", ""))[0]:
            return held[code][0]
    return ""


@lru_cache(maxsize=4)
def pair(lexicon: str, key: str) -> Texts:
    """Chinese and English texts of one of our lexicons."""
    return {row[key]: (row["zh"], row["en"]) for row in read_lexicon(lexicon)}


@lru_cache(maxsize=8)
def fact(name: str, key: str) -> Texts:
    """Chinese and English names of one reference file."""
    rows = read_rows(REFERENCE / name)
    return {row[key]: (row["zh"], row["en"]) for row in rows}
