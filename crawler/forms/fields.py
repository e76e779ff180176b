"""What stands under each label, as the fields of a form; pure."""

import re
from collections.abc import Callable
from typing import Any, cast

from crawler.forms.form_days import form_day
from crawler.forms.pieces import Piece
from crawler.forms.tables import BRACKET, choices
from crawler.forms.ticks import EDGES, Ticks, one_line, read_articles, read_ticks
from models.codes import read_hs, read_ics
from models.fold import fold, fold_in_place
from models.form import Form
from models.reference import hs_codes, ics_codes
from models.text import split_links

PAGES = re.compile(r"(\d{1,4})\s*(?:pag|p\.|p\b)")
IN_LANGUAGE = re.compile(r"(?:^|[\s,(])(?:in|en|dans)\s+(?P<languages>[^\d()]{3,120})")
ASIDE = re.compile(BRACKET)
ADDRESS = re.compile(r"https?://\S+")
CUE = re.compile(r"\bS[HA](?= \d)")
"""How French and Spanish forms name the Harmonized System for short."""
BOXES = {
    "objective": ("objectives",),
    "regions": ("regions",),
    "standards": ("standards",),
    "conforms": ("conforms",),
    "adoption": (),
    "publication": ("six_months",),
    "entry_into_force": ("six_months", "trade_facilitating"),
    "comments_close": ("sixty_days",),
    "comments_agency": ("contact",),
    "texts_from": ("contact",),
}
"""The lists of boxes that may stand under a label."""
Fields = dict[str, Any]


def read_fields(piece: Piece, language: str, unread: list[str]) -> Form:
    """The fields under one label; boxes nobody knows are added to ``unread``."""
    if piece.field == "articles":
        return {"articles": read_articles(piece.text)}
    reader = READERS.get(piece.field)
    if piece.field not in BOXES:
        found = reader(piece.text) if reader else {piece.field: piece.text.strip()}
        return cast(Form, found)
    ticks = read_ticks(piece.text, BOXES[piece.field], language)
    unread += ticks.unknown
    return cast(Form, TICKED[piece.field](ticks, piece.field, language))


def read_one_line(name: str) -> Callable[[str], Fields]:
    """A reader of a short field."""
    return lambda text: {name: one_line(text).strip(EDGES)}


def read_products(text: str) -> Fields:
    """The goods, and the codes that the form states among them."""
    found: Fields = {"products": text.strip()}
    line = CUE.sub("HS", one_line(text))
    hs = (one.code for one in read_hs(line, hs_codes()))
    ics = (one.code for one in read_ics(line, ics_codes()))
    found["hs"] = list(dict.fromkeys(code for code in hs if code))
    found["ics"] = list(dict.fromkeys(code for code in ics if code))
    return found


def read_title(text: str) -> Fields:
    """The title, and the pages and languages that stand in brackets behind it."""
    asides = [one for one in ASIDE.finditer(text) if PAGES.search(fold(one[0]))]
    bare = text
    for one in reversed(asides):
        bare = bare[: one.start()] + bare[one.end() :]
    found: Fields = {"title": one_line(ADDRESS.sub(" ", bare)).strip(" ;,.:-")}
    told = " ".join(one[0] for one in asides) or (text if PAGES.search(text) else "")
    found |= read_size(told)
    if links := split_links(text):
        found["addresses"] = links
    return found


def read_size(told: str) -> Fields:
    """The pages, all documents together, and the languages they are in."""
    found: Fields = {}
    plain = fold_in_place(told)
    pages = [int(match[1]) for match in PAGES.finditer(plain)]
    if pages:
        found["pages"] = sum(pages)
    spans = (match.span("languages") for match in IN_LANGUAGE.finditer(plain))
    languages = [told[start:end].strip(EDGES) for start, end in spans] if pages else []
    if languages:
        found["languages"] = ", ".join(dict.fromkeys(languages))
    return found


def read_pages(text: str) -> Fields:
    """The number of pages, where a figure tells it."""
    match = re.search(r"\d{1,4}", text)
    return {"pages": int(match[0])} if match else {}


def read_objective(ticks: Ticks, _: str, language: str) -> Fields:
    """The reasons in words, and the objectives ticked or named in a list."""
    keys = [*ticks.values("objectives"), *named_objectives(ticks.rest, language)]
    return {"objective": ticks.rest, "objectives": list(dict.fromkeys(keys))}


def named_objectives(text: str, language: str) -> list[str]:
    """The objectives that stand in a list by their official names, and alone there."""
    listed = [*one_line(text).split(";"), *text.replace(";", "\n").split("\n")]
    parts = [fold(part).strip(EDGES) for part in listed]
    names = [
        one for one in choices() if one.side == "named" and one.language == language
    ]
    return [
        one.value
        for part in parts
        for one in names
        if one.words.fullmatch(part) is not None
    ]


def read_regions(ticks: Ticks, _: str, __: str) -> Fields:
    """Whom the measure concerns; without boxes only what is written."""
    found: Fields = {"regions": one_line(ticks.rest)}
    if ticks.found:
        found["all_partners"] = "all" in ticks.values("regions")
    return found


def read_standards(ticks: Ticks, _: str, __: str) -> Fields:
    """The bodies ticked, and the standards written beside them."""
    return {"standards": ticks.values("standards"), "standard_text": ticks.rest}


def read_conforms(ticks: Ticks, _: str, __: str) -> Fields:
    """Whether the measure conforms to the standard, if a box is ticked."""
    ticked = ticks.values("conforms")
    found: Fields = {"conforms": ticked[0]} if len(ticked) == 1 else {}
    return found | ({"standard_text": ticks.rest} if ticks.rest else {})


def read_moment(ticks: Ticks, name: str, _: str) -> Fields:
    """A day or the words in its place, and the boxes beside it."""
    beside = ticks.words("six_months", "sixty_days")
    words = one_line("; ".join([*beside, ticks.rest] if ticks.rest else beside))
    found: Fields = {name: form_day(words, ticks.rest or words)}
    for box in ("six_months", "trade_facilitating", "sixty_days"):
        if any(one.field == box for one in ticks.found):
            found[box] = bool(ticks.values(box))
    return found


def read_contact(ticks: Ticks, name: str, _: str) -> Fields:
    """Where to write, the boxes that are ticked first."""
    text = "\n".join([*ticks.words("contact"), ticks.rest]).strip()
    found: Fields = {name: text}
    links = split_links(text)
    return found | ({"addresses": links} if links and name == "texts_from" else {})


READERS: dict[str, Callable[[str], Fields]] = {
    "member": read_one_line("member"),
    "local_government": read_one_line("local_government"),
    "languages": read_one_line("languages"),
    "title": read_title,
    "pages": read_pages,
    "products": read_products,
}
TICKED: dict[str, Callable[[Ticks, str, str], Fields]] = {
    "objective": read_objective,
    "regions": read_regions,
    "standards": read_standards,
    "conforms": read_conforms,
    "adoption": read_moment,
    "publication": read_moment,
    "entry_into_force": read_moment,
    "comments_close": read_moment,
    "comments_agency": read_contact,
    "texts_from": read_contact,
}
