"""Comment windows: days to stated deadlines, by hand."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from statistics import median

import numpy as np
import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from crawler.card import WTO_EPING, put_source
from crawler.importing import import_file
from crawler.moments import Moment
from crawler.store import store
from models.database import session_factory
from models.facts import facts_of
from tests.crawler.test_samples import gcc
from tests.models.archive import AT, add_notice, add_source
from tests.web.trending import count, finding, table
from web.trends.catalogue import ask
from web.trends.choice import read_choice
from web.trends.counting import JOINT
from web.trends.figures.windows import VIEW, spread, windows

FIRST = date(2025, 6, 2)
LATER = date(2027, 1, 1)
"""After all samples."""


def fill(session: Session) -> None:
    """Six of the United States, two of Kenya, and what must not count."""
    add_source(session)
    for number, days in enumerate((30, 45, 60, 60, 75, 90)):
        closes = FIRST + timedelta(days=days)
        add_notice(
            session,
            f"G/TBT/N/USA/{number}",
            members=["USA"],
            distributed=FIRST,
            deadline=closes,
            deadline_basis="stated",
        )
    for symbol, values in {
        "G/TBT/N/KEN/1": {"deadline": FIRST, "deadline_basis": "stated"},
        "G/TBT/N/KEN/2": {
            "deadline": FIRST - timedelta(days=1),
            "deadline_basis": "stated",
        },
        "G/TBT/N/KEN/3": {
            "deadline": FIRST + timedelta(days=60),
            "deadline_basis": "estimated",
        },
        "G/TBT/N/KEN/1/Add.1": {
            "type": "addendum",
            "deadline": FIRST + timedelta(days=5),
            "deadline_basis": "stated",
        },
    }.items():
        add_notice(session, symbol, members=["KEN"], distributed=FIRST, **values)
    session.flush()


def test_a_joint_notice_counts_once_in_the_row_of_all(session: Session) -> None:
    fill(session)
    assert JOINT not in count(session, "windows").notes
    add_notice(session, "G/TBT/N/BHR/9", members=["BHR", "KWT"], distributed=FIRST)
    session.flush()
    counted = count(session, "windows")
    assert JOINT in counted.notes
    assert [row[:2] for row in table(counted)] == [
        ("全部成员", 10),
        ("美国", 6),
        ("肯尼亚", 3),
        ("巴林", 1),
        ("科威特", 1),
    ]


def test_windows_by_hand(session: Session) -> None:
    """Sorted: 0 30 45 60 60 75 90; the fourth is the median, quartiles 37.5 and 67.5;
    the one that was over before it was notified counts apart."""
    fill(session)
    counted = count(session, "windows")
    assert table(counted) == [
        ("全部成员", 9, 8, 60.0, 37.5, 67.5, 4, 4 / 7, 3, 1, 1),
        ("美国", 6, 6, 60.0, 48.75, 71.25, 4, 4 / 6, 2, 0, 0),
        ("肯尼亚", 3, 2, 0.0, None, None, 0, None, 1, 1, 1),
    ]
    assert [(out.why.en, out.many) for out in counted.left_out] == [
        ("Addenda, corrigenda and other follow-ups", 1)
    ]
    said = finding(session, "windows")
    assert said == "评议期中位数60天；8件载明截止日的文件中3件不足60天，美国最多，2件"
    assert VIEW.draw
    assert len(VIEW.draw(counted, "zh")["data"]["values"]) == 3


def test_few_have_no_quartiles() -> None:
    assert spread([]) == (None, None, None)
    assert spread([10, 20]) == (None, 15.0, None)


def test_nothing_stated_is_said(session: Session) -> None:
    add_source(session)
    add_notice(session, "G/TBT/N/UGA/1", members=["UGA"])
    assert finding(session, "windows") == "所选文件都未载明评议截止日"


@pytest.mark.samples
def test_the_workbook_gives_its_known_windows(
    samples: Path, database: Engine, session: Session
) -> None:
    """Fifty of 76 documents state a day, the median is 60 and nine of the United
    States are below; one of the nine is an addendum, whose days are no window."""
    import_file(
        session_factory(database), samples / "eping_export/Notifications_sample.xlsx"
    )
    counted = ask(session, VIEW, read_choice(MultiDict(), LATER), LATER)
    whole = counted.lines[0].cells
    facts = facts_of(session)
    days = windows(facts, np.arange(len(facts)))
    assert (len(days), median(days), sum(one < 60 for one in days)) == (50, 60, 9)
    assert whole[2:4] == (49, 60.0)
    short = {line.key: line.cells[8] for line in counted.lines[1:] if line.cells[8]}
    assert short == {"USA": 8}
    assert counted.left_out[-1].why.en.startswith("Addenda")


@pytest.mark.samples
def test_seventeen_documents_of_the_gulf_give_theirs(
    samples: Path, session: Session
) -> None:
    """Sixteen of 60 days and one of 30."""
    put_source(session, WTO_EPING)
    store(session, gcc(samples), Moment(AT, baseline=True))
    session.flush()
    counted = ask(session, VIEW, read_choice(MultiDict(), LATER), LATER)
    assert counted.lines[0].cells[1:4] == (17, 17, 60.0)
    assert counted.lines[0].cells[6:9] == (16, 16 / 17, 1)
    facts = facts_of(session)
    days = windows(facts, np.arange(len(facts)))
    assert round(sum(days) / len(days), 1) == 58.2
