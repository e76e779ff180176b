"""Bytes of a page as letters: what is declared is often wrong, so it is tested."""

import re

MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
META = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)",
    re.IGNORECASE,
)
HEAD = 4096
LAST = "cp1252"
"""What is left when nothing fits: it is what most old pages are in."""
FEW = 0.01
OTHERS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso-8859-1": LAST,
    "latin-1": LAST,
    "us-ascii": LAST,
    "shift_jis": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
}
"""Names that pages use for the wider set that they really are in."""


def decode(content: bytes, media_type: str | None) -> str:
    """The letters of a page: by mark, as UTF-8 if it is, by header, by the page.

    Text that is UTF-8 by its bytes is hardly ever anything else, whatever it is
    declared to be; one with a few bytes that are not is mended byte by byte.
    """
    for mark, name in MARKS:
        if content.startswith(mark):
            return content.decode(name, "replace")
    told = declared(content, media_type)
    plain = [] if b"\0" in content or "iso-2022-jp" in told else ["utf-8"]
    for name in [*plain, *told]:
        text = attempt(content, name)
        if text is not None:
            return text
    return mend(content)


def declared(content: bytes, media_type: str | None) -> list[str]:
    """What the header and the page itself say, in small letters."""
    header = HEADER.search(media_type or "")
    meta = META.search(content[:HEAD])
    found = [header[1] if header else "", meta[1].decode("ascii") if meta else ""]
    names = [name.strip().casefold() for name in found if name.strip()]
    return [OTHERS.get(name, name) for name in names]


def attempt(content: bytes, name: str) -> str | None:
    """The letters in one set, if all bytes are of it."""
    try:
        return content.decode(name)
    except (UnicodeError, LookupError):
        return None


def mend(content: bytes) -> str:
    """UTF-8 with stray bytes of another set, or all of that other set."""
    text = content.decode("utf-8", "surrogateescape")
    strays = [letter for letter in text if "\udc80" <= letter <= "\udcff"]
    if len(strays) > FEW * len(text):
        return content.decode(LAST, "replace")
    return "".join(mend_one(letter) for letter in text) if strays else text


def mend_one(letter: str) -> str:
    """A letter, or what a stray byte stands for."""
    if "\udc80" <= letter <= "\udcff":
        return bytes([ord(letter) - 0xDC00]).decode(LAST, "replace")
    return letter
