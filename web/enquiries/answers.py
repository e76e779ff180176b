"""Published answers: a question and its answer for everybody, without the firm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, case, func, or_, select
from sqlalchemy.orm import Session, selectinload

from models.enquiry import Enquiry, PostKind, PublishedAnswer
from models.notice import Notice, NoticeMember
from models.reference_facts import Member
from models.search import query_terms, search_tokens
from models.sector import Match, Sector
from models.user import User
from web.audit import note
from web.marks import N_
from web.paging import cut
from web.refused import RefusedError

PAGE = 20
RELATED = 3
MOST_WORDS = 5000
MOST_TERMS = 10
CERTAIN = ("sure", "likely")
NO_WORDS = N_("请填写中文的问题和答复，各不超过5000字。")
HALF = N_("英文的问题和答复请一并填写，或都留空。")
NAMED = N_("公开的文字里有企业名称“%(firm)s”，请删去后再公布。")


@dataclass(frozen=True)
class Wording:
    """An answer for everybody as its form gives it."""

    question_zh: str = ""
    answer_zh: str = ""
    question_en: str = ""
    answer_en: str = ""
    market: str = ""
    sector: str = ""
    shown: bool = False


@dataclass(frozen=True)
class Listed:
    """A page of published answers, and how many there are."""

    answers: Sequence[PublishedAnswer]
    total: int
    page: int
    pages: int


def propose(session: Session, enquiry: Enquiry) -> Wording:
    """What the form begins with: what is published, else the words of the thread."""
    held = enquiry.published
    if held is not None:
        return Wording(
            question_zh=held.question_zh,
            answer_zh=held.answer_zh,
            question_en=held.question_en,
            answer_en=held.answer_en,
            market=held.market,
            sector=held.sector,
            shown=held.shown,
        )
    answers = [one.text for one in enquiry.posts if one.kind == PostKind.ANSWER]
    places = enquiry.notice.members if enquiry.notice else []
    return Wording(
        question_zh=enquiry.posts[0].text,
        answer_zh="\n\n".join(answers),
        market=places[0].member_code if len(places) == 1 else "",
        sector=next(iter(sectors_of(session, enquiry.notice_id)), ""),
    )


def sectors_of(session: Session, notice_id: int | None) -> list[str]:
    """The sectors that a notice surely or likely touches, the surest first."""
    query = select(Match.sector_id).where(
        Match.notice_id == notice_id, Match.certainty.in_(CERTAIN)
    )
    return list(session.scalars(query.order_by(Match.score.desc(), Match.id)))


def publish(
    session: Session, enquiry: Enquiry, given: Wording, actor: User, now: datetime
) -> PublishedAnswer:
    """Keep an answer for everybody; shown or, unticked, as a draft."""
    words = check(enquiry, given)
    market = given.market if session.get(Member, given.market) else ""
    sector = given.sector if session.get(Sector, given.sector) else ""
    held = enquiry.published or PublishedAnswer(enquiry_id=enquiry.id)
    about = enquiry.notice
    for name, text in words.items():
        setattr(held, name, text)
    held.market, held.sector = market, sector
    held.notice_id, held.shown = enquiry.notice_id, given.shown
    held.published_at = now
    held.search_text = searchable(words, about)
    session.add(held)
    session.flush()
    does = "answer.published" if given.shown else "answer.withdrawn"
    note(session, actor.email, does, ("enquiry", enquiry.id))
    return held


def check(enquiry: Enquiry, given: Wording) -> dict[str, str]:
    """The words to keep; RefusedError if some lack, or if they name the firm."""
    names = ("question_zh", "answer_zh", "question_en", "answer_en")
    words = {name: getattr(given, name).strip() for name in names}
    if any(len(text) > MOST_WORDS for text in words.values()):
        raise RefusedError(NO_WORDS)
    if not words["question_zh"] or not words["answer_zh"]:
        raise RefusedError(NO_WORDS)
    if bool(words["question_en"]) != bool(words["answer_en"]):
        raise RefusedError(HALF)
    firm = enquiry.organisation.name if enquiry.organisation else ""
    if firm and any(firm in text for text in words.values()):
        raise RefusedError(NAMED, firm=firm)
    return words


def searchable(words: dict[str, str], notice: Notice | None) -> str:
    """The tokens that find an answer, each between blanks."""
    zh = f"{words['question_zh']} {words['answer_zh']}"
    en = f"{words['question_en']} {words['answer_en']}"
    symbol = notice.symbol if notice else ""
    return f" {search_tokens(f'{zh} {symbol}', 'zh')} {search_tokens(en, 'en')} "


def list_answers(
    session: Session, words: str, market: str, sector: str, page: int
) -> Listed:
    """Published answers that hold all the words, of a market and a sector."""
    query = select(PublishedAnswer).where(PublishedAnswer.shown)
    for term in query_terms(words)[:MOST_TERMS]:
        asked = " ".join(term)
        like = PublishedAnswer.search_text.contains(f" {asked} ", autoescape=True)
        query = query.where(like)
    query = narrowed(query, market, sector)
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    here = cut(total, PAGE, page)
    shown = query.order_by(
        PublishedAnswer.published_at.desc(), PublishedAnswer.id.desc()
    ).options(selectinload(PublishedAnswer.notice))
    return Listed(session.scalars(here.of(shown)).all(), total, here.page, here.pages)


def has_any(session: Session) -> bool:
    """Whether anything is published."""
    query = select(PublishedAnswer.id).where(PublishedAnswer.shown).limit(1)
    return session.scalar(query) is not None


def narrowed(
    query: Select[PublishedAnswer], market: str, sector: str
) -> Select[PublishedAnswer]:
    """Answers of a market and a sector; one that is for all of them counts too."""
    if market:
        query = query.where(PublishedAnswer.market.in_([market, ""]))
    if sector:
        query = query.where(PublishedAnswer.sector.in_([sector, ""]))
    return query


def find_answer(session: Session, answer_id: int) -> PublishedAnswer | None:
    """An answer that everybody may read."""
    found = session.get(PublishedAnswer, answer_id)
    return found if found is not None and found.shown else None


def related(session: Session, notice: Notice) -> Sequence[PublishedAnswer]:
    """Answers about a notice's measure first, then those of its market and sector."""
    family = select(Notice.id).where(Notice.measure_id == notice.measure_id)
    same = PublishedAnswer.notice_id == notice.id
    if notice.measure_id is not None:
        same = or_(same, PublishedAnswer.notice_id.in_(family))
    places = select(NoticeMember.member_code).where(NoticeMember.notice_id == notice.id)
    touched = select(Match.sector_id).where(
        Match.notice_id == notice.id, Match.certainty.in_(CERTAIN)
    )
    alike = PublishedAnswer.market.in_(places) & PublishedAnswer.sector.in_(touched)
    query = select(PublishedAnswer).where(PublishedAnswer.shown, or_(same, alike))
    first = query.order_by(
        case((same, 0), else_=1),
        PublishedAnswer.published_at.desc(),
    )
    return session.scalars(first.limit(RELATED)).all()
