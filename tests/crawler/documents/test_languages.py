"""The language of a text, by its script and its words."""

from __future__ import annotations

import pytest

from crawler.documents.languages import language_of

TEXTS = {
    "en": "The manufacturer shall affix the label to each battery sold on the market.",
    "fr": "Le fabricant appose l'étiquette sur chaque pile mise sur le marché.",
    "es": "El fabricante deberá colocar la etiqueta en cada pila puesta en el mercado.",
    "pt": "O fabricante deve afixar o rótulo em cada"
    " pilha colocada no mercado nacional.",
    "de": "Der Hersteller bringt das Etikett auf jeder"
    " in Verkehr gebrachten Batterie an.",
    "it": "Il fabbricante appone l'etichetta su ogni"
    " pila immessa sul mercato nazionale.",
    "vi": "Nhà sản xuất phải dán nhãn trên mỗi pin được đưa ra thị trường trong nước.",
    "tr": "Üretici, piyasaya arz edilen her pilin üzerine"
    " etiketi yapıştırmak zorundadır.",
    "ru": "Изготовитель наносит этикетку на каждую батарею, размещаемую на рынке.",
    "uk": "Виробник повинен нанести етикетку на кожну"
    " батарею, що розміщується на ринку.",
    "ar": "يجب على الشركة المصنعة وضع الملصق على كل بطارية يتم طرحها في السوق المحلية.",
    "zh": "制造商应当在投放市场的每只电池上加贴标签并标"
    "明化学体系容量和生产日期，同时提供使用说明书。",
    "ja": "製造業者は、市場に出荷するすべての電池に表示を付さ"
    "なければならない。この規定は輸入業者にも適用する。",
    "ko": "제조자는 시장에 출시되는 모든 전지에 표시를 부착하여야"
    " 하며 용량과 제조일자를 표시하여야 한다.",
    "th": "ผู้ผลิตต้องติดฉลากบนแบตเตอรี่ทุกก้อนที่วางจำหน่ายในตลาด",
    "el": "Ο κατασκευαστής επιθέτει την ετικέτα σε κάθε"
    " μπαταρία που διατίθεται στην αγορά.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_sentence_tells_its_language(language: str) -> None:
    assert language_of(TEXTS[language]) == language


@pytest.mark.parametrize(
    "text", ["", "HS 8506", "1234 5678 " * 30, "G/TBT/N/VNM/301", "ⴰⴱⴳ" * 30]
)
def test_what_is_not_known_stays_unknown(text: str) -> None:
    assert language_of(text) is None


def test_codes_in_latin_letters_do_not_outweigh_the_script() -> None:
    text = TEXTS["ja"] + " IEC 60086-1:2021, JIS C 8515, ISO/IEC 17025"
    assert language_of(text) == "ja"
