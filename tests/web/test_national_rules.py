"""The pure rules behind national measures: kinds, states, standing, levels, words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from werkzeug.datastructures import MultiDict

from models.events import EventKind
from models.kinds import INCIDENTS, RISK, SORTS, NoticeKind, kinds_of, sort_of
from models.states import STATE_ZH, State, state_of
from web.notices.family import line_of
from web.notices.filters import read_filters
from web.notices.numbering import number_of
from web.notices.published_words import in_plain_words, known_words
from web.notices.publisher import first_address, page_of
from web.notices.standing import Standing, standing_of
from web.wording import STATES

DAY = date(2026, 3, 2)


@dataclass
class Told:
    kind: str
    day: date
    notice_id: int = 1
    day_basis: str = "stated"


def days(count: int) -> date:
    return DAY + timedelta(days=count)


def test_every_kind_belongs_to_one_sort() -> None:
    assert sorted(kinds_of(SORTS)) == sorted(NoticeKind)
    assert [sort_of(kind) for kind in sorted(INCIDENTS)] == [RISK] * 3
    assert kinds_of(["rule", "risk", "rule", "strange"])[0] == "rule"
    assert set(kinds_of(["strange", RISK])) == {"strange", *INCIDENTS}
    assert sort_of("strange") == "strange"


PUBLISHED = Told(EventKind.PUBLISHED, days(-20))
SEEN = Told(EventKind.CIRCULATED, days(-20))


@pytest.mark.parametrize(
    ("kind", "events", "deadline", "state"),
    [
        ("draft", [SEEN], days(3), State.OPEN),
        ("draft", [SEEN], days(-3), State.CLOSED),
        ("draft", [SEEN, PUBLISHED], days(3), State.PUBLISHED),
        ("rule", [], None, State.PUBLISHED),
        ("rule", [PUBLISHED], days(9), State.PUBLISHED),
        ("rule", [PUBLISHED, Told("in_force", days(9))], None, State.PUBLISHED),
        ("rule", [PUBLISHED, Told("in_force", days(0))], None, State.IN_FORCE),
        ("rule", [PUBLISHED, Told("withdrawn", days(0))], None, State.WITHDRAWN),
        ("rejection", [SEEN], None, State.REPORTED),
        ("border_alert", [SEEN], days(9), State.REPORTED),
        ("market_alert", [SEEN, Told("withdrawn", days(-1))], None, State.WITHDRAWN),
        ("notification", [SEEN], None, State.CLOSED),
    ],
)
def test_a_state_is_that_of_its_kind(
    kind: str, events: list[Told], deadline: date | None, state: State
) -> None:
    assert state_of(events, deadline, DAY, kind) is state


def test_every_state_has_its_words() -> None:
    assert set(STATES) == set(STATE_ZH) == set(State)


@pytest.mark.parametrize(
    ("kind", "events", "standing"),
    [
        ("notification", [SEEN], None),
        ("draft", [SEEN], None),
        ("rule", [PUBLISHED], Standing(State.PUBLISHED, days(-20))),
        (
            "rule",
            [PUBLISHED, Told("in_force", days(9))],
            Standing(State.PUBLISHED, days(9), 9),
        ),
        (
            "rule",
            [PUBLISHED, Told("in_force", days(-9))],
            Standing(State.IN_FORCE, days(-9)),
        ),
        ("border_alert", [SEEN], Standing(State.REPORTED, days(-20))),
    ],
)
def test_where_a_document_stands(
    kind: str, events: list[Told], standing: Standing | None
) -> None:
    assert standing_of(kind, days(-20), events, DAY) == standing


def test_an_incident_has_no_steps_to_come() -> None:
    steps = line_of([SEEN], None, "none", DAY, NoticeKind.REJECTION)
    assert [step.when for step in steps] == ["past", "now"]
    rule = line_of([PUBLISHED], None, "none", DAY, NoticeKind.RULE)
    assert [step.kind for step in rule] == ["published", "today", "in_force"]


@pytest.mark.parametrize(
    ("words", "zh"),
    [
        ("Final rule.", "最终规则"),
        ("Interim final rule and request for comment.", "暂行最终规则；征求意见"),
        ("Direct final rule; correction. [corrects FR Doc. X]", "直接最终规则；更正"),
        ("Import alert: DWPE", "进口警示；未经检验即扣留（DWPE）"),
        ("border rejection notification", "拒绝入境通报"),
        ("REG_DEL, ACTIVE, OPC_LAUNCHED", "授权条例；进行中；公开征询中"),
        ("Partial, CurrentEnforced", "部分修改；现行有效"),
        ("Final rule; annual update of filing fees.", ""),
        ("", ""),
    ],
)
def test_a_publisher_s_words_are_told_whole_or_not_at_all(words: str, zh: str) -> None:
    assert in_plain_words(words, "zh") == zh
    assert bool(in_plain_words(words, "en")) == bool(zh)


def test_the_table_of_words_is_folded_and_full() -> None:
    for words, told in known_words().items():
        assert words == words.casefold().strip()
        assert told["zh"]
        assert told["en"]


def test_only_an_address_of_the_web_is_linked() -> None:
    assert first_address([None, "javascript:alert(1)", "https://a.example/"]) == (
        "https://a.example/"
    )
    assert page_of({"documents": ["ftp://x"], "links": ["odd"]}) == ""
    assert page_of({"documents": ["http://b.example/1"]}) == "http://b.example/1"


def test_sorts_of_an_address_reach_the_question_and_the_subscription() -> None:
    chosen = read_filters(
        MultiDict([("kind", "risk"), ("kind", "draft"), ("source", "eu_rasff")])
    )
    asked = chosen.question(DAY)
    assert set(asked.kinds) == {*INCIDENTS, "draft"}
    assert asked.sources == ("eu_rasff",)
    assert chosen.subscription() == "document=risk&document=draft"
    assert chosen.address() == "kind=risk&kind=draft&source=eu_rasff"
    assert read_filters(MultiDict([("kind", "rejection")])).subscription() == (
        "document=risk"
    )


@pytest.mark.parametrize(
    ("publisher", "symbol", "told"),
    [
        ("美国FDA进口警示", "Import alert 16-131", "美国FDA进口警示 16-131"),
        ("US FDA import alerts", "Import alert 16-131", "US FDA import alert 16-131"),
        ("欧盟食品和饲料快速预警系统（RASFF）", "RASFF 2026.1", None),
        ("EU RASFF", "RASFF 2026.1", "EU RASFF 2026.1"),
        ("Another office", "Import alert 1", "Another office Import alert 1"),
        ("", "2026-02211", "2026-02211"),
    ],
)
def test_a_number_and_its_publisher_say_nothing_twice(
    publisher: str, symbol: str, told: str | None
) -> None:
    told = told or "欧盟食品和饲料快速预警系统 RASFF 2026.1"
    assert number_of(publisher, symbol) == told
