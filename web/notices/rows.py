"""Rows of a list of notices: what each shows, its name and its level."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from models.deadlines import days_left, is_doubtful
from models.kinds import INCIDENTS, NoticeKind
from models.notice import Notice
from models.notice_lines import Chip, Line, Party, make_lines
from web.levels.met import met
from web.levels.rules import Level, LevelFacts, Rule, rule_for
from web.notices.around import Around, State, Told, look_around
from web.notices.rendering import text_of
from web.notices.standing import Standing, standing_of

NEW_DAYS = 7
CHINA = re.compile(r"(?<!Hong Kong, )(?<!Macao, )\b(?:China|CHINA|PRC)\b")
"""China in the title of an incident; small letters would be porcelain."""


@dataclass
class Row:
    """A notice in a list; ``title`` is in the language of the page.

    ``title_origin`` is publisher, or that of a text of ours (see ``rendering``).
    """

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
    rule: Rule
    """The rule that gives the row its level, with what of it the row met."""
    members: Sequence[Party]
    chips: Sequence[Chip]
    twins: int
    is_new: bool
    alike: str = ""
    """The query of a list that holds what the row stands for, if not its twins."""
    notice_kind: str = NoticeKind.NOTIFICATION
    publisher: tuple[str, str] = ("", "")
    """Chinese and English name of the source of a national measure."""
    standing: Standing | None = None
    horizontal: bool = False
    """Whether it is for goods of any kind."""

    @property
    def level(self) -> Level:
        """How much it asks of Hubei's exporters."""
        return self.rule.level

    @property
    def is_national(self) -> bool:
        """Whether it is no WTO notification, but what a publisher says at home."""
        return self.notice_kind != NoticeKind.NOTIFICATION

    @property
    def is_incident(self) -> bool:
        """Whether it tells of goods held, turned back or found unsafe."""
        return self.notice_kind in INCIDENTS

    @property
    def is_open(self) -> bool:
        """Whether it may still be commented on."""
        return self.left is not None and self.left >= 0


def make_rows(
    session: Session, notices: Sequence[Notice], language: str, today: date
) -> list[Row]:
    """The rows of some notices, in their order."""
    return rows_of(session, make_lines(session, notices, {}), language, today)  # type: ignore[arg-type]


def rows_of(
    session: Session, lines: Sequence[Line], language: str, today: date
) -> list[Row]:
    """The rows of some lines, in their order."""
    around = look_around(session, lines)
    return [make_row(line, around, language, today) for line in lines]


def make_row(line: Line, around: Around, language: str, today: date) -> Row:
    """One row, its level and its name."""
    origin, title = name_of(line, language)
    closes, doubtful = deadline_of(line)
    facts = level_facts(line, around, today, doubtful)
    return Row(
        id=line.id,
        symbol=line.symbol,
        kind=shown_kind(line),
        agreement=line.agreement,
        title=title,
        title_origin=origin,
        original=line.title,
        original_language=line.language,
        distributed=line.distributed,
        deadline=closes,
        basis=line.deadline_basis,
        doubtful=doubtful,
        left=days_left(closes, today) if closes else None,
        measure_id=line.measure_id,
        twin_key=line.twin_key,
        rule=met(rule_for(facts, around.rules, today), facts),
        members=line.members,
        chips=line.sectors,
        twins=line.twins,
        is_new=0 <= (today - line.distributed).days < NEW_DAYS,
        notice_kind=line.kind,
        publisher=around.publishers.get(line.source_slug, ("", "")),
        standing=standing_of(
            line.kind, line.distributed, own_events(line, around), today
        ),
        horizontal=line.horizontal,
    )


def deadline_of(line: Line) -> tuple[date | None, bool]:
    """The deadline of a line, if it can have one, and whether it is doubtful."""
    closes = None if line.kind in INCIDENTS else line.deadline
    return closes, closes is not None and needs_a_check(line, closes)


def facts_of(session: Session, lines: Sequence[Line], today: date) -> list[LevelFacts]:
    """What the levels of some lines hang on."""
    around = look_around(session, lines)
    return [level_facts(line, around, today, deadline_of(line)[1]) for line in lines]


def names_china(line: Line, regions: str) -> bool:
    """Whether it aims at China: by its regions, or an incident by its title."""
    if line.kind in INCIDENTS and CHINA.search(line.title):
        return True
    return "china" in regions or "hubei" in regions


def needs_a_check(line: Line, closes: date) -> bool:
    """Whether a deadline is doubtful; at home a docket may well be open for long."""
    if line.kind == NoticeKind.NOTIFICATION:
        return is_doubtful(closes, line.distributed)
    return closes < line.distributed


def own_events(line: Line, around: Around) -> list[Told]:
    """What this very document tells of its measure."""
    events = around.events.get(line.measure_id or 0, [])
    return [event for event in events if event.notice_id == line.id]


def shown_kind(line: Line) -> str:
    """The kind to show: an emergency outweighs a regular notification."""
    if line.kind != NoticeKind.NOTIFICATION:
        return line.kind
    return "emergency" if line.emergency and line.type == "regular" else line.type


def level_facts(line: Line, around: Around, today: date, doubtful: bool) -> LevelFacts:
    """What the level of a notice hangs on."""
    state = around.states.get(line.id, State(False, ""))
    return LevelFacts(
        open=line.deadline is not None
        and line.deadline >= today
        and line.kind not in INCIDENTS,
        matched=state.matched,
        doubtful=doubtful,
        sectors={chip.id: chip.certainty for chip in line.sectors},
        members=[party.code for party in line.members],
        measures=line.measures,
        events=[one[:2] for one in around.events.get(line.measure_id or 0, [])],
        names_china=names_china(line, state.regions.lower()),
        kind=line.kind,
        distributed=line.distributed,
    )


def name_of(line: Line, language: str) -> tuple[str, str]:
    """Where the title comes from, and the title; the publisher's if none is ours."""
    origin, title = text_of(line.texts, language, "title")
    return (origin, title) if title else ("publisher", line.title)
