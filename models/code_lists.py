"""Lists of HS and ICS codes as Members write them, found by the name before them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

HS_EDITIONS = ("1988", "1996", "2002", "2007", "2012", "2017", "2022", "2028")
HS_NAME = (
    r"(?<![^\W_])(?:H\.?S\.?(?![^\W\d_])|HTS(?:US)?|NCM|HSN|CCCN|T\.?A\.?R\.?I\.?C"
    r"|harmoni[sz]ed\s+system|sistema\s+armonizado|syst[eè]me\s+harmonis[eé]"
    r"|c[oó]digo(?:s|\(s\))?\s+(?:del?\s+)?S\.?[AH]\.?"
    r"|code(?:s|\(s\))?\s+(?:du\s+)?S\.?H\.?"
    r"|(?:customs\s+)?tariff\s+(?:headings?|items?|lines?|codes?|numbers?|nos?\.)"
    r"|(?:sub)?partidas?\s+arancelarias?|positions?\s+tarifaires?)(?![^\W\d_])"
    r"|HS|海关编码|海关商品编号|税则号列?|税号|商品编码"
)
ICS_NAME = (
    r"(?<![^\W_])(?:I\.?C\.?S\.?(?![^\W\d_])"
    r"|international\s+classification\s+for\s+standards)"
    r"|国际标准分类号?"
)
EDITION = (
    rf"(?:\s*\(?(?:{'|'.join(HS_EDITIONS)})"
    r"(?=\)|:|\s*(?:edition|version|nomenclature|codes?)))?"
)
FILLER = (
    r"(?:\s|codes?(?![^\W\d_])|c[oó]digos?|nomenclature|edition|version|编码|编号"
    r"|chapters?|cap[ií]tulos?|chapitres?|第|headings?|sub-?headings?"
    r"|partidas?|subpartidas?|positions?|tariff|items?|lines?|numbers?|nos?(?![^\W_])"
    r"|from|between|under|ex(?![^\W\d_])|del?(?![^\W\d_])|\(s\)"
    r"|[:：.()\[\]#=–—-]){0,16}+"
)
HS_CUE = re.compile(rf"(?:{HS_NAME}){EDITION}{FILLER}(?=[0-9])", re.IGNORECASE)
ICS_CUE = re.compile(rf"(?:{ICS_NAME}){FILLER}(?=[0-9])", re.IGNORECASE)
ALONE = r"(?=\s*(?:[,;:/&+)\]\-–~、，；。至到]|\.(?:\D|$)|(?:and|or|to|y|et)\b|$))"
HS_ITEM = re.compile(
    r"(?<![0-9.])(?:"
    r"[0-9]{4}(?:\.[0-9]{1,6}){1,4}|[0-9]{2}\.[0-9]{2}(?:\.[0-9]{2,4}){0,4}"
    r"|[0-9]{4}(?:\s[0-9]{2}){1,4}(?!\s?[0-9])|[0-9]{3,}"
    rf"|[0-9]{{2}}{ALONE})(?![0-9]|\.[0-9])",
    re.ASCII,
)
ICS_ITEM = re.compile(
    r"(?<![0-9.])[0-9]{2}(?:\.\s?[0-9]{3}(?:\.\s?[0-9]{1,2})?)?(?![0-9]|\.[0-9])"
)
RANGE = re.compile(r"\s*(?:-|–|—|~|to|through|till|until|hasta|al?|à|至|到)\s*", re.I)
COMMA = re.compile(
    r"\s*(?:[,;/、，；&+]\s*)*(?:(?:and|or|y|e|o|et|ou|和|及|与|或)(?![^\W\d_]))?"
    r"\s*(?:ex(?![^\W\d_])\s*\.?\s*)?",
    re.IGNORECASE,
)
DAY = re.compile(r"(?:[0-2]?[0-9]|3[01])\.(?:0[1-9]|1[0-2])\.(?:19|20)[0-9]{2}")
BARE = re.compile(r"[0-9](?:[0-9.\s,;/、，；&+~–—-]|and|to|or|至|和)*+")
DOTTED = re.compile(
    r"(?<![\w.])[0-9]{4}\.[0-9]{2}(?:\s?[,;/]\s?[0-9]{4}\.[0-9]{2})+(?![\w.])", re.ASCII
)


@dataclass(frozen=True)
class Written:
    """One item of a list of codes as written; `last` ends a range."""

    start: int
    end: int
    first: str
    last: str = ""


def written(
    text: str, cue: re.Pattern[str], item: re.Pattern[str]
) -> Iterator[Written]:
    """Every item of every list that follows a cue."""
    done = 0
    for match in cue.finditer(text):
        if match.end() < done:
            continue
        for found in follow(text, match.end(), item):
            done = found.end
            yield found


def follow(text: str, place: int, item: re.Pattern[str]) -> Iterator[Written]:
    """The items of the list that begins at a place, up to the first other word."""
    match = item.match(text, place)
    while match and not DAY.match(text, match.start()):
        end, last = range_end(text, match, item)
        yield Written(match.start(), end, match[0], last)
        gap = COMMA.match(text, end)
        place = gap.end() if gap else end
        nearby = text[end:place].isspace()
        match = item.match(text, place)
        if match and nearby and len(match[0]) < 4:
            return


def range_end(
    text: str, first: re.Match[str], item: re.Pattern[str]
) -> tuple[int, str]:
    """Where the item ends, and the upper end if it is a range of equal codes."""
    bridge = RANGE.match(text, first.end())
    second = item.match(text, bridge.end()) if bridge else None
    if second is None:
        return first.end(), ""
    low, high = digits_of(first[0]), digits_of(second[0])
    if len(low) != len(high) or low >= high:
        return first.end(), ""
    return second.end(), second[0]


def digits_of(words: str) -> str:
    """The digits alone."""
    return re.sub(r"\D", "", words)
