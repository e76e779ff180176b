"""The overview of a day as one paragraph, in Chinese or English; no framework."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from models.deadlines import HERE
from web.alerts.phrases import say_day
from web.digest.service import Count, Overview

MOST_MEMBERS, MOST_SECTORS = 12, 8
SUBJECTS = {
    "zh": "每日概览 {day}：{members} 个成员 {documents} 件通报，"
    "{touching} 件涉及湖北行业",
    "en": "Overview of {day}: {documents} from {members}, {touching} touching Hubei",
}


def subject(one: Overview, language: str) -> str:
    """The substance of the day in one line."""
    day = say_day(one.day, language)
    if not one.documents:
        lead = "每日概览 " if language == "zh" else "Overview of "
        return (
            f"{lead}{day}{'：' if language == 'zh' else ': '}{nothing(one, language)}"
        )
    members, documents = len(one.members), one.documents
    is_english = language == "en"
    return SUBJECTS[language].format(
        day=day,
        members=many(members, "Member") if is_english else members,
        documents=many(documents, "notification") if is_english else documents,
        touching=one.touching,
    )


def paragraph(one: Overview, language: str) -> str:
    """The whole day: numbers, Members highest first, sectors, what is uncertain."""
    if not one.documents:
        return nothing(one, language)
    told = in_chinese(one) if language == "zh" else in_english(one)
    doubt = "" if one.complete else incomplete(one, language)
    return ("" if language == "zh" else " ").join(
        part for part in (told, doubt) if part
    )


def in_chinese(one: Overview) -> str:
    """As the national centre writes it, with both counts and our sectors."""
    members = "、".join(
        f"{each.zh} {each.count} 项" for each in one.members[:MOST_MEMBERS]
    )
    rest = "等" if one.members[MOST_MEMBERS:] else ""
    copies = f"；联合通报按成员计共 {one.copies} 项" if one.is_joint else ""
    text = (
        f"{say_day(one.day, 'zh')}，"
        f"{len(one.members)} 个成员通报了 {one.documents} 项措施"
        f"（TBT {one.tbt} 项，SPS {one.sps} 项{copies}）。"
        f"其中{members}{rest}。"
    )
    if not one.touching:
        return text + "没有发现涉及湖北出口行业的措施。"
    sectors = listed(one.sectors, "zh")
    first = say_day(one.first_close, "zh") if one.first_close else ""
    many_close = f"最早的{first}截止评议。" if one.touching > 1 else ""
    closes = (many_close or f"评议截止日为{first}。") if first else ""
    return f"{text}{one.touching} 项涉及湖北行业：{sectors}。{closes}"


def in_english(one: Overview) -> str:
    """The same in English."""
    members = ", ".join(
        f"{each.en} {each.count}" for each in one.members[:MOST_MEMBERS]
    )
    rest = " and others" if one.members[MOST_MEMBERS:] else ""
    joint = f"; {one.copies} if a joint one counts once for each Member"
    copies = joint if one.is_joint else ""
    text = (
        f"On {say_day(one.day, 'en')}, {many(len(one.members), 'Member')} notified "
        f"{many(one.documents, 'measure')} (TBT {one.tbt}, SPS {one.sps}{copies}): "
        f"{members}{rest}."
    )
    if not one.touching:
        return f"{text} None was found to touch a sector of Hubei."
    sectors = listed(one.sectors, "en")
    first = say_day(one.first_close, "en") if one.first_close else ""
    lead = "The first of them" if one.touching > 1 else "It"
    closes = f" {lead} closes for comments on {first}." if first else ""
    return f"{text} Touching sectors of Hubei: {one.touching} ({sectors}).{closes}"


def many(count: int, word: str) -> str:
    """A number with its noun."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def listed(sectors: Sequence[Count], language: str) -> str:
    """The sectors with their counts."""
    shown = sectors[:MOST_SECTORS]
    if language == "en":
        return ", ".join(f"{each.en} {each.count}" for each in shown)
    return "、".join(f"{each.zh} {each.count} 项" for each in shown)


def nothing(one: Overview, language: str) -> str:
    """That nothing came, but only where a crawl proves it."""
    day = say_day(one.day, language)
    if one.complete and one.silence.at:
        when = moment(one.silence.at)
        if language == "zh":
            return f"{day}没有新通报（{when} 已向来源核对）"
        return f"no notification on {day} (checked with the source at {when})"
    return incomplete(one, language)


def incomplete(one: Overview, language: str) -> str:
    """That more may have come than we know."""
    day = say_day(one.day, language)
    if one.silence.at is None:
        zh, en = "来源尚未成功采集", "the source has not been read yet"
    else:
        when = moment(one.silence.at)
        zh, en = f"来源最近一次读到 {when}", f"the source was last read at {when}"
    if language == "zh":
        return f"{zh}，{day}的通报可能不全。"
    return f"{en[:1].upper()}{en[1:]}; what came on {day} may not be all here."


def moment(at: datetime) -> str:
    """An instant in Wuhan, to the minute."""
    return f"{at.astimezone(HERE):%Y-%m-%d %H:%M}"


def widths(members: Iterable[Count]) -> list[tuple[Count, int]]:
    """Each Member with the length of its bar, of 100 for the highest."""
    told = list(members)
    most = max((one.count for one in told), default=1)
    return [(one, round(100 * one.count / most)) for one in told]
