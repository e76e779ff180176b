"""Plain text and addresses out of what publishers put into one field."""

import html
import re
from itertools import pairwise
from urllib.parse import urljoin, urlsplit

import nh3

MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|<!--|&(?:[a-zA-Z]{2,8}|#x?[0-9a-fA-F]{1,6});")
PARAGRAPH = re.compile(r"</(?:p|div|table|ul|ol|h[1-6]|blockquote)\s*>", re.IGNORECASE)
LINE = re.compile(r"<br\s*/?>|</(?:li|tr)\s*>", re.IGNORECASE)
CELL = re.compile(r"</t[dh]\s*>", re.IGNORECASE)
LINE_END = re.compile(r"(?:_x000D_|\r)\n?|[\x85\u2028\u2029\v\f]", re.IGNORECASE)
UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2060\ufeff\ufffe]"
)
ODD = re.compile(
    r"[<&\r\v\f\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028\u2029\u2060"
    r"\ufeff\ufffe]|_[xX]000"
)
"""What a text must hold for any of the above to find something in it."""

SCHEME = r"https?://"
START = re.compile(rf"(?<![=/]){SCHEME}", re.IGNORECASE)
STOP = re.compile(rf"[\s\"<>|\\^`{{}}，；、。（）“”]|[,;]+(?=\s|{SCHEME}|/|$)")
WRAP = re.compile(
    r"(https?://\S*)[ \t]*\r?\n[ \t]*"
    r"((?!https?:|www\.|G/)[^\s\[\]☐☒@]+)[ \t]*(?=\r?\n|$)",
    re.IGNORECASE,
)
FILE_END = re.compile(r"\.(?:pdf|docx?|xlsx?|html?|aspx?|php|xml|zip)$", re.IGNORECASE)
CONTINUES = re.compile(r"[_.?&=%#~-]\S|\S*[/_.?=]\S*[a-z0-9]$", re.IGNORECASE)
USUAL = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/|$)")
RELATIVE = re.compile(r"(?:^|[\s,;])(/(?!/)[^\s,;]+)")


def clean_text(raw: str) -> str:
    """Plain text of an HTML or plain field: single blanks, paragraphs kept apart.

    Paragraphs are parted by one empty line, other lines by a line end. A text that
    holds no markup keeps its < and >.
    """
    text = clean_odd(raw) if ODD.search(raw) else raw
    if "\n" not in text:
        return " ".join(text.split())
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def clean_odd(raw: str) -> str:
    """The text without mark-up and unseen signs, its line ends made one kind."""
    text = LINE_END.sub("\n", raw)
    if MARKUP.search(text):
        text = strip_markup(text)
    return UNSEEN.sub("", LINE_END.sub("\n", text))


def strip_markup(text: str) -> str:
    """The words between the tags; scripts and styles go with their content."""
    text = PARAGRAPH.sub(lambda end: end[0] + "\n\n", text)
    text = LINE.sub(lambda end: end[0] + "\n", text)
    text = CELL.sub(lambda end: end[0] + " ", text)
    bare = html.unescape(nh3.clean(text, tags=set(), attributes={}))
    return html.unescape(bare) if MARKUP.search(bare) else bare


def split_links(text: str, base: str | None = None) -> list[str]:
    """The http and https addresses in a text, in order and without doubles.

    Addresses may be joined by commas, blanks or line ends, glued together, come after
    words, or be broken over two lines. With `base`, beginnings with / count as well.
    """
    joined = unwrap(text.replace("&amp;", "&"))
    if not base and "://" not in joined:
        return []
    starts = [match.start() for match in START.finditer(joined)]
    found = []
    for start, end in pairwise([*starts, len(joined)]):
        stop = STOP.search(joined, start, end)
        found.append((start, trim(joined[start : stop.start() if stop else end])))
    if base:
        found += relative_links(joined, base)
    links = (link for _, link in sorted(found) if is_web_address(link))
    return list(dict.fromkeys(links))


def relative_links(text: str, base: str) -> list[tuple[int, str]]:
    """The addresses that begin with a stroke, made whole, with their places."""
    return [
        (match.start(1), urljoin(base, trim(match[1])))
        for match in RELATIVE.finditer(text)
    ]


def unwrap(text: str) -> str:
    """Join an address that a line end has broken in two."""
    before = None if "\n" in text else text
    while before != text:
        before, text = text, WRAP.sub(rejoin, text)
    return text


def rejoin(match: re.Match[str]) -> str:
    """The two lines as one address, if the second continues the first."""
    first, second = match[1], match[2]
    if FILE_END.search(first) or first.endswith((",", ";", ")")):
        return match[0]
    slash = first.endswith("/") and "/" not in second.rstrip("/")
    if CONTINUES.match(second) and not (slash and "." not in second):
        return first + second
    return match[0]


def trim(link: str) -> str:
    """An address without the punctuation of the sentence around it."""
    link = link.rstrip(".,;:'!*[")
    while link and link[-1] in ")]" and link.count(link[-1]) > opened(link):
        link = link[:-1].rstrip(".,;:'")
    return link


def opened(link: str) -> int:
    """How often the bracket that ends the address is opened in it."""
    return link.count("(" if link[-1] == ")" else "[")


def is_web_address(link: str) -> bool:
    """Whether this is a whole http or https address with a host."""
    if USUAL.match(link):
        return True
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    host = parts.hostname or ""
    return parts.scheme.lower() in {"http", "https"} and "." in host.strip(".")
