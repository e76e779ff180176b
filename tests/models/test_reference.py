from __future__ import annotations

from collections import Counter

import pytest

from models import reference
from models.reference.articles import article_zh, cite


def test_codes_are_those_of_the_editions() -> None:
    assert len(reference.hs_codes()) == 6936
    assert {"85", "8507", "850760"} <= reference.hs_codes()
    assert len(reference.ics_codes()) == 1381
    assert "43.040.10" in reference.ics_codes()


def test_a_code_without_a_chinese_name_has_that_above_it() -> None:
    hs, ics = reference.code_names("hs"), reference.code_names("ics")
    assert hs["850760"][0] == hs["8507"][0] != ""
    assert hs["850760"][1] != hs["8507"][1]
    assert all(zh for zh, _ in [*hs.values(), *ics.values()])


@pytest.mark.parametrize(
    ("ics", "low"),
    [("03", True), ("03.120.10", True), ("13.020", True), ("13.030", False)],
)
def test_some_ics_codes_say_little(ics: str, low: bool) -> None:
    assert reference.is_low_signal(ics) is low


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Korea, Republic of", "KOR"),
        ("  türkiye ", "TUR"),
        ("Turkey", "TUR"),
        ("European  Union", "EU"),
        ("欧盟", "EU"),
        ("Chinese Taipei", "TPKM"),
        ("usa", "USA"),
        ("ÉTATS-UNIS", "USA"),
        ("Côte d’Ivoire", "CIV"),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_a_member_is_found_by_any_name(name: str, code: str | None) -> None:
    assert reference.member_by_name(name) == code


def test_members_and_groups_are_whole() -> None:
    members = {one.code: one for one in reference.members()}
    assert Counter(one.status for one in members.values())["member"] == 166
    assert "EEC" in members["EU"].aliases
    groups = {one.id: one for one in reference.groups()}
    assert len(groups["gcc"].members) == 7
    assert groups["eu27"].name_zh


def test_names_of_types_measures_and_objectives() -> None:
    types = {one.name: one for one in reference.notice_types()}
    assert types["Regular notification"].key == "regular"
    assert types["Emergency notifications (SPS)"].emergency
    assert reference.measure_types()[0].zh == "标签标识"
    assert {one.agreement for one in reference.objectives()} == {"TBT", "SPS"}


def test_grounds_hold_their_checks_apart() -> None:
    grounds = {one.id: one for one in reference.grounds()}
    assert len(grounds) == 40
    assert grounds["tbt-2.9.4"].auto_check == (
        "comment_days < 60",
        "comment_date_missing",
    )
    assert grounds["tbt-2.1"].auto_check == ()
    assert len(grounds["tbt-2.2"].evidence_needed) > 2


def test_facts_are_read_once() -> None:
    assert reference.hs_codes() is reference.hs_codes()
    assert reference.members() is reference.members()


def test_articles_are_told_in_chinese() -> None:
    told = {one.id: article_zh(one.article) for one in reference.grounds()}
    assert told["sps-7-annexB"] == "7、附件B（1、2、3、5、6、8）"
    assert told["sps-8-annexC"] == "8、附件C（1）"
    assert told["tbt-5.2"] == "5.2.1至5.2.8"
    assert cite("4.1 / Annex 3", "zh") == "第4.1条和附件3"
    assert cite("4.1 / Annex 3", "en") == "Article 4.1 and Annex 3"
    assert not any(sign in words for words in told.values() for sign in "(/-,")


def test_grounds_speak_chinese_to_the_chinese_reader() -> None:
    for one in reference.grounds():
        told = [
            one.name_zh,
            one.statement_zh,
            one.when_it_applies_zh,
            one.typical_argument_zh,
            one.typical_request_zh,
            one.caution_zh,
            *one.evidence_needed_zh,
        ]
        assert not any("Codex" in words or "Annex" in words for words in told)
        assert not any(mark in words for words in told for mark in (",", ";", "("))
        assert len(one.evidence_needed_zh) == len(one.evidence_needed), one.id
        assert "unverified" not in one.caution
