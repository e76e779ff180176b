"""The arguments in their order, and the first draft in both languages."""

from __future__ import annotations

from datetime import date

from models.reference import grounds
from tests.web.case_facts import argue, make_facts
from web.cases.drafting import write_draft
from web.cases.points import read_words

ENTRY = {"adoption": "2025-08-01", "entry_into_force": "2025-09-01"}


def test_every_check_has_words_in_both_languages() -> None:
    named = {(ground.id, check) for ground in grounds() for check in ground.auto_check}
    assert set(read_words()) == named
    for row in read_words().values():
        assert all(row.values()), row
        assert row["request_zh"].endswith("。")
        assert row["request_en"].endswith(".")
        assert row["ask"] in {"clarify", "amend", "postpone", "extend", "supply_text"}


def test_what_a_ground_needs_is_told_in_both_languages() -> None:
    for ground in grounds():
        assert ground.when_it_applies_zh.endswith("。"), ground.id
        assert bool(ground.caution) == bool(ground.caution_zh), ground.id
        pairs = zip(ground.evidence_needed, ground.evidence_needed_zh, strict=True)
        assert all(en and zh and en != zh for en, zh in pairs), ground.id


def test_a_tbt_draft_supports_the_aim_then_asks() -> None:
    facts = make_facts(
        {"hs": [], "ics": [], **ENTRY},
        comments_close=date(2025, 7, 2),
        aims_zh=["保护环境"],
        aims_en=["Protection of the environment"],
    )
    draft = write_draft(facts, argue(facts))
    assert draft.text_zh.startswith("关于美国G/TBT/N/USA/2201号通报的评议意见\n")
    assert "我方理解并支持该措施关于保护环境的目标" in draft.text_zh
    assert "一、评议期（第2.9.4条）" in draft.text_zh
    assert "二、产品范围（第2.9.2条）" in draft.text_zh
    assert "三、过渡期（第2.12条）" in draft.text_zh
    assert draft.text_zh.endswith("并予书面答复。\n")
    assert "regarding notification G/TBT/N/USA/2201 of the United States\n" in (
        draft.text_en
    )
    assert "the aims stated: protection of the environment." in draft.text_en
    assert "1. Comment period (Article 2.9.4)" in draft.text_en
    assert "Under Article 2.9.4 of the TBT Agreement, Members are to be" in (
        draft.text_en
    )
    assert draft.text_zh.index("理解并支持") < draft.text_zh.index("一、")


def test_an_sps_draft_cites_its_own_agreement() -> None:
    facts = make_facts(
        {"international_standard": "none", "regions": "China"},
        agreement="SPS",
        symbol="G/SPS/N/MEX/455",
        member="墨西哥",
        member_en="Mexico",
        comments_close=date(2025, 7, 12),
    )
    draft = write_draft(facts, argue(facts))
    order = [
        draft.text_zh.index(words) for words in ("第3.1条", "附件B第5款", "第2.3条")
    ]
    assert order == sorted(order)
    assert "《实施卫生与植物卫生措施协定》" in draft.text_zh
    assert "《技术性贸易壁垒协定》" not in draft.text_zh
    assert "paragraph 5 of Annex B of the SPS Agreement" in draft.text_en


def test_nothing_that_needs_evidence_reaches_the_paper() -> None:
    facts = make_facts({"articles": ["5.6.2"], **ENTRY}, comments_close=None)
    points = argue(facts)
    draft = write_draft(facts, points)
    assert any(point.lacking_zh for point in points)
    for point in points:
        for need in (*point.lacking_zh, *point.lacking_en):
            assert f"【{need}" not in draft.text_zh
    assert "待补证据" not in draft.text_zh + draft.text_en
    assert "..." not in draft.text_en
    assert "……" not in draft.text_zh


def test_twin_grounds_are_one_argument_under_both_articles() -> None:
    facts = make_facts(
        {"articles": ["2.9.2", "5.6.2"], **ENTRY}, comments_close=date(2025, 7, 2)
    )
    cited = [point.zh.cite for point in argue(facts)]
    assert "第2.9.4条、第5.6.4条" in cited
    assert "第2.12条、第5.9条" in cited
    assert "第5.6.4条" not in cited


def test_a_mere_assessment_procedure_cites_its_own_articles() -> None:
    facts = make_facts({"articles": ["5.6.2"]}, comments_close=date(2025, 7, 2))
    cited = [point.zh.cite for point in argue(facts)]
    assert cited == ["第5.6.4条", "第5.1.2条"]


def test_one_fact_is_argued_once() -> None:
    facts = make_facts({"documents": []})
    assert [point.ground_id for point in argue(facts)] == ["tbt-2.9.3"]


def test_a_draft_without_points_says_that_a_person_must_add_some() -> None:
    draft = write_draft(make_facts(), [])
    assert "请结合草案文本补充意见" in draft.text_zh
    assert "to be added" in draft.text_en
    assert "\n\n\n" not in draft.text_zh


def test_a_joint_document_names_its_symbols_apart() -> None:
    facts = make_facts(symbol="G/TBT/N/BHR/1,G/TBT/N/KWT/2", member="巴林、科威特")
    draft = write_draft(facts, [])
    assert "G/TBT/N/BHR/1、G/TBT/N/KWT/2号通报" in draft.text_zh
    assert "G/TBT/N/BHR/1, G/TBT/N/KWT/2 of" in draft.text_en
