"""The texts the classifier learns from: names of goods in the words of notices.

They are made of the nomenclature and of our lexicons alone, always in the same order
and by the same throws of the dice, so that whoever trains again gets the same model.
"""

import csv
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from models.reference import FOLDER as FACTS
from models.reference import read_rows
from nlp.classifier.features import names
from nlp.classifier.idle import LANGUAGES, Example, is_one_in, without_goods
from nlp.components.products import SCORES
from nlp.words import LEXICONS, read_lexicon

HERE = Path(__file__).parent
FRAMES = HERE / "frames.csv"
OTHER_WORDS = ("not_products_en", "not_words", "measure_cues", "lemmas")
OTHERS = re.compile(
    r"\b(?:other than|excluding|not including|n\.e\.c\.|except|whether or not)\b[^;]*"
)
"""What a title of the nomenclature leaves out or does not mind."""
BARE, SISTER, STRANGER = 0.5, 0.35, 0.2
"""How often a name stands alone, beside one of its heading, or beside any other."""
SELDOM = {False: 2, True: 3}
"""A word must stand in so many texts, and a pair in so many, to be a feature."""


class Name(NamedTuple):
    """A name of goods with all its codes, and how surely it names them."""

    language: str
    words: str
    codes: frozenset[str]
    strength: float


@dataclass
class Corpus:
    """What is learned from, and what is kept apart; texts about no goods in both."""

    lessons: list[Example]
    kept: list[Example]


def build_corpus(seed: int) -> Corpus:
    """All texts, by the throws of the dice that this seed gives."""
    dice = random.Random(seed)  # noqa: S311 - nothing here is secret
    all_names = [*product_names(), *titles()]
    frames = read_frames()
    learned = [one for one in all_names if not is_kept(one)]
    kept = [one for one in all_names if is_kept(one)]
    idle = list(without_goods(frames, dice))
    lessons = [*compose(learned, frames, dice), *(one for one in idle if not one.kept)]
    goods = [framed([one], frames, dice) for one in kept]
    return Corpus(lessons, [*goods, *(one for one in idle if one.kept)])


def product_names() -> Iterator[Name]:
    """The names of the lexicons; one that stands under several codes comes once."""
    for language in LANGUAGES:
        codes: dict[str, set[str]] = defaultdict(set)
        strength: dict[str, float] = {}
        for row in read_lexicon(f"products_{language}.csv"):
            codes[row["term"]].add(row["code"])
            strength[row["term"]] = SCORES[row["strength"]]
        for term, under in codes.items():
            yield Name(language, term, frozenset(under), strength[term])


def titles() -> Iterator[Name]:
    """The titles of the nomenclature, without the goods they leave out."""
    for row in read_rows("hs"):
        yield Name("en", OTHERS.sub("", row["en"]), frozenset({row["code"]}), 1.0)
        if row["zh"]:
            yield Name("zh", row["zh"], frozenset({row["code"]}), 1.0)


def is_kept(name: Name) -> bool:
    """Whether this name is kept apart; the same one always is."""
    return is_one_in(f"{name.language}:{name.words}")


def read_frames() -> dict[str, list[str]]:
    """The words of notices around the goods, by language."""
    frames: dict[str, list[str]] = defaultdict(list)
    with FRAMES.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            frames[row["language"]].append(row["frame"])
    return frames


def compose(
    learned: list[Name], frames: dict[str, list[str]], dice: random.Random
) -> Iterator[Example]:
    """Each name alone or in a frame, and some beside a second one."""
    sisters: dict[tuple[str, str], list[Name]] = defaultdict(list)
    for one in learned:
        sisters[one.language, min(one.codes)[:4]].append(one)
    for one in learned:
        yield (
            example([one], "{}")
            if dice.random() < BARE
            else framed([one], frames, dice)
        )
        if dice.random() < SISTER:
            second = dice.choice(sisters[one.language, min(one.codes)[:4]])
            yield framed([one, second], frames, dice)
        stranger = dice.choice(learned)
        if dice.random() < STRANGER and stranger.language == one.language:
            yield framed([one, stranger], frames, dice)


def framed(
    goods: list[Name], frames: dict[str, list[str]], dice: random.Random
) -> Example:
    """These names in the words of a notice."""
    choice = [one for one in frames[goods[0].language] if "{}" in one]
    return example(goods, dice.choice(choice))


def example(goods: list[Name], frame: str) -> Example:
    """One text with the codes of all its goods."""
    words = frame.format(", ".join(one.words for one in goods))
    codes = frozenset[str]().union(*(one.codes for one in goods))
    told = names(goods[0].language, words)
    return Example(tuple(told), codes, min(one.strength for one in goods))


def vocabulary(lessons: Iterable[Example]) -> list[str]:
    """The words and pairs that stand in the texts more than seldom, sorted."""
    counts = Counter(name for one in lessons for name in set(one.features))
    return sorted(
        name for name, count in counts.items() if count >= SELDOM[" " in name]
    )


def labels() -> list[str]:
    """All chapters, and the headings that a sector lists or that lie in a listed one.

    The others stand in no sector, and would double the size of the model.
    """
    listed = {row["term"] for row in read_rows("sector_terms") if row["kind"] == "hs"}
    wide = {code for code in listed if len(code) == 2}
    headings = {code[:4] for code in listed if len(code) >= 4}
    rows = read_rows("hs")
    return [row["code"] for row in rows if row["level"] == "2"] + [
        row["code"]
        for row in rows
        if row["level"] == "4" and (row["code"] in headings or row["code"][:2] in wide)
    ]


def sources() -> list[Path]:
    """The files that the texts and the labels are made of."""
    goods = [LEXICONS / f"products_{language}.csv" for language in LANGUAGES]
    others = [LEXICONS / f"{one}.csv" for one in OTHER_WORDS]
    facts = [FACTS / "hs.csv", FACTS / "sector_terms.csv"]
    return [*goods, *others, *facts, FRAMES, HERE / "config.cfg"]
