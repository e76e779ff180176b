"""The version of the rules: it changes when a word, a weight or a sector changes."""

import hashlib
from collections.abc import Iterable
from functools import lru_cache

from models.reference import FOLDER
from nlp.classifier.model import SHIPPED
from nlp.officers_words import words_digest
from nlp.words import LEXICONS

METHOD = "1"
MATCH_ONLY = (
    "brakes.csv",
    "calibration.csv",
    "evidence.csv",
    "fields.csv",
    "limits.csv",
    "outside.csv",
    "reasons.csv",
)
FACTS = ("hs.csv", "ics.csv", "members.csv", "objectives.csv")


def tag_rules() -> str:
    """The version of everything that finds tags, officers' words among it."""
    own = words_digest()
    shipped = shipped_rules()
    return fingerprint([shipped.encode(), own.encode()]) if own else shipped


@lru_cache(maxsize=1)
def shipped_rules() -> str:
    """The version of what comes with the program to find tags."""
    paths = [p for p in LEXICONS.glob("*.csv") if p.name not in MATCH_ONLY]
    paths += [*(FOLDER / name for name in FACTS), SHIPPED / "facts.json"]
    return fingerprint(path.read_bytes() for path in sorted(paths))


def match_rules(definitions: Iterable[str]) -> str:
    """The version of everything that matches; `definitions` are the sectors' terms."""
    paths = [*(LEXICONS / name for name in MATCH_ONLY), FOLDER / "signal.csv"]
    lines = (line.encode() for line in sorted(definitions))
    return fingerprint([*(path.read_bytes() for path in paths), *lines])


def fingerprint(parts: Iterable[bytes]) -> str:
    """A short name for some bytes."""
    digest = hashlib.sha256(METHOD.encode())
    for part in parts:
        digest.update(part)
    return digest.hexdigest()[:12]
