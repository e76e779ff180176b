"""What an officer makes of an absent notification: ask, leave, or take it back."""

from datetime import datetime

from sqlalchemy.orm import Session

from models.counterpart import Counterpart, CounterpartState
from web import audit
from web.marks import N_
from web.refused import RefusedError

LEAST, MOST = 4, 500
"""Letters of a note."""
REASONS = {
    "standard": N_("与国际标准基本一致，无须通报"),
    "effect": N_("对其他成员的贸易无重大影响"),
    "scope": N_("不属于技术法规、合格评定程序或SPS措施"),
    "elsewhere": N_("已以其他编号通报"),
    "other": N_("其他"),
}
"""Why a measure needs no question; TBT 2.9 and 5.6 and SPS Annex B 5 set the first two
as conditions of the duty to notify."""


def ask(
    session: Session, one: Counterpart, note: str, actor: str, now: datetime
) -> None:
    """Note that the Member was asked, and how."""
    decide(session, one, CounterpartState.ASKED, ("", note), actor, now)


def dismiss(
    session: Session,
    one: Counterpart,
    why: tuple[str, str],
    actor: str,
    now: datetime,
) -> None:
    """Note why nobody needs to ask: a reason of the list, and the ground of it."""
    if why[0] not in REASONS:
        raise RefusedError("请从列表中选择不需询问的理由。")
    decide(session, one, CounterpartState.DISMISSED, why, actor, now)


def decide(
    session: Session,
    one: Counterpart,
    state: CounterpartState,
    why: tuple[str, str],
    actor: str,
    now: datetime,
) -> None:
    """Move an absent measure on; refused if it is no longer absent."""
    reason, words = why[0], " ".join(why[1].split())
    if one.state != CounterpartState.ABSENT:
        raise RefusedError("这件措施的状态已有变化，请刷新页面后再试。")
    if not LEAST <= len(words) <= MOST:
        raise RefusedError(
            "请写明依据（%(least)d 至 %(most)d 字）。", least=LEAST, most=MOST
        )
    one.state, one.decided_by, one.decided_at = state, actor, now
    one.note = f"{reason}:{words}" if reason else words
    subject = ("counterpart", one.id)
    audit.note(session, actor, f"radar.{state}", subject, reason=reason, note=words)


def take_back(session: Session, one: Counterpart, actor: str) -> None:
    """Undo a decision; the audit keeps it."""
    if one.state not in {CounterpartState.ASKED, CounterpartState.DISMISSED}:
        raise RefusedError("这件措施的状态已有变化，请刷新页面后再试。")
    was, words = one.state, one.note
    one.state, one.note = CounterpartState.ABSENT, ""
    one.decided_by = one.decided_at = None
    subject = ("counterpart", one.id)
    audit.note(session, actor, "radar.reopened", subject, was=was, note=words)


def reason_and_note(one: Counterpart) -> tuple[str, str]:
    """The reason of a decision (empty for a question) and the words beside it."""
    reason, mark, words = one.note.partition(":")
    return (reason, words) if mark and reason in REASONS else ("", one.note)
