"""Whether a file shows the words of the released report, and which it does not."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from models.report import Report, ReportState
from web.reports.printed import print_report
from web.reports.reading import Carried
from web.reports.sealing import holds
from web.trends.view import Words

LANGUAGES = ("zh", "en")
MOST = 5


def altered_words(report: Report, carried: Carried, key: str) -> list[Words]:
    """What a file shows differently from a fresh print of the released report.

    Nothing where its seal holds, made with the ``key`` of the house. A file keeps what
    its issue said of itself when it was given: one of a withdrawn issue may be older
    than the withdrawal.
    """
    if not carried.words or holds(key, carried.seal, carried.sheet, carried.words):
        return []
    closest: list[Words] | None = None
    for state, language in product(states_of(report), LANGUAGES):
        fresh = carried.write(print_report(report, language, state), language)
        found = differing(fresh, carried.words)
        if not found:
            return []
        if closest is None or len(found) < len(closest):
            closest = found
    return closest or []


def states_of(report: Report) -> list[ReportState]:
    """The states in which its files were given, the oldest first."""
    gone = report.state == ReportState.WITHDRAWN
    return [ReportState.RELEASED, *([ReportState.WITHDRAWN] if gone else [])]


def differing(fresh: Sequence[str], words: Sequence[str]) -> list[Words]:
    """The pieces that differ, in sentences, the first few of them."""
    pairs = [
        Words(
            f"文件中是“{shown[:60]}”，发布的报告中是“{said[:60]}”。",
            f"The file shows “{shown[:60]}” where the report says “{said[:60]}”.",
        )
        for said, shown in zip(fresh, words, strict=False)
        if said != shown
    ]
    if len(fresh) != len(words):
        pairs.append(
            Words(
                f"文件共有{len(words)}段文字，发布的报告有{len(fresh)}段。",
                f"The file has {len(words)} pieces of text, not {len(fresh)}.",
            )
        )
    rest = len(pairs) - MOST
    more = Words(f"另有{rest}处不同。", f"And {rest} more differences.")
    return pairs[:MOST] + ([more] if rest > 0 else [])
