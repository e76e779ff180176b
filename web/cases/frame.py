"""The frame of a case's pages: its head, and the tabs that the rooms hang in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import current_app, render_template
from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from models.case import Case
from models.user import User
from web.cases.words import KINDS, STATES
from web.language import language
from web.notices.rows import make_rows
from web.store import session, today


@dataclass(frozen=True)
class Tab:
    """One page of a case; its view takes ``case_id`` alone."""

    endpoint: str
    label: LazyString


TABS = (
    Tab("cases.show", _("概况")),
    Tab("evidence.index", _("证据")),
    Tab("arguments.index", _("意见条目")),
    Tab("drafts.index", _("文稿")),
    Tab("papers.index", _("文书")),
    Tab("review.index", _("审核")),
    Tab("correspondence.index", _("往来")),
)


def tabs() -> list[Tab]:
    """The tabs that this house has rooms for, in the order of the work."""
    return [tab for tab in TABS if tab.endpoint in current_app.view_functions]


def framed(template: str, case: Case, tab: str, **context: Any) -> str:
    """A page of a case inside its frame; ``tab`` is the endpoint that stands open."""
    owner = session().get(User, case.owner_id) if case.owner_id else None
    row = make_rows(session(), [case.notice], language(), today())[0]
    return render_template(
        template,
        case=case,
        row=row,
        owner=owner,
        kinds=KINDS,
        states=STATES,
        tabs=tabs(),
        open_tab=tab,
        **context,
    )
