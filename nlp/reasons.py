"""A reason as a sentence for people, in Chinese and in English."""

from dataclasses import dataclass
from functools import lru_cache

from models.reference import code_names, measure_types, members
from nlp.lexicon import read_lexicon

Texts = dict[str, tuple[str, str]]
SEPARATORS = ("、", ", ")


@dataclass(frozen=True)
class Reason:
    """One piece of evidence: its kind, the code, the words and where they stand.

    `relation` says how much of the code or word belongs to the sector at all.
    """

    kind: str
    code: str
    words: str
    field: str
    weight: float
    relation: float = 1.0


def render(reason: Reason) -> tuple[str, str]:
    """What the reason says, in Chinese and in English."""
    return in_language(reason, 0), in_language(reason, 1)


def in_language(reason: Reason, place: int) -> str:
    """The sentence in one language: 0 is Chinese, 1 is English."""
    blank = (reason.code, reason.code)
    named = [markets().get(one, blank)[place] for one in reason.code.split("|")]
    return pair("reasons.csv", "kind")[reason.kind][place].format(
        code=reason.code,
        title=code_title(reason, place),
        words=reason.words.replace("\n", " "),
        field=pair("fields.csv", "field").get(reason.field, blank)[place],
        market=SEPARATORS[place].join(named),
        measure=kinds().get(reason.code, blank)[place],
    )


def code_title(reason: Reason, place: int) -> str:
    """The wording of the reason's code."""
    scheme = "ics" if reason.kind.startswith("ics") else "hs"
    return code_names(scheme).get(reason.code, ("", ""))[place]


@lru_cache(maxsize=4)
def pair(lexicon: str, key: str) -> Texts:
    """Chinese and English texts of one of our lexicons."""
    return {row[key]: (row["zh"], row["en"]) for row in read_lexicon(lexicon)}


@lru_cache(maxsize=1)
def markets() -> Texts:
    """Chinese and English names of the Members."""
    return {one.code: (one.zh, one.en) for one in members()}


@lru_cache(maxsize=1)
def kinds() -> Texts:
    """Chinese and English names of the kinds of measure."""
    return {one.id: (one.zh, one.en) for one in measure_types()}
