"""A question to a Member's enquiry point about a measure that was not notified.

The duty to notify: TBT Agreement 2.9.2 (technical regulations), 5.6.2 (conformity
assessment), 2.10.1 (urgent); SPS Agreement Annex B 5 and 6. The duty of an enquiry
point to answer: TBT 10.1, SPS Annex B 3.
"""

from dataclasses import dataclass
from datetime import date

EN = """To the TBT/SPS Enquiry Point of {member}

The following measure was published on {published} and does not appear among the \
notifications circulated up to {today} as far as we can see:

  {title}
  {symbol}, {publisher}
  {address}{until}

It appears to concern {sectors}. We should be grateful to learn
1. whether the measure has been or will be notified under Article 2.9.2 or 5.6.2 of \
the TBT Agreement or paragraph 5 of Annex B to the SPS Agreement, and if so under \
which symbol;
2. if not, on what ground no notification is considered necessary;
3. until when comments of other Members can be taken into account.

This question is put under Article 10.1 of the TBT Agreement and paragraph 3 of Annex \
B to the SPS Agreement.
"""
ZH = """致{member}TBT/SPS咨询点：

下列措施于{published}公布。截至{today}，未查到该措施的通报：

  {title}
  {symbol}，{publisher}
  {address}{until}

该措施可能涉及{sectors}。请告知：
1. 该措施是否已经或将要按《技术性贸易壁垒协定》第2.9.2条、第5.6.2条或《实施卫生与植物\
卫生措施协定》附件B第5款通报；如已通报，编号为何；
2. 如未通报，认为无须通报的理由；
3. 其他成员的意见最迟何时提出可予考虑。

本询问依据《技术性贸易壁垒协定》第10.1条和《实施卫生与植物卫生措施协定》附件B第3款提出。
"""


@dataclass(frozen=True)
class Subject:
    """The facts of the measure that is asked about; pairs are Chinese and English."""

    member: tuple[str, str]
    title: str
    symbol: str
    publisher: tuple[str, str]
    address: str
    sectors: tuple[str, str]
    published: date
    closes: date | None
    today: date


def draft_enquiry(subject: Subject, *, chinese: bool) -> str:
    """The question in one language, with the facts of the measure filled in."""
    one = 0 if chinese else 1
    return (ZH if chinese else EN).format(
        member=subject.member[one],
        title=subject.title,
        symbol=subject.symbol,
        publisher=subject.publisher[one],
        address=subject.address,
        until=until(subject.closes, chinese=chinese),
        sectors=subject.sectors[one],
        published=say(subject.published, chinese=chinese),
        today=say(subject.today, chinese=chinese),
    )


def until(day: date | None, *, chinese: bool) -> str:
    """The line that says until when the publisher takes comments, if it does."""
    if day is None:
        return ""
    told = say(day, chinese=chinese)
    return (
        f"\n  国内征求意见截至{told}"
        if chinese
        else f"\n  open for comments until {told}"
    )


def say(day: date, *, chinese: bool) -> str:
    """A day in a sentence."""
    if chinese:
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {day:%B %Y}"
