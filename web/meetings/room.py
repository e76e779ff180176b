"""What the pages of meetings share: their blueprint, and how cases are called."""

from flask import Blueprint

from models.case import Case
from models.review import Meeting
from web.cases.asking import missing
from web.language import language
from web.meetings import service
from web.notices.rows import make_rows
from web.refused import RefusedError
from web.store import session, today

bp = Blueprint("meetings", __name__, template_folder="templates")


def asked_meeting(meeting_id: int) -> Meeting:
    """The meeting of an address; its page is missing where there is none."""
    try:
        return service.find_meeting(session(), meeting_id)
    except RefusedError as error:
        missing(error)


def titled(cases: list[Case], spoken: str = "") -> dict[int, str]:
    """What each case is called on a list, in the visitor's language or another."""
    notices = [one.notice for one in cases]
    rows = make_rows(session(), notices, spoken or language(), today())
    pairs = zip(cases, rows, strict=True)
    return {case.id: f"{row.symbol} {row.title}" for case, row in pairs}
