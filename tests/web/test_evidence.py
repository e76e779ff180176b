"""Evidence: rows tied to arguments, what firms told, standards; and its page."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.evidence import Comparison, EvidenceKind
from models.user import AuditEntry
from models.voice import Voice
from tests.web.asking import OFFICER, add_body, add_case, add_round, ask, reply
from tests.web.evident import BY, FACT, PUBLIC, add, answered
from tests.web.small_world import NOW, add_notice, add_tag, add_user
from web.evidence import comparing, made, quoting, service
from web.evidence.comparing import Cells
from web.evidence.facts import Fact
from web.evidence.told import told_of
from web.refused import RefusedError


def test_what_nothing_stands_behind_is_unproven(session: Session) -> None:
    case = add_case(session)
    both = [item.id for item in case.items]
    assert service.unproven_items(session, case) == both
    inside = add(session, case)
    service.prove(session, case, inside, both, **BY)
    assert service.unproven_items(session, case) == both  # it cannot go out
    row = add(session, case, **PUBLIC)
    service.prove(session, case, row, [*both, 9999], **BY)
    assert service.ties_of(session, case.id)[row.id] == set(both)
    assert service.unproven_items(session, case) == []
    service.remove(session, case, row, OFFICER, NOW)
    assert service.unproven_items(session, case) == both
    assert service.evidence_of(session, case.id) == [inside]
    service.restore(session, case, row, OFFICER, NOW)
    assert service.unproven_items(session, case) == []
    told = set(session.scalars(select(AuditEntry.action)))
    assert {"evidence.added", "evidence.tied", "evidence.removed"} <= told


@pytest.mark.parametrize("state", ["reviewing", "approved", "closed"])
def test_the_evidence_of_a_locked_case_stays_as_it_is(
    session: Session, state: str
) -> None:
    case = add_case(session)
    row = add(session, case)
    line = comparing.add_line(session, case, Cells("铅迁移"), **BY)
    case.state = state
    for work in (
        lambda: add(session, case),
        lambda: service.change(session, case, row, FACT, edition=1, **BY),
        lambda: service.remove(session, case, row, OFFICER, NOW),
        lambda: service.prove(session, case, row, [], **BY),
        lambda: comparing.remove_line(session, case, line, **BY),
    ):
        with pytest.raises(RefusedError, match="不能改动"):
            work()
    assert row.removed_at is None


def test_the_words_of_the_notification_prove_what_was_read_in_it(
    session: Session,
) -> None:
    case = add_case(session)
    read = case.items[1]
    row = quoting.from_notice(session, case, read, **BY)
    assert (row.text_zh, row.internal) == ("评议期只有30天。", False)
    assert row.text_en == "Only 30 days to comment."
    assert read.id not in service.unproven_items(session, case)
    with pytest.raises(RefusedError, match="没有引文"):
        quoting.from_notice(session, case, case.items[0], **BY)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"kind": "gossip"}, "证据类别"),
        ({"text_zh": " "}, "用中文写明"),
        ({"text_zh": "长" * 3001}, "3000字"),
        ({"year": "去年"}, "四位数"),
        ({"year": "0012"}, "四位数"),
        ({"public": True}, "要有英文"),
        ({"public": True, "text_en": "A test"}, "写明来源"),
        (
            {"public": True, "text_en": "甲公司 pays", "source": "来函"},
            "不能写企业或专家的名称（甲公司）",
        ),
    ],
)
def test_a_row_that_cannot_stand_is_refused(
    session: Session, words: dict[str, Any], sentence: str
) -> None:
    case = add_case(session)
    answered(session, case, "甲公司")
    with pytest.raises(RefusedError, match=sentence):
        add(session, case, **words)
    assert service.evidence_of(session, case.id) == []


def test_two_editors_do_not_overwrite_each_other(session: Session) -> None:
    case = add_case(session)
    row = add(session, case)
    service.change(session, case, row, FACT, edition=1, **BY)
    assert row.edition == 2
    with pytest.raises(RefusedError, match="评议专员已改过"):
        service.change(session, case, row, FACT, edition=1, **BY)


def test_an_answer_becomes_internal_evidence_and_stays_so(session: Session) -> None:
    case = add_case(session)
    answered(session, case, "甲公司", affected="yes", cost="to50", opinion="过严")
    (told,) = told_of(session, case)
    row = made.from_answer(session, case, told, **BY)
    assert row.internal
    assert row.kind == EvidenceKind.FIRMS
    assert "每年增加成本10万–50万元" in row.text_zh
    assert "过严" in row.text_zh
    with pytest.raises(RefusedError, match="已列为证据"):
        made.from_answer(session, case, told, **BY)
    public = Fact("firms", "某企业受影响", "One firm", source="答复", public=True)
    with pytest.raises(RefusedError, match="只能内部使用"):
        service.change(session, case, row, public, edition=1, **BY)
    with pytest.raises(RefusedError, match="没有这份答复"):
        made.find_told(session, case, 999, None)


def test_voices_on_the_notice_are_answers_of_their_firms(session: Session) -> None:
    case = add_case(session)
    body = add_body(session, "甲公司")
    user = add_user(session, organisation_id=body.id)
    voice = Voice(notice_id=case.notice_id, user_id=user.id, organisation_id=body.id)
    voice.affected, voice.product, voice.contact = "no", "电池", "李工"
    voice.created_at = voice.changed_at = NOW
    session.add(voice)
    session.flush()
    (told,) = told_of(session, case)
    assert (told.name, told.said, told.voice_id) == (
        "甲公司",
        {"affected": "no"},
        voice.id,
    )
    asked = ask(session, add_round(session, case), "甲公司", organisation_id=body.id)
    reply(session, asked, affected="yes").changed_at = NOW.replace(hour=5)
    session.flush()
    counts = made.counts_told(session, case)
    assert counts.inside == {"firms": 1, "affected:yes": 1}
    assert made.find_told(session, case, None, voice.id).voice_id == voice.id


def test_a_late_answer_counts_once_the_next_round_has_begun(session: Session) -> None:
    case = add_case(session)
    asked = ask(session, add_round(session, case), "甲公司")
    reply(session, asked, late=True, affected="yes")
    assert made.counts_told(session, case).firms == 0
    add_round(session, case)
    assert made.counts_told(session, case).firms == 1


def test_counts_become_a_public_row_in_both_languages(session: Session) -> None:
    case = add_case(session)
    with pytest.raises(RefusedError, match="不足3家"):
        made.from_counts(session, case, **BY)
    answered(session, case, "甲", "乙", "丙", affected="yes", cost="to50")
    row = made.from_counts(session, case, **BY)
    assert not row.internal
    assert row.text_zh == (
        "截至2026年3月2日，3家湖北企业答复：3家受影响；3家每年增加成本10万–50万元。"
    )
    assert row.text_en == (
        "Of 3 exporters in Hubei that had answered by 2 March 2026, 3 are affected; 3"
        " expect an added cost of CNY 100,000 to 500,000 a year."
    )
    assert all(name not in row.text_zh + row.text_en for name in "甲乙丙")
    with pytest.raises(RefusedError, match="相同"):
        made.from_counts(session, case, **BY)
    with pytest.raises(RefusedError, match="不能手改"):
        service.change(session, case, row, FACT, edition=1, **BY)


def test_what_went_out_binds_what_follows_even_if_it_was_taken_out(
    session: Session,
) -> None:
    case = add_case(session)
    answered(session, case, "甲", "乙", "丙", affected="yes")
    row = made.from_counts(session, case, **BY)
    service.remove(session, case, row, OFFICER, NOW)
    answered(session, case, "丁", affected="no")
    counts = made.counts_told(session, case)
    assert (counts.firms, counts.held) == (4, True)
    assert counts.outward == {"firms": 3, "affected:yes": 3}


def test_cited_standards_are_laid_beside_ours(session: Session) -> None:
    notice = add_notice(session, "G/TBT/N/USA/77")
    for code in ("IEC 60335-1", "EN ISO 13485:2016", "ASTM F963"):
        add_tag(session, notice, code, "standard")
    case = add_case(session, notice)
    assert comparing.fill(session, case, **BY) == 3
    lines = {
        one.theirs.rpartition("引用 ")[2]: one
        for one in comparing.lines_of(session, case.id)
    }
    household = lines["IEC 60335-1"]
    assert household.international == "IEC 60335-1"
    assert household.gb == "GB/T 4706.1（修改采用）"
    assert "待核对" in household.gap
    assert lines["EN ISO 13485:2016"].international == "ISO 13485"
    assert lines["ASTM F963"].international == ""
    assert comparing.fill(session, case, **BY) == 0


def test_a_notice_without_standards_says_so(session: Session) -> None:
    with pytest.raises(RefusedError, match="没有识别出标准"):
        comparing.fill(session, add_case(session), **BY)


def test_lines_of_standards_are_kept_by_edition(session: Session) -> None:
    case = add_case(session)
    line = comparing.add_line(session, case, Cells("铅迁移"), **BY)
    changed = Cells("铅迁移限量", gap="严一倍")
    comparing.change_line(session, case, line, changed, edition=1, **BY)
    assert line.gap == "严一倍"
    with pytest.raises(RefusedError, match="已改过这一行"):
        comparing.change_line(session, case, line, changed, edition=1, **BY)
    with pytest.raises(RefusedError, match="请填写对照的项目"):
        comparing.add_line(session, case, Cells(" "), **BY)
    comparing.remove_line(session, case, line, **BY)
    assert comparing.lines_of(session, case.id) == []
    assert session.scalars(select(Comparison)).one().removed_at is not None
