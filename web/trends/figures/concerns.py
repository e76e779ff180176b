"""View 18: trade concerns about what Hubei sells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from models.concern import Concern
from web.rights import Right
from web.trends.basis import rows_basis
from web.trends.names import member_names, name_in, sector_names
from web.trends.raised import days_of, is_chosen, last_day, read_terms, sectors_of, told
from web.trends.view import (
    Behind,
    Cell,
    Column,
    Counted,
    LeftOut,
    Line,
    Need,
    Scene,
    Sort,
    View,
    Words,
    one_of,
)

FEW = 3
NEED = Need(
    Words("特别贸易关注", "Specific trade concerns"),
    Words(
        "还没有特别贸易关注。可由复核人从案件提出，或由管理员导入。",
        "There are no trade concerns yet: a reviewer raises one from a case, or an"
        " administrator imports them.",
    ),
    "concerns.index",
)
NEW, AGAIN, WAITING = (
    Words("新提出", "New"),
    Words("此前提出过", "Raised before"),
    Words("待提出", "To be raised"),
)
COLUMNS = (
    Column("concern", Words("关注", "Concern"), Sort.NAME),
    Column("member", Words("成员", "Member"), Sort.NAME),
    Column("sectors", Words("涉及的湖北行业", "Hubei sectors"), Sort.NAME),
    Column("sort", Words("新旧", "New or not"), Sort.NAME),
    Column("times", Words("提出次数", "Times raised")),
    Column("first", Words("首次提出", "First raised"), Sort.DAY),
    Column("last", Words("最近提出", "Last raised"), Sort.DAY),
    Column("years", Words("历时（年）", "Years"), Sort.NUMBER),
    Column("supporters", Words("支持成员数", "Supporters")),
    Column("ours", Words("我方评议", "Our comment"), Sort.NAME),
)
OURS, NOT_OURS = Words("有", "yes"), Words("无", "no")
DAYS = 365.25


def need(session: Session) -> Need | None:
    """What lacks where no concern is held."""
    found = session.scalar(select(Concern.id).limit(1))
    return NEED if found is None else None


def count(scene: Scene) -> Counted:
    """Concerns on what Hubei sells, those raised last first."""
    query = select(Concern).options(selectinload(Concern.raisings))
    every = scene.session.scalars(query.order_by(Concern.id)).all()
    chosen = [one for one in every if is_chosen(one, scene)]
    terms = read_terms(scene.session)
    pairs = [(one, sectors_of(one, scene.facts, terms)) for one in chosen]
    wanted = set(scene.choice.filters.sector)
    touching = [
        (one, sectors)
        for one, sectors in pairs
        if (sectors & wanted if wanted else sectors)
    ]
    touching.sort(key=lambda pair: (-last_day(pair[0], scene.today), pair[0].id))
    away = len(chosen) - len(touching)
    why = Words("不涉及湖北行业的关注", "Concerns that touch no Hubei sector")
    return Counted(
        columns=COLUMNS,
        lines=tuple(make_line(scene, one, sectors) for one, sectors in touching),
        basis=rows_basis((f"concern:{one.id}", told(one)) for one, _ in touching),
        left_out=(LeftOut(why, away),) if away else (),
        notes=NOTES if touching else (),
    )


NOTES = (
    Words(
        "按关注所列HS编码，或其所涉通报的行业匹配，判断是否涉及湖北；"
        "“新提出”指所选时期内首次提出。",
        "A concern touches Hubei by its HS codes or by the sectors of the notifications"
        " it names; new means first raised in the selected period.",
    ),
)


def make_line(scene: Scene, one: Concern, sectors: set[str]) -> Line:
    """The row of a concern."""
    members = member_names(scene.session, scene.facts)
    names = sector_names(scene.session, scene.facts)
    days = days_of(one, scene.choice.until or scene.today)
    first, last = (days[0], days[-1]) if days else (None, None)
    held = [each for each in one.raisings if each.meeting in days]
    supporters = {code for each in held for code in each.supporters}
    cells: tuple[Cell, ...] = (
        title_of(one),
        name_in(members, one.member_code),
        listed([name_in(names, key) for key in names if key in sectors]),
        sort_of(days, scene.choice.since),
        len(days),
        first,
        last,
        round((last - first).days / DAYS, 1) if first and last else None,
        len(supporters),
        OURS if one.case_id else NOT_OURS,
    )
    own = int(one.id)
    return Line(str(own), cells, lambda: [own])


def title_of(one: Concern) -> Words:
    """Its number and title."""
    number = f"{one.number} " if one.number else ""
    zh, en = one.title_zh or one.title_en, one.title_en or one.title_zh
    return Words(f"{number}{zh}".strip(), f"{number}{en}".strip())


def listed(names: Sequence[Words]) -> Words:
    """A few names, and how many more."""
    some = names[:FEW]
    zh = "、".join(one.zh for one in some)
    en = ", ".join(one.en for one in some)
    more = len(names) - len(some)
    return (
        Words(f"{zh}等{len(names)}个", f"{en}, {more} more") if more else Words(zh, en)
    )


def sort_of(days: Sequence[date], since: date | None) -> Words:
    """Whether it is new: raised once, or first in the selected period."""
    if not days:
        return WAITING
    new = days[0] >= since if since else len(days) == 1
    return NEW if new else AGAIN


def say(counted: Counted, language: str) -> str:
    """How many, how many new, how many are ours."""
    if not counted.lines:
        return one_of(
            language,
            "所选条件下没有涉及湖北行业的特别贸易关注",
            "No trade concern of this selection touches a Hubei sector",
        )
    many = len(counted.lines)
    new = counted.column("sort").count(NEW)
    ours = counted.column("ours").count(OURS)
    return one_of(
        language,
        f"涉及湖北行业的特别贸易关注{many}项，其中新提出{new}项，我方有评议的{ours}项",
        f"Trade concerns that touch Hubei sectors: {many}, of which {new} new and"
        f" {ours} with a comment of ours",
    )


VIEW = View(
    number=18,
    key="concerns",
    name=Words("特别贸易关注", "Trade concerns"),
    question=Words(
        "哪些特别贸易关注涉及湖北的商品，提过几次、谁支持、我方评议过没有？",
        "Which trade concerns touch Hubei's products, how often raised, backed by whom,"
        " and did we comment?",
    ),
    formula=Words(
        "提出次数＝已召开会议中提出该关注的次数；历时＝首次至最近一次提出",
        "Times = meetings held at which it was raised; years = from the first to the"
        " last of them",
    ),
    by=Words("按会议日期", "by the day of the meeting"),
    count=count,
    say=say,
    need=need,
    right=Right.CENTRE,
    publishable=False,  # a concern may be prepared long before it is raised
    behind=Behind.CONCERNS,
    areas=("cases",),
    whole=False,
    by_measure=False,
)
