"""PDF files: the lines of their pages, as far as the pages have text."""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from math import degrees

import pypdfium2 as pdfium
from pypdfium2 import raw

from crawler.documents.blocks import Block
from crawler.documents.found import DamagedError, Found, UnreadableError, read
from crawler.documents.sniffing import PDF
from crawler.documents.ticks import with_ticks
from crawler.faults import CrawlError
from models.document_states import BodyState, DocumentState

MOST_PAGES = 400
ASKED = 60
"""Letters of a page that are asked which way they stand."""
END = 4096
"""Bytes at the end of a file in which its end mark must stand."""
SOFT_HYPHEN = "\ufffe"
"""What the library gives for a hyphen that only ends a line."""


def read_pdf(content: bytes) -> Found:
    """The lines of at most the first 400 pages, and how many pages there are."""
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            raise UnreadableError("encrypted") from error
        raise DamagedError("damaged", reason=str(error).rstrip(".")) from error
    with closing(document):
        pages = len(document)
        if not pages:
            raise DamagedError("damaged", reason="it has no page")
        texts = [text_on(document, number) for number in range(min(pages, MOST_PAGES))]
        return doubt_end(found_in(texts, pages), content)


def doubt_end(found: Found, content: bytes) -> Found:
    """A file without its end mark was broken off: keep what there is, try again."""
    if b"%%EOF" in content[-END:]:
        return found
    fault = CrawlError("damaged", reason="its end is missing")
    state = BodyState.PARTLY if found.blocks else found.state
    return replace(found, state=state, taken=DocumentState.FAILED, fault=fault)


def found_in(texts: list[str | None], pages: int) -> Found:
    """The finding of all pages: a page is None if broken, empty if a picture."""
    broken, pictures = texts.count(None), texts.count("")
    blocks = [block for text in texts if text for block in lines(text)]
    if broken == len(texts):
        raise DamagedError("damaged", reason="no page can be opened")
    if broken + pictures == len(texts):
        fault = UnreadableError("scanned", pages=pages)
        return Found(BodyState.SCANNED, PDF, fault=fault, pages=pages)
    return read(blocks, PDF, pages=pages, fault=missing(texts, pages))


def missing(texts: list[str | None], pages: int) -> CrawlError | None:
    """What of a file was not read, the heaviest first."""
    if len(texts) < pages:
        return CrawlError("first_pages", read=len(texts), pages=pages)
    if broken := texts.count(None):
        return CrawlError("broken_pages", broken=broken, pages=pages)
    if pictures := texts.count(""):
        return CrawlError("partly_scanned", pictures=pictures, pages=pages)
    return None


def text_on(document: pdfium.PdfDocument, number: int) -> str | None:
    """The text of a page; empty if it is a picture, None if the page is broken.

    A page left blank on purpose has no text either and is told by one blank.
    """
    try:
        page = document[number]
    except pdfium.PdfiumError:
        return None
    with closing(page):
        text = words_on(page)
        if text is None or text.strip():
            return text
        return blank_or_picture(page)


def words_on(page: pdfium.PdfPage) -> str | None:
    """The words of a page, read as they stand upright; None if the page is broken.

    The library brings lines into the order in which the page shows them; those that
    are to be read with the page turned would come from the last to the first.
    """
    try:
        words = page.get_textpage()
        turned = turn_of(words)
        if turned != page.get_rotation():
            words.close()
            page.set_rotation(turned)
            words = page.get_textpage()
    except pdfium.PdfiumError:
        return None
    with closing(words):
        return str(words.get_text_range())


def turn_of(words: pdfium.PdfTextPage) -> int:
    """The turn of the page, in degrees, at which most of its words stand upright."""
    count = words.count_chars()
    asked = range(0, count, count // ASKED + 1)
    angles = (raw.FPDFText_GetCharAngle(words.raw, place) for place in asked)
    turns = Counter(
        round(-degrees(angle) / 90) % 4 * 90
        for angle in angles
        if angle >= 0  # what the library adds itself, such as line ends, has none
    )
    return max(turns, key=lambda turn: (turns[turn], -turn), default=0)


def blank_or_picture(page: pdfium.PdfPage) -> str:
    """One blank for a page with nothing on it, else nothing."""
    return "" if any(page.get_objects(max_depth=2)) else " "


def lines(text: str) -> Iterator[Block]:
    """The lines of a page; words broken at the end of a line are joined again."""
    joined = text.replace("\r\n", "\n").replace(f"{SOFT_HYPHEN}\n", "")
    for line in joined.replace(SOFT_HYPHEN, "").split("\n"):
        if line.strip():
            yield Block((with_ticks(line.replace("\xa0", " ")).strip(),))
