"""Who had a hand in a paper: by number, whatever they are called, never forgotten."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from models.case import Case, CaseDraft
from models.review import Signature
from models.user import Role, User
from tests.web.bench import Bench, set_bench
from tests.web.small_world import NOW, add_user
from web.arguments.service import edit_item
from web.arguments.wording import wording_of
from web.cases.contents import contents_of, fingerprint
from web.drafts.service import save_draft
from web.refused import RefusedError
from web.review import signing
from web.review.drafters import drafters_of


@pytest.fixture
def bench(session: Session) -> Bench:
    return set_bench(session)


def sign(bench: Bench, case: Case, who: User | None = None) -> Signature:
    seen = fingerprint(contents_of(bench.session, case, case.drafts[-1]))
    return signing.sign(bench.session, case, who or bench.reviewer, seen=seen, now=NOW)


def test_who_drafted_cannot_sign(session: Session, bench: Bench) -> None:
    case = bench.case(state="reviewing")
    case.items[0].edited_by = bench.reviewer.name
    with pytest.raises(RefusedError, match="李审核参与了起草"):
        sign(bench, case)
    case.items[0].edited_by = ""
    case.drafts[0].author = bench.reviewer.email
    with pytest.raises(RefusedError, match="另一位审核人"):
        sign(bench, case)
    assert case.state == "reviewing"


def test_people_of_one_name_are_told_apart(session: Session, bench: Bench) -> None:
    namesake = add_user(session, "other@hb.cn", role=Role.REVIEWER)
    namesake.name = bench.officer.name
    case = bench.case()
    write(bench, case, "意见二")
    bench.officer.name = "王改名"
    case.state, case.items[0].edited_by = "reviewing", ""
    case.drafts[0].author = ""
    session.flush()
    drafters = drafters_of(session, case)
    assert drafters.include(bench.officer)
    assert not drafters.include(namesake)
    made = sign(bench, case, namesake)
    assert (made.drafters, made.drafter_ids) == (["王改名"], [bench.officer.id])


def test_whose_words_were_written_over_is_still_a_drafter(
    session: Session, bench: Bench
) -> None:
    case = bench.case()
    wording = wording_of(case.items[0])
    for place, who in enumerate((bench.reviewer, bench.officer), 1):
        edit_item(
            session,
            case,
            case.items[0],
            replace(wording, problem_zh=f"问题，第{place}稿"),
            edition=place,
            actor=bench.actor(who),
            at=NOW,
        )
    assert case.items[0].edited_by_id == bench.officer.id
    case.state = "reviewing"
    with pytest.raises(RefusedError, match="李审核参与了起草"):
        sign(bench, case)


def write(bench: Bench, case: Case, text: str) -> CaseDraft:
    """Save a further version as the officer."""
    return save_draft(
        bench.session,
        case,
        text_zh=text,
        text_en="Comment",
        based_on=case.drafts[-1].number,
        actor=bench.actor(bench.officer),
        at=NOW,
    )


def test_a_machines_words_have_no_drafter(session: Session, bench: Bench) -> None:
    case = bench.case(state="reviewing")
    case.items[0].edited_by, case.drafts[0].author = "", ""
    assert sign(bench, case).drafters == []
