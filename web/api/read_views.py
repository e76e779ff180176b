"""The routes of programs: each asks a service and gives an answer."""

from collections.abc import Sequence
from typing import TypeVar

from flask import abort
from sqlalchemy import func, select

from models.facets import count_notices
from models.notice import Notice
from models.organisation import Organisation
from web.api import alerts, measures, notices, places
from web.api.answers import Whoami
from web.api.frame import address, holder, next_address, reads, shown_key
from web.api.notice_answers import (
    AlertRow,
    Alerts,
    Matches,
    Measures,
    MeasureWhole,
    Notices,
    NoticeWhole,
)
from web.api.place_answers import Markets, MarketWhole, Sectors, SectorWhole
from web.api.questions import (
    AlertsQuestion,
    MatchesQuestion,
    MeasuresQuestion,
    NoticesQuestion,
    Question,
)
from web.joining.views import settings
from web.notices.service import find_notice
from web.store import session, today

One = TypeVar("One")
ROOMS = ("notices", "measures", "matches", "sectors", "markets", "trends", "alerts")


def site() -> str:
    """The address at which people find our pages."""
    return settings().base_url


def cut(rows: Sequence[One], limit: int) -> tuple[Sequence[One], One | None]:
    """The rows of a page, and its last one if there is another page."""
    return rows[:limit], rows[limit - 1] if len(rows) > limit else None


@reads("", Whoami, tag="key", query=Question)
def whoami(query: Question) -> Whoami:
    """Whose key this is, and what there is to read."""
    key, firm = shown_key(), session().get(Organisation, holder())
    newest = func.max(Notice.distributed).filter(Notice.distributed <= today())
    day, many = session().execute(select(newest, func.count(Notice.id))).one()
    return Whoami(
        organisation=firm.name if firm else "",
        key=key.name if key else "",
        today=today(),
        newest=day,
        notices=many,
        addresses={room: address(f"/{room}") for room in ROOMS},
    )


@reads("/notices", Notices, tag="notices", query=NoticesQuestion)
def list_notices(query: NoticesQuestion) -> Notices:
    """Notices, narrowed as the page of notices is."""
    page = notices.read_page(session(), query, today())
    asked = query.filters().question(today())
    totals = count_notices(session(), asked, today())
    return Notices(
        items=notices.write_rows(session(), page.lines, site(), today()),
        total=totals.all,
        open=totals.open,
        next=next_address(page.after),
    )


@reads("/notices/<int:notice_id>", NoticeWhole, tag="notices", query=Question)
def show_notice(notice_id: int, query: Question) -> NoticeWhole:
    """One notice: tags, matches with reasons, texts, events."""
    notice = find_notice(session(), notice_id)
    if notice is None:
        abort(404)
    return notices.write_notice(session(), notice, site(), today())


@reads("/measures", Measures, tag="measures", query=MeasuresQuestion)
def list_measures(query: MeasuresQuestion) -> Measures:
    """Measures, each with the newest document of its family."""
    found, last = cut(measures.read_measures(session(), query, today()), query.limit)
    return Measures(
        items=measures.write_measures(session(), found, site(), today()),
        next=next_address(last and last.id),
    )


@reads("/measures/<int:measure_id>", MeasureWhole, tag="measures", query=Question)
def show_measure(measure_id: int, query: Question) -> MeasureWhole:
    """One measure: its family and what happened to it."""
    measure = measures.find_measure(session(), measure_id)
    found = measure and measures.write_whole(session(), measure, site(), today())
    if not found:
        abort(404)
    return found


@reads("/matches", Matches, tag="matches", query=MatchesQuestion)
def list_matches(query: MatchesQuestion) -> Matches:
    """Which notice touches which sector, how surely, and why."""
    found, last = cut(measures.read_matches(session(), query, today()), query.limit)
    return Matches(items=list(found), next=next_address(last and last.match_id))


@reads("/sectors", Sectors, tag="sectors", query=Question)
def list_sectors(query: Question) -> Sectors:
    """All sectors with what is open and new."""
    return Sectors(items=places.read_sectors(session(), today()))


@reads("/sectors/<sector_id>", SectorWhole, tag="sectors", query=Question)
def show_sector(sector_id: str, query: Question) -> SectorWhole:
    """One sector: its definition and its counts."""
    found = places.read_sector(session(), sector_id, today())
    if found is None:
        abort(404)
    return found


@reads("/markets", Markets, tag="markets", query=Question)
def list_markets(query: Question) -> Markets:
    """Members that have notified, and groups of Members."""
    return Markets(items=places.read_markets(session(), today()))


@reads("/markets/<code>", MarketWhole, tag="markets", query=Question)
def show_market(code: str, query: Question) -> MarketWhole:
    """One Member or group: its counts."""
    found = places.read_market(session(), code, today())
    if found is None:
        abort(404)
    return found


@reads("/alerts", Alerts, tag="alerts", query=AlertsQuestion)
def list_alerts(query: AlertsQuestion) -> Alerts:
    """The alerts to one's own organisation."""
    found, last = cut(alerts.read_alerts(session(), holder(), query), query.limit)
    return Alerts(
        items=[alerts.write_alert(one, site(), today()) for one in found],
        next=next_address(last and last.id),
    )


@reads("/alerts/<int:alert_id>", AlertRow, tag="alerts", query=Question)
def show_alert(alert_id: int, query: Question) -> AlertRow:
    """One alert to one's own organisation."""
    found = alerts.find_alert(session(), holder(), alert_id)
    if found is None:
        abort(404)
    return alerts.write_alert(found, site(), today())
