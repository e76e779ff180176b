"""What the pages of evidence share: their blueprint, and the page itself."""

from datetime import datetime
from typing import Any

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from models.case import Case
from models.consultation import AskedKind
from web.arguments.proving import OF_THE_TEXT
from web.cases.contents import live_items
from web.cases.frame import framed
from web.cases.lock import refuse_if_locked
from web.consultations.ranges import ranges
from web.consultations.rounds import OVER
from web.consultations.service import rounds_of
from web.consultations.words import KINDS as PARTIES
from web.evidence.comparing import lines_of
from web.evidence.counting import ALL, LEAST, Counts, count
from web.evidence.made import published
from web.evidence.service import (
    evidence_of,
    removed_of,
    ties_of,
    unproven_items,
)
from web.evidence.sources import lacks_english
from web.evidence.told import told_of
from web.evidence.words import KINDS
from web.language import language
from web.limits import page_asked
from web.paging import cut
from web.refused import RefusedError
from web.store import session, today

bp = Blueprint("evidence", __name__, template_folder="templates")
PAGE = 50


def page(
    case: Case,
    error: str = "",
    draft: MultiDict[str, str] | None = None,
    where: str = "",
) -> ResponseReturnValue:
    """All evidence of a case; with what was refused, and the words of the form.

    ``where`` names the form that the words belong to: ``add``, ``e12``, ``c3``.
    """
    told = told_of(session(), case)
    here = cut(len(told), PAGE, page_asked())
    taken = evidence_of(session(), case.id)
    shown: dict[str, Any] = {
        "told": told[(here.page - 1) * PAGE : here.page * PAGE],
        "page": here.page,
        "pages": here.pages,
        "counts": count(told, published(session(), case.id)),
        "rows": taken,
        "removed": removed_of(session(), case.id),
        "used": used_of(taken),
        "ties": ties_of(session(), case.id),
        "unproven": set(unproven_items(session(), case)),
        "items": list(enumerate(live_items(case), 1)),
        "rounds": rounds_of(session(), case.id),
        "lines": lines_of(session(), case.id),
        "answers_told": sum(one.kind == AskedKind.FIRM for one in told),
    }
    made = framed(
        "evidence/index.html",
        case,
        "evidence.index",
        **shown,
        kinds_of_evidence=KINDS,
        party_kinds=PARTIES,
        figures=figure_rows(shown["counts"]),
        said_of=said_of,
        instant=datetime.fromisoformat,
        lacks_english=lacks_english,
        of_the_text=OF_THE_TEXT,
        is_locked=is_locked(case),
        is_over=case.state in OVER,
        least=LEAST,
        this_year=today().year,
        error=error,
        draft=draft or MultiDict(),
        where=where,
    )
    return made, 422 if error else 200


def is_locked(case: Case) -> bool:
    """Whether nothing of the evidence may change now."""
    try:
        refuse_if_locked(case)
    except RefusedError:
        return True
    return False


def used_of(rows: Any) -> set[tuple[str, int]]:
    """The answers and voices that stand in the table already."""
    answers = {("answer", one.from_answer) for one in rows if one.from_answer}
    return answers | {("voice", one.from_voice) for one in rows if one.from_voice}


def figure_rows(counts: Counts) -> list[tuple[str, int, int | None]]:
    """Each figure inside and outward, the number of all firms first."""
    names = [ALL, *(f"{dimension}:{key}" for dimension, key in ranges())]
    found = [(name, counts.inside.get(name, 0)) for name in names]
    return [
        (label_of(name), n, counts.outward.get(name))
        for name, n in found
        if n or name == ALL
    ]


def label_of(name: str) -> str:
    """A figure in the language of the page."""
    if name == ALL:
        return str(gettext("答复的企业"))
    dimension, _, key = name.partition(":")
    one = ranges()[dimension, key]
    return one.said_en if language() == "en" else one.said_zh


def said_of(dimension: str, key: str) -> str:
    """A value of a list in the language of the page."""
    one = ranges()[dimension, key]
    return one.said_en if language() == "en" else one.said_zh


def refused(
    case: Case, error: RefusedError, form: MultiDict[str, str], where: str = ""
) -> ResponseReturnValue:
    """The page with the reason and the words that were sent."""
    session().rollback()
    session().refresh(case)
    return page(case, gettext(error.text, **error.values), form, where)


def back(case: Case, anchor: str = "") -> ResponseReturnValue:
    """Keep what was done, and show the page."""
    session().commit()
    place = url_for("evidence.index", case_id=case.id, _anchor=anchor or None)
    return redirect(place, 303)
