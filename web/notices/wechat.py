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
    language: str = "zh"


MOST = 4
POINTS = {
    "zh": ("【", "】", "：", "、", "（", "）"),
    "en": ("[", "] ", ": ", ", ", " (", ")"),
}
"""Brackets of the level, colon, comma and brackets of the symbol."""


def six_lines(lines: Lines, labels: Sequence[str]) -> str:
    """The text, with a change as a seventh line; no deadline, no line of it.

    ``labels`` name member, sectors, deadline, to do, and details.
    """
    member, sectors, deadline, todo, details = labels
    opened, closed, colon, comma, before, after = POINTS[lines.language]
    more = "等" if lines.language == "zh" else " …"
    told = comma.join(lines.sectors[:MOST]) + (more if lines.sectors[MOST:] else "")
    members = comma.join(lines.members[:MOST])
    return "\n".join(
        [
            f"{opened}{lines.level}{closed}{lines.title}",
            f"{member}{colon}{members}{before}{lines.symbol}{after}",
            *([lines.change] if lines.change else []),
            f"{sectors}{colon}{told or '—'}",
            *([f"{deadline}{colon}{lines.deadline}"] if lines.deadline else []),
            f"{todo}{colon}{lines.action}",
            f"{details}{colon}{lines.address}",
        ]
    )
