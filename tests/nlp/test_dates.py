"""Days told in words come to a day, a rule or nothing, never to an invented day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.dates import DateRule, read_date_words
from nlp.tagging import tag
from tests.nlp.conftest import notice


def short(words: str) -> str:
    told = read_date_words(words)
    if isinstance(told, DateRule):
        return told.short
    return told.isoformat() if told else ""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("To be determined", ""),
        ("Not indicated", ""),
        ("Not applicable", ""),
        ("Not yet determined", ""),
        ("A déterminer", ""),
        ("No determinada", ""),
        ("待定", ""),
        ("two business days after publication", ""),
        ("30个工作日", ""),
        ("05/13/2025", ""),
        ("2025-02-30", "2025"),
        ("upon publication in the official journal", "publication+0"),
        ("the same day", "publication+0"),
        ("approximately 90 days from the date of publication", "publication+90"),
        ("on the twentieth day following its publication", "publication+20"),
        ("upon signature", "adoption+0"),
        ("six months after adoption", "adoption+6m"),
        ("60 days from notification", "circulation+60"),
        ("180 días a partir de la publicación en el Diario Oficial", "publication+180"),
        ("Six mois après la publication", "publication+6m"),
        ("自公布之日起施行", "publication+0"),
        ("公布后六个月", "publication+6m"),
        ("自官方公报公布之日起一百八十日后", "publication+180"),
        ("通报之日起60天", "circulation+60"),
        ("批准后12个月", "adoption+12m"),
        ("second half of 2026", "2026-H2"),
        ("tercer trimestre de 2026", "2026-Q3"),
        ("2027", "2027"),
        ("juin 2026", "2026-06"),
        ("2026年下半年", "2026-H2"),
        ("8 June 2024", "2024-06-08"),
        ("29 January, 2025", "2025-01-29"),
        ("1 October,2025", "2025-10-01"),
        ("05/08/2025", "2025-08-05"),
        ("23 de mayo de 2025", "2025-05-23"),
        ("2025年6月8日", "2025-06-08"),
    ],
)
def test_words_come_to_a_day_a_rule_or_nothing(words: str, expected: str) -> None:
    assert short(words) == expected


def test_a_rule_is_resolved_only_by_a_known_day() -> None:
    rule = read_date_words("six months after adoption")
    assert isinstance(rule, DateRule)
    assert rule.resolve({}) is None
    assert rule.resolve({"adoption": date(2025, 8, 31)}) == date(2026, 2, 28)


@given(st.text(max_size=120))
@settings(max_examples=80)
def test_any_words_may_stand_where_a_day_should(words: str) -> None:
    told = read_date_words(words)
    if isinstance(told, DateRule):
        assert told.words == words


@given(st.integers(0, 9999), st.sampled_from(["days", "months", "years"]))
def test_no_count_leaves_the_calendar(count: int, unit: str) -> None:
    told = read_date_words(f"{count} {unit} after publication")
    if isinstance(told, DateRule):
        assert told.resolve({"publication": date(9000, 12, 31)}) is not None


def days(**fields: object) -> dict[str, tuple[str, str]]:
    found = tag(notice(distributed="2025-06-05", **fields))
    return {o.code: (o.words, o.note) for o in found if o.scheme == "date"}


def test_the_rows_of_the_form_lead() -> None:
    told = days(
        title="Toys",
        description="It enters into force on 1 May 2026.",
        adoption="60 days from notification",
        entry_into_force="six months after adoption",
    )
    assert told == {
        "adoption": ("60 days from notification", "2025-08-04"),
        "force": ("six months after adoption", "adoption+6m"),
    }


@pytest.mark.parametrize(
    ("words", "code", "expected"),
    [
        (
            "It will enter into force six months after its publication.",
            "force",
            ("six months after its publication", "publication+6m"),
        ),
        (
            "Comments must be received by 8 August 2025.",
            "comments",
            ("8 August 2025", "2025-08-08"),
        ),
        (
            "entrará en vigor a los 180 días siguientes a su publicación",
            "force",
            ("180 días siguientes a su publicación", "publication+180"),
        ),
        (
            "Le règlement entrera en vigueur le 1er janvier 2026",
            "force",
            ("1er janvier 2026", "2026-01-01"),
        ),
        ("本标准自2026年1月1日起施行。", "force", ("2026年1月1日", "2026-01-01")),
    ],
)
def test_days_are_read_in_prose(
    words: str, code: str, expected: tuple[str, str]
) -> None:
    assert days(title="Draft", description=words)[code] == expected


def test_an_old_law_is_only_quoted() -> None:
    assert not days(title="Draft", description="It entered into force on 1 May 1999.")
