"""The tab of sending and answers, also after something was refused."""

from collections.abc import Mapping

from flask.typing import ResponseReturnValue
from flask_babel import gettext

from models.case import Case, Flag
from models.clock import now_in
from models.correspondence import Dispatch, Stage
from models.deadlines import HERE
from models.paper import PaperKind
from models.reference import grounds
from web.cases.contents import live_items
from web.cases.flags import standing_flag
from web.cases.frame import framed
from web.cases.guards import untold
from web.correspondence import replies, sending
from web.correspondence.ledger import STATES, mark
from web.correspondence.package import subject_lines
from web.drafts.spanish import wants_spanish
from web.language import named
from web.papers.service import text_of
from web.planning.recipients import list_recipients, recipient_of
from web.review.checking import verdict_of_case
from web.sectors.service import member_names
from web.store import session, today


def show(case: Case, error: str = "", at: str = "") -> ResponseReturnValue:
    """The tab, perhaps with what was refused, and in which form."""
    sent = sending.dispatches_of(session(), case.id)
    bodies, bound = list_recipients(session()), recipient_of(session(), case)
    usual_id = bound.id if bound else None
    abroad = [one for one in sent if one.stage == Stage.ABROAD]
    names = member_names(session())
    page = framed(
        "correspondence/index.html",
        case,
        "correspondence.index",
        sent=sent,
        whom={one.id: whom(one.addressee, names) for one in sent},
        replies=replies.replies_of(session(), case.id),
        chases=replies.chases_of(session(), case.id),
        items=live_items(case),
        grounds={ground.id: ground for ground in grounds()},
        recipients=bodies,
        usual=next((one for one in bodies if one.id == usual_id), None),
        subjects=subject_lines(session(), case),
        verdict=verdict_of_case(session(), case),
        ended=standing_flag(case, Flag.WITHDRAWN),
        spanish=wants_spanish(case),
        may_judge=case.state in STATES,
        outcome_mark=mark,
        may_reply=case.state in replies.STATES,
        waiting=untold(session(), case.id),
        chase=chase_of(case, abroad),
        now=now_in(session()).astimezone(HERE),
        error=error,
        typed_at=at,
    )
    return page, 422 if error else 200


def chase_of(case: Case, abroad: list[Dispatch]) -> tuple[str, str] | None:
    """The letter that asks again as it stands, once the paper is with the Member."""
    if not abroad:
        return None
    text = text_of(session(), case, PaperKind.CHASE, today())
    return text.zh, text.en


def whom(addressee: str, names: Mapping[str, tuple[str, str]]) -> str:
    """Codes of Members by their names; anything else as it was written."""
    codes = addressee.split()
    if not codes or any(code not in names for code in codes):
        return addressee
    return str(gettext("、").join(named(*names[code]) for code in codes))
