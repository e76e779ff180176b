"""The way of a warning: written, sent for review, returned or approved, withdrawn."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from models.alert import Message, MessageState
from models.organisation import Organisation
from models.user import User
from models.warning import OfficerWarning, TargetKind, WarningState
from web.audit import note
from web.marks import N_
from web.refused import RefusedError
from web.uploads.keeping import Upload, keep, row_of
from web.warnings.audience import aim_of
from web.warnings.text import Draft, read_targets, read_words

PAGE = 30
MOST_FILES = 5
LONGEST_REASON = 500
OPEN = (WarningState.DRAFT, WarningState.RETURNED)
"""States in which the text may be changed."""
WROTE = frozenset({"created", "edited"})
LIVING = frozenset(WarningState) - {WarningState.WITHDRAWN}
WITHDRAWN = "The warning was withdrawn."


@dataclass(frozen=True)
class Listed:
    """One page of warnings."""

    warnings: Sequence[OfficerWarning]
    counts: dict[str, int]
    total: int
    page: int
    pages: int


def list_warnings(session: Session, state: str = "", page: int = 1) -> Listed:
    """The warnings of a state, or all, the latest first."""
    tally = select(OfficerWarning.state, func.count()).group_by(OfficerWarning.state)
    counts = {row[0]: row[1] for row in session.execute(tally)}
    query = select(OfficerWarning).order_by(OfficerWarning.id.desc())
    if state:
        query = query.where(OfficerWarning.state == state)
    total = counts.get(state, 0) if state else sum(counts.values())
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    shown = session.scalars(query.limit(PAGE).offset((page - 1) * PAGE)).all()
    return Listed(shown, counts, total, page, pages)


def create(
    session: Session, actor: User, draft: Draft, now: datetime, today: date
) -> OfficerWarning:
    """A new draft; RefusedError if its words or targets are unfit."""
    words = read_words(session, draft, today)
    made = OfficerWarning(author_id=actor.id, created_at=now, updated_at=now)
    fill(made, vars(words))
    made.targets = read_targets(session, draft)
    made.files, made.history = [], []
    made.state = WarningState.DRAFT
    session.add(made)
    session.flush()
    remember(session, made, actor, "created", now)
    return made


def fill(warning: OfficerWarning, columns: dict[str, object]) -> None:
    """Write checked words into a warning."""
    for name, value in columns.items():
        setattr(warning, name, value)


def change(
    session: Session,
    warning: OfficerWarning,
    actor: User,
    draft: Draft,
    now: datetime,
    today: date,
) -> None:
    """Change the words and targets of a draft or a returned warning."""
    check_open(warning)
    words, targets = (
        read_words(session, draft, today),
        read_targets(session, draft),
    )
    fill(warning, vars(words))
    warning.targets.clear()
    session.flush()
    warning.targets.extend(targets)
    remember(session, warning, actor, "edited", now)


def check_open(warning: OfficerWarning) -> None:
    """Refuse where the text is under review or beyond."""
    if warning.state not in OPEN:
        raise RefusedError(N_("只有草稿和被退回的预警可以修改。"))


def draft_of(session: Session, warning: OfficerWarning) -> Draft:
    """The form as it would be filled in."""
    aim = aim_of(warning)
    query = select(Organisation.name).where(Organisation.id.in_(aim.firms))
    return Draft(
        level=warning.level,
        title_zh=warning.title_zh,
        title_en=warning.title_en,
        body_zh=warning.body_zh,
        body_en=warning.body_en,
        symbol=warning.notice.symbol if warning.notice else "",
        expires=warning.expires.isoformat() if warning.expires else "",
        sectors=[o.value for o in warning.targets if o.kind == TargetKind.SECTOR],
        cities=[o.value for o in warning.targets if o.kind == TargetKind.CITY],
        hs=" ".join(aim.hs),
        firms="\n".join(session.scalars(query.order_by(Organisation.name))),
    )


def attach(
    session: Session,
    warning: OfficerWarning,
    actor: User,
    folder: Path,
    upload: Upload | None,
    now: datetime,
) -> None:
    """Add a file to a draft; its kind is told by its content."""
    check_open(warning)
    if len(warning.files) >= MOST_FILES:
        raise RefusedError(N_("附件最多 %(most)d 个。"), most=MOST_FILES)
    file = keep(folder, upload)
    if file is None:
        raise RefusedError(N_("请选择一个文件。"))
    others = [one for one in warning.files if one["sha256"] != file.sha256]
    warning.files = [*others, row_of(file)]
    remember(session, warning, actor, "edited", now)


def detach(
    session: Session,
    warning: OfficerWarning,
    actor: User,
    sha256: str,
    now: datetime,
) -> None:
    """Take a file off a draft; its bytes stay, another row may name them."""
    check_open(warning)
    warning.files = [one for one in warning.files if one["sha256"] != sha256]
    remember(session, warning, actor, "edited", now)


def submit(
    session: Session, warning: OfficerWarning, actor: User, now: datetime, today: date
) -> None:
    """Hand a warning in for review; it must have somebody to go to."""
    if aim_of(warning).is_empty:
        raise RefusedError(N_("请先选择发给谁：行业、HS编码、市州或企业。"))
    check_alive(warning, today)
    move(session, warning, OPEN, WarningState.SUBMITTED)
    remember(session, warning, actor, "submitted", now)


def check_alive(warning: OfficerWarning, today: date) -> None:
    """Refuse a warning whose last day has passed."""
    if warning.is_over(today):
        raise RefusedError(
            N_("有效期已于 %(day)s 结束，请先修改有效期。"), day=warning.expires
        )


def review(
    session: Session,
    warning: OfficerWarning,
    actor: User,
    *,
    approve: bool,
    reason: str,
    seen: str,
    now: datetime,
) -> None:
    """Approve or return; whoever wrote any of it may not, and a return has a reason.

    ``seen`` tells which text the reviewer read; another one is refused.
    """
    if seen != warning.updated_at.isoformat():
        raise RefusedError(N_("这份预警的状态已变化，请刷新页面后再试。"))
    if has_written(warning, actor):
        raise RefusedError(
            N_("起草或修改过这份预警的人不能审核，请由另一位审核人审核。")
        )
    words = read_reason(reason, needed=not approve)
    to = WarningState.APPROVED if approve else WarningState.RETURNED
    move(session, warning, [WarningState.SUBMITTED], to)
    remember(session, warning, actor, str(to), now, words)


def has_written(warning: OfficerWarning, user: User) -> bool:
    """Whether somebody wrote a part of a warning.

    By their number; by their address in what was written before numbers were kept.
    """
    wrote = [one for one in warning.history if one["act"] in WROTE]
    return any(
        one["by_id"] == user.id if "by_id" in one else one["by"] == user.email
        for one in wrote
    )


def read_reason(text: str, *, needed: bool) -> str:
    """A reason in one line."""
    reason = " ".join(text.split())
    if needed and not reason:
        raise RefusedError(N_("请写明理由。"))
    if len(reason) > LONGEST_REASON:
        raise RefusedError(N_("理由请不超过 %(most)d 字。"), most=LONGEST_REASON)
    return reason


def withdraw(
    session: Session, warning: OfficerWarning, actor: User, reason: str, now: datetime
) -> None:
    """Withdraw a warning; what has not left the outbox yet will not leave."""
    words = read_reason(reason, needed=True)
    move(session, warning, LIVING, WarningState.WITHDRAWN)
    session.execute(
        update(Message)
        .where(Message.warning_id == warning.id, Message.state == MessageState.PENDING)
        .values(state=MessageState.FAILED, error=WITHDRAWN)
    )
    remember(session, warning, actor, "withdrawn", now, words)


def move(
    session: Session,
    warning: OfficerWarning,
    before: Collection[WarningState],
    after: WarningState,
) -> None:
    """Go to a state by an update that must change one row."""
    session.flush()
    moved = session.scalars(
        update(OfficerWarning)
        .where(OfficerWarning.id == warning.id, OfficerWarning.state.in_(before))
        .values(state=after)
        .returning(OfficerWarning.id)
    ).all()
    if not moved:
        raise RefusedError(N_("这份预警的状态已变化，请刷新页面后再试。"))
    session.refresh(warning)


def remember(
    session: Session,
    warning: OfficerWarning,
    actor: User,
    act: str,
    now: datetime,
    reason: str = "",
) -> None:
    """Write a move into the history and the audit."""
    entry = {
        "at": now.isoformat(),
        "by": actor.email,
        "by_id": actor.id,
        "name": actor.name,
        "act": act,
        "reason": reason,
    }
    warning.history = [*warning.history, entry]
    warning.updated_at = now
    details = {"reason": reason} if reason else {}
    note(session, actor.email, f"warning.{act}", ("warning", warning.id), **details)
