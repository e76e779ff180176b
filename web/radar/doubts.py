"""What forbids to say that a measure was not notified: holes in what we know."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.gap import Gap, GapState
from models.gaps import is_follow_up
from models.kinds import NoticeKind
from models.notice import Notice
from nlp.counterparts.work import BACK
from web.gaps.silence import EPING, proof_of_silence
from web.gaps.summary import Summary, read_summary
from web.marks import N_

COMPARABLE = frozenset({"en", "fr", "es"})
"""The languages of the WTO: only a title in one of them can be compared."""
OTHER_LANGUAGE = N_("原文不是世贸组织工作语言，无法与通报标题比对")
NOT_HEARD = N_("尚未确认世贸组织通报已采集齐全")
NOT_CHECKED = N_("通报编号的完整性尚未核对")
TOO_SHORT = N_("在库通报自 %(day)s 起才完整，更早的无从核对")
HOLES = N_("该成员有 %(n)d 个通报缺号未说明")
NONE_HELD = N_("在库没有该成员的通报，无从比对")
ENGLISH = {
    OTHER_LANGUAGE: "the text is in none of the WTO's languages, so its title cannot be"
    " compared",
    NOT_HEARD: "it is not certain that all WTO notifications have been read",
    NOT_CHECKED: "the numbering of the notifications has not been checked yet",
    TOO_SHORT: "the notifications held are complete only from %(day)s on",
    HOLES: "%(n)d numbers of this Member's notifications are missing without a reason",
    NONE_HELD: "no notification of this Member is held, so nothing could be compared",
}
"""The sentences for a paper, whose languages are not that of the page."""


@dataclass(frozen=True)
class Doubt:
    """A reason why absence is not proven: a sentence, and the values in it."""

    text: str
    values: dict[str, Any]


def in_chinese(doubt: Doubt) -> str:
    """The sentence for a Chinese paper."""
    return doubt.text % doubt.values


def in_english(doubt: Doubt) -> str:
    """The sentence for an English paper."""
    return ENGLISH[doubt.text] % doubt.values


@dataclass(frozen=True)
class Knowledge:
    """What we know of the WTO's notifications, asked for once."""

    heard: bool
    summary: Summary | None
    holes: dict[str, int]


def read_knowledge(session: Session, now: datetime) -> Knowledge:
    """How far the store can be trusted."""
    return Knowledge(
        heard=proof_of_silence(session, EPING, now).proven,
        summary=read_summary(session),
        holes=open_holes(session),
    )


def open_holes(session: Session) -> dict[str, int]:
    """Numbers of notifications that are missing without a reason, by Member."""
    query = select(Gap.member_code, Gap.series, func.count())
    found: dict[str, int] = {}
    rows = session.execute(
        query.where(Gap.state == GapState.OPEN).group_by(Gap.member_code, Gap.series)
    )
    for member, series, count in rows:
        if not is_follow_up(series):
            found[member] = found.get(member, 0) + count
    return found


def doubts_about_all(known: Knowledge) -> list[Doubt]:
    """Why we cannot say of any measure that it was not notified."""
    found = [] if known.heard else [Doubt(NOT_HEARD, {})]
    return found if known.summary else [*found, Doubt(NOT_CHECKED, {})]


def doubts_about(notice: Notice, member: str, known: Knowledge) -> list[Doubt]:
    """What further forbids to say that this measure was not notified."""
    found = []
    if notice.language not in COMPARABLE:
        found.append(Doubt(OTHER_LANGUAGE, {}))
    missing = beyond(notice, known.summary) if known.summary else None
    if missing:
        found.append(Doubt(TOO_SHORT, {"day": missing.isoformat()}))
    if known.summary and not holds_any(member, known.summary):
        found.append(Doubt(NONE_HELD, {}))
    if count := known.holes.get(member, 0):
        found.append(Doubt(HOLES, {"n": count}))
    return found


def holds_any(member: str, summary: Summary) -> bool:
    """Whether the last check found a notification of this Member."""
    return any(line.member == member and line.held for line in summary.lines)


def beyond(notice: Notice, summary: Summary) -> date | None:
    """The day from which on the store is whole, if the search would reach behind it."""
    history = summary.history
    if history.whole or history.since is None:
        return None
    first = notice.distributed - BACK[NoticeKind(notice.kind)]
    return history.since if history.since > first else None
