"""The round of questions in the demonstration: who answered, and that it is made up."""

from __future__ import annotations

from sqlalchemy import select

from models.consultation import Consultation
from models.evidence import Evidence
from tests.web.stage import Place
from web.consultations.standing import Standing, standing_of
from web.demo.asked_words import SYMBOL
from web.demo.stage import DAY
from web.evidence.made import counts_told


def test_a_round_is_under_way(demo: Place) -> None:
    with demo.sessions() as session:
        rounds = session.scalars(select(Consultation)).all()
        one = next(row for row in rounds if row.case.notice.symbol == SYMBOL)
        found = sorted(standing_of(asked, DAY) for asked in one.asked)
        assert found == sorted(
            [
                *[Standing.ANSWERED] * 3,
                Standing.LATE,
                Standing.NO_OPINION,
                *[Standing.OVERDUE] * 2,
            ]
        )
        assert counts_told(session, one.case).outward == {}  # two firms in time


def test_what_it_proves_says_that_it_is_made_up(demo: Place) -> None:
    with demo.sessions() as session:
        rows = session.scalars(select(Evidence)).all()
        made_up = [row for row in rows if "虚构" in row.text_zh or row.figures]
        assert made_up
        assert all(row.invented for row in made_up)
        firms = [row for row in rows if row.from_answer or row.from_voice]
        assert firms
        assert all(row.internal for row in firms)
