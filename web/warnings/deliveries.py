"""The outbox as officers see it: what waits, what went, what failed and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from models.alert import Message, MessageState
from web.audit import note
from web.marks import N_
from web.refused import RefusedError
from web.warnings.service import WITHDRAWN

PAGE = 50
FEW = 20


@dataclass(frozen=True)
class Deliveries:
    """One page of messages, how many are in each state, and why some failed."""

    messages: Sequence[Message]
    counts: dict[str, int]
    faults: Sequence[tuple[str, int]]
    total: int
    page: int
    pages: int


def read_deliveries(
    session: Session, *, state: str = "", fault: str = "", page: int = 1
) -> Deliveries:
    """The messages of a state and a reason, the latest first."""
    by_state = select(Message.state, func.count()).group_by(Message.state)
    counts = {row[0]: row[1] for row in session.execute(by_state)}
    query = select(Message)
    if state:
        query = query.where(Message.state == state)
    if fault:
        query = query.where(Message.error == fault)
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    newest = query.order_by(Message.id.desc()).limit(PAGE).offset((page - 1) * PAGE)
    shown = session.scalars(newest).all()
    return Deliveries(shown, counts, faults(session), total, page, pages)


def faults(session: Session) -> list[tuple[str, int]]:
    """The reasons of what failed or waits after a failure, the commonest first."""
    count = func.count()
    query = (
        select(Message.error, count)
        .where(Message.error.is_not(None), Message.state != MessageState.SENT)
        .group_by(Message.error)
        .order_by(count.desc(), Message.error)
    )
    return [(str(row[0]), row[1]) for row in session.execute(query.limit(FEW))]


def retry(session: Session, message_id: int, actor: str) -> Message:
    """Let one failed message be tried again from the beginning; audited.

    It keeps its key, so that a reader who has it already knows it for the same.
    """
    message = session.get(Message, message_id)
    if message is None:
        raise RefusedError(N_("没有这条消息，请刷新页面。"))
    if message.error == WITHDRAWN:
        raise RefusedError(N_("这份预警已撤回，不再发送。"))
    error = message.error or ""
    tried = session.scalars(
        update(Message)
        .where(Message.id == message_id, Message.state == MessageState.FAILED)
        .values(state=MessageState.PENDING, attempts=0, next_try_at=None, error=None)
        .returning(Message.id)
    ).all()
    if not tried:
        raise RefusedError(N_("只有发送失败的消息可以重试，请刷新页面。"))
    note(session, actor, "message.retried", ("message", message_id), error=error)
    session.refresh(message)
    return message
