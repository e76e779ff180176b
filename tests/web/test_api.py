"""The frame of the API: keys, problems, ETags, limits, and its description."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from limits import parse
from sqlalchemy import select

from models import clock
from models.api_key import ApiKey
from models.database import open_database, session_factory
from models.organisation import Organisation
from models.user import User
from tests.web.centre import enter
from tests.web.programs import ROOT, Program, give_key, keyed, open_program
from tests.web.rights_table import rules
from web.api import keys
from web.api.frame import EACH_MINUTE
from web.extensions import limiter
from web.refused import RefusedError

PROBLEM = "application/problem+json"


@pytest.fixture
def program(folder: Path) -> Program:
    engine = open_database(f"sqlite:///{folder / 'chutong.db'}").kw["bind"]
    return open_program(engine, folder, WTF_CSRF_ENABLED=False)


def test_a_program_learns_whose_key_it_has(program: Program) -> None:
    told = program.get("")
    assert told["organisation"].startswith("firm of")
    assert (told["key"], told["today"]) == ("ERP", "2025-06-12")
    assert (told["newest"], told["notices"]) == ("2025-06-10", 6)
    assert told["addresses"]["notices"].endswith("/api/v1/notices")


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "Bearer",
        "Bearer ct_nothing",
        f"Bearer ct_{'a' * 43}",
        "Bearer ct_电池",
        "Basic Y3Q6eA==",
        f"Bearer {'x' * 5000}",
    ],
)
def test_nobody_reads_without_a_good_key(program: Program, header: str | None) -> None:
    given = {} if header is None else {"Authorization": header}
    answer = program.app.test_client().get(f"{ROOT}/notices", headers=given)
    assert (answer.status_code, answer.content_type) == (401, PROBLEM)
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    told = answer.get_json()
    assert "key" in told["detail"]
    assert "密钥" in told["detail_zh"]


def test_a_cookie_opens_no_address_of_programs(program: Program) -> None:
    client = enter(program.app, program.ids["admin"])
    assert client.get("/account").status_code == 200
    assert client.get(f"{ROOT}/notices").status_code == 401


def test_a_key_opens_no_page_of_people(program: Program) -> None:
    assert program.client.get("/account").status_code == 302
    assert program.client.post("/firm/keys", data={"name": "x"}).status_code == 302


def test_every_error_is_a_problem_in_both_languages(program: Program) -> None:
    for path, status in [
        ("/nothing", 404),
        ("/notices/99", 404),
        ("/notices/99999999999999999999", 404),
        ("/notices/-1", 404),
        ("/sectors/none", 404),
        ("/markets/g:none", 404),
        ("/notices?q=%00", 400),
        ("/notices?colour=red", 422),
    ]:
        answer = program.client.get(ROOT + path)
        assert (answer.status_code, answer.content_type) == (status, PROBLEM), path
        told = answer.get_json()
        assert told["status"] == status
        assert told["detail"].isascii()
        assert not told["detail_zh"].isascii()
        assert "<" not in answer.text
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        answer = program.client.open(f"{ROOT}/notices", method=method)
        assert (answer.status_code, answer.content_type) == (405, PROBLEM)
        assert "GET" in answer.headers["Allow"]


def test_only_json_is_given(program: Program) -> None:
    for wanted, status in [
        ("text/html", 406),
        ("image/*", 406),
        ("*/*", 200),
        ("application/json;q=0.5, text/html", 200),
    ]:
        answer = program.client.get(f"{ROOT}/sectors", headers={"Accept": wanted})
        assert answer.status_code == status, wanted


def test_a_bad_question_is_told_value_by_value(program: Program) -> None:
    told = program.refused(
        "/notices",
        hs=["8507", "85x"],
        since="12.6.2025",
        limit="0",
        sort="old",
        open="yes",
        sectr="tea",
        after="1",
    )
    named = {one["parameter"]: one["detail_zh"] for one in told["errors"]}
    assert set(named) == {"hs", "since", "limit", "sort", "open", "sectr", "after"}
    assert named["sectr"] == "没有参数 sectr，请核对参数名。"
    assert named["since"] == "参数 since 应为日期，如 2026-11-24。"
    assert named["limit"] == "参数 limit 不能小于 1。"
    assert told["detail"] in {one["detail"] for one in told["errors"]}
    twice = program.client.get(f"{ROOT}/notices?limit=1&limit=2&since=2025-02-30")
    assert {one["parameter"] for one in twice.json["errors"]} == {"limit", "since"}


def test_what_has_not_changed_is_not_sent_again(program: Program) -> None:
    for path in ("", "/notices", "/alerts", "/openapi.json"):
        first = program.client.get(ROOT + path)
        mark = first.headers["ETag"]
        again = program.client.get(ROOT + path, headers={"If-None-Match": mark})
        assert (again.status_code, again.data) == (304, b""), path
    with session_factory(program.engine).begin() as session:
        session.scalars(select(Organisation)).one().name = "another"
    first = program.client.get(ROOT).headers["ETag"]
    assert program.client.get(ROOT, headers={"If-None-Match": mark}).status_code == 200
    assert first != mark


def test_no_other_site_may_read_it_in_a_browser(program: Program) -> None:
    headers = {"Origin": "https://elsewhere.example"}
    answer = program.client.get(f"{ROOT}/sectors", headers=headers)
    asked = program.client.options(f"{ROOT}/sectors", headers=headers)
    for one in (answer, asked):
        assert not [n for n in one.headers if n[0].startswith("Access-Control")]


def test_no_secret_is_kept_and_revoked_keys_end(program: Program) -> None:
    with session_factory(program.engine)() as session:
        kept = session.scalars(select(ApiKey)).one()
        told = " ".join(str(value) for value in vars(kept).values())
        assert program.secret not in told
        assert kept.sha256 == keys.hash_of(program.secret)
        assert program.secret.startswith(kept.prefix)
    mine = enter(program.app, program.ids["enterprise"])
    other = give_key(program.engine, program.ids["association"])
    theirs = enter(program.app, program.ids["association"])
    assert theirs.post(f"/firm/keys/{kept.id}/revoke").status_code == 404
    assert program.get("/sectors")
    assert mine.post(f"/firm/keys/{kept.id}/revoke").status_code == 303
    assert program.client.get(f"{ROOT}/sectors").status_code == 401
    assert mine.post(f"/firm/keys/{kept.id}/revoke").status_code == 404
    assert keyed(program.app, other).get(f"{ROOT}/sectors").status_code == 200


def test_a_key_is_shown_once_on_the_page_of_its_organisation(program: Program) -> None:
    mine = enter(program.app, program.ids["enterprise"])
    answer = mine.post("/firm/keys", data={"name": " 仓库 系统 "})
    assert answer.headers["Cache-Control"] == "no-store"
    secret = answer.text.split('<code class="code">')[1].split("<")[0]
    assert keyed(program.app, secret).get(ROOT).json["key"] == "仓库 系统"
    listed = mine.get("/firm/keys").text
    assert secret not in listed
    assert secret[:11] in listed
    assert mine.post("/firm/keys", data={"name": " "}).status_code == 422
    alone = enter(program.app, program.ids["officer"])
    assert "管理员" in alone.get("/firm/keys").text
    assert alone.post("/firm/keys", data={"name": "x"}).status_code == 404


def test_an_organisation_has_a_few_keys(program: Program) -> None:
    with session_factory(program.engine)() as session:
        user = session.get_one(User, program.ids["enterprise"])
        now = user.created_at
        for number in range(keys.MOST - 1):
            keys.create(session, user, str(number), now)
        with pytest.raises(RefusedError):
            keys.create(session, user, "one more", now)


def test_its_use_is_written_down_once_an_hour(program: Program) -> None:
    def used_after(last: datetime | None) -> datetime | None:
        with session_factory(program.engine).begin() as session:
            session.scalars(select(ApiKey)).one().last_used_at = last
        program.get("/sectors")
        with session_factory(program.engine)() as session:
            return session.scalars(select(ApiKey.last_used_at)).one()

    now = clock.now()
    lately, long_ago = now - timedelta(minutes=50), now - timedelta(minutes=70)
    assert used_after(lately) == lately
    for last in (None, long_ago):
        used = used_after(last)
        assert used is not None
        assert used >= now


def test_the_description_names_every_route(program: Program) -> None:
    made = program.app.test_client().get(f"{ROOT}/openapi.json").get_json()
    assert made["openapi"].startswith("3.1")
    routes = {
        path.rule.replace("<int:", "{").replace("<", "{").replace(">", "}")
        for (endpoint, method), path in rules(program.app).items()
        if path.rule.startswith(ROOT) and endpoint != "api.document"
    }
    assert set(made["paths"]) == routes
    for ways in made["paths"].values():
        assert list(ways) == ["get"]
        told = ways["get"]
        assert told["summary"].isascii()
        assert {"401", "404", "406", "422", "429"} <= set(told["responses"])


@pytest.mark.parametrize(
    ("language", "words"), [("zh", "接口密钥"), ("en", "API keys")]
)
def test_people_read_what_programs_may_ask(
    program: Program, language: str, words: str
) -> None:
    page = program.app.test_client().get(f"/api?lang={language}").text
    assert words in page
    assert "GET /api/v1/notices/{notice_id}" in page
    assert "cdn" not in page.lower()
    assert page.count('id="m-NoticeRow"') == 1


def test_too_many_requests_are_told_how_long_to_wait(folder: Path) -> None:
    engine = open_database(f"sqlite:///{folder / 'chutong.db'}").kw["bind"]
    program = open_program(engine, folder, RATELIMIT_ENABLED=True)
    limiter.reset()
    assert program.get("/sectors")
    limiter.limiter.hit(
        parse(f"{EACH_MINUTE}/minute"), "key:1", "api", cost=EACH_MINUTE - 1
    )
    answer = program.client.get(f"{ROOT}/markets")
    assert (answer.status_code, answer.content_type) == (429, PROBLEM)
    assert 1 <= int(answer.headers["Retry-After"]) <= 61
    other = keyed(program.app, give_key(engine, program.ids["association"]))
    assert other.get(f"{ROOT}/sectors").status_code == 200
    limiter.reset()
