"""View 15: under which article Members notify."""

from __future__ import annotations

import numpy as np

from web.trends.basis import NoticeBasis
from web.trends.choice import choose
from web.trends.counting import left_out, places_behind, share
from web.trends.drawing import bars, nothing
from web.trends.view import (
    BY_DISTRIBUTION,
    Column,
    Counted,
    LeftOut,
    Line,
    Scene,
    Sort,
    Spec,
    View,
    Words,
    one_of,
    tell,
)

NAMED = {
    "2.9.2": Words("2.9.2 技术法规", "2.9.2 technical regulation"),
    "2.10.1": Words("2.10.1 紧急技术法规", "2.10.1 urgent regulation"),
    "5.6.2": Words("5.6.2 合格评定程序", "5.6.2 conformity assessment"),
    "5.7.1": Words("5.7.1 紧急合格评定程序", "5.7.1 urgent assessment"),
    "3.2": Words("3.2 地方政府技术法规", "3.2 local regulation"),
    "7.2": Words("7.2 地方政府合格评定", "7.2 local assessment"),
}
UNNAMED = Words("未填报条款的文件", "Documents that name no article")
URGENT = ("2.10.1", "5.7.1")
OTHER = Words("其他条款", "Other articles")


def count(scene: Scene) -> Counted:
    """Documents by the article of the TBT Agreement that they name."""
    facts = scene.facts
    chosen = choose(scene.session, facts, scene.choice, scene.today)
    told = facts.articles.many > 0
    mask = chosen.mask & told
    whole = int(mask.sum())
    rows = facts.articles.rows(mask)
    groups = {key: rows[key] for key in NAMED if key in rows}
    rest = [rows[key] for key in rows if key not in NAMED]
    if rest:
        groups["other"] = np.unique(np.concatenate(rest))
    order = sorted(groups, key=lambda key: (-len(groups[key]), key))
    urgent = int((mask & facts.articles.among(URGENT)).sum())
    return Counted(
        columns=(
            Column("article", Words("条款", "Article"), Sort.NAME),
            Column("documents", Words("通报文件", "Documents")),
            Column(
                "share",
                Words("占填报条款的文件", "Share of documents naming any"),
                Sort.SHARE,
            ),
        ),
        lines=tuple(
            Line(
                key,
                (
                    NAMED.get(key, OTHER),
                    len(groups[key]),
                    share(len(groups[key]), whole),
                ),
                places_behind(facts, groups[key]),
            )
            for key in order
        ),
        basis=NoticeBasis(facts, mask),
        left_out=(*left_out(chosen), *unnamed(int((chosen.mask & ~told).sum()))),
        notes=(MANY,) if order else (),
        facts={"urgent": urgent, "all": whole},
    )


MANY = Words(
    "一件文件可填报多个条款，占比相加可超过100%。",
    "A document may name several articles: the shares may add up to more than 100 %.",
)


def unnamed(many: int) -> tuple[LeftOut, ...]:
    """Documents that name no article, such as addenda and SPS notifications."""
    return (LeftOut(UNNAMED, many),) if many else ()


def none_named(counted: Counted, language: str) -> str:
    """The sentence where no document names an article."""
    many = sum(one.many for one in counted.left_out if one.why == UNNAMED)
    if not many:
        return nothing(language)
    return one_of(
        language,
        f"所选的{many}件文件都未填报所依据的条款",
        f"None of the {many} selected documents names an article",
    )


def say(counted: Counted, language: str) -> str:
    """The leading article, and how many are urgent."""
    if not counted.lines:
        return none_named(counted, language)
    name, many, _ = counted.lines[0].cells
    whole, urgent = counted.facts["all"], counted.facts["urgent"]
    return one_of(
        language,
        f"{whole}件文件中，依据{tell(name, language)}条款的最多，{many}件；"
        f"紧急通报{urgent}件",
        f"{many} of {whole} documents are notified under {tell(name, language)};"
        f" {urgent} are urgent",
    )


def draw(counted: Counted, language: str) -> Spec:
    """Bars."""
    title = Words("通报文件", "Documents")
    return bars(counted, language, name="article", value="documents", title=title)


VIEW = View(
    number=15,
    key="articles",
    name=Words("通报依据的条款", "Articles notified under"),
    question=Words(
        "通报依据《TBT协定》的哪一条，紧急通报占多少？",
        "Under which article of the TBT Agreement, and how much of it is urgent?",
    ),
    formula=Words(
        "填报该条款的文件数；占比＝该数÷填报任一条款的文件数；紧急指第2.10.1和5.7.1条",
        "Documents that name the article; share = of documents that name any; urgent"
        " are 2.10.1 and 5.7.1",
    ),
    by=BY_DISTRIBUTION,
    count=count,
    say=say,
    draw=draw,
    whole=False,
)
