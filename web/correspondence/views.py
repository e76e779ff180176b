"""The tab of sending and answers, and the list of who has not answered."""

from flask import render_template
from flask.typing import ResponseReturnValue

from models.reference import grounds
from web.cases.asking import asked_case
from web.cases.frame import framed
from web.correspondence import file_views, post_views, replies
from web.correspondence.final_text import compare_final
from web.correspondence.page import show
from web.correspondence.room import bp
from web.language import language
from web.notices.rows import make_rows
from web.rights import Right, needs
from web.store import session, today

__all__ = ["bp", "file_views", "post_views"]


@bp.get("/cases/<int:case_id>/correspondence")
@needs(Right.CENTRE)
def index(case_id: int) -> ResponseReturnValue:
    """What went out, what came back, and what came of each argument."""
    return show(asked_case(case_id))


@bp.get("/correspondence/silent")
@needs(Right.CENTRE)
def silent() -> ResponseReturnValue:
    """Who has not answered, the longest silence first."""
    found = replies.silent_cases(session(), today())
    notices = [one.case.notice for one in found]
    rows = make_rows(session(), notices, language(), today())
    return render_template(
        "correspondence/silent.html", found=list(zip(found, rows, strict=True))
    )


@bp.get("/cases/<int:case_id>/final")
@needs(Right.CENTRE)
def final(case_id: int) -> ResponseReturnValue:
    """The final text beside the draft, clause by clause."""
    case = asked_case(case_id)
    return framed(
        "correspondence/final.html",
        case,
        "correspondence.index",
        compared=compare_final(session(), case),
        grounds={ground.id: ground for ground in grounds()},
    )
