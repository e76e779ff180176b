"""The rules of levels: what they give, what they say, how a form is read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from models.kinds import INCIDENTS, NoticeKind
from models.level_rule import LevelRule
from models.level_rules import shipped_rules
from web.levels.form import read_rule
from web.levels.met import met
from web.levels.rules import (
    NO_RULE,
    TESTS,
    WITH_DAYS,
    WITH_VALUES,
    Level,
    LevelFacts,
    Need,
    Rule,
    rule_for,
)
from web.levels.stored import as_need, as_rule, as_stored
from web.levels.views import LABELS
from web.levels.words import conditions, sentence
from web.refused import RefusedError

DAY = date(2026, 3, 2)
OLD = DAY - timedelta(days=120)
RULES = tuple(as_rule(LevelRule(**row)) for row in shipped_rules())
OPEN = LevelFacts(
    open=True,
    matched=True,
    sectors={"tea": "sure"},
    members=["USA"],
    measures=["labelling"],
)
ADOPTED = ("adopted", date(2026, 2, 20))
RULE = replace(
    OPEN,
    open=False,
    kind=NoticeKind.RULE,
    distributed=DAY - timedelta(days=20),
    events=[("published", date(2026, 2, 10)), ("in_force", date(2026, 5, 1))],
)
IN_FORCE = replace(
    RULE, events=[("published", date(2026, 2, 10)), ("in_force", date(2026, 3, 1))]
)
SEIZED = replace(
    RULE, kind=NoticeKind.REJECTION, names_china=True, events=[("circulated", DAY)]
)
HELD = replace(SEIZED, kind=NoticeKind.BORDER_ALERT)


def likely(facts: LevelFacts, certainty: str = "likely") -> LevelFacts:
    return replace(facts, sectors={"tea": certainty})


@pytest.mark.parametrize(
    ("facts", "level", "key"),
    [
        (OPEN, Level.ORANGE, "open_core"),
        (replace(OPEN, members=["MWI"]), Level.YELLOW, "open_any"),
        (likely(OPEN, "possible"), Level.YELLOW, "open_any"),
        (replace(OPEN, sectors={}), Level.BLUE, "rest"),
        (replace(OPEN, open=False), Level.BLUE, "rest"),
        (replace(OPEN, matched=False), Level.UNKNOWN, "unmatched"),
        (replace(OPEN, doubtful=True), Level.UNKNOWN, "doubtful"),
        (replace(OPEN, members=["CHN"]), Level.BLUE, "home"),
        (
            replace(OPEN, measures=["prohibition"], events=[ADOPTED]),
            Level.RED,
            "made_barring",
        ),
        (
            replace(OPEN, names_china=True, events=[("in_force", date(2026, 3, 30))]),
            Level.RED,
            "force_named",
        ),
        (
            replace(OPEN, names_china=True, events=[("in_force", date(2026, 4, 30))]),
            Level.ORANGE,
            "open_core",
        ),
        (
            replace(
                OPEN, open=False, names_china=True, events=[ADOPTED, ("withdrawn", DAY)]
            ),
            Level.BLUE,
            "rest",
        ),
        (
            replace(
                OPEN,
                open=False,
                measures=["prohibition", "deregulation-withdrawal"],
                events=[ADOPTED],
            ),
            Level.BLUE,
            "rest",
        ),
        (RULE, Level.ORANGE, "coming_core"),
        (replace(RULE, members=["MWI"]), Level.YELLOW, "rule_young"),
        (replace(likely(RULE), distributed=OLD), Level.YELLOW, "rule_coming"),
        (likely(RULE, "possible"), Level.BLUE, "rest"),
        (
            replace(IN_FORCE, measures=["prohibition"]),
            Level.RED,
            "force_barring",
        ),
        (IN_FORCE, Level.YELLOW, "rule_young"),
        (replace(IN_FORCE, distributed=OLD), Level.BLUE, "rest"),
        (replace(RULE, matched=False), Level.UNKNOWN, "unmatched"),
        (SEIZED, Level.ORANGE, "found_china"),
        (replace(SEIZED, kind=NoticeKind.MARKET_ALERT), Level.ORANGE, "found_china"),
        (likely(SEIZED, "possible"), Level.YELLOW, "found_any"),
        (replace(SEIZED, names_china=False), Level.YELLOW, "found_any"),
        (replace(SEIZED, sectors={}), Level.BLUE, "rest"),
        (replace(SEIZED, distributed=OLD), Level.BLUE, "rest"),
        (replace(SEIZED, matched=False), Level.UNKNOWN, "unmatched"),
        (replace(HELD, distributed=OLD), Level.RED, "held_china"),
        (replace(HELD, names_china=False), Level.YELLOW, "held_any"),
    ],
)
def test_the_first_rule_that_fits_gives_the_level(
    facts: LevelFacts, level: Level, key: str
) -> None:
    rule = rule_for(facts, RULES, DAY)
    assert (rule.key, rule.level) == (key, level)


def test_what_no_rule_fits_is_unknown_and_never_low() -> None:
    assert rule_for(OPEN, (), DAY) is NO_RULE
    assert NO_RULE.level is Level.UNKNOWN
    assert sentence(NO_RULE, "en") == "No rule fits; to be checked"


def test_a_rule_may_be_narrowed_to_some_sectors() -> None:
    core = Need("touches", values=("sure",), sectors=("tea",))
    rule = Rule("own_1", Level.RED, frozenset({"notification"}), (core,))
    assert rule_for(OPEN, (rule,), DAY) is rule
    others = replace(OPEN, sectors={"mushrooms": "sure", "tea": "possible"})
    assert rule_for(others, (rule,), DAY) is NO_RULE
    assert sentence(rule, "zh") == "涉及所选行业 茶叶（确定）"


def test_every_condition_can_be_asked_said_and_chosen() -> None:
    assert set(LABELS) == set(TESTS)
    assert set(conditions()) == {*TESTS, "touches_of"}
    assert set(TESTS) > WITH_DAYS | WITH_VALUES


@pytest.mark.parametrize("rule", RULES, ids=[rule.key for rule in RULES])
def test_a_shipped_rule_says_all_that_it_asks(rule: Rule) -> None:
    zh, en = sentence(rule, "zh", most=None), sentence(rule, "en", most=None)
    assert "{" not in zh + en
    for need in rule.needs:
        assert not need.days or str(need.days) in zh
        assert need.kind != "touches" or "确定" in zh
    if rule.kinds <= INCIDENTS:
        assert "征求意见" not in zh


def test_a_long_list_of_markets_is_counted() -> None:
    rule = next(rule for rule in RULES if rule.key == "open_core")
    assert "等 14 项" in sentence(rule, "zh")
    assert "澳大利亚" in sentence(rule, "zh", most=None)


@given(
    st.sampled_from(sorted(TESTS)),
    st.integers(0, 900),
    st.lists(st.sampled_from(["sure", "USA", "asean", "labelling"]), unique=True),
    st.lists(st.sampled_from(["tea", "mushrooms"]), unique=True),
)
def test_a_condition_is_kept_as_it_is(
    kind: str, days: int, values: list[str], sectors: list[str]
) -> None:
    need = as_need(as_stored(Need(kind, days, tuple(values), tuple(sectors))))
    assert replace(need, members=frozenset()) == Need(
        kind, days, tuple(values), tuple(sectors)
    )


def form(**given_fields: list[str]) -> MultiDict[str, str]:
    fields = {
        "level": ["red"],
        "kind": ["notification", "rule", "strange"],
        "need": ["open", "young", "touches", "market"],
        "days_young": [" 45 "],
        "values_touches": ["sure", "surely"],
        "sector": ["tea", "gold"],
        "markets": ["usa， eu、ASEAN"],
    } | given_fields
    return MultiDict([(name, one) for name, many in fields.items() for one in many])


def read(given_form: MultiDict[str, str]) -> Rule:
    return read_rule("own_1", given_form, {kind: kind for kind in TESTS})


def test_a_form_makes_a_rule_of_what_there_is() -> None:
    assert read(form()) == Rule(
        "own_1",
        Level.RED,
        frozenset({"notification", "rule"}),
        (
            Need("open"),
            Need("young", 45),
            Need("touches", values=("sure",), sectors=("tea",)),
            Need("market", values=("USA", "EU", "asean")),
        ),
    )


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"level": ["pink"]}, "请选择级别"),
        ({"kind": ["strange"]}, "至少选择一类文件"),
        ({"need": []}, "至少选择一个条件"),
        ({"days_young": ["0"]}, "1 至 730"),
        ({"days_young": ["９"]}, "1 至 730"),
        ({"days_young": ["9999"]}, "1 至 730"),
        ({"values_touches": []}, "touches"),
        ({"markets": ["USA, XYZ"]}, "“XYZ”"),
        ({"markets": [" "]}, "market"),
        ({"need": ["measure"], "values_measure": []}, "measure"),
    ],
)
def test_a_form_that_lacks_something_is_refused(
    fields: dict[str, list[str]], words: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        read(form(**fields))
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("facts", "zh", "en"),
    [
        (
            replace(OPEN, members=["VNM"], sectors={"tea": "likely", "toys": "sure"}),
            "正在征求意见；涉及湖北行业（确定）；来自东盟",
            "Open for comments; touches a sector of Hubei (sure); market: ASEAN",
        ),
        (
            replace(OPEN, measures=["labelling", "prohibition"], events=[ADOPTED]),
            "近 90 天内批准或公布（生效日未知）；涉及湖北行业（确定）；"
            "属限制准入类措施（禁止）",
            "",
        ),
        (
            replace(likely(HELD), sectors={"tea": "possible", "toys": "likely"}),
            "涉及湖北行业（很可能）；点名中国或湖北",
            "Touches a sector of Hubei (likely); names China or Hubei",
        ),
    ],
)
def test_of_a_notice_a_rule_names_what_it_met(
    facts: LevelFacts, zh: str, en: str
) -> None:
    rule = met(rule_for(facts, RULES, DAY), facts)
    assert sentence(rule, "zh").startswith(zh)
    assert sentence(rule, "en").startswith(en)
    assert rule.level == rule_for(facts, RULES, DAY).level


def test_of_chosen_sectors_those_touched_are_named() -> None:
    need = Need("touches", values=("possible", "sure"), sectors=("tea", "toys"))
    rule = met(Rule("own", Level.RED, frozenset(), (need,)), OPEN)
    assert rule.needs[0] == replace(need, values=("sure",), sectors=("tea",))
