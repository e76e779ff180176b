"""The first tab of a case: state, next steps, days, what lacks, flags, the way here."""

from flask.typing import ResponseReturnValue
from sqlalchemy import func, select

from models.case import Case, Flag
from models.clock import now_in
from models.consultation import Asked, Consultation
from models.evidence import Evidence
from models.reference import grounds
from models.user import Role, User
from web.cases.asking import actor
from web.cases.completeness import missing_for_review
from web.cases.due import around, due_of
from web.cases.flags import BY_HAND
from web.cases.flow import ENDED, LOCKED
from web.cases.frame import framed
from web.cases.moves import offers, undoable
from web.cases.words import ASKS, FLAGS, SCREENING, STEPS
from web.drafts.spanish import spanish_missing
from web.review.checking import verdict_of_case
from web.review.remarks import open_remarks
from web.store import session, today


def overview_of(
    case: Case, error: str = "", typed: str = "", at: str = ""
) -> ResponseReturnValue:
    """The page, perhaps with what was refused: the words, and in which form."""
    user = session().get_one(User, actor().id)
    due = due_of(case, around(session(), [case]))
    page = framed(
        "cases/show.html",
        case,
        "cases.show",
        grounds={ground.id: ground for ground in grounds()},
        asks=ASKS,
        offers=offers(session(), case, user),
        steps=STEPS,
        screening=SCREENING,
        undo=undoable(session(), case, actor(), now_in(session())),
        due=due,
        days_to_due=(due - today()).days if due else None,
        lacking=[] if case.state in LOCKED | ENDED else lacking_in(case),
        advice=[] if case.state in LOCKED | ENDED else list(spanish_missing(case)),
        verdict=verdict_of_case(session(), case),
        remarks=open_remarks(session(), [case.id]).get(case.id, 0),
        counts=counts_of(case),
        flags=FLAGS,
        settable=[flag for flag in Flag if flag in BY_HAND],
        officers=officers(),
        error=error,
        typed=typed,
        typed_at=at,
    )
    return page, 422 if error else 200


def lacking_in(case: Case) -> list[object]:
    """What a case still lacks, a refusal each."""
    return list(missing_for_review(session(), case))


def counts_of(case: Case) -> dict[str, int]:
    """How much lies behind the other tabs: evidence, who was asked, who answered."""
    evidence = select(func.count()).where(
        Evidence.case_id == case.id, Evidence.removed_at.is_(None)
    )
    asked = (
        select(func.count(), func.count(Asked.answered_at))
        .join(Consultation, Consultation.id == Asked.consultation_id)
        .where(Consultation.case_id == case.id, Asked.withdrawn_at.is_(None))
    )
    sent, answered = session().execute(asked).one()
    return {
        "evidence": session().scalar(evidence) or 0,
        "asked": sent,
        "answered": answered,
    }


def officers() -> list[User]:
    """Who may have a case."""
    query = select(User).where(
        User.role.in_([Role.OFFICER, Role.ANALYST, Role.ADMIN]),
        User.disabled.is_(False),
    )
    return list(session().scalars(query.order_by(User.name)))
