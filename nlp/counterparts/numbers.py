"""The numbers by which a measure is known at home, wherever they are written.

Each is one spelling: ``docket:NHTSA-2024-0012``, ``fr:2025-10567``, ``rin:2127-AM00``,
``celex:32025R1105``, ``uk:uksi/2025/123``. A number in the address of a document counts
as much as one in its text.
"""

import re
from collections.abc import Iterable

from models.content import Content

DASHES = re.compile(r"[‐‑‒–—−]")
PATTERNS = {
    "docket": re.compile(
        r"\b[A-Z]{2,8}(?:-[A-Z0-9]{1,6}){0,3}-(?:19|20)\d{2}-[A-Z]?-?\d{4,6}\b"
    ),
    "fr": re.compile(r"(?<![\w-])((?:19|20)\d{2}-\d{5})(?![\w-])"),
    "rin": re.compile(r"\b(\d{4}-[A-Z]{2}\d{2})\b"),
    "celex": re.compile(r"\b(3(?:19|20)\d{2}[RLD]\d{4})\b"),
    "uk": re.compile(r"\b((?:uksi|ukpga|nisr|ssi|wsi)/(?:19|20)\d{2}/\d{1,5})\b"),
}
ACT = re.compile(
    r"\b(?P<kind>regulation|directive|decision)\s+\((?:EU|EC)\)\s*(?:No\.?\s*)?"
    r"(?P<year>20\d{2})/(?P<number>\d{1,4})\b",
    re.IGNORECASE,
)
LETTER = {"regulation": "R", "directive": "L", "decision": "D"}
INSTRUMENT = re.compile(r"\bS\.?\s?I\.?\s+(20\d{2})\s?(?:/|No\.?\s?)\s?(\d{1,5})\b")
SHARED = frozenset({"2120-AA64", "2120-AA66", "1625-AA00", "1625-AA08"})
"""Numbers under which an agency files hundreds of rules that have nothing in common."""


def numbers_in(text: str) -> frozenset[str]:
    """All numbers of national measures that a text names."""
    plain = DASHES.sub("-", text)
    found = {
        f"{kind}:{match[match.lastindex or 0]}"
        for kind, pattern in PATTERNS.items()
        for match in pattern.finditer(plain)
    }
    for act in ACT.finditer(plain):
        letter = LETTER[act["kind"].lower()]
        found.add(f"celex:3{act['year']}{letter}{int(act['number']):04}")
    for year, number in INSTRUMENT.findall(plain):
        found.add(f"uk:uksi/{year}/{int(number)}")
    return frozenset(one for one in found if one.partition(":")[2] not in SHARED)


def own_numbers(source_key: str, content: Content) -> frozenset[str]:
    """The numbers of a national measure itself, not those of what it refers to.

    A docket and a number of the regulatory agenda (RIN) belong to the measure; a
    code, a directive or an older act that it amends does not.
    """
    dockets = numbers_in(" ; ".join(content.get("dockets", [])))
    agenda = numbers_in(" ; ".join(content.get("references", [])))
    own = numbers_in(source_key)
    return own | dockets | frozenset(one for one in agenda if one.startswith("rin:"))


def numbers_of(content: Content, further: Iterable[str] = ()) -> frozenset[str]:
    """All numbers that a notification names: in its texts, its links, and its form."""
    texts = [
        content.get("title", ""),
        content.get("description", ""),
        content.get("relevant_documents", ""),
        *content.get("documents", []),
        *further,
    ]
    return numbers_in(" ; ".join(texts))
