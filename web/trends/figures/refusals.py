"""View 21: goods of China refused at borders, beside the rules on the same products."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.facts import Facts
from models.kinds import INCIDENTS, RISK
from models.notice import Notice
from models.reference import code_names
from models.refusal import Refusal
from web.trends.basis import JointBasis, NoticeBasis, rows_basis
from web.trends.choice import choose
from web.trends.counting import places_behind, share
from web.trends.drawing import bars, nothing
from web.trends.incidents import (
    CHAPTER,
    LAG,
    Held,
    add_loaded,
    hold,
    lags_of,
    of_china,
    read_loaded,
)
from web.trends.view import (
    Cell,
    Column,
    Counted,
    LeftOut,
    Line,
    Need,
    Scene,
    Sort,
    Spec,
    View,
    Words,
    one_of,
    tell,
)

MOST = 15
BRIEF = 24
NEED = Need(
    Words("拒绝入境与风险预警记录", "Refusals and rapid alerts"),
    Words(
        "还没有中国产品拒绝入境或风险预警记录。可采集RASFF、FDA等来源，"
        "或由咨询中心导入拒绝入境记录表。",
        "No refusals or rapid alerts on goods of China are held yet: collect from RASFF"
        " or the FDA, or the centre imports a table of refusals.",
    ),
    "refusals.index",
)
COLUMNS = (
    Column("product", Words("HS章", "HS chapter"), Sort.NAME),
    Column("rules", Words("新措施", "New measures")),
    Column("refused", Words("拒绝入境与预警", "Refusals and alerts")),
    Column("after", Words("其中措施后0–6个月", "Within 6 months of a measure")),
    Column("share", Words("占拒绝与预警", "Of refusals and alerts"), Sort.SHARE),
    Column("lag", Words("间隔中位数（月）", "Median lag (months)"), Sort.NUMBER),
)
NOTES = (
    Words(
        "只计中国产品：RASFF通报、名称写明中国的FDA进口警示、导入的拒绝入境记录。"
        "同一章、同一市场在此前0至6个月内有新措施的计入“措施后”，"
        "间隔取最近一项；先后不等于因果。",
        "Goods of China alone: RASFF notifications, import alerts of the FDA that name"
        " China, and imported refusals. One counts as after a measure if a measure on"
        " the same chapter opened in the same market 0 to 6 months before; the lag is"
        " to the latest. After does not mean because.",
    ),
    Words(
        "一件文件可涉及多章，各行相加多于总数。",
        "A document may touch several chapters, so that rows add up to more than the"
        " total.",
    ),
)


def need(session: Session) -> Need | None:
    """What lacks where nothing of the kind is held."""
    kept = session.scalar(select(Notice.id).where(Notice.kind.in_(INCIDENTS)).limit(1))
    loaded = session.scalar(select(Refusal.id).limit(1))
    return NEED if kept is None and loaded is None else None


def count(scene: Scene) -> Counted:
    """A row for each chapter in which anything was refused, the most first."""
    facts = scene.facts
    rules = choose(scene.session, facts, scene.choice, scene.today).mask & facts.opening
    risk = replace(scene.choice, filters=replace(scene.choice.filters, kind=(RISK,)))
    alerts = choose(scene.session, facts, risk, scene.today).mask
    china = alerts & of_china(scene.session, facts)
    loaded = read_loaded(scene)
    before, after = hold(facts, rules), hold(facts, china)
    add_loaded(after, loaded)
    uncoded = int((china & (facts.hs.many == 0)).sum())
    uncoded += sum(not one.hs for one in loaded)
    order = sorted(after.many, key=lambda one: (-after.many[one], one))
    basis = rows_basis(
        (f"refusal:{one.source}:{one.key}", (one.day, one.market, one.hs))
        for one in loaded
    )
    return Counted(
        columns=COLUMNS,
        lines=tuple(make_line(facts, one, before, after, loaded) for one in order),
        basis=JointBasis((NoticeBasis(facts, rules | china), basis)),
        left_out=tuple(others(uncoded, int((alerts & ~china).sum()))),
        notes=NOTES,
    )


def make_line(
    facts: Facts, chapter: str, before: Held, after: Held, loaded: Sequence[Refusal]
) -> Line:
    """The row of a chapter."""
    lags = list(lags_of(chapter, before, after))
    many = after.many[chapter]
    nowhere = np.array([], dtype=np.int64)
    rules = before.places.get(chapter, nowhere)
    own = np.union1d(rules, after.places.get(chapter, nowhere))
    middle: Cell = float(median(lags)) if lags else None
    cells = (chapter_name(chapter), len(rules), many, len(lags))
    return Line(
        chapter,
        (*cells, share(len(lags), many), middle),
        places_behind(facts, own),
        tuple(one.id for one in loaded if one.hs[:CHAPTER] == chapter),
    )


def others(uncoded: int, foreign: int) -> Iterator[LeftOut]:
    """What was not counted."""
    if uncoded:
        yield LeftOut(Words("没有HS编码的记录", "Records without an HS code"), uncoded)
    if foreign:
        why = Words("未写明中国产品的进口警示", "Import alerts that do not name China")
        yield LeftOut(why, foreign)


def chapter_name(code: str) -> Words:
    """A chapter with the beginning of its name."""
    names = code_names("hs").get(code, ("", ""))
    zh, en = (one if len(one) <= BRIEF else f"{one[:BRIEF]}…" for one in names)
    return Words(f"{code} {zh}".strip(), f"{code} {en}".strip())


def say(counted: Counted, language: str) -> str:
    """The chapter with most refusals, and how many came soon after a measure."""
    if not counted.lines:
        return nothing(language)
    name, _, many, after = counted.lines[0].cells[:4]
    code, _, words = tell(name, language).partition(" ")
    return one_of(
        language,
        f"拒绝入境与预警最多的是第{code}章（{words}），{many}件，"
        f"其中{after}件在措施后{LAG}个月内",
        f"Most refusals and alerts are in chapter {code} ({words}): {many}, of which"
        f" {after} within {LAG} months of a measure",
    )


def draw(counted: Counted, language: str) -> Spec:
    """Bars of refusals, those after a measure in the highlight."""
    shown = replace(counted, lines=counted.lines[:MOST])
    title = Words("拒绝入境与预警（件）", "Refusals and alerts")
    return bars(
        shown, language, name="product", value="refused", part="after", title=title
    )


VIEW = View(
    number=21,
    key="refusals",
    name=Words("拒绝入境与新措施", "Refusals beside rules"),
    question=Words(
        "中国产品被拒绝入境或预警，是否多在新措施之后？",
        "Are goods of China refused more after new measures?",
    ),
    formula=Words(
        "占比＝同章同市场此前0至6个月内有新措施的件数÷全部件数",
        "Share = those with a new measure on the same chapter and market 0 to 6 months"
        " before / all",
    ),
    by=Words("按发布日期与通报日期", "by the day of publication or distribution"),
    count=count,
    say=say,
    draw=draw,
    need=need,
    areas=("others",),
    whole=False,
    by_measure=False,
)
