"""The routes of trends for programs."""

from flask import abort

from web.api import trends
from web.api.frame import next_address, reads
from web.api.questions import Question, TrendQuestion, TrendRowQuestion
from web.api.trend_answers import Trend, TrendNotices, TrendViews
from web.problems import both, problem
from web.refused import RefusedError
from web.store import session, today
from web.trends.choice import Choice
from web.trends.view import Counted, View


def counted_view(key: str, asked: TrendQuestion) -> tuple[View, Choice, Counted]:
    """A view with its answer; 404 where there is none, or its data lack."""
    view = trends.find_open_view(key)
    if view is None:
        abort(404)
    need = view.need(session())
    if need is not None:
        abort(problem(404, (need.how.en, need.how.zh)))
    choice = trends.choice_of(asked, today())
    return view, choice, trends.count(session(), view, choice, today())


@reads("/trends", TrendViews, tag="trends", query=Question)
def list_trends(query: Question) -> TrendViews:
    """The views of the trends, and what those lack that cannot answer."""
    views = trends.open_views()
    return TrendViews(items=[trends.write_view(session(), one) for one in views])


@reads("/trends/<key>", Trend, tag="trends", query=TrendQuestion)
def show_trend(key: str, query: TrendQuestion) -> Trend:
    """The answer of a view: finding, table, formula, data cut."""
    view, choice, counted = counted_view(key, query)
    return trends.write_trend(view, counted, choice)


@reads("/trends/<key>/rows", TrendNotices, tag="trends", query=TrendRowQuestion)
def trend_notices(key: str, query: TrendRowQuestion) -> TrendNotices:
    """The notices behind a row of a view."""
    view, _choice, counted = counted_view(key, query)
    try:
        ids = trends.notices_behind(session(), view, counted, query.row)
    except RefusedError as error:
        abort(problem(404, both(error.text, **error.values)))
    if ids is None:
        abort(404)
    shown, last = trends.cut(ids, query.after, query.limit)
    return TrendNotices(
        row=query.row,
        total=len(ids),
        data_cut=counted.basis.cut,
        notice_ids=shown,
        next=next_address(last),
    )
