"""What the pages of notices ask: a list, one notice, the notice of a symbol."""

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, selectinload

from models.deadlines import safe_moment
from models.facets import Totals
from models.kinds import NoticeKind
from models.measure import Event, MeasureSymbol
from models.notice import Notice, NoticeMember
from models.notice_list import Order, list_notices, read_cursor
from models.reference_facts import Member
from models.sector import MATCHED, Match, Sector
from models.symbols import read_symbol
from models.tag import Tag
from web.labels import hs_names, ics_names, measure_types, objectives
from web.notices.evidence import Piece, cut
from web.notices.facets import Facet, read_counts
from web.notices.family import Step, line_of
from web.notices.filters import Filters
from web.notices.official import Official
from web.notices.planned import plans_of
from web.notices.publisher import Publisher, publisher_of
from web.notices.rendering import text_of
from web.notices.rows import Row, make_rows, rows_of

TEXTS = ("title", "products", "description")
SCHEMES = ("hs", "ics", "measure", "objective", "standard", "substance")
MOST_TAGS = 12
PAGE = 30


@dataclass
class Why:
    """A sector a notice touches, and the reasons in words."""

    id: str
    zh: str
    en: str
    certainty: str
    score: float
    reasons: list[dict[str, object]]


@dataclass
class Label:
    """A tag as it is shown: its scheme, code, names, origin and words."""

    scheme: str
    code: str
    zh: str
    en: str
    origin: str
    words: str
    note: str = ""

    @property
    def key(self) -> str:
        """The key that its words in the text carry as well."""
        return f"{self.scheme}-{self.code}"


@dataclass
class Sheet:
    """All that the page of one notice shows."""

    notice: Notice
    row: Row
    summary: tuple[str, str]
    products: tuple[str, str]
    texts: dict[str, list[Piece]]
    labels: dict[str, list[Label]]
    whys: list[Why]
    steps: list[Step]
    relatives: list[Row]
    twins: list[Row] = field(default_factory=list)
    safe: datetime | None = None
    publisher: Publisher | None = None
    is_foreign: bool = False
    """Whether its text is in a language that no lexicon is written in."""


@dataclass
class Listing:
    """A page of the list: its rows, what it counts, and where the next begins."""

    rows: list[Row]
    totals: Totals
    facets: list[Facet]
    after: str


def read_listing(
    session: Session, chosen: Filters, language: str, today: date
) -> Listing:
    """The page of the list that an address asks for, with its filters."""
    question = chosen.question(today)
    page = list_notices(
        session,
        question,
        today=today,
        order=Order.CLOSING if chosen.sort == "closing" else Order.NEWEST,
        after=read_cursor(chosen.after),
        limit=PAGE,
    )
    totals, facets = read_counts(session, chosen, today)
    rows = rows_of(session, page.lines, language, today)
    return Listing(rows, totals, facets, str(page.after or ""))


def find_notice(session: Session, notice_id: int) -> Notice | None:
    """A notice with its documents, versions and texts of ours."""
    query = (
        select(Notice)
        .where(Notice.id == notice_id)
        .options(
            selectinload(Notice.documents),
            selectinload(Notice.renderings),
            selectinload(Notice.members),
        )
    )
    return session.scalar(query)


def notice_of_symbol(session: Session, written: str) -> int | None:
    """The notice that carries a symbol, or the newest of its family."""
    symbol = read_symbol(written)
    text = symbol.text if symbol else written.strip()
    copy = select(NoticeMember.notice_id).where(NoticeMember.symbol == text).limit(1)
    own = select(Notice.id).where(or_(Notice.symbol == text, Notice.source_key == text))
    found = session.scalar(copy) or session.scalar(own.limit(1))
    if symbol is None:
        return found or national_of_number(session, text)
    if found:
        return found
    family = (
        select(Notice.id)
        .join(MeasureSymbol, MeasureSymbol.measure_id == Notice.measure_id)
        .where(MeasureSymbol.base_symbol == symbol.base)
        .order_by(Notice.distributed.desc(), Notice.id.desc())
    )
    return session.scalar(family.limit(1))


def national_of_number(session: Session, number: str) -> int | None:
    """The newest national measure whose symbol ends in a publisher's number."""
    query = select(Notice.id).where(
        Notice.kind != NoticeKind.NOTIFICATION,
        Notice.symbol.endswith(f" {number}", autoescape=True),
    )
    newest = query.order_by(Notice.distributed.desc(), Notice.id.desc())
    return session.scalar(newest.limit(1))


def read_sheet(
    session: Session,
    notice: Notice,
    language: str,
    today: date,
    official: Official | None = None,
) -> Sheet:
    """Everything about one notice, in one language, on a day.

    ``official`` is its form: what the record leaves open may stand there.
    """
    tags = list(
        session.scalars(
            select(Tag)
            .where(Tag.notice_id == notice.id)
            .order_by(Tag.score.desc(), Tag.id)
        )
    )
    relatives = family_of(session, notice)
    twins = twins_of(session, notice)
    rows = make_rows(session, [notice, *relatives, *twins], language, today)
    texts = {name: str(notice.content.get(name) or "") for name in TEXTS}
    return Sheet(
        notice=notice,
        row=rows[0],
        summary=ours(notice, language, "summary"),
        products=ours(notice, language, "products"),
        texts={name: cut(text, name, tags) for name, text in texts.items() if text},
        labels=labels_of(tags),
        whys=whys_of(session, notice.id),
        steps=line_of(
            events_of(session, notice),
            rows[0].deadline,
            notice.deadline_basis,
            today,
            notice.kind,
            plans_of([notice, *reversed(relatives)], official),
        ),
        relatives=rows[1 : 1 + len(relatives)],
        twins=rows[1 + len(relatives) :],
        safe=safe_end(session, notice),
        publisher=publisher_of(session, notice),
        is_foreign=any(one.scheme == "language" for one in tags),
    )


def ours(notice: Notice, language: str, field: str) -> tuple[str, str]:
    """Where a text of ours comes from, and the text."""
    texts = sorted(notice.renderings, key=lambda one: -one.version_number)
    return text_of(texts, language, field)


def events_of(session: Session, notice: Notice) -> list[Event]:
    """What happened to the measure of a notice."""
    query = select(Event).where(Event.measure_id == notice.measure_id)
    return list(session.scalars(query.order_by(Event.day, Event.id)))


def family_of(session: Session, notice: Notice) -> list[Notice]:
    """The other documents of the same measure, oldest first."""
    if notice.measure_id is None:
        return []
    query = select(Notice).where(
        Notice.measure_id == notice.measure_id, Notice.id != notice.id
    )
    return list(session.scalars(query.order_by(Notice.distributed, Notice.id)))


def twins_of(session: Session, notice: Notice) -> list[Notice]:
    """Other documents with nearly the same text, newest first."""
    if not notice.twin_key:
        return []
    query = select(Notice).where(
        Notice.twin_key == notice.twin_key, Notice.id != notice.id
    )
    return list(session.scalars(query.order_by(Notice.distributed.desc()).limit(12)))


def safe_end(session: Session, notice: Notice) -> datetime | None:
    """The last safe moment in Wuhan for a comment, by the Member's own clock."""
    if notice.deadline is None or not notice.members:
        return None
    member = session.get(Member, notice.members[0].member_code)
    return safe_moment(notice.deadline, member.zone if member else None)


def whys_of(session: Session, notice_id: int) -> list[Why]:
    """The sectors a notice touches, the surest first, with reasons."""
    query = (
        select(Match, Sector)
        .join(Sector, Sector.id == Match.sector_id)
        .where(Match.notice_id == notice_id, Match.certainty.in_(MATCHED))
        .order_by(Match.score.desc(), Sector.position)
    )
    return [
        Why(
            sector.id,
            sector.name_zh,
            sector.name_en,
            match.certainty,
            match.score,
            list(match.reasons),
        )
        for match, sector in session.execute(query)
    ]


def labels_of(tags: list[Tag]) -> dict[str, list[Label]]:
    """The tags by scheme, each code once, with its names."""
    names = {"hs": hs_names(), "ics": ics_names(), "measure": measure_types()}
    names["objective"] = objectives()
    found: dict[str, dict[str, Label]] = {scheme: {} for scheme in SCHEMES}
    for tag in tags:
        if tag.scheme in found:
            zh, en = names.get(tag.scheme, {}).get(tag.code, (tag.code, tag.code))
            label = Label(tag.scheme, tag.code, zh, en, tag.origin, tag.words, tag.note)
            kept = found[tag.scheme].setdefault(tag.code, label)
            if tag.origin == "stated":
                kept.origin = "stated"
    return {
        scheme: sorted(group.values(), key=lambda one: one.origin != "stated")[
            :MOST_TAGS
        ]
        for scheme, group in found.items()
        if group
    }
