"""What officers said of the matches of notices, as numbers beside the facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from models.facts import Facts
from models.facts.columns import Mask, Numbers, Places
from models.judgement import Verdict
from nlp.judging import Measured, judged_pairs
from nlp.tally import PREDICTED
from web.trends.basis import RowBasis, rows_basis
from web.trends.view import Cell, Column, Scene, Sort, Words

COLUMNS = (
    Column("judged", Words("已判定的匹配", "Matches judged")),
    Column("precision", Words("匹配准确率", "Precision of matches"), Sort.SHARE),
)
NOTE = Words(
    "匹配准确率＝专员判定为对的匹配÷已判定的“确定”“很可能”匹配；"
    "判定不足20条的样本不足，不给比率。",
    "Precision = matches that officers found right / sure and likely matches that they"
    " judged; of fewer than 20 verdicts none is given.",
)


@dataclass(frozen=True)
class Verdicts:
    """The verdicts on sure and likely matches: the place of each notice, the sector,
    and whether the match was right."""

    facts: Facts
    places: Places
    sectors: tuple[str, ...]
    right: Mask

    @cached_property
    def judged_of(self) -> Numbers:
        """How many matches of each notice were judged."""
        return np.bincount(self.places, minlength=len(self.facts))

    @cached_property
    def right_of(self) -> Numbers:
        """How many of them were right."""
        return np.bincount(self.places[self.right], minlength=len(self.facts))

    def measure(self, places: Places) -> Iterator[Cell]:
        """The cells of some notices: how many were judged, and the share of right
        ones where they are enough."""
        right, judged = (
            int(one[places].sum()) for one in (self.right_of, self.judged_of)
        )
        found = Measured(right, judged)
        yield judged
        yield found.precision if found.is_enough else None

    def basis(self, mask: Mask) -> RowBasis:
        """The verdicts on some notices, as an answer's basis names them."""
        keys = self.facts.keys
        told = zip(self.places, self.sectors, self.right, strict=True)
        return rows_basis(
            (f"verdict:{keys[place]}:{sector}", (bool(right),))
            for place, sector, right in told
            if mask[place]
        )


def read_verdicts(scene: Scene) -> Verdicts:
    """All verdicts that stand, read once for a state of the data."""
    return scene.facts.once(read_verdicts, lambda: make_verdicts(scene))


def make_verdicts(scene: Scene) -> Verdicts:
    """The same, read."""
    place = scene.facts.place
    found = [
        (place[one.notice_id], one.sector, one.verdict == Verdict.CONFIRMED)
        for one in judged_pairs(scene.session)
        if one.machine in PREDICTED and one.notice_id in place
    ]
    places, sectors, right = zip(*found, strict=True) if found else ((), (), ())
    return Verdicts(
        scene.facts,
        np.array(places, dtype=np.int64),
        tuple(sectors),
        np.array(right, dtype=np.bool_),
    )
