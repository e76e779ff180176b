import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.event_phrases import COMPILED, ROOTS
from models.events import EventKind, Happening, NoticeFacts, in_order, read_events
from models.symbols import read_symbols

CIRCULATED = date(2025, 6, 5)
OTHER = [("other", CIRCULATED)]
ADOPTED = [("adopted", date(2025, 6, 3))]
GAZETTED = [("published", date(2025, 5, 15))]
TOGETHER = [("in_force", date(2025, 5, 15)), *GAZETTED]
IN_FORCE = [("in_force", date(2025, 10, 1))]
EXTENDED = [("extended", date(2025, 8, 5))]
WITHDRAWN = [("withdrawn", date(2025, 5, 30))]


def told(
    description: str, *, title: str = "", kind: str = "addendum", **more: object
) -> list[tuple[str, date | None]]:
    facts = NoticeFacts(kind, title, description, circulated=CIRCULATED, **more)  # type: ignore[arg-type]
    return [(one.kind.value, one.day) for one in read_events(facts)]


@pytest.mark.parametrize(
    ("kind", "event"),
    [
        ("regular", "circulated"),
        ("revision", "revised"),
        ("supplement", "translated"),
        ("corrigendum", "corrected"),
        ("addendum", "other"),
    ],
)
def test_the_type_tells_an_event(kind: str, event: str) -> None:
    assert told("New rules for tyres.", kind=kind) == [(event, CIRCULATED)]


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("It is now adopted by Regulation (EU) 2025/1105 of 3 June 2025.", ADOPTED),
        ("Changes of 29 January, 2025 enter into force on 1 October,2025.", IN_FORCE),
        ("It was published and became effective on 15 May 2025.", TOGETHER),
        ("Published: it was gazetted in No. 53.1 of 15 May 2025 and", GAZETTED),
        (
            "It was promulgated on 15 May 2025; it entered into force that day.",
            TOGETHER,
        ),
        ("The rule is withdrawn as of 30 May 2025.", WITHDRAWN),
        ("It shall enter into force on the twentieth day after 3 June 2025.", OTHER),
        ("The decree came into force.", [("in_force", None)]),
        ("ACTION: Final rule amending the rule of 2 May 2024", [("adopted", None)]),
        ("El Decreto N°72 fue publicado el 15 de mayo de 2025.", GAZETTED),
        ("La norma entrará en vigor el 1 de octubre de 2025.", IN_FORCE),
        ("Le décret a été publié le 15 mai 2025.", GAZETTED),
        ("Se amplía el plazo para presentar observaciones.", [("extended", None)]),
        ("The comment period has been extended until 5 August 2025.", EXTENDED),
        ("The compliance date is postponed.", [("dates_changed", None)]),
        ("The draft was published on 3 March 2025 for comments.", OTHER),
        ("It amends the order that was published on 22 March 2012.", OTHER),
    ],
)
def test_phrases(description: str, expected: list[tuple[str, date | None]]) -> None:
    assert told(description) == expected


def test_the_sps_keyword_gives_way_to_plainer_words() -> None:
    keyword = "Adoption/publication/entry into force of reg."
    assert told("", keywords=[keyword]) == [("adopted", None)]
    plain = told("It was published on 2 June 2025.", keywords=[keyword])
    assert plain == [("published", date(2025, 6, 2))]


def test_keywords() -> None:
    lifted = "Withdrawal of the measure"
    changed = "Modification of content/scope of regulation"
    found = told("", keywords=[changed, "Animal health", lifted])
    assert found == [("withdrawn", None), ("changed", None)]


def test_a_deadline_in_an_addendum_extends() -> None:
    closes = date(2025, 7, 29)
    assert told("", comments_close=closes) == [("extended", closes)]
    assert told("", comments_close=date(2025, 5, 1)) == [("other", CIRCULATED)]


def test_the_folder_of_final_texts() -> None:
    link = "https://members.wto.org/crnattachments/2024/TBT/PHL/final_measure/x_e.pdf"
    assert told("", links=[link]) == [("final_text", None)]


def test_a_withdrawal_in_the_title() -> None:
    assert told("", title="Standard No. 218; Motorcycle\nHelmets; Withdrawal") == [
        ("withdrawn", None)
    ]


def test_a_corrigendum_may_void_its_target() -> None:
    text = "G/TBT/N/BRA/366/Add.1 went out in error and is null and void."
    symbol = "G/TBT/N/BRA/366/Add.1/Corr.1"
    for described in (text, "It is null and void."):
        facts = NoticeFacts("corrigendum", description=described, symbol=symbol)
        void, corrected = read_events(facts)
        assert (void.kind, void.target) == ("void", "G/TBT/N/BRA/366/Add.1")
        assert corrected.kind == EventKind.CORRECTED


def test_a_corrigendum_repeats_no_events() -> None:
    text = "The regulation was published on 2 June 2025."
    assert told(text, kind="corrigendum") == [("corrected", CIRCULATED)]


def test_the_words_are_kept() -> None:
    facts = NoticeFacts("addendum", description="It entered into force on 4/6/2025")
    [found] = read_events(facts)
    assert found.words == "entered into force on 4/6/2025"
    assert found.source == "description"


def test_order_on_clash() -> None:
    kinds = list(EventKind)
    found = in_order(Happening(kind, None, "", "type") for kind in reversed(kinds))
    order = [one.kind.value for one in found]
    assert order[:5] == ["void", "withdrawn", "in_force", "published", "adopted"]
    assert order.index("adopted") < order.index("extended")


@given(st.text(max_size=200), st.sampled_from(["regular", "addendum", "corrigendum"]))
def test_any_text_tells_each_kind_once(text: str, kind: str) -> None:
    found = read_events(NoticeFacts(kind, text, text + ".", circulated=CIRCULATED))
    assert found
    assert len({one.kind for one in found}) == len(found)


EXPECTED = {
    "G/SPS/N/COL/378/Add.1": "withdrawn in_force=2025-05-24 published=2025-05-24",
    "G/SPS/N/TPKM/641/Add.1": "in_force=2025-05-15 published=2025-05-15",
    "G/TBT/N/CRI/118/Add.3": "other=2025-06-02",
    "G/SPS/N/BRA/2175/Add.2/Corr.1": "corrected=2025-06-03",
    "G/SPS/N/CHL/828/Add.1": "in_force=2025-05-28 published=2025-05-28",
    "G/SPS/N/TPKM/642/Add.1": "in_force=2025-05-12 published=2025-05-12",
    "G/TBT/N/USA/2132/Add.1": "extended=2025-07-29",
    "G/SPS/N/EU/808/Add.1": "adopted=2025-06-03",
    "G/TBT/N/JPN/853/Add.1": "in_force=2025-10-01",
    "G/TBT/N/TPKM/541/Add.1": "adopted final_text changed",
    "G/TBT/N/USA/993/Add.1": "withdrawn=2025-05-30",
    "G/SPS/N/RUS/303/Add.1": "changed",
    "G/TBT/N/CHL/368/Add.2": "published",
    "G/TBT/N/ISR/1323/Add.1": "in_force=2025-06-04",
    "G/TBT/N/JPN/865/Add.1": "in_force=2025-06-10",
    "G/TBT/N/BRA/366/Add.1/Corr.1": "void corrected=2025-06-11",
    "G/TBT/N/USA/1958/Rev.1": "revised=2025-06-10",
    "G/TBT/N/BRA/336/Add.6": "other=2025-06-11",
}


@pytest.mark.samples
def test_real_follow_ups(samples: Path) -> None:
    path = samples / "notifications" / "notifications.jsonl"
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    found = {row["symbol"]: read_events(facts_of(row)) for row in rows}
    spoken = {
        symbol: " ".join(
            one.kind + (f"={one.day}" if one.day else "") for one in found[symbol]
        )
        for symbol in EXPECTED
    }
    assert spoken == EXPECTED


def facts_of(row: dict[str, str]) -> NoticeFacts:
    return NoticeFacts(
        kind=read_symbols(row["symbol"])[0].kind,
        title=row["title"],
        description=row["description"],
        keywords=row["keywords"],
        circulated=date.fromisoformat(row["date"]),
        comments_close=(
            date.fromisoformat(row["comment_deadline"])
            if row["comment_deadline"]
            else None
        ),
        symbol=row["symbol"],
    )


@pytest.mark.parametrize("kind", COMPILED)
def test_no_phrase_is_without_the_roots_of_its_event(kind: str) -> None:
    @settings(max_examples=100)
    @given(st.from_regex(COMPILED[kind]))
    def holds_one(words: str) -> None:
        assert any(root in words for root in ROOTS[kind])

    holds_one()
