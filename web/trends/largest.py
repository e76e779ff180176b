"""The largest markets of Hubei, and how much of what is notified comes from them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from models.data_stamp import data_version
from models.export_tables import counted
from models.facts.columns import Mask
from models.notice_exposure import UNION, read_sums, union
from web.trends.basis import rows_basis
from web.trends.counting import share
from web.trends.exports import AREAS, MOST_MARKETS
from web.trends.view import Basis, Scene, Words

DOCUMENTS, MEASURES = Words("件", "documents"), Words("项措施", "measures")
ROUND = str.maketrans({"（": " (", "）": ")"})


@dataclass(frozen=True)
class Largest:
    """The markets that most is sold to, the European Union as one, and of which table.

    Empty where no table of exports counts.
    """

    codes: tuple[str, ...] = ()
    year: int = 0
    invented: bool = False

    def basis(self) -> Basis:
        """The markets by their rank, as an answer's basis names them."""
        return rows_basis(
            (f"market:{code}", (self.year, rank))
            for rank, code in enumerate(self.codes)
        )


def find_largest(scene: Scene) -> Largest:
    """The largest markets by the table that counts."""
    key = ("largest markets", data_version(scene.session, *AREAS))
    return scene.facts.once(key, lambda: read_largest(scene.session))


def read_largest(session: Session) -> Largest:
    """The same, read."""
    found = counted(session)
    if found is None:
        return Largest()
    sums = read_sums(session, found)
    inside = {code: sums.pop(code) for code in union() if code in sums}
    if inside:
        whole = inside.pop(UNION, 0.0)
        sums[UNION] = max(whole, sum(inside.values()))
    order = sorted(sums, key=lambda code: (-sums[code], code))
    return Largest(tuple(order[:MOST_MARKETS]), found.year, found.table.invented)


def tell_largest(scene: Scene, largest: Largest, mask: Mask) -> Iterator[Words]:
    """How many of the counted documents come from the largest markets; nothing where
    none are known, or nothing is counted."""
    if not largest.codes or not mask.any():
        return
    wanted = {*largest.codes, *(union() if UNION in largest.codes else ())}
    part = int((mask & scene.facts.members.among(wanted)).sum())
    whole, many = int(mask.sum()), len(largest.codes)
    rate = share(part, whole)
    said = "" if rate is None else f"（{rate:.0%}）"
    zh = "按虚构的演示数据，" if largest.invented else ""
    en = "by the invented figures of the demonstration " if largest.invented else ""
    unit = MEASURES if scene.choice.by_measure else DOCUMENTS
    yield Words(
        f"{zh}湖北出口额最大的{many}个市场（{largest.year}年，欧盟作为一个市场）"
        f"通报了{whole}{unit.zh}中的{part}{unit.zh}{said}，联合通报计一次。",
        f"{part} of {whole} {unit.en}{said.translate(ROUND)} come from Hubei's {many}"
        f" largest markets ({en}of {largest.year}, the EU as one), a joint one once.",
    )
