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
    "compliance": re.compile(r"complian|implementation|cumplimiento|conformite|合规"),
    "entry_into_force": re.compile(
        r"into (?:force|effect)|effective|vigor|vigueur|vigencia|生效|实施|施行"
    ),
    "adoption": re.compile(r"adoption|adopted|approval|adopcion|aprobacion|批准|通过"),
}
"""The words that tell which day a sentence speaks of, the first that is found."""
LATER_FIRST = re.compile(
    r"instead of|rather than|\bnot\b|in place of|replac|previously|en lugar de"
    r"|en vez de|au lieu d|而非|而不是|原为"
)
"""Between two days: the first takes the place of the second."""
NEWS = re.compile(
    r"should read|shall read|read as|corrected to|postpone|defer|delay|extend|extension"
    r"|prolong|shorten|brought forward|(?:changed|moved|modified|amended) (?:from|to)"
    r"|debe decir|lease|debera leerse|prorrog|ampli(?:a|o)\b|aplaz|posterg|lire|reporte"
    r"|应为|更正为|推迟|延长|延至|改为|提前|调整"
)
"""The words by which a sentence changes a day."""
FROM = re.compile(r"(?:\bfrom|\bdel?|\bdu|由|从)\s*$")
"""Before a day that no longer holds."""
SENTENCE = re.compile(r"(?<=[;。；\n])|(?<=[a-z0-9)]\.)\s*(?=[A-Z])")
REACH = 90
"""Letters before a day in which the words stand that it belongs to."""


class Correction(NamedTuple):
    """A day that is said anew; ``before`` is None where only the new one is told."""

    before: date | None
    after: date


def corrected_days(text: str) -> dict[str, Correction]:
    """The days that a text changes, by field; each field once, the first told."""
    found: dict[str, Correction] = {}
    for sentence in SENTENCE.split(text):
        days = list(find_days(sentence))[:2]
        if not days:
            continue
        plain = fold_in_place(sentence)
        near = plain[max(0, days[0][1] - REACH) : days[-1][1]]
        name = next((one for one, cue in FIELDS.items() if cue.search(near)), None)
        if name and (NEWS.search(near) or LATER_FIRST.search(near)):
            found.setdefault(name, correction(plain, days))
    return found


def correction(plain: str, days: list[tuple[date, int, int]]) -> Correction:
    """Which of the days in a sentence is the new one."""
    if len(days) == 1:
        return Correction(None, days[0][0])
    (one, begin, end), (other, start, _) = days
    if LATER_FIRST.search(plain, end, start):
        return Correction(other, one)
    is_before = FROM.search(plain[:begin]) or NEWS.search(plain, end, start)
    return Correction(one if is_before else None, other)
