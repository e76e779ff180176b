"""Rows of a list of notices: what each shows, its name and its level."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from models.deadlines import days_left, is_doubtful
from models.notice import Notice
from web.labels import measure_types
from web.notices.around import Around, Chip, Party, look_around
from web.notices.levels import Level, LevelFacts, level_of
from web.notices.rendering import NamedFacts, best, line_en, line_zh

NEW_DAYS = 7


@dataclass
class Row:
    """A notice in a list; ``title`` is in the language of the page."""

    id: int
    symbol: str
    kind: str
    agreement: str | None
    title: str
    title_origin: str
    original: str
    original_language: str
    distributed: date
    deadline: date | None
    basis: str
    doubtful: bool
    left: int | None
    measure_id: int | None
    twin_key: str | None
    level: Level = Level.UNKNOWN
    members: list[Party] = field(default_factory=list)
    chips: list[Chip] = field(default_factory=list)
    twins: int = 0
    is_new: bool = False


def make_rows(
    session: Session, notices: Sequence[Notice], language: str, today: date
) -> list[Row]:
    """The rows of some notices, in their order."""
    around = look_around(session, notices)
    return [make_row(notice, around, language, today) for notice in notices]


def make_row(notice: Notice, around: Around, language: str, today: date) -> Row:
    """One row, its level and its name."""
    origin, title = name_of(notice, around, language)
    doubtful = notice.deadline is not None and is_doubtful(
        notice.deadline, notice.distributed
    )
    return Row(
        id=notice.id,
        symbol=notice.symbol,
        kind=notice_kind(notice),
        agreement=notice.agreement,
        title=title,
        title_origin=origin,
        original=notice.title,
        original_language=notice.language,
        distributed=notice.distributed,
        deadline=notice.deadline,
        basis=notice.deadline_basis,
        doubtful=doubtful,
        left=days_left(notice.deadline, today) if notice.deadline else None,
        measure_id=notice.measure_id,
        twin_key=notice.twin_key,
        level=level_of(level_facts(notice, around, today, doubtful), today),
        members=around.members.get(notice.id, []),
        chips=around.chips.get(notice.id, []),
        is_new=0 <= (today - notice.distributed).days < NEW_DAYS,
    )


def notice_kind(notice: Notice) -> str:
    """The kind to show: an emergency outweighs a regular notification."""
    if notice.kind != "notification":
        return notice.kind
    return "emergency" if notice.emergency and notice.type == "regular" else notice.type


def level_facts(
    notice: Notice, around: Around, today: date, doubtful: bool
) -> LevelFacts:
    """What the level of a notice hangs on."""
    regions = str(notice.content.get("regions") or "").lower()
    return LevelFacts(
        open=notice.deadline is not None and notice.deadline >= today,
        matched=notice.matched_hash is not None,
        doubtful=doubtful,
        certainties=[chip.certainty for chip in around.chips.get(notice.id, [])],
        members=[party.code for party in around.members.get(notice.id, [])],
        main=around.main,
        measures=around.tags.get(notice.id, {}).get("measure", []),
        events=around.events.get(notice.measure_id or 0, []),
        names_china="china" in regions or "hubei" in regions,
    )


def name_of(notice: Notice, around: Around, language: str) -> tuple[str, str]:
    """Where the title comes from, and the title; the original stands for none."""
    origin, title = best(around.titles.get(notice.id, {}).get(language, []))
    if not title and notice.language == language:
        return "publisher", notice.title
    if not title:
        origin, title = "rule", made_line(notice, around, language)
    return (origin, title) if title else ("publisher", notice.title)


def made_line(notice: Notice, around: Around, language: str) -> str:
    """A line made from the tags of a notice."""
    tags = around.tags.get(notice.id, {})
    place = 0 if language == "zh" else 1
    codes = [f"ics{code}" for code in tags.get("ics", [])]
    codes += [f"hs{code}" for code in tags.get("hs", [])]
    goods = [around.names[code][place] for code in codes if code in around.names]
    kinds = [
        measure_types()[code][place]
        for code in tags.get("measure", [])
        if code in measure_types() and code != "other"
    ]
    parties = around.members.get(notice.id, [])
    members = [party.zh if language == "zh" else party.en for party in parties]
    unique = list(dict.fromkeys(name for name in goods if name))
    facts = NamedFacts(notice_kind(notice), members, unique, kinds)
    return line_zh(facts) if language == "zh" else line_en(facts)
