"""The table of standards of a case: their clause, the world's, ours, the gap."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from models.case import Case
from models.evidence import Comparison
from models.reference import read_rows
from models.tag import Tag
from nlp.standards import Counterpart, counterpart_of, plain_number
from web.cases.lock import hold_open
from web.cases.record import Actor, record
from web.marks import N_
from web.refused import RefusedError

FIELDS = ("subject", "theirs", "international", "gb", "others", "gap")
MOST_WORDS = 1000
MOST_LINES = 100
FOUND = ("stated", "found")
RELATIONS = {"idt": "等同采用", "mod": "修改采用", "related": "相关"}
CHECK = "待核对：版本和条款是否一致"
NO_SUBJECT = N_("请填写对照的项目，如“铅迁移限量”。")
TOO_LONG = N_("每格不超过1000字。")
TOO_MANY = N_("对照表最多%(most)d行。")
NO_LINE = N_("没有这一行，请刷新页面。")
CHANGED = N_("%(who)s已改过这一行，这次未保存。下面是你填写的内容，请核对后再保存。")
NOTHING = N_("通报中没有识别出标准，请手工添加。")


@dataclass(frozen=True)
class Cells:
    """A line as its form gives it."""

    subject: str
    theirs: str = ""
    international: str = ""
    gb: str = ""
    others: str = ""
    gap: str = ""


def lines_of(session: Session, case_id: int) -> Sequence[Comparison]:
    """The lines of a case that stand, in their order."""
    query = select(Comparison).where(
        Comparison.case_id == case_id, Comparison.removed_at.is_(None)
    )
    return session.scalars(query.order_by(Comparison.position, Comparison.id)).all()


def find_line(session: Session, case_id: int, line_id: int) -> Comparison:
    """One line of a case, or a refusal."""
    found = session.get(Comparison, line_id)
    if found is None or found.case_id != case_id:
        raise RefusedError(NO_LINE)
    return found


def check(cells: Cells) -> dict[str, str]:
    """The cells of a line; RefusedError says what is wrong."""
    fields = {name: getattr(cells, name).strip() for name in FIELDS}
    fields["subject"] = " ".join(fields["subject"].split())[:200]
    if not fields["subject"]:
        raise RefusedError(NO_SUBJECT)
    if any(len(words) > MOST_WORDS for words in fields.values()):
        raise RefusedError(TOO_LONG)
    return fields


def add_line(
    session: Session, case: Case, cells: Cells, *, actor: Actor, now: datetime
) -> Comparison:
    """A further line at the end of the table."""
    hold_open(session, case)
    highest = select(func.max(Comparison.position)).where(Comparison.case_id == case.id)
    place = (session.scalar(highest) or 0) + 1
    if place > MOST_LINES:
        raise RefusedError(TOO_MANY, most=MOST_LINES)
    made = Comparison(
        case_id=case.id,
        position=place,
        edited_by=actor.name,
        edited_at=now,
        **check(cells),
    )
    session.add(made)
    session.flush()
    record(session, actor, "comparison.added", case, now, line=made.id)
    return made


def change_line(
    session: Session,
    case: Case,
    line: Comparison,
    cells: Cells,
    *,
    edition: int,
    actor: Actor,
    now: datetime,
) -> None:
    """Change a line, unless somebody else did meanwhile."""
    hold_open(session, case)
    same = update(Comparison).where(
        Comparison.id == line.id, Comparison.edition == edition
    )
    fields = {**check(cells), "edited_by": actor.name, "edited_at": now}
    done = session.scalars(
        same.values(**fields, edition=edition + 1).returning(Comparison.id)
    ).all()
    if not done:
        raise RefusedError(CHANGED, who=line.edited_by)
    session.refresh(line)
    record(session, actor, "comparison.changed", case, now, line=line.id)


def remove_line(
    session: Session, case: Case, line: Comparison, *, actor: Actor, now: datetime
) -> None:
    """Take a line out."""
    hold_open(session, case)
    if line.removed_at is None:
        line.removed_at = now
        record(session, actor, "comparison.removed", case, now, line=line.id)


def fill(session: Session, case: Case, *, actor: Actor, now: datetime) -> int:
    """Add a line for each standard that the notice cites and the table lacks."""
    cited = standards_of(session, case)
    if not cited:
        raise RefusedError(NOTHING)
    held = " ".join(
        f"{one.subject} {one.theirs} {one.international}"
        for one in lines_of(session, case.id)
    )
    fresh = [cells for code, cells in cited if code not in held]
    for cells in fresh:
        add_line(session, case, cells, actor=actor, now=now)
    return len(fresh)


def standards_of(session: Session, case: Case) -> list[tuple[str, Cells]]:
    """The standards found in the notice of a case, each as a line."""
    query = select(Tag.code).where(
        Tag.notice_id == case.notice_id,
        Tag.scheme == "standard",
        Tag.origin.in_(FOUND),
    )
    symbol = case.notice.symbol.partition(",")[0]
    codes = session.scalars(query.distinct().order_by(Tag.code)).all()
    return [(code, line_of(symbol, code)) for code in codes]


def line_of(symbol: str, code: str) -> Cells:
    """A cited standard beside its international base and its Chinese counterpart."""
    ours = counterpart_of(code)
    plain = plain_number(code)
    world = code if is_international(code) else ""
    if not world and plain != code and is_international(plain):
        world = plain
    return Cells(
        subject=ours.zh if ours else code,
        theirs=f"{symbol} 引用 {code}",
        international=world,
        gb=say_ours(ours),
        gap=CHECK if ours or world else "",
    )


def say_ours(ours: Counterpart | None) -> str:
    """A Chinese standard and how it relates; '' where none is known."""
    if ours is None:
        return ""
    told = "系列" if ours.series else RELATIONS.get(ours.relation, ours.relation)
    return f"{ours.number}（{told}）"


def is_international(code: str) -> bool:
    """Whether a standard is of a body that the list of bodies calls international."""
    found = [body for body, _ in bodies() if code.startswith(f"{body} ")]
    longest = max(found, key=len, default="")
    return dict(bodies()).get(longest, False)


@lru_cache(maxsize=1)
def bodies() -> tuple[tuple[str, bool], ...]:
    """The bodies that set standards, and whether each is international."""
    return tuple(told_bodies())


def told_bodies() -> Iterator[tuple[str, bool]]:
    """The list of bodies."""
    for row in read_rows("standards"):
        yield row["body"], row["international"] == "yes"
