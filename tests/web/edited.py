"""A notice that a machine has named and summed up, and officers who write over it."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from models.notice import Notice, Rendering
from tests.web.small_world import NOW, add_notice
from web.editing.service import Draft, read_texts, save
from web.editing.texts import Key, Standing
from web.judgements.service import Actor

LI, WANG = Actor("李工", "li@centre.cn"), Actor("王工", "wang@centre.cn")
TITLE: Key = ("zh", "title")
SUMMARY: Key = ("zh", "summary")
MADE = {TITLE: "美国拟规定电池的技术要求", SUMMARY: "美国通报草案。\n未匹配到行业。"}


def add_made(session: Session) -> Notice:
    """A notice that a machine has named and summed up."""
    notice = add_notice(session, "G/TBT/N/USA/1", language="en")
    for (language, field), text in MADE.items():
        notice.renderings.append(
            Rendering(
                version_number=1,
                language=language,
                field=field,
                origin="rule",
                text=text,
                created_at=NOW,
            )
        )
    session.flush()
    return notice


def look(notice: Notice, key: Key = TITLE) -> Standing:
    """A text as an officer sees it."""
    return read_texts(notice)[key]


def write(
    session: Session, notice: Notice, text: str, actor: Actor = LI, **given: Any
) -> int:
    """Save a Chinese title over the one that is shown, or over the one told."""
    seen = given.pop("seen", look(notice).mark)
    version = given.pop("version", notice.version_number)
    drafts = {TITLE: Draft(text, seen, **given)}
    return save(session, notice, drafts, version=version, actor=actor, now=NOW)


def new_version(session: Session, notice: Notice) -> None:
    """The publisher changes the text."""
    notice.version_number += 1
    session.flush()
