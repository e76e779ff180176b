"""Letters out of sentences: those whose facts are known, in both languages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from models.paper import PaperKind
from web.papers.fields import NAMES, Fields

FILE = Path(__file__).parent / "letters.toml"
FACT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Sentence:
    """One sentence in both languages, and what must hold for it to stand."""

    zh: str
    en: str = ""
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()

    def stands(self, facts: Mapping[str, str]) -> bool:
        """Whether all it names is known, and nothing speaks against it."""
        wanted = {*FACT.findall(self.zh), *FACT.findall(self.en), *self.needs}
        return all(facts[name] for name in wanted) and not any(
            facts[name] for name in self.unless
        )


@lru_cache(maxsize=1)
def sentences() -> Mapping[str, Sequence[Sentence]]:
    """The sentences of each letter; ValueError where one names an unknown fact."""
    read = tomllib.loads(FILE.read_text(encoding="utf-8"))
    made = {
        kind: [
            Sentence(
                row["zh"],
                row.get("en", ""),
                tuple(row.get("needs", ())),
                tuple(row.get("unless", ())),
            )
            for row in rows
        ]
        for kind, rows in read.items()
    }
    for one in (one for rows in made.values() for one in rows):
        named = {*FACT.findall(one.zh + one.en), *one.needs, *one.unless}
        if unknown := named.difference(NAMES):
            raise ValueError(f"letters.toml names unknown facts: {sorted(unknown)}")
    return made


def write_letter(kind: PaperKind, fields: Fields) -> tuple[str, str]:
    """Both texts of a letter; the English is '' where there is none."""
    standing = [one for one in sentences()[kind] if one.stands(fields.zh)]
    zh = [one.zh.format_map(fields.zh) for one in standing]
    en = [one.en.format_map(fields.en) for one in standing if one.en]
    return joined(zh), joined(en)


def joined(lines: Sequence[str]) -> str:
    """Lines as a text."""
    return "\n".join(lines) + "\n" if lines else ""
