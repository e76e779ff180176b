"""The language of a text is told, and a foreign one is read for codes alone."""

from __future__ import annotations

import pytest

from nlp.languages import OTHER, detect
from nlp.tagging import tag
from tests.nlp.conftest import codes, notice

FOREIGN = {
    "ar": "لائحة فنية بشأن متطلبات السلامة للعب الأطفال والأجهزة الكهربائية المنزلية",
    "de": "Verordnung über die Sicherheit von Elektrogeräten und von Spielzeug",
    "el": "Κανονισμός για την ασφάλεια των παιχνιδιών και των ηλεκτρικών συσκευών",
    "ko": "어린이 장난감 및 전기용품 안전기준 일부개정안 행정예고",
    "pl": "Rozporządzenie w sprawie bezpieczeństwa zabawek i urządzeń elektrycznych",
    "pt": "Regulamento técnico que estabelece os requisitos de segurança de brinquedos",
    "pt_br": "Consulta pública sobre limites de resíduos de agrotóxicos em alimentação",
    "ru": "Технический регламент о безопасности игрушек и электрических приборов",
    "th": "มาตรฐานผลิตภัณฑ์อุตสาหกรรมของเล่นและเครื่องใช้ไฟฟ้า",
    "uk": "Проєкт постанови про безпечність іграшок та електричних приладів",
    "vi": "Quy chuẩn kỹ thuật quốc gia về an toàn đồ chơi trẻ em và thiết bị điện",
}


@pytest.mark.parametrize("language", FOREIGN)
def test_a_language_that_is_none_of_ours_is_told(language: str) -> None:
    assert detect(FOREIGN[language]) == OTHER


@pytest.mark.parametrize(
    "words",
    [
        "Fludioxonil; Pesticide Tolerances for Emergency Exemptions, Final Rule",
        "Bed linen, table linen, toilet linen and kitchen linen",
        "Alcohols; polyhydric, 2-ethyl-2-(hydroxymethyl)propane-1,3-diol",
        "Technical Regulation (Технический регламент) on toys of the Eurasian Union",
    ],
)
def test_names_of_substances_and_translations_leave_a_text_english(words: str) -> None:
    assert detect(words) == "en"


def test_a_foreign_notice_is_said_to_be_one_and_tagged_by_codes_alone() -> None:
    title = f"{FOREIGN['pt']} da posição HS 9503, norma ISO 8124-1"
    found = tag(notice(title=title, hs=("9503",), description=FOREIGN["ru"]))
    assert codes(found, "language") == {OTHER}
    assert codes(found, "hs") == {"9503"}
    assert codes(found, "standard") == {"ISO 8124-1"}
    assert {one.origin for one in found if one.words} == {"stated"}


def test_a_foreign_title_with_an_english_text_is_read_in_english() -> None:
    text = notice(title=FOREIGN["de"], description="Safety requirements for toys.")
    found = tag(text)
    assert not codes(found, "language")
    assert "9503" in codes(found, "hs")
    assert {one.field for one in found if one.scheme == "hs"} == {"description"}


def test_a_short_field_beside_a_foreign_title_is_taken_for_english() -> None:
    assert "9503" in codes(tag(notice(title=FOREIGN["ru"], products="Toys")), "hs")


def test_a_few_foreign_words_beside_a_foreign_title_are_not_read() -> None:
    """In English letters, "dùng" would be manure."""
    text = notice(title=FOREIGN["vi"], products="Ắc quy dùng cho xe", hs=("8507.60",))
    found = tag(text)
    assert codes(found, "language") == {OTHER}
    assert codes(found, "hs") == {"850760"}


def test_nothing_is_said_of_a_notice_without_prose() -> None:
    assert not codes(tag(notice(hs=("9503",))), "language")
