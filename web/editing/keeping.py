"""Officers' texts as rows: written over, added, deleted; never over a colleague's."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.notice import Notice, Rendering
from web.editing.texts import ASIDE, EDITOR, Key, editor_rows
from web.refused import RefusedError


@dataclass(frozen=True)
class Written:
    """A text, who wrote it, and when."""

    text: str
    author: str
    at: datetime


def put(session: Session, notice: Notice, key: Key, new: Written) -> None:
    """Keep a text about the current version; refused if a colleague was first.

    A text that came with the program is put aside, to stand again later.
    """
    same = [
        one
        for one in editor_rows(notice, key)
        if one.version_number == notice.version_number
    ]
    if same and same[0].author:
        change(session, same[0], text=new.text, author=new.author, created_at=new.at)
        return
    if same:
        change(session, same[0], origin=ASIDE)
    add(session, notice, key, new)


def change(session: Session, row: Rendering, **columns: object) -> None:
    """Write over a row, if its text still is what it was."""
    statement = (
        update(Rendering)
        .where(
            Rendering.id == row.id,
            Rendering.text == row.text,
            Rendering.origin == row.origin,
        )
        .values(**columns)
        .returning(Rendering.id)
        .execution_options(synchronize_session=False)
    )
    if session.scalar(statement) is None:
        raise beaten()
    session.expire(row)


def add(session: Session, notice: Notice, key: Key, new: Written) -> None:
    """Add a text, if nobody else did so just now."""
    language, field = key
    session.add(
        Rendering(
            notice_id=notice.id,
            version_number=notice.version_number,
            language=language,
            field=field,
            origin=EDITOR,
            text=new.text,
            author=new.author,
            created_at=new.at,
        )
    )
    try:
        session.flush()
    except IntegrityError as error:
        session.rollback()
        raise beaten() from error


def take_back(session: Session, notice: Notice, key: Key) -> None:
    """Let the text before officers stand again; the audit keeps what was written."""
    for row in editor_rows(notice, key):
        if row.author:
            session.delete(row)
    session.flush()
    for row in notice.renderings:
        if (row.language, row.field, row.origin) == (*key, ASIDE):
            row.origin = EDITOR


def beaten() -> RefusedError:
    """What is said when a text changed between reading and saving."""
    return RefusedError(
        "这段文字刚刚更新，本次未保存；所写文字仍在下面，请与现行文字对照后再保存。"
    )
