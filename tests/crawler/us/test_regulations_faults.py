"""Answers about dockets that are none: each is told, and changes nothing."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.orm import Session, sessionmaker
from werkzeug import Response

from crawler.settings import Wishes
from tests.crawler.us.crawls import (
    DOCKETS,
    FR,
    ON_ONE_KIND,
    crawl,
    notices,
    problems,
)
from tests.crawler.us.servers import (
    DOCKET,
    KEY,
    LATER,
    NUMBER,
    Register,
    Regulations,
    document,
    filed,
    read_sample,
)

AWAY = {"Location": "http://elsewhere.example/"}
FAULTS: dict[str, tuple[str, Response]] = {
    "nothing at all": ("empty_answer", Response("")),
    "a challenge": ("not_json", Response("<html>Just a moment</html>")),
    "half an answer": ("not_json", Response('{"data": [{"id": "EERE')),
    "an error with 200": ("changed_shape", Response('{"errors":[{"status":"429"}]}')),
    "no total": ("changed_shape", Response('{"data":[],"meta":{}}')),
    "another total": (
        "wrong_count",
        Response('{"data":[],"meta":{"totalElements":5060,"totalPages":20}}'),
    ),
    "another document": (
        "filter_ignored",
        Response(
            json.dumps({"data": [filed("2020-1", LATER)], "meta": {"totalElements": 1}})
        ),
    ),
    "a renamed key": (
        "missing_field",
        Response(
            '{"data":[{"id":"x","attributes":{"docket":"EERE"}}],'
            '"meta":{"totalElements":1}}'
        ),
    ),
    "another host": ("bad_status", Response(status=301, headers=AWAY)),
    "a wrong key": ("regulations_key_refused", Response(status=403)),
    "a wish for rest": (
        "throttled",
        Response(status=429, headers={"Retry-After": "0"}),
    ),
    "a full house": ("throttled", Response(status=503, headers={"Retry-After": "0"})),
}


@ON_ONE_KIND
@pytest.mark.parametrize("name", FAULTS)
def test_what_is_no_answer_fails_and_changes_nothing(
    name: str, held: sessionmaker[Session], wishes: Wishes, regulations: Regulations
) -> None:
    key, answer = FAULTS[name]
    before = notices(held)[NUMBER].content
    regulations.before = [lambda: answer] * 6
    ending = crawl(held, wishes, DOCKETS)
    assert ending.state in {"failed", "degraded"}
    assert ending.fault
    assert ending.fault.key == key
    assert KEY not in str(ending.fault)
    assert notices(held)[NUMBER].content == before


BAD_ID = '{"errors":[{"status":"400","title":"Invalid ID: 2026-11001"}]}'


@ON_ONE_KIND
def test_a_refused_question_is_told_and_the_next_one_asked(
    register: Register,
    sessions: sessionmaker[Session],
    wishes: Wishes,
    regulations: Regulations,
) -> None:
    register.rows = [document(NUMBER), document("2026-2")]
    regulations.rows["2026-2"] = [filed("2026-2", LATER)]
    crawl(sessions, wishes, FR)
    regulations.before = [lambda: Response(BAD_ID, status=400)]
    assert crawl(sessions, wishes, DOCKETS).state == "degraded"
    [told] = problems(sessions, DOCKETS)
    assert told.startswith(f"{NUMBER}: Regulations.gov answered HTTP 400")
    assert told.endswith("Invalid ID: 2026-11001")
    assert notices(sessions)["2026-2"].deadline == date(2026, 9, 3)


@ON_ONE_KIND
def test_an_end_that_is_no_day_is_told_and_the_next_document_asked_for(
    register: Register,
    sessions: sessionmaker[Session],
    wishes: Wishes,
    regulations: Regulations,
) -> None:
    register.rows = [document(NUMBER), document("2026-2")]
    crawl(sessions, wishes, FR)
    regulations.rows[NUMBER] = [filed(NUMBER, "soon")]
    regulations.rows["2026-2"] = [filed("2026-2", LATER)]
    assert crawl(sessions, wishes, DOCKETS).state == "degraded"
    [told] = problems(sessions, DOCKETS)
    assert told.startswith(f"{NUMBER}: The commentEndDate cannot be: ")
    assert "docket_closes" not in notices(sessions)[NUMBER].content
    assert notices(sessions)["2026-2"].deadline == date(2026, 9, 3)


@ON_ONE_KIND
def test_three_refused_questions_in_a_row_end_the_run(
    register: Register,
    sessions: sessionmaker[Session],
    wishes: Wishes,
    regulations: Regulations,
) -> None:
    register.rows = [document(f"2026-{n}") for n in range(9)]
    crawl(sessions, wishes, FR)
    regulations.before = [lambda: Response(BAD_ID, status=400)] * 9
    assert crawl(sessions, wishes, DOCKETS).state == "failed"
    assert len(regulations.asked) == 3


@ON_ONE_KIND
def test_a_docket_without_an_answer_leaves_its_title_out(
    held: sessionmaker[Session], wishes: Wishes, regulations: Regulations
) -> None:
    regulations.titles = {}
    regulations.rows[NUMBER] = [filed(NUMBER, LATER)]
    assert crawl(held, wishes, DOCKETS).state == "ok"
    notice = notices(held)[NUMBER]
    assert "docket_title" not in notice.content
    assert notice.deadline == date(2026, 9, 3)
    [told] = problems(held, DOCKETS)
    assert told.startswith(f"{DOCKET}: Regulations.gov answered HTTP 500")


@pytest.mark.samples
@ON_ONE_KIND
@pytest.mark.parametrize("name", ["documents_empty", "error_400_bad_id"])
def test_recorded_zero_and_recorded_error_change_nothing(
    name: str,
    samples: Path,
    held: sessionmaker[Session],
    wishes: Wishes,
    regulations: Regulations,
) -> None:
    before = notices(held)[NUMBER].content
    status = 400 if name.startswith("error") else 200
    body = json.dumps(read_sample(samples, name))
    regulations.before = [lambda: Response(body, status=status)]
    ending = crawl(held, wishes, DOCKETS)
    assert ending.state == ("degraded" if status == 400 else "ok")
    assert notices(held)[NUMBER].content == before
