import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.symbols import (
    SUFFIXES,
    Symbol,
    base_symbols,
    read_symbol,
    read_symbols,
    source_key,
)

members = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=4).filter(
    lambda member: member != "EQV"
)
suffixes = st.lists(
    st.tuples(st.sampled_from(sorted(SUFFIXES)), st.integers(1, 99)), max_size=3
)
symbols = st.builds(
    Symbol,
    st.sampled_from(["TBT", "SPS"]),
    members,
    st.integers(1, 99999),
    suffixes.map(tuple),
)


@given(symbols)
def test_a_printed_symbol_is_read_back(symbol: Symbol) -> None:
    assert read_symbol(symbol.text) == symbol


@given(symbols, st.sampled_from([" ", "\u00a0", "\n", "\u200b"]))
def test_case_and_blanks_do_not_matter(symbol: Symbol, blank: str) -> None:
    messy = blank + symbol.text.lower().replace("/", f"/{blank}") + blank
    assert read_symbol(messy) == symbol


@given(st.lists(symbols, min_size=1, max_size=7, unique=True))
def test_the_key_does_not_depend_on_the_order(joint: list[Symbol]) -> None:
    texts = [symbol.text for symbol in joint]
    assert read_symbols(", ".join(texts)) == joint
    assert source_key(", ".join(texts)) == source_key(" ,".join(reversed(texts)))
    assert source_key(source_key(", ".join(texts))) == source_key(", ".join(texts))


@given(st.text())
def test_no_text_breaks_the_reader(raw: str) -> None:
    for symbol in read_symbols(raw):
        assert read_symbol(symbol.text) == symbol
    assert isinstance(source_key(raw), str)


def test_chained_suffixes() -> None:
    symbol = read_symbol("G/TBT/N/BRA/366/Add.1/Corr.1")
    assert symbol is not None
    assert symbol.base == "G/TBT/N/BRA/366"
    assert symbol.kind == "corrigendum"
    assert symbol.suffixes == (("Add", 1), ("Corr", 1))


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (" G/TBT/N/USA/2211 ", "G/TBT/N/USA/2211"),
        ("g/tbt/n/usa/1958/rev.1", "G/TBT/N/USA/1958/Rev.1"),
        ("G/SPS/N/EU/808/Add. 1", "G/SPS/N/EU/808/Add.1"),
        ("G/TBT/N/TPKM/541/add1", "G/TBT/N/TPKM/541/Add.1"),
        ("Ｇ／ＴＢＴ／Ｎ／ＣＨＮ／２０６４", "G/TBT/N/CHN/2064"),
    ],
)
def test_what_a_person_may_type(raw: str, text: str) -> None:
    symbol = read_symbol(raw)
    assert symbol is not None
    assert symbol.text == text


@pytest.mark.parametrize(
    "raw",
    [
        "G/TBT/Notif.99.123",
        "G/TBT/10.7/N/12",
        "G/TBT/CS/N/45",
        "G/TBT/2/Add.7",
        "G/SPS/N/EQV/3",
        "G/TBT/N/USA",
        "G/TBT/N/USA/12/Draft.1",
        "",
    ],
)
def test_other_series_are_not_guessed(raw: str) -> None:
    assert read_symbol(raw) is None
    assert source_key(f"  {raw}\u00a0") == raw


def test_kinds() -> None:
    ends = ["", "/Rev.2", "/Add.1", "/Corr.1", "/Suppl.1"]
    found = [read_symbols("G/TBT/N/JPN/1" + end)[0].kind for end in ends]
    expected = ["regular", "revision", "addendum", "corrigendum", "supplement"]
    assert found == expected


def test_symbols_written_without_a_separator() -> None:
    raw = "G/TBT/N/BDI/600G/TBT/N/KEN/1800"
    assert base_symbols(raw) == ["G/TBT/N/BDI/600", "G/TBT/N/KEN/1800"]


def test_one_unreadable_part_keeps_the_whole_text() -> None:
    raw = "G/TBT/N/BDI/600, G/TBT/Notif.99.1"
    assert source_key(raw) == raw


@pytest.mark.samples
def test_thirty_real_records_are_seventeen_documents(samples: Path) -> None:
    path = samples / "eping" / "gcc_ics43020_30_records.json"
    rows = json.loads(path.read_text(encoding="utf-8"))
    raw = [row["documentSymbol"] for row in rows]
    assert len(rows) == 30
    assert len({source_key(symbol) for symbol in raw}) == 17
