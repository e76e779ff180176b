"""The record of a search for a notification, fit to stand beside a paper.

What was searched, how far, when, and in which state the store was then: whoever
raises the measure must be able to see how much the words "not seen" weigh.
"""

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.counterpart import Counterpart
from models.deadlines import HERE
from models.kinds import NoticeKind
from models.notice import Notice, NoticeMember
from nlp.counterparts.scoring import ENOUGH
from nlp.counterparts.work import earliest
from web.cases.findings import en_day, zh_day
from web.gaps.silence import EPING, proof_of_silence
from web.radar.doubts import Doubt, Knowledge, doubts_about, in_chinese, in_english
from web.radar.service import FARTHEST, member_of
from web.radar.subject import Pair, Subject

MOST = 3
"""So many of the nearest notifications are named."""


def search_record(
    session: Session,
    one: Counterpart,
    subject: Subject,
    known: Knowledge,
    now: datetime,
) -> list[Pair]:
    """The lines of the record, in Chinese and English."""
    return [
        what_was_searched(session, one, subject),
        how(subject),
        source_state(session, now),
        numbering(known),
        *map(doubt_pair, doubts_about(one.notice, member_of(one.notice), known)),
        *nearest_ones(one),
    ]


def what_was_searched(session: Session, one: Counterpart, subject: Subject) -> Pair:
    """Whose notifications, since when, and how many of them are held."""
    first = earliest(one.notice)
    count = count_held(session, member_of(one.notice), first, one.checked_at)
    facts = subject.facts
    return (
        f"查找范围：本系统收录的{facts.member}自{zh_day(first)}以来分发的TBT、SPS通报，"
        f"共{count}件。",
        f"Searched: the TBT and SPS notifications of {facts.member_en} circulated since"
        f" {en_day(first)} that are held here, {count} in all.",
    )


def count_held(session: Session, member: str, first: date, until: datetime) -> int:
    """How many notifications of a Member were held when they were looked through."""
    query = (
        select(func.count(Notice.id))
        .join(NoticeMember, NoticeMember.notice_id == Notice.id)
        .where(
            Notice.kind == NoticeKind.NOTIFICATION,
            NoticeMember.member_code == member,
            Notice.distributed >= first,
            Notice.created_at <= until,
        )
    )
    return session.scalar(query) or 0


def how(subject: Subject) -> Pair:
    """What was compared, and on which day."""
    return (
        f"查找日期和方法：{zh_day(subject.looked)}，比对案卷号和文号、标题、日期、"
        "HS品目。",
        f"Searched on {en_day(subject.looked)} by docket and document numbers, titles,"
        " dates and HS headings.",
    )


def source_state(session: Session, now: datetime) -> Pair:
    """Whether the WTO's notifications are all read, and until when."""
    silence = proof_of_silence(session, EPING, now)
    if silence.at is None:
        return (
            "采集状态：世贸组织通报尚未成功采集。",
            "State of the store: WTO notifications were never read in full.",
        )
    zh = f"{silence.at.astimezone(HERE):%Y-%m-%d %H:%M}"
    if silence.proven:
        return (
            f"采集状态：截至{zh}（北京时间），世贸组织通报已全部读取。",
            f"State of the store: all WTO notifications had been read by {zh} (Beijing"
            " time).",
        )
    return (
        f"采集状态：自{zh}（北京时间）起，未能确认世贸组织通报已采集齐全。",
        f"State of the store: since {zh} (Beijing time) it is not certain that all WTO"
        " notifications have been read.",
    )


def numbering(known: Knowledge) -> Pair:
    """When the numbers of the notifications were last checked for holes."""
    if known.summary is None:
        return (
            "编号核对：通报编号的完整性尚未核对。",
            "Numbering: not checked for missing numbers yet.",
        )
    day = known.summary.checked_at.astimezone(HERE).date()
    return (
        f"编号核对：{zh_day(day)}已核对通报编号是否连续。",
        f"Numbering: checked for missing numbers on {en_day(day)}.",
    )


def doubt_pair(doubt: Doubt) -> Pair:
    """What forbids to say that there is no notification."""
    return f"不能确定：{in_chinese(doubt)}。", f"Uncertain: {in_english(doubt)}."


def nearest_ones(one: Counterpart) -> Iterator[Pair]:
    """The notifications that came nearest, or that none came near."""
    near = [told for told in one.evidence if told["score"] >= FARTHEST][:MOST]
    for told in near:
        score = f"{told['score']:.2f}"
        yield (
            f"最接近的通报：{told['symbol']}，相似度{score}（达到{ENOUGH}视为同一措施）。",
            f"Nearest notification: {told['symbol']}, likeness {score} ({ENOUGH} or"
            " more counts as the same measure).",
        )
    if not near:
        yield (
            "没有标题、文号、日期或产品相近的通报。",
            "No notification is near in title, number, date or product.",
        )
