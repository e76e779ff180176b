"""What came of one attempt to send."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Outcome:
    """What came of an attempt; no error means it was taken.

    ``final``: it would be refused again. ``gone``: the receiver itself takes nothing
    any more. ``soft``: the receiver, not the way to it, put us off. ``away``: the
    way is closed, so nothing else need be tried on it now.
    """

    error: str = ""
    final: bool = False
    gone: bool = False
    soft: bool = False
    away: bool = False
