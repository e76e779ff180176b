"""Asking for more time: when it is proposed, and what the letter says."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from tests.web.planned import BEGUN, add_case
from web.planning.extension import ExtensionFacts, extension_facts, letter_en, letter_zh
from web.planning.service import replan
from web.planning.words import computation, sentence, why_words

TODAY = date(2026, 3, 20)


def facts(session: Session, today: date = TODAY, **given: object) -> ExtensionFacts:
    case = add_case(session, **given)  # type: ignore[arg-type]
    replan(session, case, "", BEGUN)
    found = extension_facts(session, case, today)
    assert found
    return found


def test_a_short_window_asks_for_the_sixty_days(session: Session) -> None:
    found = facts(session, deadline=date(2026, 4, 1))
    assert (found.window, found.is_short) == (30, True)
    assert found.is_called_for
    assert found.asked_until == date(2026, 5, 1)
    zh, en = letter_zh(found), letter_en(found)
    assert "评议期为30天，少于委员会建议的60天" in zh
    assert "延长至2026年5月1日" in zh
    assert "The comment period is 30 days, less than the 60 days recommended" in en
    assert "extended to 1 May 2026" in en


def test_a_whole_window_asks_only_when_the_work_takes_longer(session: Session) -> None:
    """On 20 March 21 days are left until 10 April; a case in drafting takes 12."""
    found = facts(session)
    assert (found.work, found.left, found.is_called_for) == (12, 21, False)
    late = facts(session, date(2026, 4, 2), symbol="G/TBT/N/USA/9002")
    assert (late.left, late.is_tight, late.is_called_for) == (8, True, True)
    assert late.asked_until == date(2026, 5, 31)
    assert "少于委员会" not in letter_zh(late)
    assert "recommended" not in letter_en(late)


def test_an_estimated_day_is_said_to_be_one(session: Session) -> None:
    found = facts(session, deadline_basis="estimated")
    assert "评议截止日估计为2026年5月1日" in letter_zh(found)
    assert "is estimated to be 1 May 2026" in letter_en(found)


def test_after_the_last_day_nothing_is_proposed(session: Session) -> None:
    found = facts(session, date(2026, 5, 2), deadline=date(2026, 4, 1))
    assert not found.is_called_for


@pytest.mark.parametrize(
    "given", [{"deadline": None, "deadline_basis": "none"}, {"state": "sent"}]
)
def test_without_a_day_or_once_sent_there_is_no_letter(
    session: Session, given: dict[str, object]
) -> None:
    case = add_case(session, **given)  # type: ignore[arg-type]
    replan(session, case, "", BEGUN)
    assert extension_facts(session, case, TODAY) is None


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
        "通报日 + 60 天为 2026年5月25日，估算；减 21 天；遇节假日提前到 2026年4月30日。"
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
