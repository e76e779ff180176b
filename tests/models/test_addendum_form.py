from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.addendum_form import read_addendum_form
from models.events import EventKind

TBT = {
    EventKind.EXTENDED: "Comment period changed - date:",
    EventKind.ADOPTED: "Notified measure adopted - date:",
    EventKind.PUBLISHED: "Notified measure published - date:",
    EventKind.IN_FORCE: "Notified measure enters into force - date:",
    EventKind.FINAL_TEXT: "Text of final measure available from1:",
    EventKind.WITHDRAWN: "Notified measure withdrawn or revoked - date:",
    EventKind.CHANGED: "Content or scope of notified measure changed and text:",
    EventKind.GUIDANCE: "Interpretive guidance issued and text available from1:",
    EventKind.OTHER: "Other:",
}
SPS = {
    EventKind.EXTENDED: "Modification of final date for comments",
    EventKind.ADOPTED: (
        "Notification of adoption, publication or entry into force of regulation"
    ),
    EventKind.CHANGED: (
        "Modification of content and/or scope of previously notified draft regulation"
    ),
    EventKind.WITHDRAWN: "Withdrawal of proposed regulation",
    EventKind.DATES_CHANGED: (
        "Change in proposed date of adoption, publication or date of entry into force"
    ),
    EventKind.OTHER: "Other:",
}
DAY = "8 June 2024"
TICKS = st.sampled_from(["[X]", "[x]", "[ X ]", "☒", "[\u00a0x]", "☑"])
EMPTY = st.sampled_from(["[ ]", "[]", "[  ]", "[\u00a0]", "☐"])
forms = st.sampled_from([TBT, SPS])


@given(forms, st.data())
def test_exactly_the_ticked_boxes_come_out(
    form: dict[EventKind, str], draw: st.DataObject
) -> None:
    ticked = draw.draw(st.sets(st.sampled_from(sorted(form))))
    between = draw.draw(st.sampled_from([" ", "\n", " | ", "\n\n"]))
    lines = [
        draw.draw(TICKS if kind in ticked else EMPTY) + between + f"{label} {DAY}"
        for kind, label in form.items()
    ]
    found = read_addendum_form("Reason:\n" + "\n".join(lines) + "\nDescription: -")
    assert {one.kind for one in found.happenings} == ticked
    dated = {one.kind for one in found.happenings if one.day == date(2024, 6, 8)}
    assert dated == ticked - {EventKind.CHANGED, EventKind.FINAL_TEXT, EventKind.OTHER}
    moved = ticked & {EventKind.EXTENDED, EventKind.CHANGED}
    assert found.deadline == (date(2024, 6, 8) if moved else None)


@given(st.text())
def test_text_without_boxes_is_an_empty_form(text: str) -> None:
    plain = text.replace("[", "(").translate(dict.fromkeys(map(ord, "☒☑✔✅☐□")))
    assert read_addendum_form(plain).happenings == []
    read_addendum_form("[X]" + text)


def test_addresses_and_the_end_of_the_list() -> None:
    text = (
        "[X] Text of final measure available from1:\nhttps://a.org/\n"
        "https://b.org/long_name_00\n_e.pdf\n[ ] Other:\nhttps://c.org/\n"
        "Description: see https://d.org/"
    )
    found = read_addendum_form(text)
    assert found.addresses == ["https://a.org/", "https://b.org/long_name_00_e.pdf"]


def test_a_measure_notified_again() -> None:
    text = (
        "[X] Notified measure withdrawn or revoked - date: 05/08/2025\n"
        "Relevant symbol if measure re-notified: G/TBT/N/PHL/333\n[ ] Other:"
    )
    found = read_addendum_form(text)
    assert found.renotified == "G/TBT/N/PHL/333"
    assert found.happenings[0].target == "G/TBT/N/PHL/333"
    assert found.happenings[0].day == date(2025, 8, 5)


def test_a_new_deadline_with_a_changed_scope() -> None:
    text = (
        "[x]\nContent or scope of notified measure changed and text available from:\n"
        "https://a.org/x.pdf\nNew deadline for comments (if applicable): 1 July 2025"
    )
    found = read_addendum_form(text)
    assert found.deadline == date(2025, 7, 1)
    assert [one.kind for one in found.happenings] == [EventKind.CHANGED]


def test_sixty_days_of_the_sps_form() -> None:
    words = "Sixty days from the date of circulation of the addendum and/or (dd/mm/yy):"
    circulated = date(2025, 6, 3)
    assert read_addendum_form(f"[X] {words}", circulated).deadline == date(2025, 8, 2)
    assert read_addendum_form(f"[X] {words}").deadline is None
    assert read_addendum_form(f"[ ] {words}", circulated).deadline is None
    dated = read_addendum_form(f"[ ] {words} 30 July 2025", circulated)
    assert dated.deadline == date(2025, 7, 30)
    assert dated.happenings == []


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Medida notificada adoptada - fecha:", EventKind.ADOPTED),
        ("Medida notificada publicada - fecha:", EventKind.PUBLISHED),
        ("Entrada en vigor de la medida notificada - fecha:", EventKind.IN_FORCE),
        ("Medida notificada retirada o revocada - fecha:", EventKind.WITHDRAWN),
        ("Mesure notifiée adoptée - date:", EventKind.ADOPTED),
        ("Mesure notifiée publiée - date:", EventKind.PUBLISHED),
        ("Entrée en vigueur de la mesure notifiée - date:", EventKind.IN_FORCE),
        ("Mesure notifiée retirée ou abrogée - date:", EventKind.WITHDRAWN),
        ("Modificación de la fecha límite para observaciones", EventKind.EXTENDED),
        ("Modification de la date limite pour les observations", EventKind.EXTENDED),
        ("Autres:", EventKind.OTHER),
    ],
)
def test_labels_in_french_and_spanish(label: str, kind: EventKind) -> None:
    found = read_addendum_form(f"[X] {label}\n[ ] nada").happenings
    assert [one.kind for one in found] == [kind]


@pytest.mark.samples
def test_a_real_form(samples: Path) -> None:
    path = samples / "eping" / "tbt_addendum_form_example.txt"
    found = read_addendum_form(path.read_text(encoding="utf-8"))
    assert [(one.kind, one.day) for one in found.happenings] == [
        (EventKind.PUBLISHED, date(2024, 6, 8)),
        (EventKind.FINAL_TEXT, None),
    ]
    assert found.addresses == [
        "https://bps.dti.gov.ph/",
        "https://members.wto.org/crnattachments/2024/TBT/PHL/final_measure/"
        "24_03857_00_e.pdf",
    ]
    assert (found.deadline, found.renotified) == (None, None)
