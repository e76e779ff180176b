"""The tick lists of TBT and SPS addendum forms, in English, French and Spanish."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from models.days import find_days
from models.events import EventKind, Happening, in_order
from models.fold import fold_in_place
from models.symbols import SYMBOL, read_symbol
from models.text import split_links

BOX = re.compile(r"\[\s*(?P<cross>[xX✓✗✔]?)\s*\]|(?P<full>[☒☑✔✅])|(?P<empty>[☐□])")
LABELS = {
    EventKind.EXTENDED: (
        r"comment period changed|modification of (?:the )?final date for comments"
        r"|(?:plazo|periodo) para (?:la presentacion de )?(?:las )?observaciones modif"
        r"|modificacion de la fecha limite|modification (?:de la date limite|du delai)"
        r"|(?:delai|periode) (?:prevue? )?pour (?:la presentation d|les )?.{0,15}modifi"
        r"|modificacion del (?:plazo|periodo)"
    ),
    EventKind.ADOPTED: (
        r"notified measure adopted|notification of adoption|medida notificada adoptada"
        r"|notificacion de la (?:adopcion|aprobacion)|mesure notifiee adoptee"
        r"|notification de l.adoption|adopcion de la medida notificada"
        r"|adoption de la mesure notifiee"
    ),
    EventKind.PUBLISHED: (
        r"notified measure published|medida notificada publicada"
        r"|mesure notifiee publiee|publicacion de la medida notificada"
        r"|publication de la mesure notifiee"
    ),
    EventKind.IN_FORCE: (
        r"notified measure enter(?:s|ed) into force"
        r"|entrada en vigor de la medida|medida notificada .{0,12}vigor"
        r"|entree en vigueur de la mesure|mesure notifiee .{0,12}vigueur"
    ),
    EventKind.FINAL_TEXT: (
        r"text of final measure|texto (?:de la medida )?definitiv"
        r"|el texto de la medida definitiva|texte (?:de la mesure )?finale?"
        r"|acceso al texto (?:final|definitivo)"
    ),
    EventKind.WITHDRAWN: (
        r"notified measure (?:withdrawn|revoked)|withdrawal of (?:the )?proposed"
        r"|medida notificada (?:retirada|revocada)|retiro del reglamento"
        r"|mesure notifiee (?:retiree|abrogee)|retrait d.{1,6}reglementation"
        r"|retir(?:o|ada) o (?:derogacion|revocacion) de la medida"
        r"|retrait ou abrogation de la mesure"
    ),
    EventKind.CHANGED: (
        r"content or scope|modification of content"
        r"|(?:modificacion del )?contenido (?:y/?)?o (?:del )?(?:alcance|ambito)"
        r"|(?:modification du |teneur|contenu)"
    ),
    EventKind.GUIDANCE: (
        r"interpreti?ve guid|directrices interpretativas|orientaciones interpretativas"
        r"|directives? (?:d.)?interpret|publicacion de directrices interpretativas"
        r"|publication d.{1,6}(?:directives|orientations) (?:d.)?interpret"
    ),
    EventKind.DATES_CHANGED: (
        r"change in (?:the )?proposed date|cambio (?:de|en) la fecha propuesta"
        r"|modificacion de la fecha propuesta"
        r"|(?:changement|modification) de la date (?:proposee|projetee)"
    ),
    EventKind.OTHER: r"others?\b|otr[oa]s?\b|autres?\b",
}
ARTICLE = r"(?:l[ae]s? |l'|el |los |une? |an? )?"
"""French and Spanish lists go on from a heading: "concerne: [ ] la modification"."""
COMPILED = {kind: re.compile(f"{ARTICLE}(?:{form})") for kind, form in LABELS.items()}
SIXTY = re.compile(
    r"sixty days from the date of circulation|sesenta dias|soixante jours|60 days from"
)
END = re.compile(
    r"^[ \t]*(?:description|descripcion|contenu|this addendum concerns|agency or auth"
    r"|text\(?s?\)? available from:)\b",
    re.MULTILINE,
)


@dataclass(frozen=True)
class AddendumForm:
    """What the ticked boxes of a form say, besides its prose."""

    happenings: list[Happening] = field(default_factory=list)
    deadline: date | None = None
    addresses: list[str] = field(default_factory=list)
    renotified: str | None = None
    """The symbol under which a withdrawn measure was notified again."""


@dataclass(frozen=True)
class Box:
    """One box with the text up to the next; places in it are those of `plain`."""

    ticked: bool
    text: str
    plain: str


def read_addendum_form(text: str, circulated: date | None = None) -> AddendumForm:
    """Read a form's ticked boxes; a text without boxes gives an empty form.

    `circulated` lets a ticked "sixty days from circulation" become a day.
    """
    happenings: list[Happening] = []
    deadlines: list[date | None] = []
    addresses: list[str] = []
    renotified: str | None = None
    for box in boxes(text):
        kind = label_of(box)
        deadlines.append(deadline_in(box, kind, circulated))
        if not box.ticked or kind is None:
            continue
        addresses += split_links(box.text)
        if kind == EventKind.WITHDRAWN:
            renotified = symbol_in(box.text)
        happenings.append(happening_of(kind, box, renotified))
    return AddendumForm(
        happenings=in_order(happenings),
        deadline=next((day for day in deadlines if day), None),
        addresses=list(dict.fromkeys(addresses)),
        renotified=renotified,
    )


def boxes(text: str) -> Iterator[Box]:
    """Every box, with the words that follow it up to the next box or section."""
    plain = fold_in_place(text)
    matches = list(BOX.finditer(text))
    starts = [match.start() for match in matches]
    for match, stop in zip(matches, [*starts, len(text)][1:], strict=True):
        section = END.search(plain, match.end(), stop)
        end = section.start() if section else stop
        ticked = bool(match["cross"] or match["full"])
        yield Box(ticked, text[match.end() : end], plain[match.end() : end])


def label_of(box: Box) -> EventKind | None:
    """The event that the label beside a box names."""
    label = " ".join(box.plain.replace("|", " ").split())[:120]
    return next((kind for kind in COMPILED if COMPILED[kind].match(label)), None)


def happening_of(kind: EventKind, box: Box, renotified: str | None) -> Happening:
    """The event of a ticked box; a changed scope has no day but a deadline."""
    has_day = kind not in {EventKind.CHANGED, EventKind.FINAL_TEXT, EventKind.OTHER}
    day = first_day(box.text) if has_day else None
    words = " ".join(box.text.split())
    target = renotified if kind == EventKind.WITHDRAWN else None
    return Happening(kind, day, words, "form", target)


def deadline_in(
    box: Box, kind: EventKind | None, circulated: date | None
) -> date | None:
    """The deadline for comments that a box gives.

    A day beside "sixty days" counts without a tick; the sixty days only with one.
    """
    if SIXTY.search(box.plain):
        sixtieth = circulated + timedelta(days=60) if circulated else None
        return first_day(box.text) or (sixtieth if box.ticked else None)
    asked = box.ticked and kind in {EventKind.EXTENDED, EventKind.CHANGED}
    return first_day(box.text) if asked else None


def first_day(text: str) -> date | None:
    """The first day written in a text."""
    return next((day for day, _, _ in find_days(text)), None)


def symbol_in(text: str) -> str | None:
    """The first symbol written in a text."""
    match = SYMBOL.search(text)
    symbol = read_symbol(match[0]) if match else None
    return symbol.text if symbol else None
