"""Sending to a national body, what is heard of it, the Member's reply, the outcomes."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from docx import Document
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.alert import Message
from models.case import Case, Flag
from models.correspondence import Dispatch, Reply, ReplyKind
from tests.web.bench import Bench, set_bench
from tests.web.small_world import NOW, TODAY
from tests.web.two_firms import PDF
from web.alerts.links import Links
from web.cases.contents import contents_of, fingerprint
from web.cases.flags import ensure_flag, standing_flag
from web.correspondence import ledger, letters, replies, sending
from web.correspondence.links import package_link, read_package
from web.correspondence.package import MANIFEST, manifest, subject_lines, zip_of
from web.correspondence.replies import Heard
from web.refused import RefusedError
from web.review import signing
from web.uploads.keeping import Upload

LINKS = Links("https://chutong.example", "a key")
LATER = NOW + timedelta(days=20)


@pytest.fixture
def bench(session: Session) -> Bench:
    return set_bench(session)


def approved(bench: Bench, **columns: object) -> Case:
    case = bench.case(state="reviewing", items=2, **columns)  # type: ignore[arg-type]
    seen = fingerprint(contents_of(bench.session, case, case.drafts[-1]))
    signing.sign(bench.session, case, bench.reviewer, seen=seen, now=NOW)
    return case


def send(
    bench: Bench, case: Case, folder: Path, at: datetime = NOW, **words: object
) -> Dispatch:
    wanted = sending.Wanted(bench.recipient().id, "邮件", at)
    return sending.send(
        bench.session,
        case,
        replace(wanted, **words),  # type: ignore[arg-type]
        folder=folder,
        actor=bench.actor(bench.officer),
        now=max(at, NOW),
    )


def confirm(bench: Bench, case: Case, dispatch: Dispatch) -> None:
    actor = bench.actor(bench.officer)
    sending.note_receipt(
        bench.session, case, dispatch, text="已收到", file={}, actor=actor, now=NOW
    )


def go_abroad(bench: Bench, case: Case, day: date = TODAY, **words: str) -> Dispatch:
    given = {"channel": "电子邮件", "addressee": "", "tracking": "", **words}
    return sending.note_abroad(
        bench.session,
        case,
        day=day,
        actor=bench.actor(bench.officer),
        now=LATER,
        **given,
    )


def sent(bench: Bench, folder: Path) -> Case:
    case = approved(bench)
    confirm(bench, case, send(bench, case, folder))
    go_abroad(bench, case)
    return case


def hear(bench: Bench, case: Case, **words: object) -> Reply:
    heard = Heard(ReplyKind.REPLY, TODAY + timedelta(days=9), "en", "We agree.")
    return replies.file_reply(
        bench.session,
        case,
        replace(heard, **words),  # type: ignore[arg-type]
        file={},
        actor=bench.actor(bench.officer),
        now=LATER,
    )


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
    made.recipient.email = ""
    assert not letters.post_package(session, made, made.recipient, **words)  # type: ignore[arg-type]


def test_a_link_opens_one_package_and_no_altered_one_does() -> None:
    token = package_link(LINKS, 7).rpartition("/")[2]
    assert read_package("a key", token) == 7
    assert read_package("another", token) is None
    assert read_package("a key", token[:-1]) is None


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


def test_what_was_sent_can_be_taken_back_until_it_is_abroad(
    bench: Bench, tmp_path: Path
) -> None:
    case = approved(bench)
    made = send(bench, case, tmp_path)
    confirm(bench, case, made)
    actor = bench.actor(bench.officer)
    with pytest.raises(RefusedError, match="写明原因"):
        sending.recall(bench.session, case, made, why="", actor=actor, now=NOW)
    sending.recall(bench.session, case, made, why="附件有误", actor=actor, now=NOW)
    assert (case.state, made.withdrawn_why) == ("approved", "附件有误")
    with pytest.raises(RefusedError, match="已撤回"):
        sending.find_dispatch(bench.session, case, made.id)
    assert [one.id for one in sending.dispatches_of(bench.session, case.id)]


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


def test_replies_move_or_mark_a_case(bench: Bench, tmp_path: Path) -> None:
    case = sent(bench, tmp_path)
    hear(bench, case, kind=ReplyKind.ACKNOWLEDGEMENT)
    assert case.state == "sent"
    assert standing_flag(case, Flag.ACKNOWLEDGED)
    hear(bench, case, kind=ReplyKind.INTERIM)
    assert case.state == "sent"
    hear(bench, case)
    assert case.state == "replied"
    assert len(replies.replies_of(bench.session, case.id)) == 3


def test_an_odd_day_of_a_reply_is_asked_about(bench: Bench, tmp_path: Path) -> None:
    case = sent(bench, tmp_path)
    early = TODAY - timedelta(days=2)
    with pytest.raises(RefusedError, match="勾选确认"):
        hear(bench, case, day=early)
    with pytest.raises(RefusedError, match="还没有到"):
        hear(bench, case, day=TODAY + timedelta(days=40))
    with pytest.raises(RefusedError, match="填写答复内容"):
        hear(bench, case, text=" ")
    with pytest.raises(RefusedError, match="选择答复的种类"):
        hear(bench, case, kind="rumour")
    with pytest.raises(RefusedError, match="超过 20000 字"):
        hear(bench, case, text="长" * 20_001)
    with pytest.raises(RefusedError, match="还没有提交"):
        hear(bench, bench.case())
    assert hear(bench, case, day=early, is_sure=True).day == early


def test_silence_is_told_after_sixty_days_and_again_after_asking(
    session: Session, bench: Bench, tmp_path: Path
) -> None:
    case = sent(bench, tmp_path)

    def waits(days: int) -> bool:
        return replies.silent_cases(session, TODAY + timedelta(days=days))[0].is_due

    assert not waits(60)
    assert waits(61)
    asked = TODAY + timedelta(days=61)
    now = NOW + timedelta(days=61)
    assert replies.mark_overdue(session, now=now, today=asked) == 1
    assert replies.mark_overdue(session, now=now, today=asked) == 0
    actor = bench.actor(bench.officer)
    replies.note_chase(
        session, case, day=asked, channel="", text="请答复", actor=actor, now=now
    )
    assert not waits(62)
    assert waits(122)
    hear(bench, case)
    assert standing_flag(case, Flag.OVERDUE) is None
    assert replies.silent_cases(session, asked) == []
    with pytest.raises(RefusedError, match="未答复的案件"):
        replies.note_chase(
            session, case, day=asked, channel="", text="", actor=actor, now=now
        )


def judge(bench: Bench, case: Case, place: int, outcome: str, quote: str = "") -> None:
    item = case.items[place]
    ledger.set_outcome(
        bench.session,
        case,
        item.id,
        outcome=outcome,
        quote=quote,
        seen=item.outcome,
        actor=bench.actor(bench.officer),
        now=LATER,
    )


def test_each_argument_has_its_outcome_before_a_case_is_closed(
    bench: Bench, tmp_path: Path
) -> None:
    case = sent(bench, tmp_path)
    hear(bench, case)
    judge(bench, case, 0, "accepted", "We will allow 24 months.")
    with pytest.raises(RefusedError, match="1 条意见没有结果"):
        bench.go(case, "closed")
    judge(bench, case, 1, "unknown")
    bench.go(case, "closed")
    assert case.state == "closed"
    assert [item.outcome for item in case.items] == ["accepted", "unknown"]


def test_unfit_outcomes_are_refused(bench: Bench, tmp_path: Path) -> None:
    case = sent(bench, tmp_path)
    for outcome, quote, words in (
        ("won", "x", "从列表中选择"),
        ("accepted", " ", "摘录对方"),
        ("refused", "长" * 5001, "超过 5000 字"),
    ):
        with pytest.raises(RefusedError, match=words):
            judge(bench, case, 0, outcome, quote)
    with pytest.raises(RefusedError, match="还没有报送"):
        judge(bench, bench.case(), 0, "unknown")
    item = case.items[0]
    judge(bench, case, 0, "unanswered")
    with pytest.raises(RefusedError, match="王专员刚刚登记"):
        ledger.set_outcome(
            bench.session,
            case,
            item.id,
            outcome="unknown",
            quote="",
            seen="",
            actor=bench.actor(bench.reviewer),
            now=LATER,
        )
