"""The columns of ePing's workbooks, by the full names of their headings."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from crawler.faults import CrawlError
from models.fold import fold

HEADINGS: dict[str, tuple[str, ...]] = {
    "eping_id": ("id", "notification id"),
    "area": ("area", "agreement"),
    "member": ("notifying member", "notifying members", "member"),
    "distributed": ("distribution date", "date of distribution"),
    "symbol": ("document symbol", "symbol"),
    "title": ("title", "title of the notified document"),
    "description": ("description", "description of content"),
    "products": ("products covered", "products"),
    "hs": ("hs code s", "hs codes", "hs code"),
    "ics": ("ics code s", "ics codes", "ics code"),
    "objectives": ("objectives", "objective"),
    "objectives_text": ("objectives free text", "objective and rationale"),
    "keywords": ("keywords",),
    "regions": (
        "specific regions or countries likely to be affected",
        "regions or countries likely to be affected",
    ),
    "comments_close": ("final date for comments", "final date for comment"),
    "type": ("notification type", "type of notification"),
    "documents": ("notified document", "notified documents"),
    "link_en": ("link to notification en", "link to notification"),
    "link_fr": ("link to notification fr",),
    "link_es": ("link to notification es",),
    "adoption": ("proposed adoption date", "proposed date of adoption"),
    "entry_into_force": (
        "proposed entry into force date",
        "proposed date of entry into force",
    ),
    "relevant_documents": ("relevant documents",),
    "local_government": ("name of local government", "local government"),
    "article 2.9.2": ("technical regulation article 2 9 2",),
    "article 2.10.1": ("technical regulation urgent article 2 10 1",),
    "article 5.6.2": ("conformity assessment procedure article 5 6 2",),
    "article 5.7.1": ("conformity assessment procedure urgent article 5 7 1",),
    "article 3.2": ("technical regulation local government article 3 2",),
    "article 7.2": ("conformity assessment procedure local government article 7 2",),
    "article other": ("other",),
    "standard Codex Alimentarius Commission": ("codex alimentarius commission",),
    "standard World Organisation for Animal Health": (
        "world organization for animal health oie",
        "world organisation for animal health oie",
        "world organisation for animal health woah",
        "world organisation for animal health",
    ),
    "standard International Plant Protection Convention": (
        "international plant protection convention",
    ),
    "standard none": ("none",),
    "conforms": (
        "does this proposed regulation conform to the relevant international standard",
    ),
    "deviates": (
        "if no describe whenever possible how and why it deviates from the"
        " international standard",
    ),
}
NAMED = {name: field for field, names in HEADINGS.items() for name in names}
NEEDED = {
    "symbol": "Document symbol",
    "distributed": "Distribution date",
    "comments_close": "Final date for comments",
    "title": "Title",
    "member": "Notifying Member",
    "type": "Notification type",
}
ENOUGH = 3
"""Known headings that make a row of cells the row of headings."""
LINK = re.compile(
    r'=\s*HYPERLINK\(\s*"((?:[^"]|"")*)"\s*(?:[,;]\s*"((?:[^"]|"")*)"\s*)?\)\s*',
    re.IGNORECASE,
)
LINKS, ARTICLES, STANDARDS = "link_", "article ", "standard "
"""How the fields of columns begin that are read together."""
Place = tuple[str, int]
"""A field, and the column in which it stands."""
YES = {"yes", "y", "x", "true", "1", "oui", "si"}


@dataclass(frozen=True)
class Columns:
    """Where each field stands, and the headings that nobody knows."""

    places: dict[str, int]
    unknown: list[str]

    @cached_property
    def plain(self) -> list[Place]:
        """The fields that are read as they are."""
        groups = (LINKS, ARTICLES, STANDARDS)
        return [one for one in self.places.items() if not one[0].startswith(groups)]

    @cached_property
    def links(self) -> list[Place]:
        """The official documents by language."""
        return self.group(LINKS)

    @cached_property
    def articles(self) -> list[Place]:
        """The columns of Yes and No that name an article."""
        return self.group(ARTICLES)

    @cached_property
    def standards(self) -> list[Place]:
        """The columns of Yes and No that name a standard's body."""
        return self.group(STANDARDS)

    def group(self, prefix: str) -> list[Place]:
        """The fields that begin so, under the rest of their names."""
        return [
            (name.removeprefix(prefix), place)
            for name, place in self.places.items()
            if name.startswith(prefix)
        ]


@lru_cache(maxsize=256, typed=True)
def heading_key(heading: Any) -> str:
    """A heading as it is compared: lower case, letters and digits, single blanks."""
    plain = fold(str(heading or ""))
    return re.sub(r"[^a-z0-9]+", " ", plain.replace("_x000d_", " ")).strip()


def is_heading(cells: Sequence[Any]) -> bool:
    """Whether this row of cells is the row of headings."""
    return sum(heading_key(cell) in NAMED for cell in cells) >= ENOUGH


def read_headings(cells: Sequence[Any], file: str) -> Columns:
    """Map the headings by their full names; a needed one that lacks stops the run."""
    places: dict[str, int] = {}
    unknown = []
    for place, cell in enumerate(cells):
        field = NAMED.get(heading_key(cell))
        if field:
            places.setdefault(field, place)
        elif heading_key(cell):
            unknown.append(str(cell).strip())
    check_needed(places, cells, file)
    return Columns(places, unknown)


def check_needed(places: Mapping[str, int], cells: Sequence[Any], file: str) -> None:
    """Refuse a file that lacks a needed column, showing the headings it has."""
    missing = [name for field, name in NEEDED.items() if field not in places]
    if missing:
        raise wrong_columns(cells, file, missing)


def wrong_columns(
    cells: Sequence[Any], file: str, missing: Sequence[str] = tuple(NEEDED.values())
) -> CrawlError:
    """The fault of a file with other columns than ours."""
    shown = [str(cell).strip()[:60] for cell in cells if cell not in (None, "")]
    return CrawlError(
        "wrong_columns",
        file=file,
        missing=", ".join(missing),
        headings=" | ".join(shown[:40]) or "(none)",
    )


def read_cells(columns: Columns, cells: Sequence[Any]) -> dict[str, Any]:
    """One row under our own names; Yes and No columns become lists."""
    count = len(cells)
    raw: dict[str, Any] = {
        field: shown(cells[place]) if place < count else None
        for field, place in columns.plain
    }
    if columns.links:
        raw["links"] = {
            name: shown(cells[place]) if place < count else None
            for name, place in columns.links
        }
    if columns.articles:
        raw["articles"] = ticked(columns.articles, cells)
    if columns.standards:
        raw["international_standard"] = "; ".join(ticked(columns.standards, cells))
    reason = raw.pop("deviates", None)
    if reason:
        raw["conforms"] = f"{raw.get('conforms') or 'No'}: {reason}"
    return raw


def ticked(columns: Sequence[Place], cells: Sequence[Any]) -> list[str]:
    """The columns of Yes and No in which this row says yes."""
    count = len(cells)
    return [name for name, k in columns if k < count and is_yes(shown(cells[k]))]


def shown(cell: Any) -> Any:
    """What a cell shows: of a HYPERLINK formula its label, else its address."""
    if isinstance(cell, str) and (cell[:1] == "=" or cell[:1].isspace()):
        match = LINK.fullmatch(cell.strip())
        if match:
            return (match[2] or match[1]).replace('""', '"')
    return cell


@lru_cache(maxsize=256, typed=True)
def is_yes(cell: Any) -> bool:
    """Whether a Yes/No cell says yes."""
    return fold(str(cell or "")).strip() in YES
