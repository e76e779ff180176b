"""Objectives, articles, stage and aim: ticked, stated, or told in four languages."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.reference import objectives
from nlp.findings import Finding
from nlp.purposes import key_of
from nlp.tagging import tag
from nlp.text import NoticeText
from tests.nlp.conftest import codes, notice

SCRIPTS = st.text(
    alphabet=st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from("０１２铅汞不得超过公布 é ñ % ≤ HS ICS 8507 17-81-7 م ש"),
    ),
    max_size=160,
)


def one(scheme: str, **fields: object) -> Finding | None:
    found = [each for each in tag(notice(**fields)) if each.scheme == scheme]
    return found[0] if found else None


def test_every_name_of_an_objective_is_known() -> None:
    for fact in objectives():
        assert key_of(fact.name) == fact.key
        assert key_of(fact.name.rpartition(" (")[0])
        assert key_of(fact.zh)


def test_ticked_objectives_part_at_the_right_commas() -> None:
    ticked = (
        "Consumer information, labelling (TBT), Protection of the environment (TBT)",
        "Quality requirements (TBT); Harmonization (TBT)",
    )
    expected = {"consumer_info", "environment", "quality", "harmonization"}
    assert codes(tag(notice(title="Draft", objectives=ticked)), "objective") == expected


@pytest.mark.parametrize(
    ("agreement", "words", "key"),
    [
        ("TBT", "The aim is to protect human health.", "health_safety"),
        ("TBT", "evitar prácticas que puedan inducir a error", "deceptive"),
        ("TBT", "en vue de la protection de l'environnement", "environment"),
        ("TBT", "为保障国家安全，制定本规定", "national_security"),
        ("SPS", "para la sanidad vegetal", "sps_plant"),
        ("SPS", "为保护动物健康", "sps_animal"),
    ],
)
def test_objectives_are_told_in_words(agreement: str, words: str, key: str) -> None:
    found = one("objective", agreement=agreement, title="Draft", description=words)
    assert found is not None
    assert (found.code, found.origin) == (key, "found")


def test_words_do_not_add_to_what_is_ticked() -> None:
    text = notice(
        title="Draft",
        description="to protect human health",
        objectives=("Quality requirements (TBT)",),
    )
    assert codes(tag(text), "objective") == {"quality"}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Notified under Article 2.9.2 and Article 5.6.2.", {"2.9.2", "5.6.2"}),
        ("au titre des articles 2.9.2 et 5.6.2 de l'Accord OTC", {"2.9.2", "5.6.2"}),
        ("conforme al artículo 5.7.1 del Acuerdo OTC", {"5.7.1"}),
        ("依据TBT协定第2.10.1条", {"2.10.1"}),
        ("Annex B, paragraph 5 of the SPS Agreement", {"Annex B.5"}),
        ("as in Article 5.9 of the Dairy Act and Annex B of it", set()),
        ("version 2.9.2 of the software", set()),
    ],
)
def test_articles_of_the_agreements_are_read(words: str, expected: set[str]) -> None:
    assert codes(tag(notice(title="Draft", description=words)), "article") == expected


def test_stated_articles_keep_their_words() -> None:
    found = one("article", title="Draft", articles=("Article 2.9.2",))
    assert found is not None
    assert (found.code, found.words) == ("2.9.2", "Article 2.9.2")


@pytest.mark.parametrize(
    ("type_", "title", "description", "stage"),
    [
        ("Regular notification", "Draft on toys", "", "draft"),
        ("regular", "Toys. ACTION: Final rule", "", "final"),
        ("Emergency notifications (SPS)", "Suspension of imports", "", "final"),
        (
            "Addendum to Regular Notification",
            "Toys",
            "The comment period is extended to 5 August 2025.",
            "extension",
        ),
        ("addendum", "Juguetes", "El proyecto fue retirado.", "withdrawn"),
        ("addendum", "Jouets", "La mesure a été adoptée le 3 juin 2025.", "final"),
        ("addendum", "玩具", "该措施已批准，予以公布。", "final"),
        ("addendum", "玩具", "评议期延长至2025年8月5日。", "extension"),
        ("addendum", "Toys", "The rule was adopted. It is now withdrawn.", "withdrawn"),
    ],
)
def test_the_stage_of_a_measure(
    type_: str, title: str, description: str, stage: str
) -> None:
    text = notice(type=type_, title=title, description=description)
    assert codes(tag(text), "stage") == {stage}


def test_an_urgent_article_is_of_a_measure_in_force() -> None:
    urgent = one("stage", title="Toys", type="regular", articles=("2.10.1",))
    assert urgent is not None
    assert urgent.code == "final"


@pytest.mark.parametrize(
    ("fields", "aims"),
    [
        ({"title": "Safety of toys", "members": ("Brazil",)}, {"all"}),
        ({"title": "Garlic originating in China", "members": ("Brazil",)}, {"CHN"}),
        ({"title": "Ajo originario de China", "members": ("Chile",)}, {"CHN"}),
        (
            {"title": "Frutas originarias de China", "members": ("Chile",)},
            {"CHN"},
        ),
        ({"title": "原产于越南的大米", "members": ("China",)}, {"VNM"}),
        ({"title": "Fruit", "regions": "Brazil, Rio Grande do Sul"}, {"BRA"}),
        ({"title": "Chinese characters on labels in China's style"}, {"all"}),
        (
            {"title": "Garlic from China due to lead", "kind": "border_alert"},
            {"CHN"},
        ),
    ],
)
def test_whose_goods_a_measure_is_aimed_at(
    fields: dict[str, object], aims: set[str]
) -> None:
    assert codes(tag(notice(**fields)), "aim") == aims


def test_all_partners_are_stated_by_the_form() -> None:
    aim = one("aim", agreement="SPS", title="Fruit", all_partners=True)
    assert aim is not None
    assert (aim.code, aim.origin) == ("all", "stated")


@given(SCRIPTS, SCRIPTS, SCRIPTS)
@settings(max_examples=50, deadline=None)
def test_offsets_give_back_the_words(title: str, products: str, prose: str) -> None:
    text = NoticeText(
        key="any",
        agreement="SPS",
        type="addendum",
        title=title,
        products=products,
        description=prose,
        hs=(products[:8],),
        ics=(title[:8],),
        articles=(prose[:6],),
        objectives=(title,),
        adoption=prose[:30],
        objectives_text=prose,
        distributed="2025-06-05",
    )
    for found in tag(text):
        if found.end:
            assert getattr(text, found.field)[found.start : found.end] == found.words
