"""The publisher's fields of a notice, as every way of fetching hands them on."""

from __future__ import annotations

import hashlib
import json
from typing import TypedDict


class Content(TypedDict, total=False):
    """The current text of a notice; what a publisher does not give is left out.

    Texts are plain (tags, ``_x000D_`` and no-break spaces gone), days are ISO.
    ``hs`` and ``ics`` are the codes the Member stated, cleaned to the edition;
    ``hs_text`` and ``ics_text`` keep the cell as written. The fields from
    ``agencies`` on are those of national sources: ``dockets`` as the publisher
    writes them, ``references`` to acts and standards, ``action`` and ``risk`` in its
    words, ``docket_closes`` the last day that the docket itself states.
    """

    title: str
    description: str
    products: str
    hs: list[str]
    hs_text: str
    ics: list[str]
    ics_text: str
    objectives: list[str]
    objectives_text: str
    keywords: list[str]
    regions: str
    all_partners: bool
    articles: list[str]
    local_government: str
    adoption: str
    entry_into_force: str
    relevant_documents: str
    international_standard: str
    conforms: str
    documents: list[str]
    links: dict[str, str]
    distributed: str
    comments_close: str
    agencies: list[str]
    dockets: list[str]
    docket_title: str
    docket_closes: str
    references: list[str]
    action: str
    risk: str


def content_hash(content: Content) -> str:
    """Name a text by what it says: equal content, equal hash (SHA-256, hex)."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()
