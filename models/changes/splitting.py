"""A notified text in clauses: articles, sections, numbered points, letters, annexes.

The numbering is that of English, French, Spanish, Portuguese and Chinese texts; a
text without any is taken paragraph by paragraph.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from models.fold import fold, fold_in_place

WORDS = Path(__file__).parent / "numbering.csv"
ROMAN = r"[ivxlc]{1,7}"
LATER = r"\s?(?:bis|ter|quater|quinquies|sexies)"
"""What tells an article that was put in between."""
FIGURE = (
    rf"(?:1\s?(?:er|re|ere)|premier|premiere|unico|unique"
    rf"|\d+(?:[.-]\d+)*(?:{LATER}|[a-z])?|{ROMAN}|[a-z])"
)
HAN = r"[一二三四五六七八九十百千零〇两\d]+"
HAN_RANKS = {"编": 1, "部分": 1, "章": 2, "节": 3, "条": 4, "款": 5}
ANNEX, ARTICLE, DECIMALS, LETTERS = 0, 4, 5, 12
"""How deep a number lies: annexes, (parts, chapters, sections,) articles, points."""
CHINESE = re.compile(rf"第\s*({HAN})\s*(编|部分|章|节|条|款)")
CHINESE_ANNEX = re.compile(rf"(附件|附录|附表)\s*([A-Z]\b|{HAN})?(?=[\s:：]|$)")
SIGN = re.compile(r"§{1,2}\s*(\d+(?:[.-]\d+)*[a-z]?)", re.IGNORECASE)
DECIMAL = re.compile(
    r"(\d{1,3}(?:\.\d{1,3}){0,5})(?:(?:[.)]\s*|\s+)(?=[^\W\d_])|[.)]$)"
)
LETTERED = re.compile(
    rf"[(（](\d{{1,2}}|[a-z]|{ROMAN}|[一二三四五六七八九十]{{1,3}})[)）]"
    r"|([a-z])\)(?=\s)|([一二三四五六七八九十]{1,3})、",
    re.IGNORECASE,
)
UNIT = re.compile(r"(?:mg|g|kg|mm|cm|m|ml|l|kW|W|V|A|Hz|ppm|MPa|kPa|Pa|days?|years?)\b")
BAG = re.compile(r"[^\W_\u3040-\u9fff]+|[\u3040-\u9fff]+")
BETWEEN = " · "
FURNITURE = re.compile(
    r"[-–—\s]*\d{1,4}[-–—\s]*|(?:page|página|p\.)\s*\d+(?:\s*(?:of|de|sur|/)\s*\d+)?"
    r"|第\s*\d+\s*页(?:\s*共\s*\d+\s*页)?|\d+\s*/\s*\d+|.*(?:\.\s?){5,}\s*\d{1,4}",
    re.IGNORECASE,
)
"""A line that only numbers a page, or belongs to a table of contents."""
LONGEST_FURNITURE = 200
REPEATED = 4
"""How often a line must come back to be the head or foot of pages."""
SHORTEST_HEAD = 12
MOST_CLAUSES = 20_000
LONGEST = 4_000_000
"""Letters and clauses of a text that are compared; the rest is told as left out."""


@dataclass(frozen=True)
class Clause:
    """A piece of a text that can be quoted: its full number, and what it says."""

    path: tuple[str, ...]
    """Its number as the text writes it, behind those of what it lies in."""
    text: str

    @property
    def number(self) -> str:
        """Its full number, as "Article 5 · 2 · (a)"; '' where it has none."""
        return BETWEEN.join(self.path)

    @cached_property
    def key(self) -> str:
        """What it says, without case, accents and blanks."""
        return "".join(fold(self.text).split())

    def words(self) -> Iterator[str]:
        """Its words as they are compared; of Chinese, the pairs of signs."""
        for word in BAG.findall(fold(self.text)):
            if word[0] < "\u3040" or len(word) == 1:
                yield word
            else:
                yield from (word[k : k + 2] for k in range(len(word) - 1))


@dataclass(frozen=True)
class Mark:
    """The number at the start of a line: how it reads, how deep, where it ends."""

    words: str
    rank: int
    end: int


def split_clauses(text: str, running: frozenset[str] = frozenset()) -> list[Clause]:
    """The clauses of a text in order, their blanks made one.

    ``running`` are lines that stand on every page. Words before the first number
    are a clause without one.
    """
    found: list[Clause] = []
    above: list[Mark] = []
    lines: list[str] = []
    path: tuple[str, ...] = ()
    for line in text_lines(text[:LONGEST], running):
        mark = mark_of(line)
        if mark or (not line and not above):
            put(found, path, lines)
            lines = []
        if mark:
            mark = settled(mark, above)
            above = [*(one for one in above if one.rank < mark.rank), mark]
            path = full_path(above)
        lines.append(line[mark.end :] if mark else line)
        if len(found) >= MOST_CLAUSES:
            return found
    put(found, path, lines)
    return found


def put(found: list[Clause], path: tuple[str, ...], lines: Iterable[str]) -> None:
    """Keep a clause, unless it holds nothing."""
    text = " ".join(" ".join(lines).split()).strip(" .:：、")
    if text:
        found.append(Clause(path, text))


def settled(mark: Mark, above: list[Mark]) -> Mark:
    """The mark, deeper where i, v or x go on with Roman figures and not letters."""
    last = above[-1] if above else mark
    begins = mark.words == "(i)" and last.rank >= LETTERS and last.words != "(h)"
    goes_on = mark.words in {"(v)", "(x)"} and last.rank == LETTERS + 1
    return Mark(mark.words, LETTERS + 1, mark.end) if begins or goes_on else mark


def full_path(above: list[Mark]) -> tuple[str, ...]:
    """A number behind those it lies in; a chapter or part numbers no article."""
    last, shown = above[-1], []
    for one, below in zip(above, [*above[1:], last], strict=True):
        within = below.words.startswith(one.words + ".")
        if one is last or one.rank in {ANNEX, ARTICLE} or one.rank > ARTICLE:
            shown += [] if within and one is not last else [one.words]
    return tuple(shown)


def text_lines(text: str, running: frozenset[str]) -> Iterator[str]:
    """The lines without page numbers and what stands on every page."""
    for raw in text.replace("\f", "\n").split("\n"):
        line = raw.strip()
        if not line or not is_furniture(line, running):
            yield line


def is_furniture(line: str, running: frozenset[str]) -> bool:
    """Whether a line belongs to the page and not to the text."""
    if len(line) > LONGEST_FURNITURE:
        return False
    return bool(FURNITURE.fullmatch(line)) or masked(line) in running


def running_lines(*texts: str) -> frozenset[str]:
    """The lines, figures aside, that come back on the pages of any of these texts."""
    found: set[str] = set()
    for text in texts:
        lines = text[:LONGEST].replace("\f", "\n").split("\n")
        counts = Counter(masked(line) for line in lines)
        found |= {
            line
            for line, count in counts.items()
            if count >= REPEATED and SHORTEST_HEAD <= len(line) <= LONGEST_FURNITURE
            if mark_of(line.replace("#", "1")) is None
        }
    return frozenset(found)


def masked(line: str) -> str:
    """A line whose figures are all alike."""
    return re.sub(r"\d+", "#", " ".join(line.split()))


def mark_of(line: str) -> Mark | None:
    """The number that a line begins with, if it numbers a clause."""
    for read in (worded, sign, chinese, decimal, lettered):
        mark = read(line)
        if mark:
            return mark
    return None


@lru_cache(maxsize=1)
def ranks() -> dict[str, int]:
    """The words that name a part of a text, folded, with how deep they lie."""
    with WORDS.open(encoding="utf-8", newline="") as lines:
        return {fold(row["words"]): int(row["rank"]) for row in csv.DictReader(lines)}


@lru_cache(maxsize=1)
def worded_form() -> re.Pattern[str]:
    """A word and its number at the start of a line."""
    names = "|".join(re.escape(one) for one in sorted(ranks(), key=len, reverse=True))
    alone = rf"({names})(?:\s*$|\s*({FIGURE})(?![a-z0-9])°?\s*[.:)–—-]*)"
    return re.compile(alone)


def worded(line: str) -> Mark | None:
    """Article 5, Section 3.2, Artículo 4, Annexe II."""
    plain = fold_in_place(line[:60])
    match = worded_form().match(plain)
    if match is None or line[0].islower() or refers(plain[match.end() :]):
        return None
    words = " ".join(line[: match.end()].split()).rstrip(" .:)–—-°")
    return Mark(words, ranks()[match[1]], match.end())


def refers(rest: str) -> bool:
    """Whether a line goes on as a sentence that only speaks of the article."""
    return bool(re.match(r"\s*(?:of|and|or|to|shall|is|del?|du|y|et|ou|,)\b", rest))


def sign(line: str) -> Mark | None:
    """§ 4, §§ 10.5."""
    match = SIGN.match(line)
    return Mark(f"§ {match[1]}", ARTICLE, match.end()) if match else None


def chinese(line: str) -> Mark | None:
    """第五条, 附录A."""
    match = CHINESE.match(line)
    if match:
        return Mark(f"第{match[1]}{match[2]}", HAN_RANKS[match[2]], match.end())
    annex = CHINESE_ANNEX.match(line)
    words = "".join(part or "" for part in annex.groups()) if annex else ""
    return Mark(words, ANNEX, annex.end()) if annex else None


def decimal(line: str) -> Mark | None:
    """5., 5.1.2, 3 Terms; no number with a unit, no year, no sentence that goes on."""
    match = DECIMAL.match(line)
    if match is None or UNIT.match(line, match.end()):
        return None
    bare = "." not in match[1] and match[0].strip() == match[1]
    if bare and line[match.end() : match.end() + 1].islower():
        return None
    return Mark(match[1], DECIMALS + match[1].count("."), match.end())


def lettered(line: str) -> Mark | None:
    """(a), b), (ii), （一）, 二、."""
    match = LETTERED.match(line)
    if match is None:
        return None
    label = next(part for part in match.groups() if part)
    roman = re.fullmatch(r"[ivx]{2,}", label, re.IGNORECASE)
    rank = LETTERS + 1 if roman else LETTERS
    rank = LETTERS - 1 if label[0] in "一二三四五六七八九十" else rank
    return Mark(f"({label})", rank, match.end())
