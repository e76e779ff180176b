"""The views in the order of their use to an analyst, and how one is asked."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from models.data_stamp import data_version
from models.facts import facts_of
from web.marks import N_
from web.refused import RefusedError
from web.trends.choice import Choice
from web.trends.figures import (
    acceptance,
    articles,
    chains,
    code_quality,
    comment_coverage,
    concerns,
    coverage,
    diffusion,
    exposure_index,
    exposure_list,
    frequency,
    funnel,
    health,
    heat,
    lead_times,
    members,
    notifications,
    numbering,
    objectives,
    prevalence,
    refusals,
    responses,
    themes,
    twins,
    windows,
)
from web.trends.view import Counted, Need, Scene, View

VIEWS: dict[str, View] = {
    one.key: one
    for one in (
        exposure_list.VIEW,
        exposure_index.VIEW,
        coverage.VIEW,
        frequency.VIEW,
        prevalence.VIEW,
        notifications.VIEW,
        members.VIEW,
        heat.VIEW,
        windows.VIEW,
        funnel.VIEW,
        comment_coverage.VIEW,
        responses.VIEW,
        acceptance.VIEW,
        objectives.VIEW,
        articles.VIEW,
        lead_times.VIEW,
        chains.VIEW,
        concerns.VIEW,
        diffusion.VIEW,
        code_quality.VIEW,
        refusals.VIEW,
        health.VIEW,
        numbering.VIEW,
        themes.VIEW,
        twins.VIEW,
    )
}


def find_view(key: str) -> View:
    """A view by its key; one that is not there is refused."""
    if key not in VIEWS:
        raise RefusedError(
            N_("没有名为 %(key)s 的图表，请从趋势页选择。"), key=key[:40]
        )
    return VIEWS[key]


def ask(session: Session, view: View, choice: Choice, today: date) -> Counted:
    """The answer of a view; the same question of the same data is counted once."""
    facts = facts_of(session)
    version = data_version(session, *view.areas) if view.areas else ""
    key = ("answer", view.key, choice, today, version)
    scene = Scene(session, facts, choice, today)
    return facts.once(key, lambda: view.count(scene))


def offered(session: Session) -> tuple[list[View], list[tuple[View, Need]]]:
    """The views that can say something, and those that lack their data."""
    needs = [(view, view.need(session)) for view in VIEWS.values()]
    ready = [view for view, need in needs if need is None]
    return ready, [(view, need) for view, need in needs if need is not None]
