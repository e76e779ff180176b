"""The forms of those who are asked: by link, in parts, late, and for nobody else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from models.database import open_database
from models.user import Role
from tests.web.asked_world import AFTER, FORM, World, letters
from tests.web.asking import CLOSES, add_body
from tests.web.centre import enter
from tests.web.small_world import add_user


@pytest.fixture
def world(database: Engine, tmp_path: Path) -> World:
    return World(database, tmp_path)


@pytest.fixture
def here(folder: Path) -> Iterator[World]:
    """The same on SQLite alone, for what no database can change."""
    engine = open_database(f"sqlite:///{folder / 'chutong.db'}").kw["bind"]
    yield World(engine, folder)
    engine.dispose()


def test_an_answer_is_taken_without_signing_in_and_changed_until_the_day(
    world: World,
) -> None:
    page = world.client.get(world.way())
    assert page.status_code == 200
    assert "甲公司" in page.text
    assert world.answer() is None  # looking changes nothing
    assert world.asked().opened_at is None
    assert world.send().status_code == 303
    kept = world.answer()
    assert kept is not None
    assert (kept.affected, kept.cost, kept.months, kept.models) == (
        "yes",
        "to50",
        12,
        12,
    )
    assert not kept.late
    assert "&lt;script&gt;" in world.client.get(world.way()).text
    assert world.send(product="电芯").status_code == 303
    changed = world.answer()
    assert changed is not None
    assert changed.product == "电芯"
    with world.sessions() as session:
        told = letters(session)
    assert len(told) == 1
    assert "意见已收到" in told[0]


def test_part_of_an_answer_is_kept_and_not_taken_for_one(here: World) -> None:
    sent = here.send(do="keep", product="", contact="")
    assert sent.status_code == 303
    assert here.asked().answered_at is None
    assert "还没有提交" in here.client.get(here.way()).text
    refused = here.send(product="")
    assert refused.status_code == 422
    assert "请填写涉及的产品" in refused.text
    assert "&lt;script&gt;标签" in refused.text
    assert here.send().status_code == 303
    assert here.asked().answered_at is not None


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"contact": ""}, "请填写联系人"),
        ({"models": "很多"}, "整数"),
        ({"opinion": "长" * 3001}, "3000字"),
        ({"file": (BytesIO(b"MZ\x90\x00"), "report.pdf")}, "不是可接受的文件"),
        ({"file": (BytesIO(b"x" * (11 << 20)), "big.pdf")}, "超过10 MB"),
        ({"based_on": "2020-01-01"}, "已有人保存过"),
    ],
)
def test_what_is_wrong_is_said_and_the_words_are_handed_back(
    here: World, words: dict[str, Any], sentence: str
) -> None:
    answer = here.send(**words)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'value="锂电池"' in answer.text
    assert here.answer() is None


def test_what_a_colleague_kept_meanwhile_stands_beside_what_was_typed(
    here: World,
) -> None:
    here.send(product="电芯")
    clash = here.send(based_on="")
    assert clash.status_code == 422
    assert "已有人保存过" in clash.text
    assert "现在保存的答复" in clash.text
    assert "电芯" in clash.text
    assert 'value="锂电池"' in clash.text
    shown = re.findall(r'name="based_on" value="([^"]*)"', clash.text)
    assert here.send(based_on=shown[-1]).status_code == 303


def test_a_value_of_no_list_is_nothing(here: World) -> None:
    here.send(affected="maybe", cost="1e9", months="7", exports="z")
    kept = here.answer()
    assert kept is not None
    assert (kept.affected, kept.cost, kept.months, kept.exports) == ("", "", None, "")


def test_a_link_is_for_no_other_firm_and_not_for_the_centre(here: World) -> None:
    with here.sessions.begin() as session:
        other = add_body(session, "乙公司")
        rival = add_user(session, "yi@firm.example", organisation_id=other.id).id
        officer = add_user(session, "o@centre.example", role=Role.OFFICER).id
    for user_id, sentence in ((rival, "发给另一家单位"), (officer, "不代他人答复")):
        client = enter(here.app, user_id)
        for answer in (client.get(here.way()), client.post(here.way(), data=FORM)):
            assert answer.status_code == 422
            assert sentence in answer.text
            assert "甲公司" not in answer.text
    assert here.answer() is None
    assert enter(here.app, here.user_id).get(here.way()).status_code == 200


def test_an_expired_link_says_so_and_a_new_one_goes_to_the_old_address(
    here: World,
) -> None:
    way = here.way()
    here.on(CLOSES + timedelta(days=15))
    late = here.client.get(way)
    assert late.status_code == 422
    assert "已于2026-03-30失效" in late.text
    assert here.client.post(way, data=FORM).status_code == 422
    assert here.client.post(f"{way}/again").status_code == 200
    assert here.asked().serial == 2
    with here.sessions() as session:
        assert letters(session) == [
            "甲公司@firm.example "
            "新的答复链接：Draft of G/TBT/N/USA/77（G/TBT/N/USA/77）"
        ]
    assert "已被新的链接取代" in here.client.get(way).text


@pytest.mark.parametrize("bad", ["x", "WzEsMSwiMjAyNi0wMS0wMSJd.forged"])
def test_a_forged_link_leads_nowhere(here: World, bad: str) -> None:
    for way in (f"/asked/{bad}", f"{here.way()}x"):
        answer = here.client.get(way)
        assert answer.status_code == 422
        assert "无效或不完整" in answer.text


def test_a_late_answer_counts_for_the_next_round_and_is_told_so(world: World) -> None:
    world.on(AFTER)
    assert "计入下一轮" in world.client.get(world.way()).text
    assert world.send().status_code == 303
    kept = world.answer()
    assert kept is not None
    assert kept.late
    assert "计入下一轮" in world.client.get(world.way()).text
    with world.sessions() as session:
        assert "计入下一轮" in letters(session)[0]
    assert world.send(product="电芯").status_code == 303  # late ones stay open


def test_what_was_given_in_time_is_closed_afterwards(here: World) -> None:
    here.send()
    here.on(AFTER)
    answer = here.send(product="电芯")
    assert answer.status_code == 422
    assert "本轮已于2026-03-16截止" in answer.text
    assert "已提交的答复" in here.client.get(here.way()).text
    kept = here.answer()
    assert kept is not None
    assert kept.product == "锂电池"
