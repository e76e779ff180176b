"""The full translation of a notice, as an engine made it of the current version."""

from dataclasses import dataclass

from models.notice import Notice

MACHINE = "machine"


@dataclass(frozen=True)
class Translated:
    """Title and description in one language, and the engine that made them."""

    engine: str = ""
    title: str = ""
    description: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.title or self.description)

    @property
    def paragraphs(self) -> list[str]:
        """The lines of the description."""
        return [line for line in self.description.splitlines() if line.strip()]


def read_translated(notice: Notice, language: str) -> Translated:
    """The translation of the text as it stands; one of an older version is none."""
    rows = {
        one.field: one
        for one in notice.renderings
        if (one.origin, one.language) == (MACHINE, language)
        and one.version_number == notice.version_number
    }
    texts = {name: rows[name].text for name in ("title", "description") if name in rows}
    engines = {one.author for one in rows.values() if one.author}
    return Translated(", ".join(sorted(engines)), **texts)
