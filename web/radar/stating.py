"""How the papers state a measure, line by line."""

from datetime import date

from web.cases.blanks import blank, check, to_check, to_fill
from web.cases.findings import en_day, zh_day
from web.radar.subject import Subject

LIST = {True: "、", False: ", "}


def say(day: date, *, chinese: bool) -> str:
    """A day in a sentence."""
    return zh_day(day) if chinese else en_day(day)


def measure_lines(one: Subject, *, chinese: bool) -> list[str]:
    """The measure: title, number, publisher, dates, address."""
    return [line for line in (chinese_lines if chinese else english_lines)(one) if line]


def chinese_lines(one: Subject) -> list[str]:
    """The measure in Chinese."""
    titles = dict.fromkeys((one.facts.title_zh, one.original))
    return [
        f"措施：{'／'.join(titles)}",
        f"编号：{one.facts.symbol}（{one.publisher[0]}）",
        authority(one, "主管机构：", "、"),
        f"公布日：{zh_day(one.facts.distributed)}",
        f"网址：{one.address or blank('公布网址')}",
        closing_zh(one),
        force(one, chinese=True),
    ]


def english_lines(one: Subject) -> list[str]:
    """The measure in English."""
    titles = dict.fromkeys((one.facts.title_en, one.original))
    return [
        f"Measure: {' / '.join(titles)}",
        f"Number: {one.facts.symbol} ({one.publisher[1]})",
        authority(one, "Agency: ", ", "),
        f"Published: {en_day(one.facts.distributed)}",
        f"Address: {one.address or to_fill('address of the publication')}",
        closing_en(one),
        force(one, chinese=False),
    ]


def authority(one: Subject, label: str, comma: str) -> str:
    """The agencies that the publisher names."""
    names = one.facts.content.get("agencies") or []
    return f"{label}{comma.join(names)}" if names else ""


def closing_zh(one: Subject) -> str:
    """Until when the draft is open at home; nothing for a measure that is made."""
    if one.closes is None:
        return "公布机构征求意见截止日：未载明" if one.is_open else ""
    ended = "" if one.is_open else "（已截止）"
    return f"公布机构征求意见截止日：{zh_day(one.closes)}{ended}"


def closing_en(one: Subject) -> str:
    """The same in English."""
    if one.closes is None:
        return "Comment period of the publisher: no end stated" if one.is_open else ""
    ended = "ends" if one.is_open else "ended"
    return f"Comment period of the publisher {ended}: {en_day(one.closes)}"


def force(one: Subject, *, chinese: bool) -> str:
    """The day of entry into force, or the publisher's words where it is no day."""
    told = one.facts.told("entry_into_force")
    if not told:
        return ""
    day = one.facts.day("entry_into_force")
    words = say(day, chinese=chinese) if day else told
    return f"生效日期：{words}" if chinese else f"Entry into force: {words}"


def goods_lines(one: Subject, *, chinese: bool) -> list[str]:
    """Products, HS codes and the sectors of Hubei."""
    if chinese:
        return [
            f"所涉产品：{one.facts.products_zh or blank('所涉产品')}",
            f"HS编码：{codes(one, chinese=True) or blank('HS编码')}",
            f"所涉湖北出口行业：{one.sectors[0] or blank('行业')}",
        ]
    return [
        f"Products: {one.facts.products_en or to_fill('products covered')}",
        f"HS codes: {codes(one, chinese=False) or to_fill('HS codes')}",
        f"Export sectors of Hubei concerned: {one.sectors[1] or to_fill('sectors')}",
    ]


def codes(one: Subject, *, chinese: bool) -> str:
    """The codes, and whose they are."""
    comma = LIST[chinese]
    stated, found = comma.join(one.hs_stated), comma.join(one.hs_found)
    if found:
        mark = (
            check("按产品名称识别") if chinese else to_check("read from product names")
        )
        found = f"{found}{mark}" if chinese else f"{found} {mark}"
    return ("；" if chinese else "; ").join(part for part in (stated, found) if part)


def numbered(lines: list[str], *, chinese: bool) -> list[str]:
    """Lines with their numbers."""
    mark = "（{}）{}" if chinese else "({}) {}"
    return [mark.format(number, line) for number, line in enumerate(lines, 1)]
