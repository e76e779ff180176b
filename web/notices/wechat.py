"""A notice in six plain lines, to be pasted into a chat; pure."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Lines:
    """What the six lines say, already in words."""

    level: str
    title: str
    members: Sequence[str]
    symbol: str
    sectors: Sequence[str]
    deadline: str
    action: str
    address: str
    change: str = ""
    """What a follow-up changes, with its label; empty for any other document."""


MOST = 4


def six_lines(lines: Lines, labels: Sequence[str]) -> str:
    """The text, with a change as a seventh line.

    ``labels`` name member, sectors, deadline, to do, and details.
    """
    member, sectors, deadline, todo, details = labels
    told = "、".join(lines.sectors[:MOST]) + ("等" if lines.sectors[MOST:] else "")
    return "\n".join(
        [
            f"【{lines.level}】{lines.title}",
            f"{member}：{'、'.join(lines.members[:MOST])}（{lines.symbol}）",
            *([lines.change] if lines.change else []),
            f"{sectors}：{told or '—'}",
            f"{deadline}：{lines.deadline}",
            f"{todo}：{lines.action}",
            f"{details}：{lines.address}",
        ]
    )
