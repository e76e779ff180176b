"""View 20: how exactly Members say which products they mean."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from models.facts import Facts
from models.facts.columns import Numbers
from web.trends.basis import JointBasis, NoticeBasis
from web.trends.charts import stacked_shares
from web.trends.choice import choose
from web.trends.counting import joint_rows, left_out, member_lines, share
from web.trends.drawing import nothing
from web.trends.verdicts import COLUMNS as JUDGED
from web.trends.verdicts import NOTE, read_verdicts
from web.trends.view import (
    BY_DISTRIBUTION,
    Cell,
    Column,
    Counted,
    Scene,
    Sort,
    Spec,
    View,
    Words,
    one_of,
)

MOST = 15
NEW = ("regular", "emergency", "revision")
CLASSES = {
    "hs6": Words("HS 六位", "HS six digits"),
    "hs4": Words("HS 四位", "HS heading"),
    "hs2": Words("仅 HS 章", "HS chapter only"),
    "ics": Words("仅 ICS", "ICS only"),
    "none": Words("无编码", "No code"),
}


def count(scene: Scene) -> Counted:
    """New and revised documents by the finest code that the Member states."""
    facts, verdicts = scene.facts, read_verdicts(scene)
    chosen = choose(scene.session, facts, scene.choice, scene.today)
    mask = chosen.mask & facts.type.among(NEW)
    classes = facts.once(classify, lambda: classify(facts))
    return Counted(
        columns=(
            Column("member", Words("通报成员", "Member"), Sort.NAME),
            Column("documents", Words("新通报与修订", "New and revised documents")),
            *(Column(key, name) for key, name in CLASSES.items()),
            Column("hs_share", Words("有 HS 编码", "With an HS code"), Sort.SHARE),
            *JUDGED,
        ),
        lines=member_lines(
            scene,
            mask,
            lambda own: (*measure(classes[own]), *verdicts.measure(own)),
        ),
        basis=JointBasis((NoticeBasis(facts, mask), verdicts.basis(mask))),
        left_out=left_out(chosen),
        notes=(*NOTES, *joint_rows(scene, mask)),
    )


NOTES = (
    Words(
        "只看成员自己填报的编码；没有编码不等于没有产品，填报的编码也可能有误。",
        "Only codes that the Member states; no code does not mean no product, and a"
        " stated code may be wrong.",
    ),
    NOTE,
)


def classify(facts: Facts) -> Numbers:
    """The class of each notice, as its place in CLASSES."""
    lengths = np.array([len(name) for name in facts.stated_hs.names], dtype=np.int64)
    deepest = np.zeros(len(facts), dtype=np.int64)
    if len(lengths):
        np.maximum.at(deepest, facts.stated_hs.owners, lengths[facts.stated_hs.codes])
    found = np.full(len(facts), 4, dtype=np.int64)
    found[facts.ics.many > 0] = 3
    for place, least in ((2, 2), (1, 4), (0, 6)):
        found[deepest >= least] = place
    return found


def measure(classes: Numbers) -> Iterator[Cell]:
    """The numbers of a row: documents, each class, and the share with HS."""
    many = [int(one) for one in np.bincount(classes, minlength=len(CLASSES))]
    yield len(classes)
    yield from many
    yield share(sum(many[:3]), len(classes))


def say(counted: Counted, language: str) -> str:
    """How many state six digits, and how many no code at all."""
    if not counted.lines:
        return nothing(language)
    cells = counted.lines[0].cells
    whole, six, none = cells[1], cells[2], cells[6]
    return one_of(
        language,
        f"{whole}件新通报与修订中，{six}件写明六位HS编码，{none}件没有任何编码",
        f"Of {whole} new and revised documents {six} state six HS digits and {none} no"
        " code at all",
    )


def draw(counted: Counted, language: str) -> Spec:
    """Bars of parts of a whole, Member by Member."""
    title = Words("占新通报与修订", "Share of new and revised documents")
    return stacked_shares(
        counted, language, name="member", parts=list(CLASSES), title=title, most=MOST
    )


VIEW = View(
    number=20,
    key="code-quality",
    name=Words("产品编码质量", "Quality of product codes"),
    question=Words(
        "各成员把产品写得多清楚：六位HS、四位、章、仅ICS，还是没有编码？",
        "How exactly do Members name products: six HS digits, heading, chapter, ICS"
        " only, or no code?",
    ),
    formula=Words(
        "按成员填报的最细编码归类；有HS编码占比＝（六位＋四位＋章）÷新通报与修订",
        "By the finest code that the Member states; with HS = (six digits + heading +"
        " chapter) / new and revised documents",
    ),
    by=BY_DISTRIBUTION,
    count=count,
    say=say,
    draw=draw,
)
