"""The histories of the Japanese acts on goods, after the list of what is new."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from crawler.crawling import call_on
from crawler.goods.deciding import why_left_out
from crawler.jp_wordings import watched
from crawler.runs import Ending
from crawler.settings import read_wishes
from models.fold import fold
from models.notice import Notice
from models.source import RunProblem, Source
from tests.crawler.crawls import count
from tests.crawler.mirror import Mirror
from tests.crawler.publishers import BEFORE, DAY, SHAPES
from tests.crawler.shapes import history_body, law_row

ACTS = ("322AC0000000233", "336AC0000000234")
Crawl = Callable[[], Ending]


def wording(day: object, act: str = ACTS[0]) -> dict[str, object]:
    """A change of the Food Sanitation Act, promulgated on a day."""
    made = {
        "law_revision_id": f"{act}_20270401_508AC0000000099",
        "law_title": "食品衛生法",
        "amendment_promulgate_date": str(day),
        "amendment_enforcement_date": "2027-04-01",
        "amendment_law_title": "食品衛生法等の一部を改正する法律",
        "amendment_law_num": "令和八年法律第九十九号",
        "current_revision_status": "UnEnforced",
    }
    return {**law_row(1, DAY)["revision_info"], **made}


@pytest.fixture
def mirror(httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> Mirror:
    [shape] = [one for one in SHAPES if one.slug == "jp_egov"]
    made = Mirror(httpserver, shape, rows=[shape.row(1, DAY)])
    made.begin()
    made.histories = {act: history_body(act, []) for act in ACTS}
    monkeypatch.setattr("crawler.spiders.jp_egov.watched", lambda: ACTS)
    monkeypatch.setenv("CHUTONG_CRAWL_MIRROR", httpserver.url_for("/"))
    monkeypatch.setenv("CHUTONG_CRAWL_DELAY", "0")
    return made


@pytest.fixture
def crawl(
    mirror: Mirror, sessions: sessionmaker[Session], tmp_path: Path
) -> Callable[[], Ending]:
    wishes = read_wishes(tmp_path)

    def run() -> Ending:
        return call_on(sessions, wishes, "jp_egov", since=DAY, reactor=False)[0]

    return run


def cursor(sessions: sessionmaker[Session]) -> object:
    with sessions() as session:
        return session.get_one(Source, "jp_egov").cursor


def test_a_change_of_a_watched_act_is_stored_with_who_made_it_and_from_when(
    mirror: Mirror, crawl: Crawl, sessions: sessionmaker[Session]
) -> None:
    told = [wording(DAY), {**wording(BEFORE), "law_revision_id": "old"}]
    mirror.histories[ACTS[0]] = history_body(ACTS[0], told)
    ending = crawl()
    assert (ending.state, ending.fault) == ("ok", None)
    paths = [request.path.rpartition("/")[2] for request in mirror.asked]
    assert paths == ["laws", *ACTS]
    assert count(sessions) == 2
    with sessions() as session:
        query = select(Notice).where(Notice.title == "食品衛生法")
        [notice] = session.scalars(query)
        assert notice.symbol == "令和八年法律第九十九号"
        assert notice.content["entry_into_force"] == "2027-04-01"
        assert notice.content["action"] == "Partial"
        assert notice.content["description"] == "食品衛生法等の一部を改正する法律"
    assert cursor(sessions) == DAY


def test_an_act_that_is_not_there_is_told_and_the_others_are_read(
    mirror: Mirror, crawl: Crawl, sessions: sessionmaker[Session]
) -> None:
    del mirror.histories[ACTS[0]]
    mirror.histories[ACTS[1]] = history_body(ACTS[1], [wording(DAY, ACTS[1])])
    assert crawl().state == "degraded"
    assert count(sessions) == 2
    with sessions() as session:
        problem = session.scalars(select(RunProblem)).one()
    assert problem.place == ACTS[0]
    assert "HTTP 404" in problem.sentence


@pytest.mark.parametrize(
    ("body", "key"),
    [
        (history_body("129AC0000000089", []), "filter_ignored"),
        (b'{"law_info": {"law_id": "336AC0000000234"}}', "missing_field"),
        (b'{"law_info": [], "revisions": []}', "odd_field"),
        (b"<html>Just a moment</html>", "not_json"),
        (b"", "empty_answer"),
    ],
)
def test_a_history_that_is_none_leaves_the_cursor(
    body: bytes,
    key: str,
    mirror: Mirror,
    crawl: Crawl,
    sessions: sessionmaker[Session],
) -> None:
    mirror.histories[ACTS[1]] = body
    ending = crawl()
    assert ending.fault
    assert ending.fault.key == key
    assert ending.state in {"failed", "degraded"}
    assert cursor(sessions) is None


def test_the_watched_acts_are_on_goods_and_their_ids_are_their_numbers() -> None:
    text = files("crawler.goods").joinpath("jp_watched.csv").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert [row["law_id"] for row in rows] == list(watched())
    assert len(set(watched())) == len(rows) == 25
    for row in rows:
        assert re.fullmatch(r"[345][0-9]{2}AC0{7}[0-9]{3}", row["law_id"])
        assert why_left_out("jp_laws", {"text": [fold(row["title"])]}) is None
        era = {"3": "昭和", "4": "平成", "5": "令和"}[row["law_id"][0]]
        assert row["law_num"].startswith(era)
        year, number = re.findall(r"[〇一二三四五六七八九十百]+", row["law_num"])
        assert figure(year) == int(row["law_id"][1:3])
        assert figure(number) == int(row["law_id"][5:])


def figure(words: str) -> int:
    """A number below a thousand as it is written in the name of a law."""
    total, ones = 0, 0
    for sign in words:
        if sign in "十百":
            total, ones = total + (ones or 1) * {"十": 10, "百": 100}[sign], 0
        else:
            ones = "〇一二三四五六七八九".index(sign)
    return total + ones
