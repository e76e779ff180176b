"""Titles and summaries say what was found, in the words of the trade, and no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.change import Change
from models.clock import now
from models.notice import Notice, NoticeMember, Rendering
from models.search_index import matches_search
from models.source import Source
from nlp.findings import Finding
from nlp.summaries.beside import look_beside
from nlp.summaries.chinese import summary_zh, title_zh
from nlp.summaries.days_zh import say_when
from nlp.summaries.english import summary_en, title_en
from nlp.summaries.facts import Facts, Goods, Limit, Name, Standard, When, read_when
from nlp.summaries.gathering import measures_in
from nlp.summaries.work import to_summarise
from nlp.work import match_pending, summarise_pending, tag_pending

DRAFT = Facts(
    kind="regular",
    agreement="TBT",
    members=[Name("欧盟", "European Union")],
    goods=Goods([Name("锂电池", "lithium batteries")]),
    measures=["labelling", "prohibition"],
    deadline=date(2025, 8, 1),
    basis="estimated",
    stage="draft",
)


def test_draft_in_one_line() -> None:
    assert title_zh(DRAFT) == "欧盟拟规定锂电池的标签标识要求和禁止性规定"
    assert title_en(DRAFT).startswith("European Union: draft labelling and marking")


def test_summary_says_how_the_deadline_is_known() -> None:
    words = summary_zh(DRAFT)
    assert "2025年8月1日（原文未载明，按通报日起60天推算）" in words
    assert "；原文未载明拟批准日期、拟生效日期。" in words
    assert "60 days from circulation" in summary_en(DRAFT)


def test_nothing_is_named_that_is_not_known() -> None:
    empty = Facts(kind="regular", members=[Name("日本", "Japan")])
    assert title_zh(empty) == title_en(empty) == ""
    assert "原文未载明产品范围" in summary_zh(empty)
    assert "未匹配到湖北出口行业" in summary_zh(empty)
    assert summary_zh(Facts(kind="regular")) == ""


def test_sectors_are_told_by_certainty() -> None:
    sectors = {"sure": [Name("茶叶", "Tea")], "possible": [Name("光电子", "Optics")]}
    words = summary_zh(replace(DRAFT, sectors=sectors))
    assert "湖北出口行业：涉及茶叶；可能涉及光电子。" in words
    assert "请在评议截止前反馈" in words


def test_measures_against_others_ask_for_nothing() -> None:
    others = replace(
        DRAFT, aims=[Name("波兰", "Poland")], sectors={"likely": [Name("食品", "Food")]}
    )
    assert "措施针对来自波兰的产品。" in summary_zh(others)
    assert "措施未点名中国产品" in summary_zh(others)


def test_follow_up_tells_its_base_stage_and_change() -> None:
    addendum = replace(
        DRAFT,
        kind="addendum",
        base="G/TBT/N/EU/1",
        stage="final",
        deadline=None,
        changes=Name("生效日期推迟", "later"),
    )
    words = summary_zh(addendum)
    assert "欧盟通报 TBT 措施的补遗（G/TBT/N/EU/1）" in words
    assert "措施已批准、公布或生效。" in words
    assert "变化：生效日期推迟。" in words
    assert title_zh(addendum).endswith("（补遗：已批准或生效）")


def test_standards_and_limits() -> None:
    facts = replace(
        DRAFT,
        standards=[Standard("IEC 60335-1", "GB/T 4706.1", "mod"), Standard("DMS 1")],
        limits=[Limit(Name("铅", "lead"), "not detectable")],
    )
    assert "IEC 60335-1（我国对应标准：GB/T 4706.1，修改采用）；DMS 1。" in summary_zh(
        facts
    )
    assert "限量：铅 不得检出。" in summary_zh(facts)


@pytest.mark.parametrize(
    ("note", "words", "said"),
    [
        ("2026-03-01", "", "2026年3月1日"),
        ("publication+6m", "", "公布后6个月"),
        ("adoption+0", "", "批准之日"),
        ("2026-H2", "", "2026年下半年"),
        ("2026-06", "", "2026年6月"),
        ("", "To be determined.", "原文为“To be determined”"),
    ],
)
def test_days_in_words(note: str, words: str, said: str) -> None:
    assert say_when(read_when(note, words)) == said
    assert say_when(When()) == ""


def add_batteries(session: Session, key: str = "1", **columns: Any) -> Notice:
    """A notice of lithium batteries from Japan, and its publisher."""
    if session.get(Source, "wto") is None:
        named = {"slug": "wto", "title": "WTO", "title_zh": "世贸"}
        session.add(Source(**named, url="https://x.org/", every_minutes=120, least=1))
        session.flush()
    content = {"title": "Labelling of lithium batteries", "products": "Batteries"}
    given: dict[str, Any] = {
        "agreement": "TBT",
        "type": "regular",
        "symbol": "G/TBT/N/JPN/1",
        **columns,
    }
    notice = Notice(
        source_slug="wto",
        source_key=key,
        title=content["title"],
        distributed=date(2025, 6, 2),
        content=content,
        content_hash="hash",
        created_at=now(),
        updated_at=now(),
        **given,
    )
    notice.members.append(NoticeMember(member_code="JPN"))
    session.add(notice)
    session.flush()
    return notice


def test_texts_are_kept_found_and_made_again(session: Session) -> None:
    notice = add_batteries(session)
    tag_pending(session)
    match_pending(session)
    texts = select(Rendering).where(Rendering.origin == "rule")
    assert {(one.language, one.field) for one in session.scalars(texts)} == {
        ("zh", "title"),
        ("zh", "summary"),
        ("en", "summary"),
    }
    asked = matches_search(session.get_bind().dialect.name, "日本通报")
    assert asked is not None
    query = select(Notice.id).where(asked)
    assert session.scalars(query).all() == [notice.id]
    assert to_summarise(session) == []
    assert summarise_pending(session) == 0
    notice.deadline, notice.deadline_basis = date(2025, 8, 1), "form"
    session.flush()
    assert summarise_pending(session) == 1
    summary = session.scalar(
        texts.where(Rendering.language == "zh", Rendering.field == "summary")
    )
    assert summary
    assert "2025年8月1日（据通报表格）" in summary.text


def test_changes_of_a_national_measure_are_told_as_national(session: Session) -> None:
    fields = [{"field": "comments_close", "kind": "set", "after": "2026-08-31"}]
    for kind in ("rule", "notification"):
        notice = add_batteries(session, kind, kind=kind)
        change = {"basis": "", "created_at": now(), "fields": fields}
        session.add(Change(notice_id=notice.id, kind="family", **change))
    session.flush()
    told: list[object] = []

    def tell(changes: Any, language: str) -> str:
        told.append(changes["comments_close"].get("national"))
        return language

    rows = session.scalars(select(Notice).order_by(Notice.id)).all()
    found = look_beside(session, rows, tell)  # type: ignore[arg-type]
    assert found.ended == {}
    assert list(found.changes.values()) == [Name("zh", "en")] * 2
    assert told == [True, True, None, None]


def said(zh: str) -> Name:
    """A name in Chinese that stands for itself in English."""
    return Name(zh, zh)


def test_what_is_not_stated_is_said_once() -> None:
    bare = replace(DRAFT, deadline=None)
    assert "原文未载明评议截止日、拟批准日期、拟生效日期。" in summary_zh(bare)
    assert "No deadline for comments and no day of adoption" in summary_en(bare)


def test_a_day_gone_by_is_no_plan() -> None:
    days = {"adoption": When(date(2025, 3, 3)), "force": When(date(2025, 9, 1))}
    addendum = replace(
        DRAFT, kind="addendum", stage="", days=days, distributed=date(2025, 3, 9)
    )
    words = summary_zh(addendum)
    assert "；批准日期：2025年3月3日；拟生效日期：2025年9月1日。" in words
    words = summary_en(addendum)
    assert "; adoption: 3 March 2025; proposed entry into force: 1" in words


@pytest.mark.parametrize(
    ("kind", "stage", "measures", "told"),
    [
        ("addendum", "withdrawn", ["labelling"], "措施已撤销或作废。"),
        ("corrigendum", "withdrawn", ["labelling"], "措施已撤销或作废。"),
        (
            "corrigendum",
            "",
            ["deregulation-withdrawal", "labelling"],
            "内容为放宽或撤销原有规定。",
        ),
    ],
)
def test_what_is_taken_back_asks_for_nothing(
    kind: str, stage: str, measures: list[str], told: str
) -> None:
    undone = replace(
        DRAFT,
        kind=kind,
        stage=stage,
        measures=measures,
        objectives=[said("环境")],
        standards=[Standard("IEC 1")],
        limits=[Limit(said("铅"), "≤ 1 mg/kg")],
    )
    words, english = summary_zh(undone), summary_en(undone)
    assert told in words
    for asked in ("标签标识", "IEC 1", "铅", "目标与理由"):
        assert asked not in words
        assert asked not in english
    assert ("：已撤销）" in title_zh(undone)) == (stage == "withdrawn")


def test_a_document_that_is_void_asks_for_nothing() -> None:
    tea = {"sure": [said("茶叶")]}
    void = replace(
        DRAFT, kind="corrigendum", stage="", deadline=None, ended="void", sectors=tea
    )
    assert title_zh(void).endswith("（勘误：原文件作废）")
    assert title_en(void).endswith("(corrigendum, document void)")
    words = summary_zh(void)
    assert words.splitlines()[0] == "欧盟通报 TBT 措施的勘误，涉及锂电池。"
    assert "核对现行要求" in words


def test_what_a_change_ends_is_read(session: Session) -> None:
    notice = add_batteries(session)
    fields = [{"field": "status", "kind": "set", "before": None, "after": "void"}]
    change = {"basis": "", "created_at": now(), "fields": fields}
    session.add(Change(notice_id=notice.id, kind="family", **change))
    session.flush()
    rows = session.scalars(select(Notice)).all()
    found = look_beside(session, rows, lambda told, language: "")  # type: ignore[arg-type]
    assert found.ended == {notice.id: "void"}


def test_an_incident_tells_of_goods_and_asks_for_nothing() -> None:
    alert = replace(
        DRAFT,
        kind="border_alert",
        agreement="",
        aims=[Name("越南", "Viet Nam")],
        limits=[Limit(said("组胺"), "")],
        sectors={"likely": [said("食品")]},
    )
    words = summary_zh(alert)
    assert "内容为" not in words
    assert "with" not in summary_en(alert).splitlines()[0]
    assert "涉事产品来自越南。" in words
    assert "涉及物质：组胺。" in words
    assert "未点名中国产品，可对照自查" in words
    ours = replace(alert, aims=[Name("中国", "China")], goods=Goods())
    assert "核对同类产品和企业名单" in summary_zh(ours)
    assert "产品范围见原文" in summary_zh(ours)


def test_that_a_follow_up_relaxes_comes_first() -> None:
    kinds = ("labelling", "deregulation-withdrawal")
    found = [Finding("measure", one, 1.0, "found", "title", 0, 1, "") for one in kinds]
    assert measures_in(found, "addendum")[0] == "deregulation-withdrawal"
    assert measures_in(found, "regular")[0] == "labelling"
