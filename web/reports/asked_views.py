"""The questions that reports ask: the views of the trends, and those of one measure."""

from __future__ import annotations

from functools import partial

from sqlalchemy.orm import Session

from models.measure import Measure
from models.report import Report
from web.reports.compared import count_times, draw_times, say_times
from web.reports.compared_rules import count_rules, say_rules
from web.reports.plans import Asked
from web.trends.catalogue import VIEWS
from web.trends.view import BY_DISTRIBUTION, View, Words

SIGN = ":"
"""What stands between the name of a question and the measure that it is about."""
TIMES, RULES = "compared-times", "compared-rules"


def view_of(key: str) -> View | None:
    """A view by the key that a figure keeps; None where it is no longer known."""
    name, _, slug = key.partition(SIGN)
    if name == TIMES:
        return view_of_times(key, slug)
    if name == RULES:
        return view_of_rules(key, slug)
    return VIEWS.get(key)


def view_for(session: Session, asked: Asked, report: Report) -> View | None:
    """The view that a plan asks for, about the measure of a report where it has one."""
    if asked.view not in {TIMES, RULES}:
        return view_of(asked.view)
    measure = session.get(Measure, report.measure_id) if report.measure_id else None
    return view_of(f"{asked.view}{SIGN}{measure.slug}") if measure else None


def view_of_times(key: str, slug: str) -> View:
    """How long a measure leaves, beside other markets."""
    return View(
        number=0,
        key=key,
        name=Words("各市场的期限对比", "Times compared over markets"),
        question=Words(
            "对相同产品，各市场留给评议和过渡的时间有多长？",
            "How long do markets leave for comments and for the change?",
        ),
        formula=Words(
            "评议期＝载明的评议截止日－通报日期；通报至生效＝载明的生效日－通报日期；"
            "取与本措施HS品目相同的通报",
            "Window = stated deadline - distribution; to force = stated day of force -"
            " distribution; of notices on the HS headings of this measure",
        ),
        by=BY_DISTRIBUTION,
        count=partial(count_times, slug=slug),
        say=say_times,
        draw=draw_times,
        areas=("cases",),
        by_measure=False,
    )


def view_of_rules(key: str, slug: str) -> View:
    """What a measure asks, beside other markets."""
    return View(
        number=0,
        key=key,
        name=Words("各市场的要求对比", "Requirements compared over markets"),
        question=Words(
            "对相同产品，各市场提出哪些要求、引用哪些标准、实行哪些认证？",
            "What do markets ask of the same goods, by which standards and schemes?",
        ),
        formula=Words(
            "措施类型与引用标准取自与本措施HS品目相同的通报；认证制度取自市场资料",
            "Kinds and standards are of notices on the HS headings of this measure;"
            " schemes are of the market dossiers",
        ),
        by=BY_DISTRIBUTION,
        count=partial(count_rules, slug=slug),
        say=say_rules,
        areas=("others",),
        by_measure=False,
    )
