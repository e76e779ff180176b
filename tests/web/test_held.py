"""Of two who act on one case at once, neither changes what the other has read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from models.case import Case
from models.database import session_factory
from models.user import User
from tests.web.bench import Bench, set_bench
from tests.web.small_world import NOW
from web.arguments import service, stance
from web.arguments.wording import wording_of
from web.cases.contents import contents_of, fingerprint
from web.cases.moves import move
from web.cases.record import Actor
from web.cases.service import find_case
from web.drafts.service import save_draft
from web.evidence import service as evidence
from web.evidence.facts import Fact
from web.refused import RefusedError
from web.review import signing

WRITER = Actor(None, "王专员")


@pytest.fixture
def bench(session: Session) -> Bench:
    return set_bench(session)


@pytest.fixture
def other(session: Session) -> Iterator[Session]:
    """The session of somebody else, at the same time."""
    with session_factory(session.get_bind())() as found:  # type: ignore[arg-type]
        yield found


def edit(session: Session, case: Case) -> None:
    item = case.items[0]
    words = replace(wording_of(item), request_zh="另一", request_en="Another")
    service.edit_item(session, case, item, words, edition=1, actor=WRITER, at=NOW)


def open_words(session: Session, case: Case) -> None:
    was = stance.mark_of(case)
    words = ("支持", "We support it.")
    stance.set_stance(session, case, words, was=was, actor=WRITER, at=NOW)


def draft(session: Session, case: Case) -> None:
    save_draft(
        session,
        case,
        text_zh="别的",
        text_en="Other",
        based_on=1,
        actor=WRITER,
        at=NOW,
    )


def prove(session: Session, case: Case) -> None:
    fact = Fact(kind="text", text_zh="又一条")
    evidence.add(session, case, fact, None, Path(), actor=WRITER, now=NOW)


def remove(session: Session, case: Case) -> None:
    service.remove(session, case.items[0], actor=WRITER, at=NOW)


WRITES = [edit, open_words, draft, prove, remove]


def seen(session: Session, case: Case) -> str:
    return fingerprint(contents_of(session, case, case.drafts[-1]))


@pytest.mark.parametrize("write", WRITES, ids=lambda one: one.__name__)
def test_what_went_to_review_meanwhile_is_no_longer_written(
    session: Session,
    other: Session,
    bench: Bench,
    write: Callable[[Session, Case], None],
) -> None:
    case = bench.case()
    session.commit()
    late = find_case(other, case.id)
    bench.go(case, "reviewing")
    session.commit()
    with pytest.raises(RefusedError, match="案件正在审核"):
        write(other, late)
    other.rollback()
    read = seen(session, case)
    made = signing.sign(session, case, bench.reviewer, seen=read, now=NOW)
    assert made.sha256 == read


@pytest.mark.parametrize("write", [open_words, draft], ids=lambda one: one.__name__)
def test_a_text_that_changed_between_reading_and_signing_is_not_signed(
    session: Session,
    other: Session,
    bench: Bench,
    write: Callable[[Session, Case], None],
) -> None:
    case = bench.case(state="reviewing")
    session.commit()
    read = find_case(other, case.id)
    shown = seen(other, read)
    bench.go(case, "drafting", reason="再改")
    write(session, case)
    bench.go(case, "reviewing")
    session.commit()
    reviewer = other.get_one(User, bench.reviewer.id)
    with pytest.raises(RefusedError, match="内容有改动"):
        signing.sign(other, read, reviewer, seen=shown, now=NOW)
    other.rollback()
    fresh = find_case(other, case.id)
    assert fresh.state == "reviewing"
    assert signing.signatures_of(other, case.id) == []


def withdraw(session: Session, case: Case, actor: Actor) -> None:
    move(session, case, "drafting", actor=actor, reason="再改", now=NOW)


def waits(pool: ThreadPoolExecutor, act: Callable[[], object]) -> Future[object]:
    """Begin something that cannot go on before a transaction has ended."""
    begun = pool.submit(act)
    with pytest.raises(TimeoutError):
        begun.result(timeout=0.15)
    return begun


def test_a_signature_waits_for_a_withdrawal_under_way_and_the_reverse(
    session: Session, other: Session, bench: Bench
) -> None:
    first, second = bench.case(state="reviewing"), bench.case(state="reviewing")
    session.commit()
    mine, theirs = find_case(other, first.id), find_case(other, second.id)
    shown, reviewer = seen(other, mine), other.get_one(User, bench.reviewer.id)
    officer = bench.actor(bench.officer)
    with ThreadPoolExecutor(1) as pool:
        bench.go(first, "drafting", reason="再改")
        late = waits(
            pool,
            lambda: signing.sign(other, mine, reviewer, seen=shown, now=NOW),
        )
        session.commit()
        with pytest.raises(RefusedError, match="不在审核中"):
            late.result(10)
        other.rollback()
        read = seen(session, second)
        signing.sign(session, second, bench.reviewer, seen=read, now=NOW)
        late = waits(pool, lambda: withdraw(other, theirs, officer))
        session.commit()
        with pytest.raises(RefusedError, match="李审核刚刚改变了案件状态"):
            late.result(10)
        other.rollback()


def test_finding_a_case_reads_none_of_what_it_once_said(
    session: Session, database: Engine, bench: Bench
) -> None:
    case = bench.case()
    for state in ("reviewing", "drafting", "reviewing"):
        bench.go(case, state, reason="再改")
    session.commit()
    session.expunge_all()
    asked: list[str] = []
    event.listen(database, "before_cursor_execute", lambda *told: asked.append(told[2]))
    assert [one.actor for one in find_case(session, case.id).moves] == ["王专员"] * 4
    heavy = ("case_move.snapshot", "case_draft.text_zh", "case_draft.blocks")
    assert not [one for one in asked if any(name in one for name in heavy)]
    assert find_case(session, case.id).drafts[-1].text_zh == "意见"
    assert sum("case_draft.text_zh" in one for one in asked) == 1
