"""What officers' verdicts make of matches, and what they say of the rules.

A verdict replaces the certainty of its match at once and stays through every later
pass; what the rules say by themselves is kept in `Match.machine`. Never commits.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import clock
from models.judgement import Judgement, Verdict
from models.notice import Notice
from models.sector import Certainty, Match
from nlp.reasons import Reason, render
from nlp.report import VERDICTS
from nlp.tally import PREDICTED, Tally

CONFIRMED = "confirmed"
"""The kind of reason that stands first in a match that an officer has confirmed."""
CERTAIN = 1.0


@dataclass(frozen=True)
class Measured:
    """How often the matches of a sector were right, by the officers' verdicts.

    ``judged`` counts the sure and likely matches with a verdict.
    """

    right: int = 0
    judged: int = 0

    @property
    def is_enough(self) -> bool:
        """Whether there are verdicts enough to state a share."""
        return self.judged >= VERDICTS

    @property
    def precision(self) -> float:
        """The share of right ones; 0 of none."""
        return self.right / self.judged if self.judged else 0.0


def verdicts_of(session: Session, ids: Sequence[int]) -> dict[int, list[Judgement]]:
    """The verdicts that stand for each of these notices."""
    found: dict[int, list[Judgement]] = defaultdict(list)
    query = select(Judgement).where(Judgement.notice_id.in_(ids))
    for one in session.scalars(query.order_by(Judgement.id)):
        found[one.notice_id].append(one)
    return found


def with_verdicts(
    rows: Iterable[Match], verdicts: Iterable[Judgement], rules: str
) -> list[Match]:
    """The matches of a notice as its verdicts leave them; some may be new."""
    by_sector = {row.sector_id: row for row in rows}
    for one in verdicts:
        row = by_sector.get(one.sector_id) or unseen(one, rules)
        by_sector[one.sector_id] = overrule(row, one)
    return list(by_sector.values())


def unseen(one: Judgement, rules: str) -> Match:
    """The row of a sector in which the rules see nothing."""
    return Match(
        notice_id=one.notice_id,
        sector_id=one.sector_id,
        score=0.0,
        certainty="",
        machine="",
        reasons=[],
        rules=rules,
        created_at=clock.now(),
    )


def overrule(row: Match, one: Judgement) -> Match:
    """The row with the verdict in place of what the rules say of it.

    ``row`` is as the rules left it, without an earlier verdict.
    """
    row.machine = row.certainty
    row.created_at = clock.now()
    if one.verdict == Verdict.CONFIRMED:
        row.certainty, row.score = Certainty.SURE, CERTAIN
        row.reasons = [confirmation(), *row.reasons]
    else:
        row.certainty = Certainty.REFUSED
    return row


def restore(row: Match, one: Judgement) -> bool:
    """Put the row back to what the rules said; False if they saw nothing."""
    row.certainty, row.machine, row.score = row.machine, "", one.score
    row.reasons = [told for told in row.reasons if told["kind"] != CONFIRMED]
    row.created_at = clock.now()
    return bool(row.certainty)


def confirmation() -> dict[str, Any]:
    """The reason that tells of an officer's word."""
    zh, en = render(Reason(CONFIRMED, "", "", "", 1.0))
    told = {"kind": CONFIRMED, "code": "", "words": "", "field": "", "weight": 1.0}
    return {**told, "zh": zh, "en": en}


def measured(session: Session) -> dict[str, Measured]:
    """What the verdicts say of the sure and likely matches of each sector."""
    right: dict[str, int] = defaultdict(int)
    judged: dict[str, int] = defaultdict(int)
    for one in judged_pairs(session):
        if one.machine in PREDICTED:
            judged[one.sector] += 1
            right[one.sector] += one.verdict == Verdict.CONFIRMED
    return {sector: Measured(right[sector], judged[sector]) for sector in judged}


def tally_verdicts(session: Session) -> tuple[int, Tally]:
    """How many notices were judged, and how the rules do on the judged pairs.

    A confirmed pair is one that must be found, a refused one that must not; of what
    nobody judged nothing is said.
    """
    guesses: dict[str, dict[str, str]] = defaultdict(dict)
    must: dict[str, set[str]] = defaultdict(set)
    for one in judged_pairs(session):
        guess = guesses[one.symbol]
        if one.machine in (*PREDICTED, Certainty.POSSIBLE):
            guess[one.sector] = one.machine
        if one.verdict == Verdict.CONFIRMED:
            must[one.symbol].add(one.sector)
    tally = Tally()
    for symbol, guess in guesses.items():
        tally.add(symbol, guess, must[symbol], set())
    return len(guesses), tally


class Judged(NamedTuple):
    """A verdict beside the certainty that the rules of today give."""

    notice_id: int
    symbol: str
    sector: str
    verdict: str
    machine: str


def judged_pairs(session: Session) -> list[Judged]:
    """Each verdict that stands, by symbol and sector."""
    same = (Match.notice_id == Judgement.notice_id) & (
        Match.sector_id == Judgement.sector_id
    )
    query = (
        select(
            Notice.id,
            Notice.symbol,
            Judgement.sector_id,
            Judgement.verdict,
            Match.machine,
        )
        .join(Notice, Notice.id == Judgement.notice_id)
        .join(Match, same)
        .order_by(Notice.symbol, Judgement.sector_id)
    )
    return [Judged(*row) for row in session.execute(query)]
