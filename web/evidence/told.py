"""What firms and others told about a case: answers to rounds, and voices."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from models.case import Case
from models.consultation import Answer, Asked, AskedKind, Consultation
from models.notice import Notice
from models.voice import Voice
from web.consultations.choosing import KINDS
from web.consultations.ranges import of_models


@dataclass(frozen=True)
class Told:
    """One answer, whichever way it came; ``key`` is for whom it speaks.

    ``said`` holds the values of the closed lists by their list. ``counts`` is False
    while a late answer waits for the next round.
    """

    key: tuple[str, object]
    kind: AskedKind
    name: str
    said: dict[str, str]
    product: str
    certificate: str
    opinion: str
    contact: str
    at: datetime
    organisation_id: int | None = None
    answer_id: int | None = None
    voice_id: int | None = None
    asked_id: int | None = None
    round: int | None = None
    models: int | None = None
    files: Sequence[dict[str, Any]] = field(default=())
    no_opinion: bool = False
    late: bool = False
    counts: bool = True


def told_of(session: Session, case: Case) -> list[Told]:
    """Everything that was told about the measure of a case, the newest first."""
    found = [*answers_of(session, case), *voices_of(session, case)]
    return sorted(found, key=lambda one: one.at, reverse=True)


def answers_of(session: Session, case: Case) -> list[Told]:
    """The answers to the rounds of a case that were submitted."""
    query = (
        select(Answer)
        .join(Asked, Asked.id == Answer.asked_id)
        .join(Consultation, Consultation.id == Asked.consultation_id)
        .where(Consultation.case_id == case.id, Asked.answered_at.is_not(None))
        .options(selectinload(Answer.asked).selectinload(Asked.consultation))
    )
    highest = select(func.max(Consultation.number)).where(
        Consultation.case_id == case.id
    )
    last = session.scalar(highest) or 0
    return [from_answer(one, last) for one in session.scalars(query)]


def from_answer(answer: Answer, last: int) -> Told:
    """An answer to a round; a late one counts once a further round has begun."""
    asked = answer.asked
    number = asked.consultation.number
    return Told(
        key=key_of(asked),
        kind=AskedKind(asked.kind),
        name=asked.name,
        said=said_of(
            affected=answer.affected,
            cost=answer.cost,
            months=answer.months,
            exports=answer.exports,
            models=answer.models,
        ),
        product=answer.product,
        certificate=answer.certificate,
        opinion=opinion_of(answer),
        contact=answer.contact,
        at=answer.changed_at,
        organisation_id=asked.organisation_id,
        answer_id=answer.id,
        asked_id=asked.id,
        round=number,
        models=answer.models,
        files=answer.files,
        no_opinion=answer.no_opinion,
        late=answer.late,
        counts=not answer.late or last > number,
    )


def key_of(asked: Asked) -> tuple[str, object]:
    """For whom an answer speaks: a registered body, an expert, or a name."""
    if asked.organisation_id is not None:
        return "firm", asked.organisation_id
    if asked.expert_id is not None:
        return "expert", asked.expert_id
    return "name", "".join(asked.name.split())


def opinion_of(answer: Answer) -> str:
    """What an answer says in words, clause by clause first."""
    lines = [f"{one['clause']} {one['text']}".strip() for one in answer.clauses]
    return "\n".join([*lines, *answer.opinion.splitlines()])


def voices_of(session: Session, case: Case) -> list[Told]:
    """What was said on the documents of the measure before anybody was asked."""
    family = select(Notice.id).where(Notice.measure_id == case.measure_id)
    query = select(Voice).where(Voice.notice_id.in_(family))
    rows = session.scalars(
        query.options(selectinload(Voice.organisation), selectinload(Voice.user))
    )
    return [from_voice(one) for one in rows]


def from_voice(voice: Voice) -> Told:
    """A voice as an answer of its firm."""
    body = voice.organisation
    return Told(
        key=("firm", body.id) if body else ("person", voice.user_id),
        kind=KINDS.get(body.kind if body else "", AskedKind.FIRM),
        name=body.name if body else voice.user.name,
        said=said_of(affected=voice.affected, cost=voice.cost, months=voice.months),
        product=voice.product,
        certificate=voice.certificate,
        opinion=voice.remark,
        contact=voice.contact,
        at=voice.changed_at,
        organisation_id=voice.organisation_id,
        voice_id=voice.id,
        files=[voice.file] if voice.file else (),
    )


def said_of(
    *,
    affected: str = "",
    cost: str = "",
    months: int | None = None,
    exports: str = "",
    models: int | None = None,
) -> dict[str, str]:
    """The values of the closed lists that were given."""
    values = {
        "affected": affected,
        "cost": cost,
        "months": "" if months is None else str(months),
        "exports": exports,
        "models": "" if models is None else of_models(models),
    }
    return {dimension: value for dimension, value in values.items() if value}
