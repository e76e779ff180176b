"""Words added, changed, taken out and restored; each change is audited."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.lexicon_term import LexiconTerm
from models.lexicon_terms import OfficersWord
from web import audit
from web.judgements.service import Actor
from web.lexicon.checks import check, check_new, check_strength
from web.lexicon.entries import Entry, Key, all_entries, find_entry, shipped_words
from web.refused import RefusedError


def check_wish(session: Session, word: OfficersWord) -> None:
    """RefusedError if a word cannot be kept as it is wished."""
    check_strength(word)
    if find_entry(session, key_of(word)) is None:
        check(word)
        check_new(word, alike(session, word))


def alike(session: Session, word: OfficersWord) -> list[Entry]:
    """The words that mean the same in the same language."""
    return [
        one
        for one in all_entries(session)
        if one.key.code == word.code and one.key.language == word.language
    ]


def save(session: Session, word: OfficersWord, actor: Actor, now: datetime) -> str:
    """Keep a word, or a change of it; what was done: added, changed or removed."""
    check_wish(session, word)
    key = key_of(word)
    before = find_entry(session, key)
    shipped = shipped_words().get(key, "")
    if not shipped if word.removed else shipped == word.strength:
        return restore(session, key, actor)
    row = find_row(session, key)
    if row is None:
        row = LexiconTerm(**word._asdict(), edited_by=actor.name, edited_at=now)
        session.add(row)
    row.strength, row.removed = word.strength, word.removed
    row.edited_by, row.edited_at = actor.name, now
    try:
        session.flush()
    except IntegrityError as error:
        session.rollback()
        raise RefusedError("同一词条刚刚由他人修改，本次未保存，请核对。") from error
    done = "removed" if word.removed else "changed" if before else "added"
    note(session, key, done, actor, was=before, now=word.strength)
    return done


def restore(session: Session, key: Key, actor: Actor) -> str:
    """Let the shipped word stand again, or take an officer's own away."""
    before, row = find_entry(session, key), find_row(session, key)
    if row is None:
        raise RefusedError("这个词条未经修改，无须恢复。")
    session.delete(row)
    session.flush()
    note(session, key, "restored", actor, was=before, now=shipped_words().get(key, ""))
    return "restored"


def find_row(session: Session, key: Key) -> LexiconTerm | None:
    """An officer's row of a word."""
    query = select(LexiconTerm).filter_by(**key._asdict())
    return session.scalar(query)


def key_of(word: OfficersWord) -> Key:
    """What names a word."""
    return Key(word.lexicon, word.language, word.term, word.code)


def note(
    session: Session, key: Key, done: str, actor: Actor, *, was: Entry | None, now: str
) -> None:
    """Write into the audit what a word was and what it is now."""
    state = f"{was.state} {was.strength}" if was else ""
    audit.note(
        session,
        actor.email,
        f"lexicon.{done}",
        ("lexicon", key.lexicon),
        **key._asdict(),
        was=state,
        now=now,
    )
