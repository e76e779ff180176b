"""Papers that were signed, sent to the national body, and sent abroad."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from models.case import Case
from models.correspondence import Dispatch, Reply, ReplyKind
from tests.web.bench import Bench
from tests.web.small_world import NOW, TODAY
from web.alerts.links import Links
from web.cases.contents import contents_of, fingerprint
from web.correspondence import replies, sending
from web.correspondence.replies import Heard
from web.review import signing

LINKS = Links("https://chutong.example", "a key")
LATER = NOW + timedelta(days=20)


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
