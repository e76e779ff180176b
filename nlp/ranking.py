"""Which HS chapters and headings a notice is about, the likeliest first."""

from nlp.evidence import doubtful_codes, limits
from nlp.findings import Finding
from nlp.text import NoticeText

FACTORS = {"products": 0.9}
PROSE = 0.35


def rank(findings: list[Finding], text: NoticeText, length: int) -> list[str]:
    """Codes cut to 2 or 4 digits, by the evidence for them; shorter ones are out."""
    doubtful = doubtful_codes(findings, text)
    scores: dict[str, list[float]] = {}
    for place, one in enumerate(findings):
        if one.scheme == "hs" and len(one.code) >= length:
            told = one.origin == "stated" or text.is_told(one.field, one.start)
            weight = one.score * (FACTORS.get(one.field, 1.0) if told else PROSE)
            if one in doubtful:
                weight *= limits()["doubtful"]
            early = 1 - min(place, 50) / 1000
            scores.setdefault(one.code[:length], []).append(weight * early)
    totals = {code: total(values) for code, values in scores.items()}
    return sorted(totals, key=lambda code: (-totals[code], code))


def total(values: list[float]) -> float:
    """The best value, and half as much of each further one."""
    best, *rest = sorted(values, reverse=True)
    return best + sum(value * 0.5**place for place, value in enumerate(rest, 1))
