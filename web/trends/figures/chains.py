"""View 17: families of documents, from the draft to the final text."""

from __future__ import annotations

from datetime import date
from statistics import median

import numpy as np

from models.events import EventKind
from models.facts import Facts
from models.facts.columns import Mask, Numbers
from models.kinds import NoticeKind
from web.trends.basis import NoticeBasis
from web.trends.choice import choose
from web.trends.counting import left_out, places_behind, share
from web.trends.drawing import bars, nothing
from web.trends.grains import Steps, silent, steps_of
from web.trends.view import (
    Cell,
    Column,
    Counted,
    Line,
    Scene,
    Sort,
    Spec,
    View,
    Words,
    one_of,
)

FINAL = (
    EventKind.ADOPTED,
    EventKind.PUBLISHED,
    EventKind.IN_FORCE,
    EventKind.FINAL_TEXT,
)
LATE = 730
"""Days, two years, after which a draft without a final text is told apart."""
COLUMNS = (
    Column("step", Words("首次通报", "First notified"), Sort.MONTH),
    Column("families", Words("措施", "Measures")),
    Column("documents", Words("文件总数", "Documents")),
    Column("mean", Words("每项措施的文件数", "Documents a measure"), Sort.NUMBER),
    Column("extended", Words("评议期有变更", "Comment period moved")),
    Column("final", Words("已有最终结果", "With a final outcome")),
    Column("final_share", Words("有结果的占措施", "Ended, of measures"), Sort.SHARE),
    Column(
        "days",
        Words("草案到最终（天，中位）", "Days to final (median)"),
        Sort.DAYS,
    ),
    Column("stuck", Words("满24个月仍无结果", "None after 24 months")),
)


def count(scene: Scene) -> Counted:
    """Measures by the step of time in which they were first notified.

    A measure's documents count whenever they came, up to the day of the question.
    """
    facts = scene.facts
    chosen = choose(scene.session, facts, scene.choice, scene.today)
    first = chosen.mask & facts.opening
    steps = steps_of(facts, first, scene.choice, scene.today)
    families = read_families(facts, scene.today)
    places = np.flatnonzero(first)
    step = steps.place(facts.month[places])
    own = np.isin(facts.measure, facts.measure[places]) & families.counted
    return Counted(
        columns=COLUMNS,
        lines=tuple(lines_of(facts, families, places, step, steps, scene.today)),
        basis=NoticeBasis(facts, own),
        left_out=left_out(chosen),
        notes=NOTES if len(places) else (),
    )


BLANK: tuple[Cell, ...] = (None,) * (len(COLUMNS) - 1)
NOTES = (
    Words(
        "只计首份文件为新通报的措施；最终结果指后续文件所述的批准、公布、生效或最终文本，"
        "成员未再通报的不等于没有通过。",
        "Measures whose first document is a new notification; a final outcome is what"
        " a later document tells (adopted, published, in force, final text): a Member"
        " that notified nothing more may have adopted it all the same.",
    ),
)


class Families:
    """What is known of each measure: documents, the day of its end, whether moved.

    ``final`` holds the day number of the first final outcome by measure.
    """

    def __init__(self, facts: Facts, today: date) -> None:
        self.counted: Mask = facts.kind.among({NoticeKind.NOTIFICATION.value})
        self.counted &= ~facts.void & (facts.distributed <= today.toordinal())
        size = int(facts.measure.max()) + 1 if len(facts) else 1
        self.documents = np.bincount(facts.measure[self.counted], minlength=size)
        self.final: dict[int, int] = {}
        self.moved: set[int] = set()
        for place, name in events(facts, self.counted):
            kind, _, day = name.partition(":")
            measure = int(facts.measure[place])
            if kind == EventKind.EXTENDED:
                self.moved.add(measure)
            elif kind in FINAL:
                number = date.fromisoformat(day).toordinal()
                self.final[measure] = min(self.final.get(measure, number), number)


def read_families(facts: Facts, today: date) -> Families:
    """The same for each day of the question, made once."""
    return facts.once((read_families, today), lambda: Families(facts, today))


def events(facts: Facts, mask: Mask) -> list[tuple[int, str]]:
    """The place and the event of each document that counts."""
    names = facts.events.names
    pairs = zip(facts.events.owners, facts.events.codes, strict=True)
    return [(int(place), names[code]) for place, code in pairs if mask[place]]


def lines_of(
    facts: Facts,
    families: Families,
    places: Numbers,
    step: Numbers,
    steps: Steps,
    today: date,
) -> list[Line]:
    """A row for each step of time; blank where nothing at all is held of it."""
    found = []
    gaps = silent(facts, steps)
    for number, one in enumerate(steps.steps):
        own = places[step == number]
        cells = BLANK if gaps[number] else measure(facts, families, own, today)
        found.append(Line(one.key, (one.name, *cells), places_behind(facts, own)))
    return found


def measure(
    facts: Facts, families: Families, places: Numbers, today: date
) -> tuple[Cell, ...]:
    """The numbers of a row, in the order of the columns."""
    own = [int(one) for one in facts.measure[places]]
    begun = dict(zip(own, map(int, facts.distributed[places]), strict=True))
    ended = {one: families.final[one] for one in own if one in families.final}
    days = [ended[one] - begun[one] for one in ended if ended[one] >= begun[one]]
    documents = int(families.documents[own].sum()) if own else 0
    late = today.toordinal() - LATE
    return (
        len(own),
        documents,
        round(documents / len(own), 2) if own else None,
        sum(one in families.moved for one in own),
        len(ended),
        share(len(ended), len(own)),
        float(median(days)) if days else None,
        sum(begun[one] <= late and one not in ended for one in own),
    )


def say(counted: Counted, language: str) -> str:
    """How many have an outcome, and how many wait for long."""
    whole = sum(int(str(one or 0)) for one in counted.column("families"))
    if not whole:
        return nothing(language)
    final = sum(int(str(one or 0)) for one in counted.column("final"))
    stuck = sum(int(str(one or 0)) for one in counted.column("stuck"))
    return one_of(
        language,
        f"{whole}项措施中，{final}项已有最终结果；{stuck}项通报满24个月仍无后续结果",
        f"Of {whole} measures {final} have a final outcome; {stuck} have none 24 months"
        " after they were notified",
    )


def draw(counted: Counted, language: str) -> Spec:
    """Bars of measures, those with an outcome in the highlight."""
    title = Words("措施（深色：已有最终结果）", "Measures (dark: with an outcome)")
    return bars(
        counted, language, name="step", value="families", part="final", title=title
    )


VIEW = View(
    number=17,
    key="chains",
    name=Words("措施的来龙去脉", "From draft to final text"),
    question=Words(
        "一项措施有几份文件，多久有最终结果，多少迟迟没有下文？",
        "How many documents does a measure have, when does it end, and how often not?",
    ),
    formula=Words(
        "按措施的首次通报时间归期；草案到最终＝首个最终结果日－首次通报日",
        "By the day a measure was first notified; draft to final = first final outcome"
        " - first notification",
    ),
    by=Words("按措施首次通报日期（上海日历日）", "by the day of first notification"),
    count=count,
    say=say,
    draw=draw,
    by_measure=False,
)
