"""Notices as the API answers them: lists, and one with all that is known of it."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.measure import Event
from models.notice import Notice
from models.notice_lines import Line, Party, make_lines
from models.notice_list import Order, Page, list_notices, read_cursor
from models.sector import MATCHED, Match, Sector
from models.tag import Tag
from web.api.answers import Coded, Happened, Reason, Sure, Title, Words
from web.api.notice_answers import (
    Attachment,
    Copy,
    Finding,
    NoticeMatch,
    NoticeRow,
    NoticeWhole,
    Text,
)
from web.api.questions import NoticesQuestion
from web.labels import measure_types
from web.notices.rendering import text_of
from web.notices.rows import Row, rows_of


def read_page(session: Session, asked: NoticesQuestion, today: date) -> Page:
    """The page of the list that is asked for; folded, the very list of the page."""
    chosen = asked.filters()
    return list_notices(
        session,
        chosen.question(today),
        today=today,
        order=Order.CLOSING if chosen.sort == "closing" else Order.NEWEST,
        after=read_cursor(chosen.after),
        limit=asked.limit,
        fold_twins=asked.twins == "folded",
    )


def write_rows(
    session: Session, lines: Sequence[Line], site: str, today: date
) -> list[NoticeRow]:
    """Some lines as rows of an answer."""
    rows = rows_of(session, lines, "zh", today)
    return [write_row(line, row, site) for line, row in zip(lines, rows, strict=True)]


def write_row(line: Line, row: Row, site: str) -> NoticeRow:
    """One row; what the page says in one language stands here in both."""
    words = write_words(line, "title")
    if words.en is None and line.language == "en":
        words.en, words.en_origin = line.title, "publisher"
    return NoticeRow(
        id=line.id,
        url=f"{site}/notices/{line.id}",
        symbol=line.symbol,
        kind=line.kind,
        type=line.type,
        agreement=line.agreement,
        emergency=line.emergency,
        source=line.source_slug,
        title=Title(
            **words.model_dump(),
            original=line.title,
            original_language=line.language,
        ),
        summary=write_words(line, "summary"),
        distributed=line.distributed,
        deadline=row.deadline,
        deadline_basis=line.deadline_basis,
        open=row.is_open,
        days_left=row.left,
        level=row.level,
        members=[coded(one) for one in line.members],
        sectors=[Sure.model_validate(vars(chip)) for chip in line.sectors],
        measure_types=[measure_type(code) for code in line.measures],
        horizontal=line.horizontal,
        measure_id=line.measure_id,
        twins=line.twins,
    )


def write_words(line: Line, field: str) -> Words:
    """A text of ours in both languages."""
    chinese, english = (text_of(line.texts, name, field) for name in ("zh", "en"))
    return Words(
        zh=chinese[1] or None,
        zh_origin=chinese[0] or None,
        en=english[1] or None,
        en_origin=english[0] or None,
    )


def coded(party: Party) -> Coded:
    """A Member."""
    return Coded(code=party.code, zh=party.zh, en=party.en)


def measure_type(code: str) -> Coded:
    """A kind of measure with its names."""
    zh, en = measure_types().get(code, (code, code))
    return Coded(code=code, zh=zh, en=en)


def lines_of(session: Session, notices: Sequence[Notice]) -> list[Line]:
    """The lines of some notices."""
    return make_lines(session, notices, {})  # type: ignore[arg-type]


def write_notice(
    session: Session, notice: Notice, site: str, today: date
) -> NoticeWhole:
    """One notice with all that is known of it."""
    (row,) = write_rows(session, lines_of(session, [notice]), site, today)
    return NoticeWhole(
        **row.model_dump(),
        version=notice.version_number,
        first_seen=notice.created_at,
        changed=notice.updated_at,
        copies=write_copies(notice),
        content=notice.content,
        documents=[
            Attachment(url=one.url, role=one.role, language=one.language)
            for one in sorted(notice.documents, key=lambda one: one.id)
        ],
        tags=read_tags(session, notice),
        matches=read_matches(session, notice),
        renderings=write_texts(notice),
        events=read_events(session, notice.measure_id),
        relatives=others(session, notice, Notice.measure_id),
        near_twins=others(session, notice, Notice.twin_key),
    )


def write_copies(notice: Notice) -> list[Copy]:
    """Each Member's copy."""
    return [
        Copy(
            member=one.member_code,
            symbol=one.symbol,
            distributed=one.distributed,
            comments_close=one.comments_close,
            link=one.link,
        )
        for one in sorted(notice.members, key=lambda one: one.id)
    ]


def write_texts(notice: Notice) -> list[Text]:
    """The texts of ours, the newest version first."""
    kept = sorted(notice.renderings, key=lambda one: (-one.version_number, one.id))
    return [
        Text(
            field=one.field,
            language=one.language,
            origin=one.origin,
            version=one.version_number,
            text=one.text,
        )
        for one in kept
    ]


def read_tags(session: Session, notice: Notice) -> list[Finding]:
    """The tags of a notice, the surest of each scheme first."""
    query = select(Tag).where(Tag.notice_id == notice.id)
    ordered = query.order_by(Tag.scheme, Tag.score.desc(), Tag.id)
    names = Finding.model_fields
    return [
        Finding(**{name: getattr(one, name) for name in names})
        for one in session.scalars(ordered)
    ]


def read_matches(session: Session, notice: Notice) -> list[NoticeMatch]:
    """The sectors that a notice touches, the surest first."""
    query = (
        select(Match, Sector)
        .join(Sector, Sector.id == Match.sector_id)
        .where(Match.notice_id == notice.id, Match.certainty.in_(MATCHED))
        .order_by(Match.score.desc(), Sector.position)
    )
    return [
        NoticeMatch(**write_match(match, sector))
        for match, sector in session.execute(query)
    ]


def write_match(match: Match, sector: Sector) -> dict[str, Any]:
    """The parts that every answer of a match has."""
    return {
        "id": sector.id,
        "zh": sector.name_zh,
        "en": sector.name_en,
        "certainty": match.certainty,
        "score": match.score,
        "reasons": [write_reason(one) for one in match.reasons],
    }


def write_reason(kept: dict[str, object]) -> Reason:
    """A reason as it was kept with its match; an older one may lack parts."""
    blank = {"kind": "", "code": "", "words": "", "field": "", "zh": "", "en": ""}
    told = {"weight": 0.0, **blank, **kept}
    return Reason.model_validate({name: told[name] for name in Reason.model_fields})


def read_events(session: Session, measure_id: int | None) -> list[Happened]:
    """What happened to a measure, in order; nothing to none."""
    if measure_id is None:
        return []
    query = select(Event).where(Event.measure_id == measure_id)
    return write_events(session.scalars(query.order_by(Event.day, Event.id)))


def write_events(events: Iterable[Event]) -> list[Happened]:
    """Some events as an answer tells them."""
    return [
        Happened(**{name: getattr(one, name) for name in Happened.model_fields})
        for one in events
    ]


def others(
    session: Session, notice: Notice, column: InstrumentedAttribute[Any]
) -> list[int]:
    """The ids of other notices with the same value in a column; none for no value."""
    value = getattr(notice, column.key)
    if value is None:
        return []
    query = select(Notice.id).where(column == value, Notice.id != notice.id)
    return list(session.scalars(query.order_by(Notice.id)))
