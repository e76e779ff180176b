"""Translates what waits, a text and a commit at a time.

Killed anywhere and begun again, it goes on where it was. Every text is counted
before it goes out, so that no accident makes more of them than the day allows.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import structlog
from sqlalchemy import ColumnElement, and_, case, delete, exists, select
from sqlalchemy.orm import Session, sessionmaker

from models import clock
from models.notice import Notice, Rendering
from models.reference_facts import Setting
from models.search_text import reindex
from models.sector import Certainty, Match
from models.translation import Translation
from nlp.languages import OTHER, detect
from nlp.translating.chat import fence_of
from nlp.translating.check import fault_in
from nlp.translating.engine import Engine, EngineError
from nlp.translating.glossary import glossary_version, terms_in

MACHINE = "machine"
FIELDS = ("title", "description")
SENT = "translation.sent"
"""The setting that holds the day and the characters that went out on it."""
FAILURES = 3
"""In a row: after that the engine is left alone until the next pass."""
LONGEST = 12_000
"""Characters of a text; longer ones are left to readers of the original."""
SURE = (Certainty.SURE, Certainty.LIKELY)
Sessions = sessionmaker[Session]


@dataclass
class Done:
    """What a pass came to; ``stopped`` says in a sentence why it ended early."""

    texts: int = 0
    calls: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    stopped: str = ""


@dataclass(frozen=True)
class Wanted:
    """A field of a notice, and the languages it goes from and to."""

    notice_id: int
    version: int
    field: str
    text: str
    source: str
    target: str


def translate_waiting(
    sessions: Sessions,
    engine: Engine,
    *,
    daily: int,
    until: datetime | None = None,
    targets: Sequence[str] = ("zh",),
) -> Done:
    """Translate titles and descriptions until all is done or something says stop.

    ``daily`` is the most characters that may go out on a day.
    """
    done, failures = Done(), 0
    for wanted in each_wanted(sessions, targets):
        if until and clock.now() >= until:
            break
        try:
            go_on = put_one(sessions, engine, wanted, daily, done)
        except EngineError as error:
            failures += 1
            structlog.get_logger().warning("untranslated", reason=error.reason)
            if failures >= FAILURES:
                done.stopped = stopped(failures, error.reason)
                break
            continue
        if not go_on:
            done.stopped = f"No more than {daily} characters are translated a day."
            break
        failures = 0
    return done


def stopped(failures: int, reason: str) -> str:
    """What is said when an engine failed too often."""
    return (
        f"Translation failed {failures} times in a row ({reason}); the next pass tries"
        " again."
    )


def to_translate(session: Session, today: date, target: str) -> list[int]:
    """Matched notices without a translation: open ones first, then the newest."""
    touches = exists().where(Match.notice_id == Notice.id, Match.certainty.in_(SURE))
    is_open = case((Notice.deadline >= today, 0), else_=1)
    query = (
        select(Notice.id)
        .where(touches, ~exists().where(ours_of_now("description", target)))
        .order_by(is_open, Notice.distributed.desc(), Notice.id.desc())
    )
    return list(session.scalars(query))


def ours_of_now(name: str, target: str) -> ColumnElement[bool]:
    """A translation of the current version of a notice."""
    return and_(
        Rendering.notice_id == Notice.id,
        Rendering.version_number == Notice.version_number,
        Rendering.origin == MACHINE,
        Rendering.field == name,
        Rendering.language == target,
    )


def each_wanted(sessions: Sessions, targets: Sequence[str]) -> Iterator[Wanted]:
    """What is to be translated into each language, by notice, title first."""
    for target in targets:
        with sessions() as session:
            ids = to_translate(session, clock.today(session), target)
        for notice_id in ids:
            with sessions() as session:
                notice = session.get(Notice, notice_id)
                found = list(wanted_of(session, notice, target)) if notice else []
            yield from found


def wanted_of(session: Session, notice: Notice, target: str) -> Iterator[Wanted]:
    """The fields of a notice that have no translation yet."""
    query = select(Rendering.field).where(
        Rendering.notice_id == notice.id,
        Rendering.version_number == notice.version_number,
        Rendering.origin == MACHINE,
        Rendering.language == target,
    )
    held = set(session.scalars(query))
    for name in FIELDS:
        text = str(notice.content.get(name) or "").strip()
        source = detect(text)
        if name in held or not text or len(text) > LONGEST:
            continue
        if source not in {OTHER, target}:
            number = notice.version_number
            yield Wanted(notice.id, number, name, text, source, target)


def put_one(
    sessions: Sessions, engine: Engine, wanted: Wanted, daily: int, done: Done
) -> bool:
    """Translate one text, from the cache if it is there; False at the day's limit.

    A text that was refused is kept as an empty one, and not asked for again.
    """
    key = key_of(wanted, engine.name)
    with sessions() as session:
        held = session.get(Translation, key)
        text = held.text if held else None
    if text is None:
        if not claim(sessions, len(wanted.text), daily):
            return False
        done.calls += 1
        text = ask(engine, wanted, done)
    with sessions.begin() as session:
        if session.get(Translation, key) is None:
            session.add(kept(key, wanted, engine.name, text))
        done.texts += show(session, wanted, engine.name, text)
    return True


def key_of(wanted: Wanted, engine: str) -> str:
    """The name of a translation by what it is made from."""
    parts = (wanted.text, wanted.source, wanted.target, engine, glossary_version())
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def claim(sessions: Sessions, length: int, daily: int) -> bool:
    """Count a text that is about to go out; False if the day has no room for it."""
    today = clock.now().date().isoformat()
    with sessions.begin() as session:
        row = session.get(Setting, SENT)
        day, _, sent = row.value.partition(":") if row else ("", "", "")
        total = length + (int(sent) if day == today and sent.isdecimal() else 0)
        if total > daily:
            return False
        session.merge(Setting(key=SENT, value=f"{today}:{total}"))
    return True


def ask(engine: Engine, wanted: Wanted, done: Done) -> str:
    """The checked words of an engine; empty where they are refused."""
    terms = terms_in(wanted.text, wanted.target)
    text = engine.translate(wanted.text, wanted.source, wanted.target, terms)
    fence = fence_of(wanted.text)
    fault = fault_in(wanted.text, text, wanted.target, terms, fence)
    if fault is None:
        return text
    done.refused[fault] += 1
    structlog.get_logger().warning(
        "refused", reason=fault, notice=wanted.notice_id, field=wanted.field
    )
    return ""


def kept(key: str, wanted: Wanted, engine: str, text: str) -> Translation:
    """A row of the cache."""
    return Translation(
        key=key,
        source_language=wanted.source,
        target_language=wanted.target,
        engine=engine,
        glossary=glossary_version(),
        text=text,
        made_at=clock.now(),
    )


def show(session: Session, wanted: Wanted, engine: str, text: str) -> int:
    """Put a translation beside its notice, if it still says the same; 1 if so."""
    notice = session.get(Notice, wanted.notice_id)
    if not text or notice is None or notice.version_number != wanted.version:
        return 0
    session.execute(
        delete(Rendering).where(
            Rendering.notice_id == wanted.notice_id,
            Rendering.language == wanted.target,
            Rendering.field == wanted.field,
            Rendering.origin == MACHINE,
        )
    )
    session.add(
        Rendering(
            notice_id=wanted.notice_id,
            version_number=wanted.version,
            language=wanted.target,
            field=wanted.field,
            origin=MACHINE,
            text=text,
            author=engine,
            created_at=clock.now(),
        )
    )
    reindex(session, [wanted.notice_id])
    return 1
