"""The official form of a notification: what every reader of it hands on."""

from __future__ import annotations

from typing import TypedDict


class FormDay(TypedDict):
    """A day of the form: as written, and what can be made of it.

    ``day`` is ISO and only there where a day is written; ``kind``, ``offset_days``
    and ``offset_months`` are those of ``models.periods.DayInWords`` otherwise.
    """

    words: str
    day: str | None
    kind: str | None
    offset_days: int | None
    offset_months: int | None


class Form(TypedDict, total=False):
    """What a form says, under names that do not depend on its layout or language.

    Texts are plain, as written. A row that the form does not have is left out; one
    that is there and empty is there and empty. ``articles`` and ``objectives`` are
    what is ticked, ``objectives`` by the keys of the reference. ``standards`` are the
    bodies ticked in the SPS form (Codex, WOAH, IPPC, or ``none``), ``standard_text``
    is what is written beside them; ``conforms`` is ``yes``, ``no`` or ``not
    applicable``. ``reasons`` are the ticked boxes of an addendum by the names of
    ``models.events.EventKind``.
    """

    symbol: str
    circulated: str
    member: str
    local_government: str
    agency: str
    comments_agency: str
    articles: list[str]
    products: str
    hs: list[str]
    ics: list[str]
    title: str
    pages: int
    languages: str
    description: str
    objective: str
    objectives: list[str]
    urgency: str
    relevant_documents: str
    standards: list[str]
    standard_text: str
    conforms: str
    deviation: str
    all_partners: bool
    regions: str
    adoption: FormDay
    publication: FormDay
    entry_into_force: FormDay
    comments_close: FormDay
    sixty_days: bool
    six_months: bool
    trade_facilitating: bool
    texts_from: str
    addresses: list[str]
    reasons: list[str]
