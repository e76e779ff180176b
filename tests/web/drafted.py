"""A case with one argument and its draft, for the tests of drafts."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from models.case import Case, CaseDraft, CaseItem
from tests.models.archive import AT
from tests.web.argued import ACTOR, argue, open_argued
from web.arguments import service as arguments
from web.arguments.texts import texts_of
from web.cases.contents import live_items
from web.drafts import service


@pytest.fixture
def case(session: Session) -> Case:
    """A case with its arguments."""
    return open_argued(session)[0]


@pytest.fixture
def item(session: Session, case: Case) -> CaseItem:
    """The only argument of the case, placed in the text."""
    for one in live_items(case):
        arguments.remove(session, one, actor=ACTOR, at=AT)
    item = argue(session, case)
    texts = texts_of(session, case)
    arguments.place(session, item, texts, unchecked=False, actor=ACTOR, at=AT)
    return item


def recompose(session: Session, case: Case) -> CaseDraft:
    """Make the draft anew from the arguments."""
    number = case.drafts[-1].number
    return service.recompose(session, case, based_on=number, actor=ACTOR, at=AT)


def write(session: Session, case: Case, **edits: service.Edit) -> CaseDraft:
    """Save what a person wrote, by the keys of its blocks."""
    named = {key.replace("_", ":"): edit for key, edit in edits.items()}
    number = case.drafts[-1].number
    return service.save_blocks(
        session, case, named, based_on=number, actor=ACTOR, at=AT
    )


def key_of(item: CaseItem) -> str:
    """What an argument's block is called among edits."""
    return f"item_{item.id}"
