"""Putting a report together: figures are counted, texts proposed; what people wrote
stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from urllib.parse import parse_qsl

from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from models.measure import Measure
from models.report import Report, ReportBlock, ReportFigure, ReportState
from models.sector import Sector
from web.marks import N_
from web.refused import RefusedError
from web.reports.asked_views import view_for, view_of
from web.reports.frozen import freeze, pack_marks
from web.reports.plans import Asked, plan_of
from web.reports.special import headings
from web.reports.texts import make_texts
from web.trends.catalogue import ask
from web.trends.choice import Choice, read_choice
from web.trends.view import Counted, View, Words

YEAR = timedelta(days=365)
LOCKED = N_("这份报告已送审或已发布，不能再改；请先退回，或撤回后另出新版。")


def begin(
    session: Session,
    kind: str,
    days: tuple[date, date],
    *,
    key: str = "",
    author_id: int | None,
    now: datetime,
    measure_id: int | None = None,
    sector_id: str | None = None,
) -> Report:
    """A new draft of an issue; the next number where a withdrawn one has its key.

    An issue that is there and not withdrawn is refused.
    """
    title = title_of(session, kind, sector_id, measure_id)
    key = key or issue_key(kind, days, sector_id, measure_id)
    same = select(Report).where(Report.kind == kind, Report.key == key)
    issues = list(session.scalars(same.order_by(Report.number)))
    if any(one.state != ReportState.WITHDRAWN for one in issues):
        raise RefusedError(N_("%(key)s这一期已经有了，请打开它继续编辑。"), key=key)
    report = Report(
        kind=kind,
        key=key,
        number=len(issues) + 1,
        title_zh=title.zh,
        title_en=title.en,
        since=days[0],
        until=days[1],
        choice="",
        measure_id=measure_id,
        sector_id=sector_id,
        created_by_id=author_id,
        created_at=now,
    )
    session.add(report)
    session.flush()
    assemble(session, report, now)
    return report


def title_of(
    session: Session, kind: str, sector_id: str | None, measure_id: int | None
) -> Words:
    """What an issue is called: by its kind, and its sector or measure."""
    name = plan_of(kind).name
    sector = session.get(Sector, sector_id) if sector_id else None
    if sector is not None:
        return Words(
            f"{name.zh}：{sector.name_zh}", f"{name.en}: {sector.name_en or sector.id}"
        )
    measure = session.get(Measure, measure_id) if measure_id else None
    if measure is not None:
        symbols = ", ".join(sorted(one.base_symbol for one in measure.symbols))
        about = symbols or measure.slug
        return Words(f"{name.zh}：{about}", f"{name.en}: {about}")
    return name


def issue_key(
    kind: str, days: tuple[date, date], sector_id: str | None, measure_id: int | None
) -> str:
    """How an issue is called: by its days, its sector or its measure."""
    year, week, _ = days[1].isocalendar()
    keys = {
        "daily": f"{days[1]}",
        "weekly": f"{year}-W{week:02d}",
        "monthly": f"{days[1]:%Y-%m}",
        "yearly": f"{days[1]:%Y}",
        "special": f"m{measure_id}",
    }
    return f"{keys[kind]}-{sector_id}" if sector_id else keys[kind]


def assemble(session: Session, report: Report, now: datetime) -> list[str]:
    """Count all figures anew and propose the texts again; the keys of views that the
    plan names and that lack their data, or may not leave the house.

    A text that a person wrote stays; beside it stands what the figures say now.
    """
    if report.state != ReportState.DRAFT:
        raise RefusedError(LOCKED)
    plan, missing = plan_of(report.kind), []
    answers: dict[str, Counted] = {}
    report.figures.clear()
    session.flush()
    for place, asked in enumerate(plan.figures):
        if asked.like and not headings(session, report):
            continue  # without a heading every notice would be alike
        view = view_for(session, asked, report)
        if view is None or not view.publishable or view.need(session):
            missing.append(asked.view)
            continue
        choice = choice_of(session, report, asked)
        counted = answers[asked.key] = ask(session, view, choice, report.until)
        report.figures.append(kept(place, asked, view, counted, choice, report.until))
    propose(session, report, answers)
    report.counted_at = now
    report.edition += 1
    session.flush()
    return missing


def kept(
    place: int, asked: Asked, view: View, counted: Counted, choice: Choice, day: date
) -> ReportFigure:
    """A figure as it is kept."""
    return ReportFigure(
        key=asked.key,
        position=place,
        view=view.key,
        choice=choice.address(),
        day=day,
        counted=freeze(view, counted, choice),
        cut=counted.basis.cut,
        marks=pack_marks(counted.basis.marks()),
    )


def choice_of(session: Session, report: Report, asked: Asked) -> Choice:
    """What a figure of a report is narrowed to."""
    pairs = MultiDict(parse_qsl(report.choice))
    if report.sector_id:
        pairs.setlist("sector", [report.sector_id])
    if asked.like and report.measure_id:
        pairs.setlist("hs", headings(session, report))
    choice = read_choice(pairs, report.until)
    since = {
        "period": report.since,
        "year": report.until - YEAR + timedelta(days=1),
        "all": None,
    }[asked.span]
    days = replace(choice.filters, since=since, until=report.until)
    return replace(choice, filters=days)


def propose(session: Session, report: Report, answers: dict[str, Counted]) -> None:
    """What the figures say, as a text for each place of the plan."""
    made = make_texts(session, report, answers)
    there = {one.key: one for one in report.blocks}
    for place, key in enumerate(plan_of(report.kind).texts):
        block = there.get(key)
        if block is None:
            block = ReportBlock(key=key, position=place, zh="", en="")
            report.blocks.append(block)
        block.made_zh, block.made_en = made.get(key, ("", ""))
        if block.author_id is None:
            block.zh, block.en = block.made_zh, block.made_en


def recount(figure: ReportFigure, session: Session) -> tuple[View, Counted, Choice]:
    """The question of a kept figure, asked of the data as they are now."""
    view = view_of(figure.view)
    if view is None:
        raise LookupError(f"no such view: {figure.view}")
    choice = read_choice(MultiDict(parse_qsl(figure.choice)), figure.day)
    return view, ask(session, view, choice, figure.day), choice
