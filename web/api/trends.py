"""Trends as the API answers them: the views that anyone may see, with their proof."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from models.facts import facts_of
from web.api.answers import Names
from web.api.questions import TrendQuestion
from web.api.trend_answers import Trend, TrendView
from web.rights import Right
from web.trends import tables
from web.trends.behind import find_line, newest_first
from web.trends.catalogue import VIEWS, ask
from web.trends.choice import Choice, read_choice
from web.trends.view import Behind, Counted, View, Words


def open_views() -> Sequence[View]:
    """The views that anyone may see; those of the centre are for its people."""
    return [one for one in VIEWS.values() if one.right == Right.PUBLIC]


def find_open_view(key: str) -> View | None:
    """One of them by its key."""
    return next((one for one in open_views() if one.key == key), None)


def write_view(session: Session, view: View) -> TrendView:
    """A view as it stands in a list."""
    need = view.need(session)
    return TrendView(
        view=view.key,
        number=view.number,
        name=names(view.name),
        question=names(view.question),
        formula=names(view.formula),
        dates=names(view.by),
        needs=names(need.name) if need else None,
    )


def names(words: Words) -> Names:
    """A text in both languages."""
    return Names(zh=words.zh, en=words.en)


def choice_of(asked: TrendQuestion, today: date) -> Choice:
    """The same as the page reads it from its address."""
    told = asked.model_dump(
        mode="json", include=set(TrendQuestion.model_fields), exclude_defaults=True
    )
    return read_choice(MultiDict(told), today)


def count(session: Session, view: View, choice: Choice, today: date) -> Counted:
    """The answer of a view."""
    return ask(session, view, choice, today)


def write_trend(view: View, counted: Counted, choice: Choice) -> Trend:
    """The answer with its proof."""
    return Trend.model_validate(tables.to_json(view, counted, choice))


def notices_behind(
    session: Session, view: View, counted: Counted, row: str
) -> list[int] | None:
    """The ids of the notices behind a row, the newest first; None where it has none."""
    if view.behind is not Behind.NOTICES:
        return None
    line = find_line(counted, row)
    return newest_first(facts_of(session), line.behind())


def cut(ids: Sequence[int], after: int | None, limit: int) -> tuple[list[int], int]:
    """A part of a long list, and the last id where there is more; else 0."""
    first = ids.index(after) + 1 if after in ids else 0
    shown = list(ids[first : first + limit])
    return shown, shown[-1] if first + limit < len(ids) else 0
