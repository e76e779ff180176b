"""Each check fires on what the notice says, and is silent on what it leaves out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from models.reference import grounds
from tests.web.case_facts import TODAY, make_facts
from web.cases.checks import atoms, evaluate, fired_grounds

CLOSES_SOON = {"comments_close": date(2025, 7, 2)}
ENTRY = {"adoption": "2025-08-01", "entry_into_force": "2025-09-01"}
CASES: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [
    ("comment_days < 60", {}, CLOSES_SOON, "仅30天"),
    ("comment_date_missing", {}, {"comments_close": None}, "未载明评议截止日"),
    ("objective_missing_or_generic", {"objectives": ["Other (TBT)"]}, {}, "“其他”"),
    ("objective_missing_or_generic", {"objectives": []}, {}, "具体目标"),
    (
        "relevant_documents_cite_no_iso_iec_itu",
        {"relevant_documents": "UL 2743; 16 CFR 1200"},
        {"standards": ["UL 2743"]},
        "ISO",
    ),
    ("description_short_or_no_full_text", {"description": "A rule."}, {}, "7个字符"),
    ("description_short_or_no_full_text", {"documents": []}, {}, "文本的链接"),
    ("no_document_link_or_link_failed", {"documents": []}, {}, "文本的链接"),
    (
        "adoption_or_entry_date_before_notification_date",
        {"adoption": "2025-05-01"},
        {},
        "早于通报分发日2025年6月2日",
    ),
    ("products_without_hs_and_ics", {"hs": [], "ics": []}, {}, "HS编码"),
    ("notified_under 2.10.1", {"articles": ["2.10.1"]}, {}, "第2.10.1条"),
    ("notified_under 5.6.2", {"articles": ["2.9.2", "5.6.2"]}, {}, "第5.6.2条"),
    ("notified_under 5.7.1", {"articles": ["5.7.1"]}, {}, "第5.7.1条"),
    (
        "adopted_date_passed_and_no_addendum",
        {"adoption": "2025-06-10"},
        {},
        "2025年6月10日已过",
    ),
    ("entry_minus_adoption_days < 180", ENTRY, {}, "仅31天"),
    (
        "entry_minus_publication_days < 180",
        {"publication": "2025-08-01", "entry_into_force": "2025-12-01"},
        {},
        "公布",
    ),
    (
        "entry_date_missing",
        {"entry_into_force": "To be determined"},
        {},
        "（原文：To be determined）",
    ),
    ("entry_date_missing", {"entry_into_force": ""}, {}, "具体生效日期。"),
    ("local_government_named", {"local_government": "California"}, {}, "California"),
    (
        "measure_is_voluntary_standard",
        {},
        {"measures": ["standard-identity"]},
        "产品标准",
    ),
    (
        "language_not_en_fr_es",
        {"documents": ["https://members.wto.org/x/25_1_00_x.pdf"]},
        {},
        "语言版本",
    ),
    ("regions_likely_affected_names_CHN", {"regions": "China; India"}, {}, "点名中国"),
    (
        "box_international_standard_none_or_not_conforming",
        {"conforms": "no"},
        {},
        "不一致",
    ),
    ("emergency_notification", {}, {"emergency": True}, "紧急"),
    (
        "keyword_avian_influenza_or_outbreak",
        {"title": "Outbreak of avian influenza in Poland"},
        {},
        "Outbreak",
    ),
]
HELD: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("comment_days < 60", {}, {"comments_close": date(2025, 5, 1)}),
    ("comment_days < 60", {}, {**CLOSES_SOON, "type": "addendum"}),
    ("comment_days < 60", {"articles": ["2.10.1"]}, CLOSES_SOON),
    ("comment_date_missing", {}, {"comments_close": None, "type": "revision"}),
    ("objective_missing_or_generic", {"objectives": ["Food safety (SPS)"]}, {}),
    (
        "relevant_documents_cite_no_iso_iec_itu",
        {"relevant_documents": "Based on ISO9001:2015"},
        {},
    ),
    (
        "relevant_documents_cite_no_iso_iec_itu",
        {"relevant_documents": "Draft decree"},
        {"standards": ["IEC 62619"]},
    ),
    ("description_short_or_no_full_text", {"description": "long " * 60}, {}),
    (
        "description_short_or_no_full_text",
        {"description": "A rule.", "documents": ["a.pdf"]},
        {},
    ),
    ("emergency_notification", {}, {"emergency": True, "type": "addendum"}),
    ("no_document_link_or_link_failed", {"documents": ["a.pdf"]}, {}),
    (
        "adoption_or_entry_date_before_notification_date",
        {"adoption": "2025-05-01"},
        {"emergency": True},
    ),
    ("products_without_hs_and_ics", {"hs": []}, {}),
    ("products_without_hs_and_ics", {"hs": [], "ics": ["29.220"]}, {}),
    ("adopted_date_passed_and_no_addendum", {"adoption": "2025-06-12"}, {}),
    (
        "adopted_date_passed_and_no_addendum",
        {"adoption": "2025-06-10"},
        {"followed_up": True},
    ),
    (
        "entry_minus_adoption_days < 180",
        ENTRY,
        {"measures": ["deregulation-withdrawal"]},
    ),
    (
        "entry_minus_adoption_days < 180",
        {"adoption": "2025-08-01", "entry_into_force": "2026-08-01"},
        {},
    ),
    (
        "entry_date_missing",
        {"entry_into_force": "05/13/2025"},
        {"type": "addendum"},
    ),
    ("language_not_en_fr_es", {"documents": ["a_x.pdf", "a_e.pdf"]}, {}),
    ("language_not_en_fr_es", {"documents": ["https://example.org/law"]}, {}),
    (
        "regions_likely_affected_names_CHN",
        {"regions": "Hong Kong, China; Chinese Taipei"},
        {},
    ),
    ("box_international_standard_none_or_not_conforming", {"conforms": "yes"}, {}),
    (
        "keyword_avian_influenza_or_outbreak",
        {"title": "End of the outbreak"},
        {"measures": ["deregulation-withdrawal"]},
    ),
    ("notified_under 2.10.1", {"articles": ["2.9.2"]}, {}),
    ("notified_under 5.6.2", {"articles": ["2.9.2", "5.7.1"]}, {}),
    ("notified_under 5.7.1", {"articles": ["5.6.2"]}, {}),
    (
        "entry_minus_publication_days < 180",
        {"publication": "2025-08-01", "entry_into_force": "2026-02-01"},
        {},
    ),
    ("local_government_named", {"local_government": " "}, {}),
    ("local_government_named", {"local_government": "N/A"}, {}),
    ("local_government_named", {"local_government": "Not applicable."}, {}),
    ("local_government_named", {"local_government": "No aplica"}, {}),
    ("measure_is_voluntary_standard", {}, {"measures": ["labelling"]}),
]


@pytest.mark.parametrize(("atom", "content", "values", "words"), CASES)
def test_a_check_fires_on_what_the_notice_says(
    atom: str, content: dict[str, Any], values: dict[str, Any], words: str
) -> None:
    reason = atoms(TODAY)[atom](make_facts(content, **values))
    assert reason is not None
    assert words in reason.zh
    assert reason.zh.endswith("。")
    assert reason.en.endswith(".")
    assert reason.en.isascii() or "“" in reason.en


@pytest.mark.parametrize("atom", sorted(atoms(TODAY)))
def test_a_check_is_silent_where_the_source_says_nothing(atom: str) -> None:
    assert atoms(TODAY)[atom](make_facts()) is None


@pytest.mark.parametrize(("atom", "content", "values"), HELD)
def test_a_check_holds_back_where_it_must(
    atom: str, content: dict[str, Any], values: dict[str, Any]
) -> None:
    assert atoms(TODAY)[atom](make_facts(content, **values)) is None


def test_every_check_is_tried_where_it_fires_and_where_it_does_not() -> None:
    assert {row[0] for row in CASES} == {row[0] for row in HELD} == set(atoms(TODAY))


def test_every_check_in_the_grounds_is_known() -> None:
    named = {
        atom
        for ground in grounds()
        for check in ground.auto_check
        for atom in check.split(" and ")
    }
    assert named == set(atoms(TODAY))


def test_sixty_days_are_enough_and_fifty_nine_are_not() -> None:
    check = atoms(TODAY)["comment_days < 60"]
    begins = date(2025, 6, 2)
    enough = make_facts(comments_close=begins + timedelta(days=60))
    short = make_facts(comments_close=begins + timedelta(days=59))
    assert check(enough) is None
    assert check(short) is not None


def test_an_alternative_needs_all_its_atoms() -> None:
    check, known = "comment_days < 60 and notified_under 5.6.2", atoms(TODAY)
    assert evaluate(check, make_facts(**CLOSES_SOON), known) == ()
    both = evaluate(check, make_facts({"articles": ["5.6.2"]}, **CLOSES_SOON), known)
    assert len(both) == 2


def test_only_grounds_of_the_agreement_fire() -> None:
    facts = make_facts(agreement="SPS", **CLOSES_SOON)
    fired = fired_grounds(grounds(), facts, TODAY)
    assert [one.ground.id for one in fired] == ["sps-7-annexB"]
