import csv
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.codes import (
    Note,
    ancestors,
    clean_hs,
    clean_ics,
    hs_token,
    ics_token,
    read_hs,
    read_ics,
    split_code_cell,
)

EDITION = """
02 08 09 12 20 32 34 68 84 85 87 0902 1212 2005 3208 3209 6802 8407 8424 8501 8507 8517
8702 8703 8704 090210 121221 681019 842410 842490 850760 851713 870310 870321 870322
870390
"""
KNOWN = frozenset(EDITION.split())
ICS = {"43", "43.020", "43.040", "43.040.01", "67", "87.040", "87"}

codes = st.from_regex(r"[0-9]{2}(?:[0-9]{2}){0,2}", fullmatch=True)


def stated(text: str) -> list[str | None]:
    return [mention.code for mention in read_hs(text, KNOWN)]


@given(codes)
def test_each_ancestor_begins_the_next(code: str) -> None:
    cuts = ancestors(code)
    assert cuts[-1] == code
    assert [len(cut) for cut in cuts] == list(range(2, len(code) + 1, 2))
    assert all(code.startswith(cut) for cut in cuts)


@given(st.sampled_from(sorted(KNOWN)), st.text("0123456789", max_size=6))
def test_every_code_is_cut_to_a_known_beginning(code: str, tail: str) -> None:
    found, note = clean_hs(code + tail, KNOWN)
    if found is not None:
        assert found in KNOWN
        assert (code + tail).startswith(found)
        assert (note is None) == (found == code + tail)
    else:
        assert note in {Note.LENGTH, Note.YEAR, Note.UNKNOWN, Note.CHAPTER}


@given(st.sampled_from(sorted(KNOWN)))
def test_a_known_code_is_kept(code: str) -> None:
    assert clean_hs(code, KNOWN) == (code, None)
    dotted = ".".join(filter(None, (code[:4], code[4:])))
    assert clean_hs(dotted, KNOWN) == (code, None)


@given(st.text())
def test_any_text_is_read_without_error(text: str) -> None:
    for prefix in ("", "HS code(s): "):
        for mention in read_hs(prefix + text, KNOWN):
            assert mention.words == (prefix + text)[mention.start : mention.end]
            assert mention.code is None or mention.code in KNOWN
    assert all(mention.code in {*ICS, None} for mention in read_ics(text, ICS))


@given(st.text("0123456789.;,- HSto", max_size=60))
def test_code_like_text_is_read_without_error(text: str) -> None:
    for mention in read_hs(text, KNOWN):
        assert (mention.code is None) <= (mention.note is not None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HS Code: from 870310 to 870390", ["870310", "870321", "870322", "870390"]),
        ("HS 8703.21-8703.22", ["870321", "870322"]),
        ("HS 8507.60", ["850760"]),
        ("(HS): 3208; 3209", ["3208", "3209"]),
        ("HS code(s): 0902.10.00.00", ["090210"]),
        ("HS: 8424.10) and parts (HS: 8424.90) ;", ["842410", "842490"]),
        ("HS8517", ["8517"]),
        ("8702", ["8702"]),
        ("8702, 8703 and 8704", ["8702", "8703", "8704"]),
        ("Vehicles of 870310, HS 8704", ["8704"]),
        ("HS: 8702; 08; 850760)", ["8702", "08", "850760"]),
        ("HS: ex 8703 10, ex 8704", ["870310", "8704"]),
        ("HS 2022: 8517", ["8517"]),
        ("HS编码：8507、8501", ["8507", "8501"]),
        ("código SA 0902.10", ["090210"]),
        ("Código(s) del SA: 0902.10", ["090210"]),
        ("(Code(s) du SH : 8517, 8507)", ["8517", "8507"]),
        ("Codes du S.H.: 8517", ["8517"]),
        ("Steel 8424.10, 8424.90 only", ["842410", "842490"]),
        ("HS 8517 12 units", ["8517"]),
        ("HS 8517, 12 months", ["8517"]),
        ("HS chapters 84 and 85", ["84", "85"]),
    ],
)
def test_stated_codes(text: str, expected: list[str]) -> None:
    assert stated(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "ISO 8502:2005 and EN 8703",
        "published on 12.05.2025",
        "HS 12.05.2025",
        "waxes of heading 3404 and of headings 3208 to 3209",
        "2005",
        "2005, 2006",
        "CHSS 8517",
        "SASO 8702",
        "the 8703 vehicles",
        "",
    ],
)
def test_numbers_that_are_no_codes(text: str) -> None:
    assert stated(text) == []


@pytest.mark.parametrize(
    ("text", "code", "note"),
    [
        ("HS 8700", "87", Note.CUT),
        ("HS 851712", "8517", Note.CUT),
        ("HS 68022", "6802", Note.FIVE_DIGITS),
        ("HS 0902.10.00.00", "090210", Note.NATIONAL),
        ("HS 9903", None, Note.CHAPTER),
        ("HS 770100", None, Note.CHAPTER),
        ("HS 8507600000001", None, Note.LENGTH),
        ("HS 407", None, Note.LENGTH),
        ("HS 2025", None, Note.YEAR),
        ("HS 5101", None, Note.UNKNOWN),
    ],
)
def test_notes(text: str, code: str | None, note: Note) -> None:
    mentions = read_hs(text, KNOWN)
    assert [(mention.code, mention.note) for mention in mentions] == [(code, note)]


def test_words_are_where_they_were_found() -> None:
    text = "Tyres (HS code(s): 8703; 8704); (ICS code(s): 43.040)"
    mentions = read_hs(text, KNOWN)
    assert [mention.words for mention in mentions] == ["8703", "8704"]
    assert text[mentions[1].start : mentions[1].end] == "8704"


def test_ics() -> None:
    text = "Food (ICS code(s): 67); roads (ICS:43.020); ICS 43.040.01/43.040.99"
    found = [(mention.code, mention.note) for mention in read_ics(text, ICS)]
    assert found == [
        ("67", None),
        ("43.020", None),
        ("43.040.01", None),
        ("43.040", Note.CUT),
    ]
    assert clean_ics("99.100", ICS) == (None, Note.UNKNOWN)
    assert read_ics("since 12.020 and ICS 2015", ICS) == []


def test_ics_ancestors_and_tokens() -> None:
    assert ancestors("43.040.01") == ("43", "43.040", "43.040.01")
    assert ancestors("67") == ("67",)
    assert hs_token("8507.60") == "hs850760"
    assert ics_token("43.020") == "ics43020"


def test_a_cell_parts_only_before_a_code() -> None:
    cell = (
        "06 - LIVE TREES; BULBS, ROOTS; 8517 - Telephone sets, parts; other;"
        " 8517 - Telephone sets, parts; other; 72106 - - Plated or coated"
    )
    assert split_code_cell(cell) == [
        ("06", "LIVE TREES; BULBS, ROOTS"),
        ("8517", "Telephone sets, parts; other"),
        ("72106", "Plated or coated"),
    ]


def test_odd_cells() -> None:
    assert split_code_cell("") == []
    assert split_code_cell("8517; 8703.10") == [("8517", ""), ("8703.10", "")]
    assert split_code_cell("tyres") == [("", "tyres")]
    assert split_code_cell("43.020\u00a0- Road; rail") == [("43.020", "Road; rail")]


@pytest.mark.samples
def test_real_product_texts_agree_with_their_codes(samples: Path) -> None:
    with (samples / "hs" / "hs2022_harmonized-system.csv").open() as lines:
        known = {row["hscode"] for row in csv.DictReader(lines)}
    path = samples / "notifications" / "notifications.jsonl"
    differ = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found = {mention.code for mention in read_hs(row["products"], known)}
        if found and found != {clean_hs(code, known)[0] for code in row["hs"]}:
            differ.append(row["symbol"])
        for field in ("title", "description"):
            assert read_hs(row[field], known) == []
    assert differ == ["G/TBT/N/BRA/336/Add.6"]
