"""Days told in words, to a day, to a count from an event, or to nothing; pure.

A day that no one stated is never invented: "six months after publication" stays a
rule until the day of publication is known, and "second half of 2026" a period.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from models.days import find_days, read_day, read_period
from models.fold import fold
from models.periods import DayKind

FIGURES = str.maketrans("０１２３４５６７８９", "0123456789")
DIGITS = {figure: worth for worth, figure in enumerate("零一二三四五六七八九")}
DIGITS |= {"两": 2, "〇": 0}
TENS = {"十": 10, "百": 100}
COUNT = rf"(?P<count>[0-9]{{1,4}}|[{''.join(DIGITS)}{''.join(TENS)}]{{1,6}})"
ZH_OFFSET = re.compile(
    rf"{COUNT}\s*(?:个)?(?:(?P<days>自然日|日历日|日|天)|(?P<weeks>周|星期)"
    r"|(?P<months>月)|(?P<years>年))(?!份|[0-9])"
)
ZH_EVENTS = (
    (DayKind.PUBLICATION, r"公布|发布|刊登|刊发|公告|颁布|官方公报"),
    (DayKind.ADOPTION, r"批准|通过|签署|签字|采纳"),
    (DayKind.CIRCULATION, r"通报|散发|分发|分送"),
)
ZH_AT_ONCE = re.compile(r"之日|当日|当天|即日|同日|起(?:施行|实施|生效)|后(?:立即|即)")
ZH_UNCOUNTABLE = re.compile(r"工作日|之前|以前|生效(?:之日|日|后)")
HALVES = (
    (r"(?:first|1st) half|primer semestre|premier semestre|上半年", "H1"),
    (r"(?:second|2nd) half|segundo semestre|(?:second|deuxieme) semestre|下半年", "H2"),
    (r"(?:first|1st) quarter|primer trimestre|premier trimestre|q1\b|第一季度", "Q1"),
    (r"(?:second|2nd) quarter|(?:segundo|deuxieme) trimestre|q2\b|第二季度", "Q2"),
    (r"(?:third|3rd) quarter|(?:tercer|troisieme) trimestre|q3\b|第三季度", "Q3"),
    (r"(?:fourth|4th|last) quarter|(?:cuarto|quatrieme) trimestre|q4\b|第四季度", "Q4"),
)
YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
ISO_MONTH = re.compile(
    r"(?<![0-9])(?P<year>20[0-9]{2})[-/年]\s*(?P<month>[0-9]{1,2})(?:月|(?![-/0-9]))"
)
UNSAID = re.compile(
    r"[\s\W]*(?:n/?a|none|tbd|to be (?:determined|decided|confirmed|announced)"
    r"|not (?:yet )?(?:indicated|applicable|determined|specified|known|available)"
    r"|por determinar|no (?:se )?(?:indica\w*|aplica\w*|procede|especifica\w*)"
    r"|a determiner|non (?:indique|applicable|determine|precise|specifie)e?s?"
    r"|待定|待确定|(?:尚)?未(?:确定|定|说明|指明|明确)|不适用|无|另行通知)[\s\W]*"
)


@dataclass(frozen=True)
class DateRule:
    """So many days or months after an event, or a period that holds no one day.

    ``period`` is written 2026, 2026-06, 2026-H2 or 2026-Q3.
    """

    kind: DayKind
    words: str
    days: int | None = None
    months: int | None = None
    period: str = ""

    @property
    def short(self) -> str:
        """The rule in one word: publication+180, publication+6m, 2026-H2."""
        if self.kind == DayKind.PERIOD:
            return self.period
        return f"{self.kind}+{f'{self.months}m' if self.months else self.days or 0}"

    def resolve(self, known: Mapping[str, date]) -> date | None:
        """The day, where the day of the event is known; a period gives none."""
        start = known.get(str(self.kind))
        if start is None or self.kind == DayKind.PERIOD:
            return None
        return later(start, self.days or 0, self.months or 0)


def read_date_words(words: str) -> DateRule | date | None:
    """A day, a rule that counts from an event, or None where nothing can be known.

    In English, French, Spanish and Chinese. Figures have the day first; a day that
    cannot be is unknown here, as are working days and a time before an event.
    """
    written = words.translate(FIGURES).strip()
    day = whole_day(written)
    if day or UNSAID.fullmatch(fold(written)):
        return day
    if re.search(r"[\u4e00-\u9fff]", written):
        return read_chinese(written, words)
    counted = read_period(written)
    if counted.kind == DayKind.PERIOD:
        return named_period(written, words)
    if counted.kind != DayKind.UNKNOWN:
        return DateRule(counted.kind, words, counted.offset_days, counted.offset_months)
    return only_day(written)


def whole_day(words: str) -> date | None:
    """A day that fills the whole text; one that cannot be is no day."""
    try:
        return read_day(words)
    except ValueError:
        return None


def only_day(words: str) -> date | None:
    """The one day that a longer text holds; of several none is meant for certain."""
    days = {day for day, _, _ in find_days(words)}
    return days.pop() if len(days) == 1 else None


def read_chinese(written: str, words: str) -> DateRule | date | None:
    """The same for Chinese words."""
    if ZH_UNCOUNTABLE.search(written):
        return only_day(written)
    event = next((kind for kind, form in ZH_EVENTS if re.search(form, written)), None)
    offset = ZH_OFFSET.search(written) if event else None
    if event and offset and not only_day(written):
        count = chinese_number(offset["count"])
        days = count * (7 if offset["weeks"] else 1)
        if offset["months"] or offset["years"]:
            return DateRule(event, words, None, count * (12 if offset["years"] else 1))
        return DateRule(event, words, days)
    if event and ZH_AT_ONCE.search(written) and not only_day(written):
        return DateRule(event, words, 0)
    return only_day(written) or named_period(written, words)


def chinese_number(written: str) -> int:
    """Figures or Chinese numerals below a thousand: 六, 十二, 一百八十."""
    if written.isdecimal():
        return int(written)
    total = digit = 0
    for figure in written:
        if figure in TENS:
            total, digit = total + (digit or 1) * TENS[figure], 0
        else:
            digit = DIGITS[figure]
    return total + digit


def named_period(written: str, words: str) -> DateRule | None:
    """A year, half, quarter or month; None where two years are named."""
    plain = fold(written)
    years = set(YEAR.findall(plain))
    if len(years) != 1:
        return None
    year = years.pop()
    part = next((code for form, code in HALVES if re.search(form, plain)), "")
    month = month_in(plain)
    period = f"{year}-{part}" if part else f"{year}-{month:02}" if month else year
    return DateRule(DayKind.PERIOD, words, period=period)


def month_in(plain: str) -> int:
    """The month named beside a year; 0 if none is."""
    figures = ISO_MONTH.search(plain)
    if figures and 1 <= int(figures["month"]) <= 12:
        return int(figures["month"])
    found = {day.month for day, _, _ in find_days(months_as_days(plain))}
    return found.pop() if len(found) == 1 else 0


def months_as_days(plain: str) -> str:
    """Each month with a year as its first day, so that one reader reads both."""
    return re.sub(
        r"(?<![a-z0-9])([a-z]{3,10})\.?,?\s+(?:de(?:l)? |of )?((?:19|20)\d\d)",
        r"1 \1 \2",
        plain,
    )


def later(start: date, days: int, months: int) -> date:
    """A day so much later; a month later ends with the month at the latest."""
    place = start.year * 12 + start.month - 1 + months
    year, month = divmod(place, 12)
    last = monthrange(min(year, 9999), month + 1)[1]
    moved = date(min(year, 9999), month + 1, min(start.day, last))
    return moved + timedelta(days=min(days, (date.max - moved).days))
