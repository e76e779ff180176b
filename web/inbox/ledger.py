"""The ledger of a firm: each measure, what changed, who decided, when and why."""

from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session, selectinload

from models.alert import Alert
from models.deadlines import HERE
from models.handling import Handling, HandlingState
from models.measure import Measure
from models.organisation import Organisation
from models.user import User
from web.alerts.phrases import LEVELS, say_change
from web.inbox.circle import Circle, present_id, their_alerts

BATCH = 500
SHEET = {"zh": "合规台账", "en": "Ledger"}
HEADINGS = {
    "zh": (
        "措施",
        "文件编号",
        "通报成员",
        "级别",
        "变化",
        "预警日期",
        "状态",
        "决定人",
        "决定时间",
        "负责人",
        "说明",
        "办理期限",
        "附件",
    ),
    "en": (
        "Measure",
        "Document",
        "Member",
        "Level",
        "What changed",
        "Alerted on",
        "State",
        "Decided by",
        "Decided at",
        "Colleague",
        "Why",
        "Due",
        "Files",
    ),
}
WIDTHS = (44, 24, 14, 8, 44, 13, 9, 14, 17, 14, 40, 12, 28)
STATES = {
    HandlingState.WAITING: {"zh": "待看", "en": "To look at"},
    HandlingState.WORKING: {"zh": "处理中", "en": "In progress"},
    HandlingState.NOT_OURS: {"zh": "不适用", "en": "Not applicable"},
    HandlingState.DONE: {"zh": "已完成", "en": "Done"},
}
JOIN = {"zh": "、", "en": ", "}
LONGEST = 32_000
"""Letters that a cell of a workbook holds, with some to spare."""


@dataclass(frozen=True)
class Entry:
    """A line of the ledger, in the order of its columns."""

    measure: str
    symbol: str
    members: str
    level: str
    changes: str
    alerted: str
    state: str
    decided_by: str
    decided_at: datetime | None
    colleague: str
    why: str
    due: date | None
    files: str


def entries(session: Session, circle: Circle, language: str) -> list[Entry]:
    """All measures that a firm was alerted to or has decided on, the latest first."""
    held = dict(decisions(session, circle))
    told = select(Alert.measure_id, func.max(Alert.id).label("last")).where(
        Alert.user_id.in_(circle.people)
    )
    rows = session.execute(told.group_by(Alert.measure_id)).all()
    ids = [row.measure_id for row in sorted(rows, key=lambda row: -row.last)]
    known = set(ids)
    gone = [measure for measure in held if measure not in known]
    names = people(session)
    made = []
    for start in range(0, len(ids), BATCH):
        part = ids[start : start + BATCH]
        alerts = their_alerts(session, circle, part)
        for one in part:
            made.append(entry(alerts[one], held.get(one), names, language))
    return made + [entry([], held[one], names, language) for one in gone]


def decisions(session: Session, circle: Circle) -> Iterator[tuple[int, Handling]]:
    """What the firm does with each measure; of joined ones the last begun stands."""
    query = (
        select(present_id(), Handling)
        .join(Measure, Measure.id == Handling.measure_id)
        .where(circle.owns)
        .order_by(Handling.id)
        .options(selectinload(Handling.files))
    )
    yield from ((row[0], row[1]) for row in session.execute(query))


def people(session: Session) -> dict[str | int, str]:
    """Names by address and by id."""
    rows = session.execute(select(User.id, User.email, User.name)).all()
    by_id: dict[str | int, str] = {row.id: row.name for row in rows}
    return by_id | {row.email: row.name for row in rows}


def entry(
    alerts: Sequence[Alert],
    held: Handling | None,
    names: dict[str | int, str],
    language: str,
) -> Entry:
    """One measure; where its alerts are gone, as it stood at the decision."""
    shown: dict[str, Any] = alerts[-1].snapshot if alerts else held_snapshot(held)
    changes = dict.fromkeys(say_change(one.snapshot, language) for one in alerts)
    days = dict.fromkeys(local_day(one.created_at) for one in alerts)
    state = held.state if held else HandlingState.WAITING
    members = (one[language] for one in shown.get("members", ()))
    return Entry(
        measure=shown.get(f"title_{language}") or shown.get("title", ""),
        symbol=shown.get("symbol", ""),
        members=JOIN[language].join(members),
        level=LEVELS[shown.get("level", "unknown")][language],
        changes="\n".join(changes),
        alerted="\n".join(days),
        state=STATES[HandlingState(state)][language],
        decided_by=names.get(held.decided_by, held.decided_by) if held else "",
        decided_at=held.decided_at if held else None,
        colleague=names.get(held.colleague_id or 0, "") if held else "",
        why=held.note if held else "",
        due=held.due if held else None,
        files="\n".join(one.name for one in held.files) if held else "",
    )


def held_snapshot(held: Handling | None) -> dict[str, Any]:
    """The measure as it stood when the firm decided."""
    return held.snapshot if held else {}


def local_day(at: datetime) -> str:
    """The day of an instant in Wuhan."""
    return at.astimezone(HERE).date().isoformat()


def as_xlsx(rows: Sequence[Entry], language: str) -> bytes:
    """The workbook; every text is text, so that none is taken for a formula."""
    from openpyxl import Workbook  # takes long to load
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active or book.create_sheet()
    sheet.title = SHEET[language]
    for place, (heading, width) in enumerate(
        zip(HEADINGS[language], WIDTHS, strict=True), 1
    ):
        sheet.cell(1, place, heading).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = width
    for number, row in enumerate(rows, 2):
        for place, value in enumerate(astuple(row), 1):
            write(sheet.cell(number, place), value)
            sheet.cell(number, place).alignment = Alignment(
                wrap_text=True, vertical="top"
            )
    lay_out(sheet)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def write(cell: Any, value: object) -> None:
    """Put a value into a cell: a text as text, a day or an instant as such."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if isinstance(value, datetime):
        cell.value = value.astimezone(HERE).replace(tzinfo=None, microsecond=0)
        cell.number_format = "yyyy-mm-dd hh:mm"
    elif isinstance(value, date):
        cell.value = value
        cell.number_format = "yyyy-mm-dd"
    elif value:
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", str(value))[:LONGEST]
        cell.data_type = "s"  # or what begins with = would be a formula
        cell.quotePrefix = True


def lay_out(sheet: Any) -> None:
    """Let the headings stay in sight, columns be filtered, and a page hold them all."""
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


@dataclass(frozen=True)
class Count:
    """How far a firm has come, in counts alone."""

    firm: str
    alerted: int
    states: dict[str, int]

    @property
    def waiting(self) -> int:
        """Measures that nobody has touched, or that wait again."""
        touched = sum(self.states.values()) - self.states.get("waiting", 0)
        return max(0, self.alerted - touched)


def overview(session: Session) -> list[Count]:
    """For the centre: each firm that was alerted, and how many measures it settled."""
    told = (
        select(User.organisation_id, func.count(Alert.measure_id.distinct()))
        .join(Alert, Alert.user_id == User.id)
        .where(User.organisation_id.is_not(None))
        .group_by(User.organisation_id)
    )
    alerted = {row[0]: row[1] for row in session.execute(told)}
    query = (
        select(
            Handling.organisation_id,
            *(
                func.sum(case((Handling.state == one.value, 1), else_=0))
                for one in HandlingState
            ),
        )
        .where(Handling.organisation_id.is_not(None))
        .group_by(Handling.organisation_id)
    )
    states = {
        row[0]: dict(zip(HandlingState, row[1:], strict=True))
        for row in session.execute(query)
    }
    firms = select(Organisation).where(Organisation.id.in_(alerted))
    return [
        Count(one.name, alerted[one.id], states.get(one.id, {}))
        for one in session.scalars(firms.order_by(Organisation.name))
    ]
