"""How soon sources reach us, which numbers are missing, and the yearly totals."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from rich.console import Console
from sqlalchemy.orm import Session

from models.gap import Gap, GapState
from models.notice import Notice
from models.reference import read_rows
from models.source import Run, RunState
from tests.models.archive import AT, TODAY, add_notice, add_source
from tests.web.trending import count, finding, table
from web.commands import yearly as shown
from web.trends import yearly
from web.trends.arrivals import hours_to
from web.trends.yearly import Held, Verdict, check_totals, compare, judge, said_of

FIRST = date(2025, 6, 2)
GONE = (7, 99, 250, 251, 480)
ROWS = read_rows("yearly_totals")


def add_numbers(session: Session, numbers: list[int], member: str = "KEN") -> None:
    """Documents of one series in one statement."""
    session.add_all(
        Notice(
            source_slug="wto_eping",
            source_key=f"G/TBT/N/{member}/{number}",
            symbol=f"G/TBT/N/{member}/{number}",
            type="regular",
            agreement="TBT",
            title="A draft",
            distributed=FIRST,
            content_hash="0",
            created_at=AT,
            updated_at=AT,
            content={},
        )
        for number in numbers
    )
    session.flush()


def test_exactly_the_deleted_numbers_are_holes(session: Session) -> None:
    """Five of five hundred are missing, one of them explained."""
    add_source(session)
    add_numbers(session, [one for one in range(1, 501) if one not in GONE])
    gap = Gap(
        series="G/TBT/N/KEN",
        number=99,
        agreement="TBT",
        member_code="KEN",
        state=GapState.EXPLAINED,
        reason="void",
        seen_at=AT,
        checked_at=AT,
    )
    session.add(gap)
    session.flush()
    found = count(session, "numbering")
    assert table(found) == [
        ("肯尼亚 TBT", 1, 500, 495, 5, 1, 4, 0.99, 6, "7, 99, 250-251, 480")
    ]
    assert len(found.lines[0].behind()) == found.basis.used - 1 == 495
    assert finding(session, "numbering") == (
        "1个编号序列共缺5号，其中4号待查；肯尼亚 TBT最多，4号"
    )
    assert not count(session, "numbering", agreement="SPS").lines
    assert not count(session, "numbering", market="USA").lines


def test_a_joint_document_holds_a_number_of_each_member(session: Session) -> None:
    add_source(session)
    add_numbers(session, [1, 3])
    joint = add_notice(
        session, "G/TBT/N/UGA/8, G/TBT/N/KEN/2", members=["KEN"], distributed=FIRST
    )
    joint.members[0].symbol = "G/TBT/N/KEN/2"
    add_notice(session, "G/TBT/N/KEN/9/Add.1", type="addendum", distributed=FIRST)
    session.flush()
    rows = table(count(session, "numbering"))
    assert [row[:5] for row in rows] == [
        ("肯尼亚 TBT", 1, 3, 3, 0),
        ("乌干达 TBT", 8, 8, 1, 0),
    ]


def arrive(session: Session, number: int, days: int) -> None:
    stored = datetime(2025, 6, 2, 4, tzinfo=UTC) + timedelta(days=days)
    notice = add_notice(session, f"G/TBT/N/KEN/{number}", distributed=FIRST)
    notice.created_at = stored


def test_delays_by_hand(session: Session) -> None:
    """0 0 1 2 9 days: the median 1, nine in ten within 9, one late; a first load is
    left out; one day was proven empty, another brought something after all."""
    add_source(session)
    for number, days in enumerate((0, 0, 1, 2, 9), 1):
        arrive(session, number, days)
    add_notice(session, "G/TBT/N/KEN/9", distributed=FIRST, baseline=True)
    for day, states in {3: ["ok_zero"], 4: ["ok_zero", "ok"], 5: ["failed"]}.items():
        session.add_all(
            Run(
                job="crawl",
                source_slug="wto_eping",
                started_at=datetime(2025, 6, day, 4, tzinfo=UTC),
                state=RunState(state),
            )
            for state in states
        )
    session.flush()
    found = count(session, "health")
    assert table(found) == [
        ("世贸组织 ePing", 5, 1.0, 9, 1, 0, None, None, 1),
        ("世贸组织 ePing：其中超过3天", 1, 9.0, 9, 1, 0, None, None, None),
    ]
    assert [(one.why.en, one.many) for one in found.left_out] == [
        ("Documents of first loads and catching up", 1)
    ]
    assert found.notes[-1].zh == "延迟超过3天：G/TBT/N/KEN/5（9天）。"
    assert finding(session, "health").endswith("九成不超过9天，1件超过3天")
    assert len(found.lines[1].behind()) == 1


def test_hours_run_from_storing_to_the_first_alert() -> None:
    assert hours_to(AT + timedelta(minutes=90), AT) == 1.5
    assert hours_to(AT - timedelta(minutes=1), AT) == 0
    assert hours_to(None, AT) is None


def test_a_small_store_is_not_judged(session: Session) -> None:
    add_source(session)
    add_numbers(session, [1, 2])
    check = check_totals(session)
    year = next(one for one in check.totals if (one.year, one.part) == (2025, "new"))
    assert (year.documents, year.records, year.verdict) == (2, 0, Verdict.PARTIAL)
    assert "尚未载入" in said_of(check).zh
    assert count(session, "numbering").notes[-1] == said_of(check)


def test_parts_of_a_year_add_up_to_it() -> None:
    found = yearly.tally(
        [
            (2025, "TBT", "regular", 5),
            (2025, "TBT", "addendum", 3),
            (2025, "TBT", "emergency", 1),
            (2025, "SPS", "regular", 9),
        ]
    )
    assert found == {
        (2025, "TBT", "all"): 9,
        (2025, "TBT", "new"): 6,
        (2025, "TBT", "follow"): 3,
        (2025, "SPS", "all"): 9,
        (2025, "SPS", "new"): 9,
    }


@pytest.mark.parametrize(
    ("documents", "records", "verdict"),
    [
        (4124, 5000, Verdict.AGREES),
        (4001, 5000, Verdict.AGREES),
        (4000, 4247, Verdict.BY_MEMBER),
        (4000, 5000, Verdict.DIFFERS),
    ],
)
def test_three_per_cent_is_agreement(
    documents: int, records: int, verdict: Verdict
) -> None:
    assert judge(4124, documents, records) is verdict


def whole_workbook(**off: int) -> yearly.Check:
    """A full history that holds what was published, but for some years."""
    keys = [(int(row["year"]), row["agreement"], row["part"]) for row in ROWS]
    published = [int(row["total"]) for row in ROWS]
    documents = Counter(dict(zip(keys, published, strict=True)))
    for name, many in off.items():
        documents[int(name.lstrip("y")), "TBT", "all"] = many
    totals = tuple(compare(ROWS, Held(documents, documents), whole=True))
    return yearly.Check(yearly.HOLDINGS, totals)


def test_a_whole_workbook_is_held_against_what_was_published(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = whole_workbook()
    assert whole.is_whole
    assert {one.verdict for one in whole.totals} == {Verdict.AGREES}
    off = whole_workbook(y2025=5000)
    assert "2025（+21.2%）" in said_of(off).zh
    monkeypatch.setattr(shown, "paper", Console(width=200))
    shown.show_years(off)
    told = capsys.readouterr().out
    year = next(line for line in told.splitlines() if "TBT 2025 " in line)
    assert year.split()[:6] == ["TBT", "2025", "4,124", "5,000", "5,000", "+21.2%"]
    assert "differs" in year
    assert "look at how joint documents are counted first" in told
    assert "2557" in {row["total"] for row in ROWS}


def test_nothing_is_told_of_nothing(session: Session) -> None:
    assert "编号无从核对" in finding(session, "numbering")
    assert "无从判断延迟" in finding(session, "health")
    assert TODAY > FIRST
