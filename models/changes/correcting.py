"""Days that a follow-up says anew in its prose: "should read … instead of …"."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from models.days import find_days
from models.fold import fold_in_place

FIELDS = {
    "comments_close": re.compile(
        r"comment|observacion|评议|意见反馈|commentaires|observations"
    ),
    "entry_into_force": re.compile(
        r"into (?:force|effect)|effective|complian|implementation|vigor|vigueur"
        r"|vigencia|生效|实施|施行"
    ),
    "adoption": re.compile(r"adoption|adopted|approval|adopcion|aprobacion|批准|通过"),
}
"""The words that tell which day a sentence speaks of, the first that is found."""
LATER_FIRST = re.compile(
    r"instead of|rather than|and not|in place of|replac|previously|en lugar de"
    r"|en vez de|au lieu d|而非|而不是|原为"
)
"""Between two days: the first takes the place of the second."""
NEWS = re.compile(
    r"should read|shall read|read as|is (?:now|corrected)|corrected to|postpone|defer"
    r"|delay|extend|prolong|shorten|brought forward|changed|moved|debe decir|lease"
    r"|debera leerse|prorrog|ampli|aplaz|posterg|modific|lire|reporte|prolonge"
    r"|应为|更正为|推迟|延长|延至|改为|提前|调整"
)
"""The words by which a sentence changes a day."""
SENTENCE = re.compile(r"(?<=[;。；\n])|(?<=[a-z0-9)]\.)\s+(?=[A-Z])")


class Correction(NamedTuple):
    """A day that is said anew; ``before`` is None where only the new one is told."""

    before: date | None
    after: date


def corrected_days(text: str) -> dict[str, Correction]:
    """The days that a text changes, by field; each field once, the first told."""
    found: dict[str, Correction] = {}
    for sentence in SENTENCE.split(text):
        plain = fold_in_place(sentence)
        days = [(day, start, end) for day, start, end in find_days(sentence)]
        if not days or not (NEWS.search(plain) or LATER_FIRST.search(plain)):
            continue
        name = next((one for one, cue in FIELDS.items() if cue.search(plain)), None)
        if name:
            found.setdefault(name, correction(plain, days))
    return found


def correction(plain: str, days: list[tuple[date, int, int]]) -> Correction:
    """Which of the days in a sentence is the new one."""
    if len(days) == 1:
        return Correction(None, days[0][0])
    (one, _, end), (other, start, _) = days[:2]
    if LATER_FIRST.search(plain, end, start):
        return Correction(other, one)
    return Correction(one, other)
