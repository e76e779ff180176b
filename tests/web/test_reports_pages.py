"""The pages of reports: begun, written, released by a second person, read by all."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from docx import Document
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from werkzeug.test import TestResponse

from models.database import session_factory
from models.notice import Notice
from models.report import Report
from tests.web.centre import enter, make_app, open_centre


@pytest.fixture
def ids(database: Engine) -> dict[str, int]:
    return open_centre(database)


@pytest.fixture
def app(database_url: str, tmp_path: Path, ids: dict[str, int]) -> Flask:
    return make_app(database_url, tmp_path, WTF_CSRF_ENABLED=False)


def begin(client: FlaskClient, kind: str = "daily", **form: str) -> str:
    """Begin an issue; its address."""
    asked = {"kind": kind, "day": "2025-06-12", **form}
    answer = client.post("/reports", data=asked)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["Location"]).removesuffix("/edit")


def form_of(client: FlaskClient, path: str) -> dict[str, str]:
    """The texts that the editor shows, with the marks of what it showed."""
    page = client.get(f"{path}/edit").text
    marks = dict(re.findall(r'name="(seen-[a-z0-9-]+)" value="(\w+)"', page))
    keys = [name.removeprefix("seen-") for name in marks]
    words = {f"{lang}-{key}": f"{lang} {key}" for lang in ("zh", "en") for key in keys}
    return {**marks, **words}


def test_an_issue_goes_out_by_two(app: Flask, ids: dict[str, int]) -> None:
    officer, reviewer = (enter(app, ids[one]) for one in ("officer", "reviewer"))
    anyone = app.test_client()
    path = begin(officer)
    assert anyone.get(path).status_code == 404
    assert officer.post(f"{path}/texts", data=form_of(officer, path)).status_code == 303
    assert "zh summary" in officer.get(path).text
    assert officer.post(f"{path}/submit").status_code == 303
    assert officer.post(f"{path}/release").status_code == 422
    assert reviewer.post(f"{path}/back", data={"reason": " "}).status_code == 422
    assert reviewer.post(f"{path}/release").status_code == 303
    page = anyone.get(path).text
    assert "校验码" in page
    assert "zh summary" in page
    assert path in anyone.get("/reports").text
    sheet = json.loads(anyone.get(f"{path}.json").data)
    assert sheet["texts"]["summary"]["en"] == "en summary"
    assert anyone.get(f"{path}.docx").data.startswith(b"PK")
    assert officer.post(f"{path}/texts").status_code == 422
    reason = {"reason": "数据有误"}
    assert reviewer.post(f"{path}/withdraw", data=reason).status_code == 303
    assert "数据有误" in anyone.get(path).text


def test_a_reader_checks_a_file_and_hears_of_a_withdrawal(
    app: Flask, ids: dict[str, int]
) -> None:
    officer, reviewer = (enter(app, ids[one]) for one in ("officer", "reviewer"))
    firm = enter(app, ids["enterprise"])
    path = begin(officer)
    officer.post(f"{path}/texts", data=form_of(officer, path))
    officer.post(f"{path}/submit")
    reviewer.post(f"{path}/release")
    files = {one: firm.get(f"{path}.{one}").data for one in ("docx", "json")}

    def check(name: str, content: bytes) -> TestResponse:
        return firm.post("/reports/verify", data={"file": (io.BytesIO(content), name)})

    for one, content in files.items():
        assert "文件与发布的一致" in check(f"a.{one}", content).text
    altered = files["json"].replace(b"zh summary", b"mine")
    assert "文件所附的文字与发布时不同" in check("a.json", altered).text
    assert "没有楚通报告的数据" in check("a.json", b"{}").text
    assert check("a.txt", b"x").status_code == 422
    assert firm.post("/reports/verify").status_code == 422
    reviewer.post(f"{path}/withdraw", data={"reason": "数据有误"})
    told = check("a.docx", files["docx"]).text
    assert re.search(r"已于\d{4}-\d\d-\d\d撤回：数据有误", told)
    assert "文件与发布的一致" in told
    assert re.search(r"本期已于\d{4}年\d+月\d+日撤回", firm.get(path).text)


def test_a_draft_is_deleted_after_a_question(app: Flask, ids: dict[str, int]) -> None:
    officer = enter(app, ids["officer"])
    path = begin(officer)
    assert "确定删除吗" in officer.get(path).text
    assert officer.post(f"{path}/delete").status_code == 303
    assert "草稿已删除" in officer.get("/reports").text
    assert officer.get(path).status_code == 404


def test_a_draft_tells_which_figures_the_data_left_behind(
    app: Flask, ids: dict[str, int], database: Engine
) -> None:
    officer, told = enter(app, ids["officer"]), "计数之后数据有变化"
    with session_factory(database)() as session:
        notice = session.scalars(select(Notice).order_by(Notice.distributed)).first()
        assert notice is not None
        path = begin(officer, day=notice.distributed.isoformat())
        assert told not in officer.get(path).text
        notice.deadline = notice.distributed + timedelta(days=61)
        session.commit()
    page = officer.get(path).text
    assert told in page
    assert "#figure-" in page
    assert officer.post(f"{path}/count").status_code == 303
    assert told not in officer.get(path).text


def test_nothing_is_released_unread(app: Flask, ids: dict[str, int]) -> None:
    officer, reviewer = (enter(app, ids[one]) for one in ("officer", "reviewer"))
    path = begin(officer)
    officer.post(f"{path}/texts", data=form_of(officer, path))
    officer.post(f"{path}/submit")
    seen = re.search(r'name="edition" value="(\d+)"', reviewer.get(path).text)
    assert seen
    officer.post(f"{path}/back", data={"reason": "再改一处"})
    again = {key: f"{one}!" for key, one in form_of(officer, path).items()}
    again |= {key: one for key, one in form_of(officer, path).items() if "seen" in key}
    officer.post(f"{path}/texts", data=again)
    officer.post(f"{path}/submit")
    answer = reviewer.post(f"{path}/release", data={"edition": seen[1]})
    assert answer.status_code == 422
    assert "读过改动后再发布" in answer.text
    page = reviewer.get(path).text
    assert "zh summary!" in page
    now = re.search(r'name="edition" value="(\d+)"', page)
    assert now
    answer = reviewer.post(f"{path}/release", data={"edition": now[1]})
    assert answer.status_code == 303


def test_two_who_write_do_not_undo_each_other(app: Flask, ids: dict[str, int]) -> None:
    one, other = (enter(app, ids[name]) for name in ("officer", "reviewer"))
    path = begin(one, "monthly")
    seen = form_of(one, path)
    mine = {**seen, "zh-story-1": "我的", "en-story-1": "mine"}
    theirs = {name: text for name, text in seen.items() if "story-2" in name}
    assert other.post(f"{path}/texts", data=theirs).status_code == 303
    mine |= {"zh-story-2": "", "en-story-2": ""}  # as the form showed it
    assert one.post(f"{path}/texts", data=mine).status_code == 303
    page = one.get(f"{path}/edit").text
    assert "我的" in page
    assert "zh story-2" in page
    late = {**mine, "zh-story-2": "晚到的话"}
    answer = one.post(f"{path}/texts", data=late)
    assert answer.status_code == 422
    assert "晚到的话" in answer.text
    assert "现在保存的文字" in answer.text


@pytest.mark.parametrize(
    ("form", "why"),
    [
        ({"kind": "daily", "day": "2031-01-01"}, "请选今天或更早的日期"),
        ({"kind": "daily", "day": "x"}, "读不出来"),
        ({"kind": "hourly", "day": "2025-06-12"}, "这种报告"),
        ({"kind": "special", "day": "2025-06-12", "symbol": "G/TBT"}, "没有编号为"),
    ],
)
def test_what_cannot_begin_is_told(
    app: Flask, ids: dict[str, int], form: dict[str, str], why: str
) -> None:
    answer = enter(app, ids["officer"]).post("/reports", data=form)
    assert answer.status_code == 422
    assert why in answer.text


def test_a_text_takes_up_what_the_figures_say(
    app: Flask, ids: dict[str, int], database: Engine
) -> None:
    officer = enter(app, ids["officer"])
    path = begin(officer)
    officer.post(f"{path}/texts", data=form_of(officer, path))
    assert "改用机器摘要" in officer.get(f"{path}/edit").text
    officer.post(f"{path}/texts", data={"adopt": "summary"})
    with session_factory(database)() as session:
        block = session.get_one(Report, int(path.rpartition("/")[2])).blocks[0]
        assert (block.zh, block.author_id) == (block.made_zh, None)
    assert officer.post(f"{path}/count").status_code == 303


def test_the_numbers_of_the_paper_are_those_of_the_page(
    app: Flask, ids: dict[str, int]
) -> None:
    officer = enter(app, ids["officer"])
    path = begin(officer, "monthly")
    page = officer.get(path).text
    address = re.findall(r'href="(/trends/members\?[^"]+)"', page)[0]
    table = officer.get(address.replace("members?", "members.csv?lang=zh&")).data
    rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig"))))
    paper = Document(io.BytesIO(officer.get(f"{path}.docx").data))
    papers = [
        [[cell.text for cell in row.cells] for row in one.rows] for one in paper.tables
    ]
    assert len(rows) > 1
    assert any(one == rows[: len(one)] for one in papers), papers
    for cell in rows[1]:
        assert f">{cell}</t" in page
