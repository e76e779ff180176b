"""Summaries of what follows a notification: a change, an end, or an incident."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.change import Change
from models.clock import now
from models.notice import Notice
from nlp.findings import Finding
from nlp.summaries.beside import look_beside
from nlp.summaries.chinese import summary_zh, title_zh
from nlp.summaries.english import summary_en, title_en
from nlp.summaries.facts import Goods, Limit, Name, Standard
from nlp.summaries.gathering import measures_in
from tests.nlp.drafts import DRAFT, add_batteries, said


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
