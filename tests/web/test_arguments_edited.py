"""Arguments as people go on with them: two editors, two languages, order and locks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from models.case import Case, CaseItem
from tests.models.archive import AT
from tests.web.argued import ACTOR, argue, open_argued, say, whats
from web.arguments import service
from web.arguments.completeness import completeness
from web.arguments.proving import behind
from web.arguments.wording import lacking_side, stale_side
from web.cases.contents import live_items
from web.refused import RefusedError

LATER = AT + timedelta(hours=1)


@pytest.fixture
def case(session: Session) -> Case:
    return open_argued(session)[0]


def edit(session: Session, item: CaseItem, edition: int, **words: str) -> None:
    service.edit_item(
        session,
        item.case,
        item,
        say(quote="", **words),
        edition=edition,
        actor=ACTOR,
        at=LATER,
    )


def test_the_second_of_two_editors_is_told(session: Session, case: Case) -> None:
    item = argue(session, case)
    edit(session, item, 1, problem_zh="先")
    with pytest.raises(service.EditedMeanwhileError, match="王建国刚刚改过"):
        edit(session, item, 1, problem_zh="后")
    assert (item.problem_zh, item.edition) == ("先", 2)


STALE = [
    ("", {"problem_zh": "新"}, "en"),
    ("", {"request_en": "New"}, "zh"),
    ("", {"problem_zh": "新", "problem_en": "New"}, ""),
    ("en", {"problem_en": "New"}, ""),
    ("en", {"problem_zh": "更新"}, "en"),
    ("en", {"clause": "第三条"}, "en"),
    ("", {"problem_en": ""}, "en"),
    ("zh", {"request_zh": ""}, "zh"),
]


@pytest.mark.parametrize(("was", "words", "expected"), STALE)
def test_the_other_language_lags_behind(
    was: str, words: dict[str, str], expected: str
) -> None:
    assert stale_side(say(), say(**words), was) == expected


def test_only_a_whole_pair_can_be_confirmed(session: Session, case: Case) -> None:
    item = argue(session, case, impact_zh="费用增加")
    assert item.stale == lacking_side(item) == "en"
    with pytest.raises(RefusedError, match="还是空的"):
        service.agree(session, item, actor=ACTOR, at=AT)
    edit(session, item, 1, problem_zh="只改中文")
    assert item.stale == "en"
    service.agree(session, item, actor=ACTOR, at=AT)
    assert item.stale == ""


def test_a_machines_item_is_taken_over_by_a_person(
    session: Session, case: Case
) -> None:
    item = live_items(case)[0]
    assert not item.taken
    assert {"taken", "proof"} <= set(whats(completeness(session, case), item))
    service.take_over(session, item, actor=ACTOR, at=AT)
    assert item.taken
    assert item.origin == "machine"
    assert whats(completeness(session, case), item) == []
    (row,) = behind(session, [item])[item.id]
    assert "未载明具体生效日期" in row.text_zh


def test_items_are_ordered_removed_and_put_back(session: Session, case: Case) -> None:
    machines = live_items(case)
    test, time = argue(session, case), argue(session, case, ground_id="tbt-2.9.4")
    service.order_as_usual(session, case, actor=ACTOR, at=AT)
    order = sorted(live_items(case), key=lambda one: one.position)
    assert order == [time, test, *machines]
    service.shift(session, test, -1, actor=ACTOR, at=AT)
    assert (test.position, time.position) == (1, 2)
    service.remove(session, test, actor=ACTOR, at=AT)
    assert [time.position, machines[0].position] == [1, 2]
    service.restore(session, test, actor=ACTOR, at=AT)
    assert test.position == len(machines) + 2
    assert test.removed_at is None


@pytest.mark.parametrize("state", ["approved", "sent", "reviewing", "closed"])
def test_a_signed_case_is_locked(state: str, session: Session, case: Case) -> None:
    item = live_items(case)[0]
    case.state = state
    for act in (service.take_over, service.remove, service.agree):
        with pytest.raises(RefusedError, match="不能改动"):
            act(session, item, actor=ACTOR, at=AT)
    with pytest.raises(RefusedError, match="不能改动"):
        argue(session, case)
