"""How far a party has come with a question, and a round with its parties; pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.consultation import Asked, Consultation


class Standing(StrEnum):
    """How far a party has come."""

    WITHDRAWN = "withdrawn"
    NO_OPINION = "no_opinion"
    ANSWERED = "answered"
    LATE = "late"
    """It answered after the round had closed."""
    WRITING = "writing"
    """It has kept part of an answer."""
    RECEIVED = "received"
    """It has confirmed that it received the question."""
    SILENT = "silent"
    OVERDUE = "overdue"


def is_closed(one: Consultation, today: date) -> bool:
    """Whether the last day of a round is past, or it was closed before."""
    return one.closed_at is not None or today > one.closes


def standing_of(asked: Asked, today: date) -> Standing:
    """How far a party has come on a day."""
    if asked.withdrawn_at is not None:
        return Standing.WITHDRAWN
    if asked.answered_at is not None and asked.answer is not None:
        return answered(asked)
    if is_closed(asked.consultation, today):
        return Standing.OVERDUE
    if asked.answer is not None:
        return Standing.WRITING
    return Standing.RECEIVED if asked.opened_at is not None else Standing.SILENT


def answered(asked: Asked) -> Standing:
    """What kind of answer was given."""
    if asked.answer is not None and asked.answer.late:
        return Standing.LATE
    said_none = asked.answer is not None and asked.answer.no_opinion
    return Standing.NO_OPINION if said_none else Standing.ANSWERED


@dataclass(frozen=True)
class Progress:
    """A round in numbers: asked, answered, of these late, and still silent."""

    asked: int
    answered: int
    late: int
    silent: int


def progress_of(one: Consultation) -> Progress:
    """How a round stands; who was taken off it does not count."""
    parties = [asked for asked in one.asked if asked.withdrawn_at is None]
    answered = [asked for asked in parties if asked.answered_at is not None]
    late = [asked for asked in answered if asked.answer and asked.answer.late]
    return Progress(
        len(parties), len(answered), len(late), len(parties) - len(answered)
    )
