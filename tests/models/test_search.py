import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from models.search import (
    fts5_match,
    query_terms,
    read_tokens,
    search_tokens,
    tsquery,
    usable,
)

CREATE = "CREATE VIRTUAL TABLE words USING fts5(text, tokenize='unicode61')"
HOSTILE = [
    '"',
    '""',
    "'",
    "\\",
    "a OR b NOT c",
    "NEAR(a b, 3)",
    "column: *",
    "text:paint",
    "-x +y ^z",
    "paint*",
    "(((",
    "a\x00b",
    "{a b} : c",
    "AND",
    "'; DROP TABLE notice; --",
    "& | ! <-> :*",
    "￥％“”",
    "\ud800".encode("utf-8", "replace").decode(),
]
CHINESE = st.text("锂电池茶轮胎标签食品安全动力", min_size=1, max_size=8)
CODES = st.from_regex(
    r"[0-9]{2,10}|[0-9]{4}\.[0-9]{2}|[0-9]{2}\.[0-9]{3}", fullmatch=True
)
WORDS = [
    *("paints", "Vehículos", "labelling", "HS 8507", "HS: 85", "hs 8507.60"),
    *("ICS 43", "ICS 43.020", "ISO 9001", "G/TBT/N/CHN/1325/Add.1", "G/SPS/N/EU/808"),
]
MIXED = st.lists(
    st.one_of(st.text(max_size=12), CHINESE, CODES, st.sampled_from(WORDS + HOSTILE)),
    max_size=6,
).map(" ".join)


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE VIRTUAL TABLE words USING fts5(text, tokenize='unicode61')"
    )
    yield connection
    connection.close()


def matches(index: sqlite3.Connection, text: str, query: str, lang: str = "en") -> bool:
    index.execute("DELETE FROM words")
    index.execute("INSERT INTO words VALUES (?)", (search_tokens(text, lang),))
    asked = fts5_match(query_terms(query))
    rows = index.execute("SELECT 1 FROM words WHERE words MATCH ?", (asked,))
    return rows.fetchone() is not None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(MIXED)
@example("½ ﬃ ŉ ǰ ΐ İ ｶﾞ 가 각 ①")
@example("Ⅷ 8507.60.10 1234567890 850760")
def test_every_token_is_found_by_asking_for_it(
    index: sqlite3.Connection, text: str
) -> None:
    tokens = search_tokens(text)
    index.execute("DELETE FROM words")
    index.execute("INSERT INTO words VALUES (?)", (tokens,))
    for token in tokens.split():
        asked = fts5_match(query_terms(token))
        rows = index.execute("SELECT 1 FROM words WHERE words MATCH ?", (asked,))
        assert rows.fetchone() is not None, (token, asked, tokens)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(MIXED.filter(lambda text: bool(search_tokens(text))))
def test_a_text_is_found_by_its_own_words(index: sqlite3.Connection, text: str) -> None:
    assert matches(index, text, text)
    assert matches(index, text, f'"{text.replace(chr(34), " ")}"')


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.one_of(st.text(), st.sampled_from(HOSTILE), MIXED))
def test_no_question_is_an_error(index: sqlite3.Connection, query: str) -> None:
    terms = query_terms(query)
    matches(index, "paint", query)
    index.execute("SELECT 1 FROM words WHERE words MATCH ?", (fts5_match([[query]]),))
    assert all(token.isalnum() for term in terms for token in term)
    assert tsquery(terms).count("'") % 2 == 0


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Paints and varnishes", "paint varnish"),
        ("Road vehicle", "vehicles"),
        ("Türkiye: décret", "turkiye DECRET"),
        ("动力电池安全", "电池"),
        ("动力电池安全", "池"),
        ("茶叶", "茶"),
        ("850760 - Lithium-ion accumulators", "8507"),
        ("850760 - Lithium-ion accumulators", "hs85"),
        ("850760 - Lithium-ion accumulators", "HS 8507.60"),
        ("hs850760", "850760"),
        ("HS 85", "hs 85"),
        ("tariff 0902.10.00.00", "090210"),
        ("ICS 43.020", "43.020"),
        ("ICS 43.020", "ICS 43"),
        ("G/TBT/N/USA/974/Add.1", "g/tbt/n/usa/974/add.1"),
        ("G/TBT/N/USA/974/Add.1", "G/TBT/N/USA/974"),
        ("G/TBT/N/USA/974/Add.1", "USA/974"),
        ("G/TBT/N/CHN/1325", "CHN 1325"),
        ("notified on 12 June 2025", "2025"),
        ("lithium batteries for cars", '"lithium battery"'),
        ("lithium batteries for cars", "“lithium batteries”"),
        ("ＧＢ　４７０６", "GB 4706"),
    ],
)
def test_found(index: sqlite3.Connection, text: str, query: str) -> None:
    assert matches(index, text, query)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("steam boilers", "tea"),
        ("电动水池", "电池"),
        ("lithium for batteries", '"lithium batteries"'),
        ("8507", "850760"),
        ("in 2025", "hs20"),
        ("paint", "paint varnish"),
        ("G/TBT/N/USA/974", "G/TBT/N/USA/974/Add.1"),
        ("paint", ""),
        ("paint", "“”"),
    ],
)
def test_not_found(index: sqlite3.Connection, text: str, query: str) -> None:
    assert not matches(index, text, query)


def test_a_text_in_spanish_is_found_in_both_numbers(index: sqlite3.Connection) -> None:
    assert matches(index, "Luces para vehículos", "vehiculo", "es")
    assert matches(index, "Luces para vehículos", "vehículos", "es")


def test_tokens() -> None:
    chinese = "动力 力电 电池 850760 动 力 电 池 hs85 hs8507 hs850760"
    assert search_tokens("动力电池 850760") == chinese
    symbol = "gtbtneu11rev2 tbt n eu 11 rev 2 gtbtneu11"
    assert search_tokens("G/TBT/N/EU/11/Rev.2") == symbol
    assert search_tokens("") == ""


def test_expressions() -> None:
    terms = query_terms('锂电池 "lithium batteries" 8507')
    assert terms == [["锂电", "电池"], ["hs8507"], ["lithium", "battery"]]
    assert fts5_match(terms) == '"锂电 电池" AND "hs8507" AND "lithium battery"'
    assert tsquery(terms) == (
        "('锂电' <-> '电池') & ('hs8507') & ('lithium' <-> 'battery')"
    )
    assert (fts5_match([]), tsquery([])) == ('""', "")
    assert len(query_terms(" ".join(f"w{k}x" for k in range(999)))) == 40


PARTS = st.sampled_from(
    [
        *("HS", "ics", "code", "(s)", ":", "8507.60", "43.040", "G/TBT/N/USA/12/Add.1"),
        *("电池", "ı", "ſ", "batteries", "lens", "ﬁ", "-", ".", "25", "hs8507", "é"),
        *(" ", "  ", "\n", "\u3000", "\x1c", "x" * 70),
    ]
)


@settings(max_examples=400)
@given(parts=st.lists(PARTS, max_size=9))
@example(parts=["ICS", "(s)", " ", "8507.60"])
@example(parts=["HS", "\x1c", "25"])
def test_words_that_are_kept_at_hand_are_those_of_the_whole(parts: list[str]) -> None:
    text = "".join(parts)
    line, beside = read_tokens(usable(text), "en")
    assert search_tokens(text) == " ".join([*line, *beside])
