"""Sending to a national body, and what is heard of it afterwards."""

from __future__ import annotations

import hashlib
import io
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from docx import Document
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.alert import Message
from models.case import Flag
from tests.web.bench import Bench, set_bench
from tests.web.sent_papers import (
    LATER,
    LINKS,
    approved,
    confirm,
    go_abroad,
    send,
)
from tests.web.small_world import NOW, TODAY, add_user
from tests.web.two_firms import PDF
from web.cases.contents import contents_of, fingerprint
from web.cases.flags import ensure_flag, standing_flag
from web.correspondence import letters, sending
from web.correspondence.links import (
    check_package,
    check_visitor,
    package_link,
    read_package,
)
from web.correspondence.package import MANIFEST, manifest, subject_lines, zip_of
from web.refused import RefusedError
from web.review import signing
from web.uploads.keeping import Upload


@pytest.fixture
def bench(session: Session) -> Bench:
    return set_bench(session)


def test_a_package_holds_the_signed_paper_and_its_hashes(
    bench: Bench, tmp_path: Path
) -> None:
    case = approved(bench)
    made = send(bench, case, tmp_path)
    assert case.state == "approved"
    content = zip_of(tmp_path, made)
    assert content is not None
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        name, listed = archive.namelist()
        paper = archive.read(name)
        assert listed == MANIFEST
        assert archive.read(listed).decode() == manifest(made.files)
    assert made.files[0]["sha256"] == hashlib.sha256(paper).hexdigest()
    words = [line.text for line in Document(io.BytesIO(paper)).paragraphs]
    assert {"意见", "Comment"} <= set(words)
    assert zip_of(tmp_path / "elsewhere", made) is None


def test_the_subject_bears_symbol_and_title(session: Session, bench: Bench) -> None:
    case = bench.case()
    zh, en = subject_lines(session, case)
    for line in (zh, en):
        assert case.notice.symbol in line
        assert case.notice.title in line


def test_only_the_national_body_is_written_to(
    session: Session, bench: Bench, tmp_path: Path
) -> None:
    case = approved(bench)
    made = send(bench, case, tmp_path)
    words = {"subject": "主题", "version": 1, "links": LINKS, "now": NOW}
    assert made.recipient is not None
    assert letters.post_package(session, made, made.recipient, **words)  # type: ignore[arg-type]
    assert letters.post_package(session, made, made.recipient, **words)  # type: ignore[arg-type]
    mail = session.scalars(select(Message)).one()
    assert mail.address == "national@example.org"
    assert made.files[0]["sha256"] in mail.body
    assert package_link(LINKS, made.id) in mail.body
    assert "链接有效期至" in mail.body
    made.recipient.email = ""
    assert not letters.post_package(session, made, made.recipient, **words)  # type: ignore[arg-type]


def test_a_link_opens_one_package_and_no_altered_one_does() -> None:
    token = package_link(LINKS, 7).rpartition("/")[2]
    assert read_package("a key", token) == 7
    assert read_package("another", token) is None
    assert read_package("a key", token[:-1]) is None


def test_a_link_opens_for_ninety_days_and_not_what_was_taken_back(
    bench: Bench, tmp_path: Path
) -> None:
    made = send(bench, approved(bench), tmp_path)
    check_package(made, TODAY + timedelta(days=90))
    with pytest.raises(RefusedError, match="失效"):
        check_package(made, TODAY + timedelta(days=91))
    made.withdrawn_at = NOW
    with pytest.raises(RefusedError, match="已撤回"):
        check_package(made, TODAY)


def test_a_link_is_for_the_body_that_was_written_to(
    session: Session, bench: Bench, tmp_path: Path
) -> None:
    made = send(bench, approved(bench), tmp_path)
    check_visitor(made, None)
    check_visitor(made, bench.officer)
    check_visitor(made, add_user(session, "national@example.org"))
    with pytest.raises(RefusedError, match="当前账号不能使用"):
        check_visitor(made, add_user(session, "x@firm.cn"))


def test_a_receipt_makes_it_submitted(bench: Bench, tmp_path: Path) -> None:
    case = approved(bench)
    made = send(bench, case, tmp_path)
    actor = bench.actor(bench.officer)
    with pytest.raises(RefusedError, match="填写回执内容"):
        sending.note_receipt(
            bench.session, case, made, text=" ", file={}, actor=actor, now=NOW
        )
    confirm(bench, case, made)
    assert (case.state, made.receipt, made.receipt_at) == ("submitted", "已收到", NOW)


def test_a_second_press_sends_and_receipts_nothing_twice(
    bench: Bench, tmp_path: Path
) -> None:
    case = approved(bench)
    made = send(bench, case, tmp_path)
    with pytest.raises(RefusedError, match="经同一渠道报送"):
        send(bench, case, tmp_path)
    send(bench, case, tmp_path, channel="公文交换")
    confirm(bench, case, made)
    with pytest.raises(RefusedError, match="已登记过回执"):
        confirm(bench, case, made)
    assert made.receipt


def test_what_is_not_signed_or_was_changed_is_not_sent(
    bench: Bench, tmp_path: Path
) -> None:
    with pytest.raises(RefusedError, match="不在已审定状态"):
        send(bench, bench.case(), tmp_path)
    case = approved(bench)
    case.drafts[0].text_en = "Another comment"
    with pytest.raises(RefusedError, match="与审定时不一致"):
        send(bench, case, tmp_path)


def test_unfit_sendings_are_refused(bench: Bench, tmp_path: Path) -> None:
    case = approved(bench)
    actor = bench.actor(bench.officer)
    body = bench.recipient().id
    unfit = [
        (sending.Wanted(None, "邮件", NOW), "选择报送对象"),
        (sending.Wanted(body, " ", NOW), "填写渠道"),
        (sending.Wanted(body, "长" * 501, NOW), "超过 500 字"),
        (sending.Wanted(body, "邮件", NOW + timedelta(days=1)), "还没有到"),
        (sending.Wanted(body, "邮件", NOW - timedelta(days=1)), "早于审定日"),
    ]
    for wanted, words in unfit:
        with pytest.raises(RefusedError, match=words):
            sending.send(
                bench.session, case, wanted, folder=tmp_path, actor=actor, now=NOW
            )


def test_a_measure_that_was_withdrawn_is_asked_about(
    bench: Bench, tmp_path: Path
) -> None:
    case = approved(bench)
    ensure_flag(case, Flag.WITHDRAWN, actor=bench.system, now=NOW, note="Add.1")
    with pytest.raises(RefusedError, match="已撤销或作废"):
        send(bench, case, tmp_path)
    assert send(bench, case, tmp_path, anyway=True).id


def test_late_papers_may_go_and_are_marked(bench: Bench, tmp_path: Path) -> None:
    case = approved(bench, notice={"deadline": TODAY - timedelta(days=1)})
    made = send(bench, case, tmp_path)
    assert made.is_late
    assert standing_flag(case, Flag.LATE)


def test_a_translation_goes_along(bench: Bench, tmp_path: Path) -> None:
    case = approved(bench, member="MEX")
    made = sending.send(
        bench.session,
        case,
        sending.Wanted(bench.recipient().id, "邮件", NOW),
        folder=tmp_path,
        translation=Upload("es.pdf", PDF),
        actor=bench.actor(bench.officer),
        now=NOW,
    )
    assert [file["name"] for file in made.files][1] == "es.pdf"


def test_a_paper_with_spanish_is_said_to_have_it(bench: Bench, tmp_path: Path) -> None:
    case = bench.case(state="reviewing", member="MEX")
    case.drafts[-1].text_es = "Comentarios"
    seen = fingerprint(contents_of(bench.session, case, case.drafts[-1]))
    signing.sign(bench.session, case, bench.reviewer, seen=seen, now=NOW)
    assert send(bench, case, tmp_path).languages == ["zh", "en", "es"]


def test_what_was_sent_can_be_taken_back_until_it_is_abroad(
    bench: Bench, tmp_path: Path
) -> None:
    case = approved(bench)
    made = send(bench, case, tmp_path)
    confirm(bench, case, made)
    actor = bench.actor(bench.officer)
    with pytest.raises(RefusedError, match="写明原因"):
        sending.recall(bench.session, case, made, why="", actor=actor, now=NOW)
    with pytest.raises(RefusedError, match="先在“往来”页撤回"):
        bench.go(case, "approved", reason="改")
    sending.recall(bench.session, case, made, why="附件有误", actor=actor, now=NOW)
    assert (case.state, made.withdrawn_why) == ("approved", "附件有误")
    with pytest.raises(RefusedError, match="已撤回"):
        sending.find_dispatch(bench.session, case, made.id)
    assert [one.id for one in sending.dispatches_of(bench.session, case.id)]


def test_what_lies_with_the_national_body_is_recalled_before_it_is_reopened(
    bench: Bench, tmp_path: Path
) -> None:
    case = approved(bench)
    made = send(bench, case, tmp_path)
    actor, why = bench.actor(bench.reviewer), {"reason": "改", "now": NOW}
    with pytest.raises(RefusedError, match="先在“往来”页撤回"):
        signing.reopen(bench.session, case, actor=actor, **why)  # type: ignore[arg-type]
    with pytest.raises(RefusedError, match="先在“往来”页撤回"):
        bench.go(case, "screened_out", reason="重复")
    confirm(bench, case, made)
    go_abroad(bench, case)
    with pytest.raises(RefusedError, match="已提交通报成员，不能再撤回"):
        sending.recall(bench.session, case, made, why="改", actor=actor, now=LATER)


def test_a_receipt_of_an_earlier_text_submits_no_later_one(
    bench: Bench, tmp_path: Path
) -> None:
    case = approved(bench)
    made = send(bench, case, tmp_path)
    sending.recall(
        bench.session,
        case,
        made,
        why="附件有误",
        actor=bench.actor(bench.officer),
        now=NOW,
    )
    actor = bench.actor(bench.reviewer)
    signing.reopen(bench.session, case, actor=actor, reason="改", now=NOW)
    bench.go(case, "reviewing")
    seen = fingerprint(contents_of(bench.session, case, case.drafts[-1]))
    signing.sign(bench.session, case, bench.reviewer, seen=seen, now=NOW)
    made.receipt_at, made.withdrawn_at = NOW, None
    bench.session.flush()
    with pytest.raises(RefusedError, match="没有带回执的报送记录"):
        bench.go(case, "submitted")


def test_the_day_abroad_is_as_told(bench: Bench, tmp_path: Path) -> None:
    case = approved(bench)
    with pytest.raises(RefusedError, match="不能登记转送"):
        go_abroad(bench, case)
    confirm(bench, case, send(bench, case, tmp_path))
    with pytest.raises(RefusedError, match="早于报送"):
        go_abroad(bench, case, TODAY - timedelta(days=1))
    with pytest.raises(RefusedError, match="还没有到"):
        go_abroad(bench, case, TODAY + timedelta(days=99))
    made = go_abroad(bench, case, TODAY + timedelta(days=3))
    assert (case.state, made.addressee, made.is_late) == ("sent", "USA", False)
    assert made.files[0]["kind"].endswith("wordprocessingml.document")
