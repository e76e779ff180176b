"""From draft to released, by two people; and back, with a reason."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from models.report import Report, ReportBlock, ReportState
from web.marks import N_
from web.refused import RefusedError
from web.reports.frozen import Sheet, sha256

LONGEST = 20_000
NOT_IN = N_("这份报告的状态已经变了，这一步没有做；请刷新后再看。")
OWN = N_("参与编写的人不能发布，请由另一位同事审核后发布。")
MOVED = N_("这段文字在您打开后已由他人修改。请核对两份文字后再保存。")
UNREAD = N_("您打开之后，这份报告有改动。请刷新，读过改动后再发布。")
EMPTY = N_("有%(many)d段中文或英文还没有文字，请写好再送审。")


def write(
    report: Report,
    block: ReportBlock,
    words: tuple[str, str],
    *,
    author_id: int,
    now: datetime,
    seen: tuple[str, str] | None = None,
) -> None:
    """A person's text for a place; refused if another has changed it meanwhile.

    ``seen`` is what the person had before them. Giving back what the figures say
    makes the text follow them again.
    """
    must_be(report, ReportState.DRAFT)
    if seen is not None and seen != (block.zh, block.en):
        raise RefusedError(MOVED)
    zh, en = (one.replace("\r\n", "\n").strip()[:LONGEST] for one in words)
    own = (zh, en) != (block.made_zh, block.made_en)
    block.zh, block.en = zh, en
    block.author_id = author_id if own else None
    block.edited_at = now
    report.edition += 1


def moved_under(block: ReportBlock) -> bool:
    """Whether the figures now say something else than under a person's text."""
    return block.author_id is not None and block.made_zh not in {"", block.zh}


def submit(report: Report, *, author_id: int, now: datetime) -> None:
    """Lay a draft before a second person; it must be written in both languages."""
    must_be(report, ReportState.DRAFT)
    empty = sum(not (one.zh.strip() and one.en.strip()) for one in report.blocks)
    if empty:
        raise RefusedError(EMPTY, many=empty)
    report.state = ReportState.REVIEW
    report.submitted_by_id, report.submitted_at = author_id, now


def send_back(report: Report, *, reason: str) -> None:
    """Give it back to be written again, and say why."""
    must_be(report, ReportState.REVIEW)
    if not reason.strip():
        raise RefusedError(N_("请写明退回的原因。"))
    report.state, report.reason = ReportState.DRAFT, reason.strip()[:LONGEST]


def writers(report: Report) -> set[int]:
    """Who had a hand in it."""
    found = {report.created_by_id, report.submitted_by_id}
    found |= {block.author_id for block in report.blocks}
    return {one for one in found if one is not None}


def refuse_if_changed(report: Report, seen: str) -> None:
    """Refuse to release what was changed since it was opened; '' asks nothing."""
    if seen and seen != str(report.edition):
        raise RefusedError(UNREAD)


def release(report: Report, *, reviewer_id: int, now: datetime) -> None:
    """Let it go out; from then on its figures and texts stand as they are."""
    must_be(report, ReportState.REVIEW)
    if reviewer_id in writers(report):
        raise RefusedError(OWN)
    report.state = ReportState.RELEASED
    report.released_by_id, report.released_at = reviewer_id, now
    report.sha256 = sha256(whole(report))


def withdraw(session: Session, report: Report, *, reason: str) -> None:
    """Take a released issue back; it stays readable, marked as withdrawn."""
    must_be(report, ReportState.RELEASED)
    if not reason.strip():
        raise RefusedError(N_("请写明撤回的原因。"))
    report.state, report.reason = ReportState.WITHDRAWN, reason.strip()[:LONGEST]
    session.flush()


def must_be(report: Report, state: ReportState) -> None:
    """Refuse what does not belong to the present state."""
    if report.state != state:
        raise RefusedError(NOT_IN)


def whole(report: Report) -> Sheet:
    """All that a released issue says, as the file carries it and its hash covers."""
    return {
        "report": {
            "kind": report.kind,
            "key": report.key,
            "number": report.number,
            "title": {"zh": report.title_zh, "en": report.title_en},
            "since": report.since.isoformat(),
            "until": report.until.isoformat(),
        },
        "texts": {one.key: {"zh": one.zh, "en": one.en} for one in report.blocks},
        "figures": [
            {
                "key": one.key,
                "view": one.view,
                "choice": one.choice,
                "day": one.day.isoformat(),
                "cut": one.cut,
                "counted": one.counted,
            }
            for one in report.figures
        ],
    }
