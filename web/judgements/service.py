"""Verdicts on matches: given, changed, taken back, and read for a page."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.judgement import Judgement, Verdict
from models.notice import Notice
from models.search_text import reindex
from models.sector import MATCHED, Certainty, Match, Sector
from nlp.judging import Measured, measured, overrule, restore, unseen
from web import audit
from web.judgements.reasons import IN_WORDS, MOST, REASONS
from web.refused import RefusedError

NAMES = {Verdict.CONFIRMED: "confirmed", Verdict.REFUSED: "refused"}


@dataclass(frozen=True)
class Actor:
    """Who judges: the name that is shown, and the address that is audited."""

    name: str
    email: str


@dataclass(frozen=True)
class Opinion:
    """What an officer says of a notice and a sector, and why."""

    sector: str
    verdict: str
    reason: str = ""
    note: str = ""


@dataclass(frozen=True)
class Beside:
    """A sector that the notice does not touch, and what the rules found of it."""

    sector: Sector
    reasons: Sequence[dict[str, object]]


@dataclass
class Board:
    """All that was judged or nearly matched in one notice."""

    verdicts: dict[str, Judgement] = field(default_factory=dict)
    near: list[Beside] = field(default_factory=list)
    refused: list[Beside] = field(default_factory=list)
    others: list[Sector] = field(default_factory=list)
    """The sectors that may be added."""


def read_board(session: Session, notice_id: int) -> Board:
    """What officers have said of a notice, and what they may ask "why not?" of."""
    verdicts = select(Judgement).where(Judgement.notice_id == notice_id)
    board = Board({one.sector_id: one for one in session.scalars(verdicts)})
    rows = select(Match).where(Match.notice_id == notice_id).order_by(Match.id)
    found = {row.sector_id: row for row in session.scalars(rows)}
    for sector in session.scalars(select(Sector).order_by(Sector.position)):
        row = found.get(sector.id)
        certainty = row.certainty if row else ""
        if row and certainty == Certainty.NEAR:
            board.near.append(Beside(sector, row.reasons))
        if row and certainty == Certainty.REFUSED:
            board.refused.append(Beside(sector, row.reasons))
        if certainty not in (*MATCHED, Certainty.REFUSED):
            board.others.append(sector)
    return board


def judge(
    session: Session, notice: Notice, opinion: Opinion, actor: Actor, now: datetime
) -> Sector:
    """Let a verdict stand for a notice and a sector; it counts from then on.

    An earlier verdict is replaced; the audit keeps it. RefusedError if the sector,
    the verdict or the reason is none that there is.
    """
    sector, verdict = find_sector(session, opinion.sector), read_verdict(opinion)
    note = " ".join(opinion.note.split())
    check_reason(verdict, opinion.reason, note)
    row = match_of(session, notice.id, sector.id)
    one = verdict_of(session, notice.id, sector.id)
    if one is not None and row is not None:
        restore(row, one)
    one = one or Judgement(notice_id=notice.id, sector_id=sector.id)
    one.machine = row.certainty if row else ""
    one.score = row.score if row else 0.0
    one.verdict, one.reason, one.note = verdict, opinion.reason, note
    one.version_number, one.author, one.at = notice.version_number, actor.name, now
    keep(session, one, row or unseen(one, rules=""))
    notice.summarised_hash = None
    subject = ("notice", notice.id)
    words = {"sector": sector.id, "reason": opinion.reason, "note": note}
    audit.note(session, actor.email, f"match.{NAMES[verdict]}", subject, **words)
    return sector


def keep(session: Session, one: Judgement, row: Match) -> None:
    """Store a verdict and what it makes of its match; refused if another was first."""
    overrule(row, one)
    session.add_all([one, row])
    try:
        session.flush()
    except IntegrityError as error:
        session.rollback()
        raise RefusedError(
            "刚刚有同事对这个行业作了判定，请刷新页面后再试。"
        ) from error
    reindex(session, [one.notice_id])


def take_back(session: Session, notice: Notice, sector_id: str, actor: Actor) -> Sector:
    """Undo a verdict: what the rules say counts again; the audit keeps the verdict.

    Where the notice was matched again since, the next pass puts it right.
    """
    sector = find_sector(session, sector_id)
    one = verdict_of(session, notice.id, sector.id)
    if one is None:
        raise RefusedError("这个行业没有可撤销的判定，请刷新页面后再试。")
    row = match_of(session, notice.id, sector.id)
    if row is not None:
        if row.machine != one.machine:
            notice.matched_hash = None
        if not restore(row, one):
            session.delete(row)
    was = {"sector": sector.id, "was": one.verdict, "by": one.author}
    session.delete(one)
    notice.summarised_hash = None
    session.flush()
    reindex(session, [notice.id])
    audit.note(session, actor.email, "match.reopened", ("notice", notice.id), **was)
    return sector


def find_sector(session: Session, sector_id: str) -> Sector:
    """The sector of this id."""
    sector = session.get(Sector, sector_id) if sector_id else None
    if sector is None:
        raise RefusedError("请从列表中选择行业。")
    return sector


def all_sectors(session: Session) -> Sequence[Sector]:
    """Every sector in the order of the definition."""
    return session.scalars(select(Sector).order_by(Sector.position)).all()


def read_verdict(opinion: Opinion) -> Verdict:
    """The verdict by its name."""
    if opinion.verdict not in set(Verdict):
        raise RefusedError("请选择“相关”或“不相关”。")
    return Verdict(opinion.verdict)


def check_reason(verdict: Verdict, reason: str, note: str) -> None:
    """A reason is optional; one that is given must fit the verdict."""
    if reason and reason not in REASONS[verdict]:
        raise RefusedError("所选理由与判定不符，请重新选择理由。")
    if reason in IN_WORDS and not note:
        raise RefusedError("选择“其他”时，请用一句话说明理由。")
    if len(note) > MOST:
        raise RefusedError("说明请不超过 %(most)d 字。", most=MOST)


def match_of(session: Session, notice_id: int, sector_id: str) -> Match | None:
    """The row of a notice and a sector."""
    same = Match.notice_id == notice_id, Match.sector_id == sector_id
    return session.scalar(select(Match).where(*same))


def verdict_of(session: Session, notice_id: int, sector_id: str) -> Judgement | None:
    """The verdict that stands for a notice and a sector."""
    same = Judgement.notice_id == notice_id, Judgement.sector_id == sector_id
    return session.scalar(select(Judgement).where(*same))


def measured_of(session: Session, sector_id: str) -> Measured:
    """How often the matches of a sector were right, by the verdicts."""
    return measured(session).get(sector_id, Measured())
