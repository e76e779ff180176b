"""Every layout in every language, read field by field, however it is laid out."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.documents.blocks import Block
from crawler.forms.pieces import find, without_overlap
from crawler.forms.reading import ReadForm, read_form
from crawler.forms.tables import read_table
from models.fold import fold_in_place
from tests.crawler.forms.written import Written, case, lines, names

ALL = {name: case(name) for name in names()}
NUMBERED = [one for one in ALL.values() if one.rows]
TBT, ADDENDUM = ALL["tbt_regular_en"], ALL["tbt_addendum_en"]
WAYS = ("blocks", "merged", "paged", "apart")
STRANGE = "Trade affected: Prototype of a new row"
BLANKS = st.sampled_from(["  ", "\t", "\u00a0", " \u200b", " \n"])


def plain(value: Any) -> Any:
    """A value without line ends, and a day without its words."""
    if isinstance(value, dict):
        return {name: value[name] for name in value if name != "words"}
    return " ".join(value.split()) if isinstance(value, str) else value


def said(read: ReadForm, written: Written) -> dict[str, Any]:
    """What was read of the fields that the document fills."""
    return {name: plain(read.form.get(name)) for name in written.says}


def wanted(written: Written) -> dict[str, Any]:
    return {name: plain(value) for name, value in written.says.items()}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("written", ALL.values(), ids=ALL.keys())
def test_every_field_of_every_form(written: Written, way: str) -> None:
    read = read_form(getattr(written, way)())
    assert (read.layout, read.language) == (written.layout, written.language)
    assert said(read, written) == wanted(written)
    assert read.unread == written.unread


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(NUMBERED), st.randoms(use_true_random=False), st.data())
def test_rows_in_any_order_with_any_blanks(
    written: Written, random: Any, draw: st.DataObject
) -> None:
    noise = draw.draw(st.lists(BLANKS, min_size=3, max_size=3))
    rows = list(written.rows)
    random.shuffle(rows)
    cells = [(number, [noisy(one, noise) for one in cell]) for number, cell in rows]
    mixed = Written(written.layout, written.language, written.head, cells)
    read = read_form(mixed.blocks())
    assert read.layout == written.layout
    assert said(read, written) == wanted(written)


def noisy(text: str, noise: list[str]) -> str:
    """A text with other blanks, but none within an address."""
    words = text.split(" ")
    return "".join(word + noise[k % 3] for k, word in enumerate(words)).rstrip()


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(st.text(max_size=60), max_size=4), max_size=12))
def test_nothing_breaks_the_reader(cells: list[list[str]]) -> None:
    read = read_form([Block(tuple(row)) for row in cells])
    assert isinstance(read.form, dict)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(list(ALL.values())), st.integers(0, 60), st.text(max_size=30))
def test_a_form_cut_or_spoilt_is_still_read(
    written: Written, stop: int, rubbish: str
) -> None:
    blocks = written.blocks()[:stop]
    read_form([*blocks, Block((rubbish, "[X]" + rubbish))])


@pytest.mark.parametrize("row", read_table("labels"), ids=lambda row: row["label"][:40])
def test_each_label_finds_its_field(row: dict[str, str]) -> None:
    """As printed, with a remark in its brackets, and broken over two lines."""
    label = row["label"].replace("(…)", "(fax, e-mail)")
    colon = "" if label.endswith("…") else ":"
    text = label.removesuffix("…").strip().replace(" ", "\n", 1) + f"{colon} 2.9.2 [X]"
    shapes = (row["layout"],)
    places = [fold_in_place(text), fold_in_place(f"7. {text}")]
    for plain in places[: 1 if row["within"] else 2]:
        found = list(
            without_overlap(find(plain, row["language"], shapes, row["within"]))
        )
        assert [one.field for one in found] == [row["field"]]
        assert plain[found[0].end :].strip(" '") == "2.9.2 [x]"


def test_an_unknown_box_is_an_alarm() -> None:
    blocks = ADDENDUM.blocks()
    place = next(k for k, one in enumerate(blocks) if "Other:" in one.text)
    strange = Block(("[X] Period of transition prolonged - date: 1 May 2026",))
    read = read_form([*blocks[:place], strange, *blocks[place:]])
    assert read.unread == ["[X] Period of transition prolonged - date: 1 May 2026"]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("item", ["1.", "3.", "9.", "10."])
def test_a_new_row_without_a_number_joins_no_field(way: str, item: str) -> None:
    place = next(k for k, (number, _) in enumerate(TBT.rows) if number == item)
    ended = [*TBT.rows[place][1][:-1], TBT.rows[place][1][-1].rstrip(".") + "."]
    rows = [*TBT.rows[:place], (item, ended), ("", [STRANGE]), *TBT.rows[place + 1 :]]
    strange = Written(TBT.layout, TBT.language, TBT.head, rows)
    read = read_form(getattr(strange, way)())
    assert read.unread == [STRANGE]
    assert "Prototype" not in str(read.form)


@pytest.mark.parametrize("item", ["4.", "5.", "6.", "8."])
def test_in_a_table_it_joins_no_prose_either(item: str) -> None:
    place = next(k for k, (number, _) in enumerate(TBT.rows) if number == item)
    rows = [*TBT.rows[: place + 1], ("", [STRANGE]), *TBT.rows[place + 1 :]]
    strange = Written(TBT.layout, TBT.language, TBT.head, rows)
    assert read_form(strange.blocks()).unread == [STRANGE]


def test_an_unknown_line_in_the_head_is_shown() -> None:
    blocks = [Block(("RESTRICTED",)), *TBT.blocks()]
    assert read_form(blocks).unread == ["RESTRICTED"]


def test_what_is_no_form_is_said_to_be_none() -> None:
    read = read_form(lines(["QCVN 47:2026", "National technical regulation", "Art. 1"]))
    assert (read.layout, read.form) == ("unknown", {})
    assert read.unread[0] == "QCVN 47:2026"


def test_numbers_in_a_list_are_no_items() -> None:
    read = read_form(TBT.blocks())
    assert "1. Scope: button cells" in read.form["description"]


def test_an_addendum_tells_its_events_and_deadline() -> None:
    told = read_form(ADDENDUM.blocks()).told
    assert [one.kind.value for one in told.happenings] == ["published", "final_text"]
    moved = read_form(ALL["sps_addendum_en"].blocks()).told
    assert str(moved.deadline) == "2026-08-01"


def test_sixty_days_ticked_without_a_day() -> None:
    form = ALL["sps_addendum_en"]
    texts = [one.replace("1 August 2026", "") for one in form.letter]
    ticked = [one.replace("[ ] Sixty", "[X] Sixty") for one in texts]
    read = read_form([*lines(form.head), *lines(ticked)])
    assert read.form["sixty_days"] is True
    assert str(read.told.deadline) == "2026-08-01"


def test_a_joint_document_keeps_all_its_symbols() -> None:
    head = "G/TBT/N/KEN/1800, G/TBT/N/TZA/1340"
    read = read_form([Block((head,)), *TBT.blocks()[1:]])
    assert read.form["symbol"] == "G/TBT/N/KEN/1800, G/TBT/N/TZA/1340"


@pytest.mark.parametrize(
    ("words", "day", "kind"),
    [
        ("05/08/2026", "2026-08-05", None),
        ("60 days from notification", None, "circulation"),
        ("To be determined", None, "unknown"),
        ("30 days after publication on 3 May 2026", None, "publication"),
        ("60 days from notification (1 August 2026)", "2026-08-01", None),
        ("31/02/2026", None, "unknown"),
        ("05/08/26", None, "unknown"),
        ("second half of 2026", None, "period"),
        ("", None, None),
    ],
)
def test_days_in_words(words: str, day: str | None, kind: str | None) -> None:
    rows = [*TBT.rows[:9], ("10.", [f"Final date for comments: {words}"])]
    read = read_form(Written("", "", TBT.head, rows).blocks())
    found = read.form["comments_close"]
    assert (found["day"], found["kind"]) == (day, kind)
    assert found["words"] == words


@pytest.mark.parametrize(
    "hostile",
    [
        "(" * 50_000,
        "1. " * 50_000,
        "Title (" * 20_000,
        "[ ] Objective and rationale\n" * 8_000,
        "name and address (" * 15_000,
        "[X] [ ] " * 5_000,
    ],
    ids=["brackets", "numbers", "labels", "boxes", "open", "ticks"],
)
def test_a_hostile_text_takes_no_time(hostile: str) -> None:
    start = time.monotonic()
    read_form([*TBT.blocks(), Block((hostile,))])
    assert time.monotonic() - start < 8


@pytest.mark.samples
def test_a_real_addendum(samples: Path) -> None:
    path = samples / "eping" / "tbt_addendum_form_example.txt"
    read = read_form(lines(path.read_text(encoding="utf-8").split("\n")))
    assert (read.layout, read.language) == ("tbt_addendum", "en")
    assert read.form["title"].startswith("Supplemental Technical Regulations for DAO")
    assert read.form["reasons"] == ["published", "final_text"]
    assert read.form["addresses"][0] == "https://bps.dti.gov.ph/"
    assert read.unread == []
