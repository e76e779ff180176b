"""The room of triage: its blueprint, and what several of its pages share."""

from flask import Blueprint
from sqlalchemy import select

from models.notice import Notice
from web.language import language
from web.notices.rows import Row, make_rows
from web.store import session, today
from web.triage.service import Ranked
from web.triage.words import figure, points

bp = Blueprint("triage", __name__, template_folder="templates")
bp.app_template_global("triage_figure")(figure)
bp.app_template_global("points")(points)


def rows_of(ranked: list[Ranked]) -> list[Row]:
    """The rows of some candidates, with the day of their family."""
    ids = [one.candidate.id for one in ranked]
    query = select(Notice).where(Notice.id.in_(ids))
    notices = {notice.id: notice for notice in session().scalars(query)}
    return make_rows(session(), [notices[one] for one in ids], language(), today())
