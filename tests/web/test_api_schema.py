"""Questions made by a machine from the description of the API: no fault of ours."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    positive_data_acceptance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from models.database import open_database, session_factory
from models.notice import Notice
from models.user import User
from tests.models.archive import TODAY
from tests.web.programs import ROOT, Program, open_program
from tests.web.small_world import NOW, add_event, subscribe
from web.alerts.audience import make_alerts

CHECKS = [
    not_a_server_error,
    content_type_conformance,
    positive_data_acceptance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
]
FEW = settings(
    max_examples=8,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
    database=None,
    derandomize=True,
)
THERE = {
    "notice_id": [1, 3, 4, 5],
    "measure_id": [1, 5],
    "alert_id": [1],
    "sector_id": ["tea", "lithium-batteries"],
    "code": ["EU", "KWT", "g:gcc"],
    "key": ["notifications", "members", "sectors"],
}
"""What a path may name that is there."""


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Program:
    """One application for all the questions; nothing is changed by them."""
    folder = tmp_path_factory.mktemp("api")
    shutil.copyfile(sqlite_template, folder / "chutong.db")
    engine = open_database(f"sqlite:///{folder / 'chutong.db'}").kw["bind"]
    made = open_program(engine, folder)
    with session_factory(engine).begin() as session:
        notice = session.get_one(Notice, made.ids["G/TBT/N/EU/1100"])
        notice.matched_hash = f"{notice.content_hash}:1"
        add_event(session, notice)
        user = session.get_one(User, made.ids["enterprise"])
        subscribe(session, user, sectors=["lithium-batteries"])
        make_alerts(session, now=NOW, today=TODAY)
    return made


def operations(program: Program) -> list[Any]:
    schema = schemathesis.openapi.from_wsgi(f"{ROOT}/openapi.json", program.app)
    return [one.ok() for one in schema.get_all_operations()]


def ask(program: Program, case: Any) -> int:
    """The status of an answer that keeps to its description."""
    told = {"Authorization": f"Bearer {program.secret}", "Accept-Encoding": "identity"}
    answer = case.call(headers=told)
    # Dates in the wrong order are refused there, which no schema can say.
    left_out = [positive_data_acceptance] if "/trends/" in case.path else []
    checks = [one for one in CHECKS if one not in left_out]
    case.validate_response(answer, checks=checks)
    status: int = answer.status_code
    return status


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_any_question_is_answered_as_described(
    program: Program, mode: GenerationMode
) -> None:
    seen: Counter[int] = Counter()
    for operation in operations(program):

        @FEW
        @given(case=operation.as_strategy(generation_mode=mode))
        def asked(case: Any) -> None:
            seen[ask(program, case)] += 1

        asked()
    assert set(seen) <= {200, 400, 401, 404, 422}
    assert seen[200]
    assert seen[404]
    assert seen[422] or mode is GenerationMode.POSITIVE


def test_what_is_there_is_answered_as_described(program: Program) -> None:
    asked: Counter[str] = Counter()
    for operation in operations(program):
        names = [one.name for one in operation.path_parameters]
        for name in names:
            for value in THERE[name]:
                further = {}
                if operation.path.endswith("/rows"):
                    further["row"] = program.get(f"/trends/{value}")["rows"][0]["key"]
                case = operation.Case(path_parameters={name: value}, query=further)
                assert ask(program, case) == 200, (operation.path, value)
                asked[name] += 1
    assert set(asked) == set(THERE)
