"""The boxes of a form: which are ticked, and what is written beside them; pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from crawler.forms.tables import BRACKET, Choice, choices, phrases
from models.addendum_form import BOX
from models.fold import fold_in_place

REMARKS = re.compile(rf"(?:\s*{BRACKET})*\s*[:,;.]?")
"""What the form itself adds to the words of a box."""
ARTICLE = re.compile(r"(?<![\d.])(\d{1,2}\.\d{1,2}(?:\.\d{1,2})?)(?![\d.]*\d)")
OTHER = re.compile(r"(?:\bother|\botros?|\bautres?|\bo en virtud de)\s*:?", re.I)
FILL_IN = re.compile(
    r"\((?:dd|jj|d[ií]a)\s*/\s*(?:mm|mes)\s*/\s*(?:yy|aa|año)\w*\)\s*:?"
)
EDGES = " \t\n,;:.-–—'’"


@dataclass(frozen=True)
class Tick:
    """A box that is known: its list and value, whether ticked, its place and words."""

    field: str
    value: str
    ticked: bool
    start: int
    end: int
    words: str


@dataclass
class Ticks:
    """The boxes of a text, those that nobody knows, and what is left besides."""

    found: list[Tick] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    rest: str = ""

    def values(self, name: str) -> list[str]:
        """The ticked values of a list, each once, in order."""
        ticked = (one.value for one in self.found if one.field == name and one.ticked)
        return list(dict.fromkeys(ticked))

    def words(self, *names: str) -> list[str]:
        """The words beside the ticked boxes of some lists."""
        return [one.words for one in self.found if one.field in names and one.ticked]


def read_ticks(text: str, names: Iterable[str], language: str) -> Ticks:
    """Read the boxes of a text that belong to some lists.

    ``rest`` is the text without the known boxes, their words and the form's remarks.
    """
    known = [
        one for one in choices() if one.language == language and one.field in set(names)
    ]
    ticks, plain = Ticks(), fold_in_place(text)
    spans: list[tuple[int, int]] = []
    for match, before, after in with_margins(text):
        tick = tick_of(match, plain[before : match.start()], plain[:after], known)
        if tick:
            words = text[tick.start : tick.end].replace(match[0], " ")
            words = " ".join(words.split()).strip(EDGES)
            ticks.found.append(Tick(**{**vars(tick), "words": words}))
            spans.append((tick.start, with_remarks(text, tick.end, after)))
        else:
            mark = "[X]" if is_ticked(match) else "[ ]"
            ticks.unknown.append(f"{mark} {one_line(text[match.end() : after])}")
            spans.append(match.span())
    ticks.rest = without_prompts(without(text, spans), language)
    return ticks


def with_margins(text: str) -> Iterator[tuple[re.Match[str], int, int]]:
    """Every box, with the ends of the one before and the beginning of the next."""
    matches = list(BOX.finditer(text))
    ends = [0, *(match.end() for match in matches)]
    starts = [*(match.start() for match in matches), len(text)]
    yield from zip(matches, ends, starts[1:], strict=False)


def is_ticked(match: re.Match[str]) -> bool:
    """Whether a box holds a cross."""
    return bool(match["cross"] or match["full"])


def tick_of(
    match: re.Match[str], before: str, until: str, known: Iterable[Choice]
) -> Tick | None:
    """The box as one of the known ones, by the words on the side where they stand."""
    for one in known:
        if one.side == "before":
            found = one.words.match(until, match.end())
            start, end = match.start(), found.end() if found else 0
        else:
            ends = [
                hit for hit in one.words.finditer(before) if hit.end() == len(before)
            ]
            found = ends[0] if ends else None
            end = match.end()
            start = match.start() - len(before) + (found.start() if found else 0)
        if found:
            return Tick(one.field, one.value, is_ticked(match), start, end, "")
    return None


def with_remarks(text: str, end: int, after: int) -> int:
    """Where the form's own remarks behind the words of a box end."""
    match = REMARKS.match(text, end, after)
    return match.end() if match else end


def without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text without some parts of it."""
    kept, place = [], 0
    for start, end in sorted(spans):
        kept.append(text[place : max(place, start)])
        place = max(place, end)
    return "".join([*kept, text[place:]])


def without_prompts(text: str, language: str) -> str:
    """The text without what the form tells to the one who fills it in."""
    text = FILL_IN.sub(" ", text)
    for phrase in phrases():
        if phrase.use == "prompt" and phrase.language == language:
            plain = fold_in_place(text)
            pattern = re.compile(rf"(?<!\w){phrase.words.pattern}(?!\w)\s*:?")
            text = without(text, [match.span() for match in pattern.finditer(plain)])
    lines = (line.strip(" \t") for line in text.split("\n"))
    return "\n".join(line for line in lines if line.strip(EDGES)).strip(" \t\n,;:")


def read_articles(text: str) -> list[str]:
    """The articles whose box, behind the number, is ticked; all if there is no box."""
    boxes = list(BOX.finditer(text))
    numbers = list(ARTICLE.finditer(text))
    if not boxes:
        return list(dict.fromkeys(number[1] for number in numbers))
    found = []
    for number in numbers:
        box = BOX.match(text, len(text[: number.end()]) + blanks(text, number.end()))
        if box and is_ticked(box):
            found.append(number[1])
    return list(dict.fromkeys([*found, *other_article(text)]))


def blanks(text: str, place: int) -> int:
    """How many blanks stand at a place."""
    return len(text) - place - len(text[place:].lstrip())


def other_article(text: str) -> list[str]:
    """What is written after "other", if anything is."""
    matches = list(OTHER.finditer(text))
    if not matches:
        return []
    rest = text[matches[-1].end() :]
    box = BOX.match(rest.lstrip())
    words = one_line(BOX.sub(" ", rest)).strip(EDGES)
    if words:
        return [words]
    return ["other"] if box and is_ticked(box) else []


def one_line(text: str) -> str:
    """The text on one line."""
    return " ".join(text.split())
