"""A round before it is sent, as its form carries it from page to page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from models.case import Case
from models.organisation import Organisation
from web.consultations.choosing import Party, chosen
from web.consultations.questions import last_day, question_of
from web.consultations.rounds import Wish
from web.marks import N_
from web.refused import RefusedError

BAD_DAY = N_("请填写截止日，如2026-03-05。")
UNKNOWN = N_("没有登记名为“%(names)s”的单位，请核对全称，或先在“企业”页登记。")
MOST_MARKS = 500
MOST_NAMES = 100_000
"""Letters; more parties than a round may have fit in, so that none is cut off."""


@dataclass(frozen=True)
class Draft:
    """What the form holds; ``names`` are further parties, one a line."""

    question_zh: str = ""
    question_en: str = ""
    closes: str = ""
    names: str = ""
    marks: Sequence[str] = ()


def first_draft(
    session: Session, case: Case, parties: Sequence[Party], today: date
) -> Draft:
    """A round as it is proposed: the firms that are hit are ticked, nobody else."""
    zh, en = question_of(session, case)
    ticked = [one.mark for one in parties if one.is_proposed and one.organisation_id]
    return Draft(zh, en, last_day(session, case, today).isoformat(), "", ticked)


def draft_of(form: MultiDict[str, str]) -> Draft:
    """What was sent in."""
    return Draft(
        question_zh=form.get("question_zh", "")[:10_000],
        question_en=form.get("question_en", "")[:10_000],
        closes=form.get("closes", "")[:20],
        names=form.get("names", "")[:MOST_NAMES],
        marks=form.getlist("party")[:MOST_MARKS],
    )


def wish_of(session: Session, draft: Draft) -> Wish:
    """The round that a draft asks for; RefusedError if it cannot be read."""
    try:
        closes = date.fromisoformat(draft.closes.strip())
    except ValueError as error:
        raise RefusedError(BAD_DAY) from error
    marks = {*draft.marks, *named_marks(session, draft.names)}
    return Wish(
        question_zh=draft.question_zh,
        question_en=draft.question_en,
        closes=closes,
        parties=list(chosen(session, marks)),
    )


def named_marks(session: Session, names: str) -> list[str]:
    """The organisations of a list of names; RefusedError names those unknown."""
    wanted = list(dict.fromkeys(" ".join(one.split()) for one in names.splitlines()))
    wanted = [one for one in wanted if one]
    rows = session.execute(
        select(Organisation.name, Organisation.id).where(Organisation.name.in_(wanted))
    )
    found = {row[0]: row[1] for row in rows}
    unknown = [one for one in wanted if one not in found]
    if unknown:
        raise RefusedError(UNKNOWN, names="、".join(unknown[:5]))
    return [f"o{found[one]}" for one in wanted]
