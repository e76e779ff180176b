"""What an officer writes into the form of a warning: read, and refused if unfit."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models.codes import clean_hs
from models.notice import Notice
from models.organisation import Organisation
from models.reference import hs_codes
from models.sector import Sector
from models.warning import TargetKind, WarningTarget
from web.levels.rules import Level
from web.marks import N_
from web.notices.service import notice_of_symbol
from web.places import CITIES
from web.refused import RefusedError

LEVELS = tuple(level for level in Level if level != Level.UNKNOWN)
LONGEST_TITLE, LONGEST_BODY = 120, 5000
MOST_HS, MOST_FIRMS = 200, 500


@dataclass(frozen=True)
class Draft:
    """The form as it was filled in."""

    level: str = Level.YELLOW
    title_zh: str = ""
    title_en: str = ""
    body_zh: str = ""
    body_en: str = ""
    symbol: str = ""
    expires: str = ""
    sectors: Sequence[str] = field(default=())
    cities: Sequence[str] = field(default=())
    hs: str = ""
    firms: str = ""


@dataclass(frozen=True)
class Words:
    """The words of a warning, checked."""

    level: str
    title_zh: str
    title_en: str
    body_zh: str
    body_en: str
    notice_id: int | None
    expires: date | None


def read_words(session: Session, draft: Draft, today: date) -> Words:
    """The words of a form; RefusedError says what is missing or too long."""
    if draft.level not in LEVELS:
        raise RefusedError(N_("请选择级别：红、橙、黄或蓝。"))
    titles = [" ".join(one.split()) for one in (draft.title_zh, draft.title_en)]
    bodies = [lines(one) for one in (draft.body_zh, draft.body_en)]
    if not titles[0] or not bodies[0]:
        raise RefusedError(N_("中文标题和正文都要填写。"))
    if bool(titles[1]) != bool(bodies[1]):
        raise RefusedError(N_("英文标题和正文要么都填，要么都不填。"))
    if max(map(len, titles)) > LONGEST_TITLE:
        raise RefusedError(N_("标题请不超过 %(most)d 字。"), most=LONGEST_TITLE)
    if max(map(len, bodies)) > LONGEST_BODY:
        raise RefusedError(N_("正文请不超过 %(most)d 字。"), most=LONGEST_BODY)
    return Words(
        level=draft.level,
        title_zh=titles[0],
        title_en=titles[1],
        body_zh=bodies[0],
        body_en=bodies[1],
        notice_id=read_notice(session, draft.symbol),
        expires=read_expiry(draft.expires, today),
    )


def lines(text: str) -> str:
    """A text with plain line ends, and no blanks around it."""
    return "\n".join(one.rstrip() for one in text.splitlines()).strip()


def read_notice(session: Session, symbol: str) -> int | None:
    """The notice that a warning is about, by its symbol; none if it is free."""
    text = symbol.strip()
    if not text:
        return None
    by_key = select(Notice.id).where(
        or_(Notice.symbol == text, Notice.source_key == text)
    )
    found = session.scalar(by_key.limit(1)) or notice_of_symbol(session, text)
    if found is None:
        raise RefusedError(
            N_("没有编号为 %(symbol)s 的通报或国外措施，请核对编号。"),
            symbol=text[:60],
        )
    return found


def read_expiry(text: str, today: date) -> date | None:
    """The last day on which a warning stands; none if it has no end."""
    if not text.strip():
        return None
    try:
        day = date.fromisoformat(text.strip())
    except ValueError as error:
        raise RefusedError(N_("有效期请按 2026-12-31 的格式填写。")) from error
    if day < today:
        raise RefusedError(N_("有效期不能早于今天。"))
    return day


def read_targets(session: Session, draft: Draft) -> list[WarningTarget]:
    """For whom it is; an unknown sector, city, code or firm is refused by name."""
    known = set(session.scalars(select(Sector.id)))
    if not known.issuperset(draft.sectors) or not set(CITIES).issuperset(draft.cities):
        raise RefusedError(N_("请从列表中选择行业和市州。"))
    found = [
        (TargetKind.SECTOR, draft.sectors),
        (TargetKind.HS, read_hs(draft.hs)),
        (TargetKind.CITY, draft.cities),
        (TargetKind.FIRM, read_firms(session, draft.firms)),
    ]
    return [
        WarningTarget(kind=kind, value=str(value))
        for kind, values in found
        for value in dict.fromkeys(values)
    ]


def read_hs(text: str) -> list[str]:
    """The HS codes of a text, by their digits; a code that is none is refused."""
    written = text.replace("，", " ").replace("、", " ").replace(",", " ").split()
    if len(written) > MOST_HS:
        raise RefusedError(N_("HS编码最多 %(most)d 个。"), most=MOST_HS)
    found = []
    for one in written:
        code, _ = clean_hs(one, hs_codes())
        if code is None or code not in hs_codes():
            raise RefusedError(N_("“%(code)s”不是HS编码，请核对。"), code=one[:20])
        found.append(code)
    return found


def read_firms(session: Session, text: str) -> list[int]:
    """The firms that a text names, one a line, by name or 统一社会信用代码."""
    named = [" ".join(one.split()) for one in text.splitlines() if one.strip()]
    if len(named) > MOST_FIRMS:
        raise RefusedError(N_("点名的企业最多 %(most)d 家。"), most=MOST_FIRMS)
    query = select(Organisation.id, Organisation.name, Organisation.credit_code)
    rows = session.execute(
        query.where(
            or_(
                Organisation.name.in_(named),
                Organisation.credit_code.in_([one.upper() for one in named]),
            )
        )
    ).all()
    known = {key: row[0] for row in rows for key in (row[1], row[2]) if key}
    for one in named:
        if one not in known and one.upper() not in known:
            raise RefusedError(
                N_("没有名为“%(name)s”的企业，请核对名称或信用代码。"), name=one[:60]
            )
    return [known.get(one) or known[one.upper()] for one in named]
