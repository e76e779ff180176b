"""What the scores of many notices are made of, in one set of questions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from models.alert import Alert
from models.back_plan import Lead, Window, plan_back
from models.case import Case
from models.correspondence import Dispatch, Reply, ReplyKind, Stage
from models.deadlines import Basis
from models.handling import Tap, TapVerdict
from models.notice import NoticeMember
from models.officers_calendar import read_calendar
from models.sector import MATCHED, Match
from models.voice import Voice
from models.working_days import Calendar
from web.triage.candidates import Candidate
from web.triage.keeping import Costly, read_costly
from web.triage.scoring import Figures


@dataclass(frozen=True)
class Heard:
    """What firms said of a measure, tapped and asked to hear of."""

    voices: int = 0
    taps: int = 0
    alerts: int = 0


@dataclass(frozen=True)
class Habit:
    """How many papers went to a Member, and how many it answered."""

    sent: int = 0
    replied: int = 0


def read_figures(
    session: Session, found: Sequence[Candidate], today: date
) -> dict[int, Figures]:
    """The figures of each candidate."""
    costly = read_costly(session, found, today)
    sectors = read_sectors(session, [one.id for one in found])
    calendar = read_calendar(session)
    habits = read_habits(session)
    heard = read_heard(session, found)
    return {
        one.id: figures_of(
            costly[one.id],
            sectors[one.id],
            days_left(one, calendar, today),
            habit_of(one, habits),
            heard.get(one.measure_id, Heard()),
        )
        for one in found
    }


def figures_of(
    costly: Costly,
    sectors: Mapping[str, str],
    left: int | None,
    habit: Habit,
    heard: Heard,
) -> Figures:
    """All that is known of one candidate."""
    return Figures(
        exports=costly.exports,
        horizontal=costly.horizontal,
        sectors=sectors,
        strengths=costly.strengths,
        left=left,
        sent=habit.sent,
        replied=habit.replied,
        voices=heard.voices,
        taps=heard.taps,
        alerts=heard.alerts,
    )


def read_sectors(session: Session, ids: Collection[int]) -> dict[int, dict[str, str]]:
    """How surely each notice touches each sector."""
    query = select(Match.notice_id, Match.sector_id, Match.certainty).where(
        Match.notice_id.in_(ids), Match.certainty.in_(MATCHED)
    )
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for notice_id, sector, certainty in session.execute(query):
        found[notice_id][sector] = certainty
    return found


def days_left(one: Candidate, calendar: Calendar, today: date) -> int | None:
    """Days until a paper must lie at the national body; None where nobody knows."""
    if one.deadline is None:
        return None
    window = Window(
        circulated=one.distributed,
        external=one.deadline,
        basis=Basis(one.basis),
        begun=min(one.distributed, one.deadline),
    )
    national = plan_back(window, Lead(), calendar).national
    return (national - today).days if national else None


def read_habits(session: Session) -> dict[str, Habit]:
    """How often each Member answered what was sent to it."""
    replied = select(Reply.case_id).where(Reply.kind == ReplyKind.REPLY)
    query = (
        select(
            NoticeMember.member_code,
            func.count(func.distinct(Case.id)),
            func.count(func.distinct(Reply.case_id)),
        )
        .join(Case, Case.notice_id == NoticeMember.notice_id)
        .outerjoin(Reply, (Reply.case_id == Case.id) & Reply.case_id.in_(replied))
        .where(Case.id.in_(select(Dispatch.case_id).where(went_abroad())))
        .group_by(NoticeMember.member_code)
    )
    return {code: Habit(sent, back) for code, sent, back in session.execute(query)}


def went_abroad() -> ColumnElement[bool]:
    """The condition of a paper that reached the Member and was not taken back."""
    return (Dispatch.stage == Stage.ABROAD) & Dispatch.withdrawn_at.is_(None)


def habit_of(one: Candidate, habits: Mapping[str, Habit]) -> Habit:
    """The habits of all Members of a notice together."""
    known = [habits[code] for code in one.members if code in habits]
    return Habit(
        sum(habit.sent for habit in known), sum(habit.replied for habit in known)
    )


def read_heard(session: Session, found: Sequence[Candidate]) -> dict[int, Heard]:
    """What firms said, tapped and were alerted to, by measure."""
    measures = [one.measure_id for one in found]
    by_notice = {one.id: one.measure_id for one in found}
    voices: Counter[int] = Counter()
    said = select(Voice.notice_id, func.count(Voice.id)).where(
        Voice.notice_id.in_(list(by_notice))
    )
    for notice_id, number in session.execute(said.group_by(Voice.notice_id)):
        voices[by_notice[notice_id]] += number
    taps = by_measure(
        session,
        select(Alert.measure_id, func.count(func.distinct(Tap.user_id)))
        .join(Tap, Tap.alert_id == Alert.id)
        .where(Tap.verdict == TapVerdict.RELEVANT, Alert.measure_id.in_(measures)),
    )
    alerts = by_measure(
        session,
        select(Alert.measure_id, func.count(func.distinct(Alert.user_id))).where(
            Alert.measure_id.in_(measures)
        ),
    )
    return {
        one: Heard(voices[one], taps.get(one, 0), alerts.get(one, 0))
        for one in measures
    }


def by_measure(session: Session, query: Select[int, int]) -> dict[int, int]:
    """Numbers by measure."""
    rows = session.execute(query.group_by(Alert.measure_id))
    return {row[0]: row[1] for row in rows}
