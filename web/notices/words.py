"""How a national measure is named beside a WTO notification, for all pages."""

from datetime import date

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from models.events import EventKind
from models.kinds import INCIDENTS, RISK, NoticeKind
from models.states import State
from web.language import language, named
from web.notices.published_words import in_plain_words
from web.notices.rows import Row
from web.notices.standing import Standing
from web.wording import EVENTS, STATES, brief, days_left, said
from web.wording import day as say_day

SORTS = {
    NoticeKind.NOTIFICATION: _("世贸通报"),
    NoticeKind.DRAFT: _("国外法规草案"),
    NoticeKind.RULE: _("国外法规"),
    RISK: _("边境与市场风险"),
}
"""The sorts of documents; see ``models.kinds``."""
EVENTS_AT_HOME = {
    EventKind.CIRCULATED: _("公布草案"),
    EventKind.REVISED: _("公布修改草案"),
    EventKind.EXTENDED: _("意见截止日变更"),
    EventKind.ADOPTED: _("通过"),
}
PLANNED = {EventKind.ADOPTED: _("拟批准"), EventKind.IN_FORCE: _("拟生效")}
PLANNED_AT_HOME = {**PLANNED, EventKind.ADOPTED: _("拟通过")}
EVENTS_OF_INCIDENT = {EventKind.CIRCULATED: _("发布")}


def issued(row: Row) -> str:
    """On which day a document came out, in the word of its kind."""
    day = say_day(row.distributed)
    if not row.is_national:
        return str(gettext("%(day)s通报", day=day))
    if row.is_incident:
        return str(gettext("%(day)s发布", day=day))
    return str(gettext("%(day)s公布", day=day))


def when_words(row: Row) -> str:
    """What a row says first: the days left for comments, else where it stands."""
    if row.standing is None or row.is_open:
        return days_left(row.left)
    return standing_words(row.standing)


def standing_words(standing: Standing) -> str:
    """Where a rule or an incident stands."""
    left = standing.left
    if left is None:
        return said(STATES, standing.state)
    return str(ngettext("距生效 %(num)d 天", "距生效 %(num)d 天", left))


def when_day(row: Row) -> date | None:
    """The day that belongs to ``when_words``."""
    if row.standing is None or row.is_open:
        return row.deadline
    return row.standing.day


def standing_sentence(standing: Standing) -> str:
    """Where a rule or an incident stands, with its day."""
    day = say_day(standing.day)
    if standing.left is not None:
        return str(gettext("已公布，%(day)s生效", day=day))
    if standing.state == State.IN_FORCE:
        return str(gettext("%(day)s起生效", day=day))
    state = said(STATES, standing.state)
    return str(gettext("%(state)s（%(day)s）", state=state, day=day))


def event_words(event: str, notice_kind: str) -> str:
    """What happened to a measure, in the word of the kind of its documents."""
    table = EVENTS_OF_INCIDENT if notice_kind in INCIDENTS else EVENTS_AT_HOME
    if notice_kind == NoticeKind.NOTIFICATION:
        table = {}
    return said(table, event) if event in table else said(EVENTS, event)


def planned_words(event: str, notice_kind: str) -> str:
    """What is planned for a measure, in the word of the kind of its documents."""
    notified = notice_kind == NoticeKind.NOTIFICATION
    return said(PLANNED if notified else PLANNED_AT_HOME, event)


def stated_day(value: object) -> str:
    """A day as a publisher states it: in words of ours if it is one, else its own."""
    try:
        return say_day(date.fromisoformat(str(value)) if value else None)
    except ValueError:
        return str(value)


def plain_words(text: str) -> str:
    """A publisher's word for a document or an action; empty if we know none."""
    return in_plain_words(text, "en" if language() == "en" else "zh")


def publisher(row: Row) -> str:
    """The source of a national measure, in the language of the page."""
    return brief(named(*row.publisher))
