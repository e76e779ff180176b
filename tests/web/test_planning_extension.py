"""Asking for more time: when it is proposed, and what the letter says."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from models.case import Case
from models.measure import Measure
from models.paper import PaperKind
from tests.web.planned import BEGUN, SYMBOL, add_case, planned_case
from tests.web.small_world import add_notice
from web.cases.gathering import facts_of
from web.papers.fields import fields_of
from web.papers.letters import write_letter
from web.planning.extension import Need, need_of
from web.planning.service import replan
from web.planning.words import computation, sentence, why_words

TODAY = date(2026, 3, 20)


def need(session: Session, case: Case, today: date = TODAY) -> Need:
    found = need_of(session, case, today)
    assert found
    return found


def letter(session: Session, case: Case) -> tuple[str, str]:
    return write_letter(PaperKind.EXTENSION, fields_of(session, case, TODAY))


def test_a_short_window_asks_for_the_sixty_days(session: Session) -> None:
    case = planned_case(session, deadline=date(2026, 4, 1))
    found = need(session, case)
    assert (found.span.window, found.span.is_short) == (30, True)
    assert found.is_called_for
    assert found.span.asked_until == date(2026, 5, 1)
    zh, en = letter(session, case)
    assert "评议截止日为2026年4月1日，评议期为30天，短于TBT委员会建议的60天" in zh
    assert "延长至2026年5月1日" in zh
    assert "a period of 30 days, which is shorter than the 60 days" in en
    assert "extended to 1 May 2026" in en


def test_a_whole_window_asks_only_when_the_work_takes_longer(session: Session) -> None:
    """On 20 March 21 days are left until 10 April; a case in drafting takes 12."""
    found = need(session, planned_case(session))
    assert (found.work, found.left, found.is_called_for) == (12, 21, False)
    case = planned_case(session, symbol="G/TBT/N/USA/9002")
    late = need(session, case, date(2026, 4, 2))
    assert (late.left, late.is_tight, late.is_called_for) == (8, True, True)
    assert late.span.asked_until == date(2026, 5, 31)
    zh, en = letter(session, case)
    assert "短于委员会" not in zh
    assert "recommended" not in en


def test_an_estimated_day_is_said_to_be_one(session: Session) -> None:
    zh, en = letter(session, planned_case(session, deadline_basis="estimated"))
    assert "未载明评议截止日" in zh
    assert "按TBT委员会建议的60天推算，评议截止日为2026年5月1日。" in zh
    assert "请将评议期定至2026年5月31日" in zh
    assert "comments would close on 1 May 2026" in en
    assert "extended to" not in en


def test_the_letter_follows_an_addendum_that_moved_the_day(session: Session) -> None:
    case = planned_case(session, comments_close=date(2026, 4, 1))
    measure = session.get_one(Measure, case.measure_id)
    later = {"deadline": date(2026, 5, 20), "type": "addendum"}
    symbol, day = f"{SYMBOL}/Add.1", date(2026, 3, 10)
    add_notice(session, symbol, measure=measure, distributed=day, **later)  # type: ignore[arg-type]
    replan(session, case, "", BEGUN)
    zh, en = letter(session, case)
    assert "评议截止日为2026年5月20日，评议期为79天" in zh
    assert "延长至2026年6月19日" in zh
    assert "comments close on 20 May 2026" in en


def test_facts_hold_the_day_that_an_addendum_stated_but_no_revisions(
    session: Session,
) -> None:
    case = planned_case(session, comments_close=date(2026, 4, 1))
    measure = session.get_one(Measure, case.measure_id)
    for symbol, kind, day in (
        ("Add.1", "addendum", date(2026, 5, 20)),
        ("Rev.1", "revision", date(2026, 7, 1)),
        ("Rev.1/Add.1", "addendum", date(2026, 8, 1)),
    ):
        told = {"type": kind, "comments_close": day, "distributed": date(2026, 3, 10)}
        add_notice(session, f"{SYMBOL}/{symbol}", measure=measure, **told)  # type: ignore[arg-type]
    facts = facts_of(session, case.notice)
    assert (facts.comments_close, facts.window) == (date(2026, 5, 20), 79)


def test_after_the_last_day_nothing_is_proposed(session: Session) -> None:
    case = planned_case(session, deadline=date(2026, 4, 1))
    assert not need(session, case, date(2026, 5, 2)).is_called_for


@pytest.mark.parametrize(
    "given", [{"deadline": None, "deadline_basis": "none"}, {"state": "sent"}]
)
def test_without_a_day_or_once_sent_there_is_no_letter(
    session: Session, given: dict[str, object]
) -> None:
    case = planned_case(session, **given)
    assert need_of(session, case, TODAY) is None


def test_the_computation_is_one_sentence_in_both_languages(session: Session) -> None:
    case = add_case(
        session,
        distributed=date(2026, 3, 26),
        deadline=date(2026, 5, 25),
        deadline_basis="estimated",
    )
    plan = replan(session, case, "", BEGUN)
    assert plan
    assert computation(plan, "zh") == (
        "通报日 + 60 天为2026年5月25日，估算；减 21 天；遇节假日提前到 2026年4月30日。"
    )
    assert computation(plan, "en") == (
        "Circulation + 60 days is 25 May 2026, estimated; less 21 days; moved back to"
        " 30 April 2026, days off."
    )


def test_every_step_has_its_words_in_both_languages() -> None:
    steps = [
        {"step": "form", "day": "2026-05-01"},
        {"step": "docket", "day": "2026-05-01"},
        {"step": "none"},
        {"step": "over", "day": "2026-05-01"},
        {"step": "void", "day": "2026-05-01", "symbol": "G/TBT/N/USA/1/Add.1"},
        {"step": "withdrawn", "day": "2026-05-01", "symbol": "G/TBT/N/USA/1/Add.1"},
        {"step": "safe", "at": "18:59", "zone": "Pacific/Auckland"},
        {"step": "less", "days": 11, "share": 0.35, "window": 30},
        {"step": "least", "days": 3},
        {"step": "squeezed", "day": "2026-05-01"},
        {"step": "hurry", "day": "2026-05-01"},
        {"step": "calendar", "years": [2027, 2028]},
    ]
    for language in ("zh", "en"):
        text = sentence(steps, language)
        assert "%(" not in text
        assert "35%" in text
    assert "2027、2028年" in sentence(steps, "zh")
    assert sentence([], "zh") == ""
    assert why_words("部委来函", "zh") == "部委来函"
