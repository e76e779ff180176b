"""Tagging and matching of stored notices: the only file here that opens the database.

Work is found by a query: a notice whose text or whose rules are newer than its tags
or matches. Nothing is committed here, and doing the same work twice changes nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, selectinload

from models.clock import now
from models.notice import Notice
from models.search_text import reindex
from models.sector import MATCHED, Match, Sector, SectorTerm
from models.tag import Tag
from nlp.definitions import Definitions, Row, define
from nlp.evidence import Reason
from nlp.findings import Finding, Origin
from nlp.judging import verdicts_of, with_verdicts
from nlp.matching import SectorMatch, consider
from nlp.reasons import render
from nlp.rules import match_rules, tag_rules
from nlp.tagging import tag
from nlp.text import NoticeText

FROM_BASE = "base"
ORIGINS: dict[str, Origin] = {
    "stated": "stated",
    "found": "found",
    "predicted": "predicted",
}
FOLLOWS = frozenset({"addendum", "corrigendum", "revision", "supplement"})


@dataclass(frozen=True)
class Counts:
    """How many notices were worked on, and how many rows came out."""

    notices: int
    rows: int


def tag_pending(session: Session, limit: int | None = None) -> Counts:
    """Tag notices whose text or rules are newer than their tags."""
    return tag_notices(session, to_tag(session)[:limit])


def match_pending(session: Session, limit: int | None = None) -> Counts:
    """Match tagged notices whose tags or sector definitions are newer than matches."""
    return match_notices(session, to_match(session)[:limit])


def to_tag(session: Session) -> list[int]:
    """The ids of the notices that are to be tagged, the newest first."""
    return pending(session, Notice.tagged_hash, Notice.content_hash, tag_rules())


def to_match(session: Session) -> list[int]:
    """The ids of the notices that are to be matched, the newest first."""
    _, rules = stored_definitions(session)
    return pending(session, Notice.matched_hash, Notice.tagged_hash, rules)


def tag_notices(session: Session, ids: Sequence[int]) -> Counts:
    """Tag these notices by today's rules, whatever tags they have."""
    rules = tag_rules()
    written = 0
    notices = read_notices(session, ids)
    for notice in notices:
        findings = tag(notice_text(session, notice))
        session.execute(delete(Tag).where(Tag.notice_id == notice.id))
        session.add_all(as_row(one, notice, rules) for one in findings)
        notice.tagged_hash = f"{notice.content_hash}:{rules}"
        written += len(findings)
    session.flush()
    return Counts(len(notices), written)


def match_notices(session: Session, ids: Sequence[int]) -> Counts:
    """Match these notices to the sectors by today's rules.

    What they are tagged and matched with can be searched for from then on. Officers'
    verdicts stand above what the rules say; near misses are kept and not counted.
    """
    definitions, rules = stored_definitions(session)
    written = 0
    notices = read_notices(session, ids)
    verdicts = verdicts_of(session, ids)
    for notice in notices:
        findings = read_findings(session, notice)
        found = consider(findings, notice_text(session, notice), definitions)
        session.execute(delete(Match).where(Match.notice_id == notice.id))
        rows = [match_row(one, notice, rules) for one in found]
        rows = with_verdicts(rows, verdicts.get(notice.id, ()), rules)
        session.add_all(rows)
        notice.matched_hash = f"{notice.tagged_hash}:{rules}"
        written += sum(row.certainty in MATCHED for row in rows)
    reindex(session, [notice.id for notice in notices])
    return Counts(len(notices), written)


def pending(
    session: Session,
    done: InstrumentedAttribute[str | None],
    basis: InstrumentedAttribute[str] | InstrumentedAttribute[str | None],
    rules: str,
) -> list[int]:
    """Notices whose work was not done on this basis with these rules, newest first."""
    undone = or_(done.is_(None), done != basis + f":{rules}")
    query = select(Notice.id).where(basis.is_not(None), undone)
    query = query.order_by(Notice.distributed.desc(), Notice.id)
    return list(session.scalars(query))


def read_notices(session: Session, ids: Sequence[int]) -> list[Notice]:
    """These notices with their Members."""
    query = select(Notice).where(Notice.id.in_(ids)).order_by(Notice.id)
    return list(session.scalars(query.options(selectinload(Notice.members))))


def notice_text(session: Session, notice: Notice) -> NoticeText:
    """What the tagger may see; a follow-up without goods has those of its base."""
    content = notice.content
    text = NoticeText(
        key=notice.symbol,
        kind=notice.kind,
        agreement=notice.agreement or "",
        type=notice.type,
        members=tuple(sorted(one.member_code for one in notice.members)),
        title=content.get("title") or notice.title,
        products=content.get("products") or "",
        description=content.get("description") or "",
        hs=tuple(content.get("hs") or ()),
        ics=tuple(content.get("ics") or ()),
        objectives=tuple(content.get("objectives") or ()),
        keywords=tuple(content.get("keywords") or ()),
        regions=content.get("regions") or "",
        agencies=tuple(content.get("agencies") or ()),
        articles=tuple(content.get("articles") or ()),
        objectives_text=content.get("objectives_text") or "",
        all_partners=bool(content.get("all_partners")),
        adoption=content.get("adoption") or "",
        entry_into_force=content.get("entry_into_force") or "",
        comments_close=content.get("comments_close") or "",
        distributed=notice.distributed.isoformat() if notice.distributed else "",
    )
    base = base_of(session, notice)
    return with_goods(text, base.content) if base else text


def base_of(session: Session, notice: Notice) -> Notice | None:
    """The earliest document of the family that states goods, if it is not this one."""
    if notice.measure_id is None or not any(f in notice.type.lower() for f in FOLLOWS):
        return None
    query = (
        select(Notice)
        .where(Notice.measure_id == notice.measure_id, Notice.id != notice.id)
        .order_by(Notice.distributed, Notice.id)
    )
    named = (one for one in session.scalars(query) if one.content.get("products"))
    return next(named, None)


def with_goods(text: NoticeText, base: Mapping[str, Any]) -> NoticeText:
    """The text with the base's goods where it states none."""
    return replace(
        text,
        products=text.products or base.get("products") or "",
        hs=text.hs or tuple(base.get("hs") or ()),
        ics=text.ics or tuple(base.get("ics") or ()),
    )


def as_row(one: Finding, notice: Notice, rules: str) -> Tag:
    """A finding as a row; words that stand in the base's text are marked so."""
    own = str(notice.content.get("products") or "")
    from_base = one.field == "products" and not own
    return Tag(
        notice_id=notice.id,
        version_number=notice.version_number,
        scheme=one.scheme,
        code=one.code,
        score=one.score,
        origin=one.origin,
        field=one.field,
        start=one.start,
        end=one.end,
        words=one.words,
        note=one.note or (FROM_BASE if from_base else ""),
        rules=rules,
    )


def read_findings(session: Session, notice: Notice) -> list[Finding]:
    """The notice's tags as findings, in the order they were found."""
    rows = session.scalars(
        select(Tag).where(Tag.notice_id == notice.id).order_by(Tag.id)
    )
    return [
        Finding(
            row.scheme,
            row.code,
            row.score,
            ORIGINS[row.origin],
            row.field,
            row.start,
            row.end,
            row.words,
            "" if row.note == FROM_BASE else row.note,
        )
        for row in rows
    ]


def match_row(one: SectorMatch, notice: Notice, rules: str) -> Match:
    """A match as a row, its reasons told in both languages."""
    return Match(
        notice_id=notice.id,
        sector_id=one.sector,
        score=one.score,
        certainty=one.certainty,
        reasons=[as_told(reason) for reason in one.reasons],
        rules=rules,
        created_at=now(),
    )


def as_told(reason: Reason) -> dict[str, object]:
    """A reason for the database: its parts, and its sentence in both languages."""
    zh, en = render(reason)
    return {
        "kind": reason.kind,
        "code": reason.code,
        "words": reason.words,
        "field": reason.field,
        "weight": round(reason.weight, 3),
        "zh": zh,
        "en": en,
    }


def stored_definitions(session: Session) -> tuple[Definitions, str]:
    """The sectors as officers left them, and the version of the rules with them."""
    sectors = [sector_row(one) for one in session.scalars(select(Sector))]
    live = select(SectorTerm).where(SectorTerm.removed.is_(False))
    terms = [term_row(one) for one in session.scalars(live)]
    lines = ["|".join(row.values()) for row in [*sectors, *terms]]
    return define(sectors, terms), match_rules(lines)


def sector_row(one: Sector) -> Row:
    """A sector shaped like a line of sectors.csv."""
    return {
        "id": one.id,
        "name_zh": one.name_zh,
        "name_en": one.name_en,
        "domains": "|".join(one.domains),
    }


def term_row(one: SectorTerm) -> Row:
    """A term shaped like a line of sector_terms.csv."""
    return {
        "sector": one.sector_id,
        "kind": one.kind,
        "language": one.language,
        "term": one.term,
        "weight": f"{one.weight:g}",
    }
