"""The phrases of the site, and the catalogues that hold their English.

``python -m tests.web.phrases`` lists what no catalogue holds, and compiles all
catalogues. A feature may keep a catalogue of its own beside ``messages.po``.
"""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / "web"
CATALOGUES = WEB / "translations" / "en" / "LC_MESSAGES"
NO_DAY = datetime(2026, 1, 1, tzinfo=UTC)
"""A compiled catalogue is the same whenever it is compiled."""
METHODS = [
    ("**.py", "python"),
    ("**/templates/**", "jinja2"),
    ("**/messages/**.html", "jinja2"),
    ("**/messages/**.txt", "jinja2"),
]
TRIMMED = {"encoding": "utf-8", "trimmed": "true"}
OPTIONS = {pattern: TRIMMED for pattern, method in METHODS if method == "jinja2"}
KEYWORDS = {
    "_": None,
    "N_": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "RefusedError": None,
}


HEADER = b"""msgid ""
msgstr ""
"Language: en\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def phrases() -> dict[str, str]:
    """Every marked phrase with Chinese in it, and the first place that says it."""
    found: dict[str, str] = {}
    for path, line, message, _, _ in extract_from_dir(
        WEB, METHODS, OPTIONS, keywords=KEYWORDS
    ):
        for text in message if isinstance(message, tuple) else (message,):
            if text and not text.isascii():
                found.setdefault(text, f"web/{path}:{line}")
    return found


def read_catalogue(path: Path) -> Catalog:
    """A catalogue as it is written."""
    with path.open("rb") as file:
        return read_po(file, locale="en")


def all_of(text: object) -> tuple[str, ...]:
    """A phrase or a translation in all its plural forms."""
    forms = text if isinstance(text, tuple | list) else (text,)
    return tuple(str(form or "") for form in forms)


def english() -> dict[str, str]:
    """All translations, of all catalogues."""
    found: dict[str, str] = {}
    for path in sorted(CATALOGUES.glob("*.po")):
        for message in read_catalogue(path):
            strings = all_of(message.string)
            if message.id and all(strings) and not message.fuzzy:
                found[all_of(message.id)[0]] = strings[0]
    return found


def conflicts() -> dict[str, list[str]]:
    """Phrases that catalogues translate in more than one way, with the ways."""
    found: dict[str, set[str]] = {}
    for path in sorted(CATALOGUES.glob("*.po")):
        for message in read_catalogue(path):
            if message.id and message.string:
                said = all_of(message.string)[0]
                found.setdefault(all_of(message.id)[0], set()).add(said)
    return {text: sorted(ways) for text, ways in found.items() if len(ways) > 1}


def compiled(path: Path) -> bytes:
    """The bytes of the compiled catalogue."""
    buffer = io.BytesIO()
    catalogue = read_catalogue(path)
    catalogue.creation_date = catalogue.revision_date = NO_DAY
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def missing() -> dict[str, str]:
    """Phrases that no catalogue holds, with their places."""
    known = english()
    return {text: place for text, place in phrases().items() if text not in known}


def add(path: Path, pairs: dict[str, str | tuple[str, str]]) -> None:
    """Put translations into a catalogue; a pair is singular and plural."""
    catalogue = Catalog(locale="en")
    for message in read_catalogue(path) if path.exists() else ():
        if message.id:
            catalogue.add(message.id, message.string)
    for text, translation in pairs.items():
        catalogue.add(
            (text, text) if isinstance(translation, tuple) else text, translation
        )
    with path.open("wb") as file:
        file.write(HEADER)
        write_po(file, catalogue, sort_output=True, omit_header=True, width=0)


if __name__ == "__main__":
    for catalogue in CATALOGUES.glob("*.po"):
        catalogue.with_suffix(".mo").write_bytes(compiled(catalogue))
    for phrase, where in missing().items():
        sys.stdout.write(f"{where}\t{phrase}\n")
