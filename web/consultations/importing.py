"""Answers that came by telephone or on paper, taken from a workbook line by line."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.consultation import Answer, Asked, AskedKind, Consultation
from models.deadlines import HERE
from models.organisation import Organisation
from web.cases.record import Actor, record
from web.consultations.answer_table import Line, cell, headings, line_of
from web.consultations.choosing import KINDS
from web.consultations.fields import check, check_whole
from web.consultations.rounds import IS_OVER, OVER
from web.consultations.sheets import count_formulas, read_sheet
from web.consultations.standing import is_closed
from web.marks import N_
from web.refused import RefusedError

NO_LINES = N_("表中没有答复，请从第2行起填写。")
TWICE = N_("与第%(line)d行是同一家单位，只收第一条。")
HELD = N_("已于%(day)s答复，不覆盖。")


@dataclass(frozen=True)
class Proposal:
    """What a table would bring: every line, and how many cells are formulas."""

    lines: Sequence[Line]
    formulas: int

    @property
    def good(self) -> list[Line]:
        """The lines that can be stored."""
        return [one for one in self.lines if one.error is None]


def propose(session: Session, one: Consultation, name: str, content: bytes) -> Proposal:
    """Read a table for a round; nothing is stored."""
    if one.case.state in OVER:
        raise RefusedError(IS_OVER)
    rows = read_sheet(name, content)
    places = headings(rows[0] if rows else [])
    lines = [
        line_of(number, {key: cell(row, at) for key, at in places.items()})
        for number, row in enumerate(rows[1:], 2)
        if any(row)
    ]
    if not lines:
        raise RefusedError(NO_LINES)
    return Proposal(known(session, one, lines), count_formulas(rows[1:]))


def known(session: Session, one: Consultation, lines: Sequence[Line]) -> list[Line]:
    """The lines with their organisations, those refused that cannot be stored."""
    names = [line.name for line in lines]
    rows = session.scalars(select(Organisation).where(Organisation.name.in_(names)))
    bodies = {body.name: body for body in rows}
    held = {asked.name: asked for asked in one.asked if asked.answered_at}
    first: dict[str, int] = {}
    found = []
    for line in lines:
        line = replace(line, organisation=bodies.get(line.name))
        error = line.error or trouble(line, held, first)
        first.setdefault(line.name, line.number)
        found.append(replace(line, error=error))
    return found


def trouble(
    line: Line, held: dict[str, Asked], first: dict[str, int]
) -> RefusedError | None:
    """Why a line cannot be stored; None if it can."""
    if line.name in first:
        return RefusedError(TWICE, line=first[line.name])
    answered = held[line.name].answered_at if line.name in held else None
    if answered is not None:
        day = answered.astimezone(HERE).date()
        return RefusedError(HELD, day=day.isoformat())
    try:
        check(line.given)
        check_whole(kind_of(line), line.given)
    except RefusedError as error:
        return error
    return None


def kind_of(line: Line) -> AskedKind:
    """What the organisation of a line is; one that is not registered is a firm."""
    kind = line.organisation.kind if line.organisation else ""
    return KINDS.get(kind, AskedKind.FIRM)


def store(
    session: Session,
    one: Consultation,
    proposal: Proposal,
    *,
    in_time: bool,
    actor: Actor,
    now: datetime,
    today: date,
) -> int:
    """Keep the good lines as answers of the round; how many.

    ``in_time`` says that they came before the round closed.
    """
    late = is_closed(one, today) and not in_time
    for line in proposal.good:
        asked = party_of(one, line)
        answer = asked.answer or Answer(files=[], clauses=[], created_at=now)
        for name, value in check(line.given).items():
            setattr(answer, name, value)
        answer.origin, answer.late, answer.changed_at = "import", late, now
        asked.answer, asked.answered_at = answer, now
        asked.opened_at = asked.opened_at or now
    session.flush()
    count = len(proposal.good)
    record(session, actor, "answers.imported", one.case, now, round=one.number, n=count)
    return count


def party_of(one: Consultation, line: Line) -> Asked:
    """The party of a line: the one that was asked, else one added to the round."""
    for asked in one.asked:
        if asked.name == line.name and asked.withdrawn_at is None:
            return asked
    made = Asked(
        kind=kind_of(line),
        organisation_id=line.organisation.id if line.organisation else None,
        name=line.name,
        email="",
        language="zh",
        serial=1,
    )
    one.asked.append(made)
    return made
