"""The roster taken from a workbook: proposed line by line, then stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.consultation import AskedKind
from models.sector import Sector
from web.consultations.sheets import count_formulas, read_sheet, write_sheet
from web.experts.roster import Profile, add, check, check_fresh
from web.marks import N_
from web.refused import RefusedError

KINDS = {
    "专家": AskedKind.EXPERT,
    "检测机构": AskedKind.LABORATORY,
    "行业协会": AskedKind.ASSOCIATION,
}
TONGUES = {
    "中文": "zh",
    "英文": "en",
    "法文": "fr",
    "西班牙文": "es",
    "德文": "de",
    "日文": "ja",
    "韩文": "ko",
    "俄文": "ru",
    "阿拉伯文": "ar",
    "葡萄牙文": "pt",
}
COLUMNS = (
    ("姓名或机构", "必填"),
    ("类别", "专家、检测机构或行业协会；不填为专家"),
    ("单位", "专家所在单位"),
    ("邮箱", "征求意见的邮件发到这里"),
    ("电话", ""),
    ("语言", "用顿号分开，如：中文、英文"),
    ("出口行业", "用顿号分开，写行业名称"),
    ("ICS", "用顿号分开，如：13.120、29.220"),
    ("专长", ""),
    ("需回避的", "任职、持股、委托关系等"),
)
TITLE = "专家名册"
NO_HEADINGS = N_("第1行应是模板的列名，缺少：%(names)s。请下载模板填写。")
NO_LINES = N_("表中没有内容，请从第2行起填写。")


@dataclass(frozen=True)
class Line:
    """A line of the table, and why it is refused, if it is."""

    number: int
    profile: Profile
    error: RefusedError | None = None


@dataclass(frozen=True)
class Proposal:
    """What a table would bring, and how many cells are formulas."""

    lines: Sequence[Line]
    formulas: int

    @property
    def good(self) -> list[Line]:
        """The lines that can be stored."""
        return [one for one in self.lines if one.error is None]


def template() -> bytes:
    """The workbook to be filled in."""
    return write_sheet(TITLE, COLUMNS)


def propose(session: Session, name: str, content: bytes) -> Proposal:
    """Read a table; nothing is stored."""
    rows = read_sheet(name, content)
    head = rows[0] if rows else []
    lacking = [words for words, _ in COLUMNS if words not in head]
    if lacking:
        raise RefusedError(NO_HEADINGS, names="、".join(lacking))
    places = [head.index(words) for words, _ in COLUMNS]
    sectors = sector_names(session)
    lines = [
        line_of(session, number, [cell(row, at) for at in places], sectors)
        for number, row in enumerate(rows[1:], 2)
        if any(row)
    ]
    if not lines:
        raise RefusedError(NO_LINES)
    return Proposal(lines, count_formulas(rows[1:]))


def cell(row: Sequence[str], at: int) -> str:
    """A cell of a row that may end early."""
    return row[at] if at < len(row) else ""


def sector_names(session: Session) -> dict[str, str]:
    """The sectors by their Chinese names and by their ids."""
    rows = session.execute(select(Sector.id, Sector.name_zh)).all()
    return {row[1]: row[0] for row in rows} | {row[0]: row[0] for row in rows}


def line_of(
    session: Session, number: int, cells: list[str], sectors: dict[str, str]
) -> Line:
    """A line with its values in our keys; what is of no list is refused later."""
    name, kind, employer, email, phone, tongues, names, ics, fields, conflicts = cells
    profile = Profile(
        name=name,
        kind=KINDS.get(kind or "专家", kind),
        employer=employer,
        email=email,
        phone=phone,
        languages=[TONGUES.get(one, one) for one in apart(tongues)],
        sectors=[sectors.get(one, one) for one in apart(names)],
        ics=ics,
        fields=fields,
        conflicts=conflicts,
    )
    try:
        check_fresh(session, check(session, profile))
    except RefusedError as error:
        return Line(number, profile, error)
    return Line(number, profile)


def apart(words: str) -> list[str]:
    """What stands between commas."""
    for mark in "，,;；":
        words = words.replace(mark, "、")
    return [one.strip() for one in words.split("、") if one.strip()]


def store(session: Session, proposal: Proposal, actor: str, now: datetime) -> int:
    """Put the good lines on the roster; a line that repeats another is left out."""
    count = 0
    for line in proposal.good:
        try:
            add(session, line.profile, actor, now)
        except RefusedError:
            continue
        count += 1
    return count
