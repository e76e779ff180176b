"""Plans, kept marks and widths of columns: what reports are made of."""

from __future__ import annotations

from sqlalchemy import select

from models.report import Report
from tests.web.stage import Place
from web.reports.frozen import pack_marks, unpack_marks
from web.reports.plans import KINDS, plans
from web.reports.printed import Drawn
from web.reports.releasing import whole
from web.reports.texts import SAYS
from web.reports.turning import WIDEST, turned
from web.reports.verifying import verify
from web.reports.word_table import letters, room_of


def test_plans_are_sound() -> None:
    assert set(plans()) == set(KINDS)
    for plan in plans().values():
        keys = [*plan.texts, *(one.key for one in plan.figures)]
        assert len(plan.texts) == len(set(plan.texts))
        assert keys
    known = {key for plan in plans().values() for key in plan.texts}
    assert known >= set(SAYS)


def test_marks_are_kept_whole() -> None:
    marks = {f"G/TBT/N/EU/{number}": f"{number:016x}" for number in range(500)}
    packed = pack_marks(marks)
    assert unpack_marks(packed) == marks
    assert len(packed) < 8000


def test_no_word_of_a_heading_is_broken_in_a_file() -> None:
    drawn = Drawn(
        key="k",
        number=1,
        finding="",
        chart=None,
        heads=["成员", "Corrigendum", "n"],
        rows=[["巴林", "1", "2"], ["中国台北和其他成员", "3", "4"]],
        left=[True, False, False],
        rest=0,
        notes=[],
        source="",
    )
    assert [room_of(drawn, place) for place in range(3)] == [22, 15, 9]
    assert letters("中国a") == 5


def test_the_demonstration_has_a_month_that_holds_and_a_week_to_write(
    demo: Place,
) -> None:
    with demo.sessions() as session:
        found = {one.kind: one for one in session.scalars(select(Report))}
        assert found["weekly"].state == "draft"
        assert found["monthly"].state == "released"
        verdict = verify(session, whole(found["monthly"]))
        assert verdict.holds, verdict.sentences()


def test_a_table_too_wide_for_a_page_lies_on_its_side() -> None:
    heads = ["Time", *(f"part {n}" for n in range(WIDEST))]
    rows = [["2025-05", *"123456789"], ["2025-06", *"abcdefghi"]]
    left = [True, *(False for _ in range(WIDEST))]
    told, laid, at_left = turned(heads, rows, left)
    assert told == ["Time", "2025-05", "2025-06"]
    assert laid[0] == ["part 0", "1", "a"]
    assert laid[-1] == ["part 8", "9", "i"]
    assert at_left == [True, False, False]
    narrow = heads[:-1], [row[:-1] for row in rows], left[:-1]
    assert turned(*narrow) == narrow
    many = heads, rows * WIDEST, left
    assert turned(*many) == many
