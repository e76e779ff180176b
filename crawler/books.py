"""Workbooks that were fetched whole: kept under their hash until they are stored."""

from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crawler.card import Card
from crawler.conditional import Fetched
from crawler.errand import Book, Errand, Page
from crawler.faults import CrawlError
from crawler.importing import store_file
from crawler.pipelines import store_page
from crawler.runs import Tally
from models.notice import Notice

FOLDER = "workbooks"
HALF = ".half"


def keep_book(data: Path, content: bytes, fetched: Fetched) -> Book:
    """Put a workbook into the data folder; one that a killed run left there goes."""
    folder = data / FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for left in folder.iterdir():
        left.unlink()
    path = folder / f"{fetched.sha256}.xlsx"
    half = path.with_suffix(HALF)
    half.write_bytes(content)
    half.replace(path)
    return Book(path, fetched)


def store_book(errand: Errand, card: Card, book: Book) -> None:
    """Store a workbook as a user's file is stored; the file goes either way.

    A fault of it raises CrawlError.
    """
    try:
        store_whole(errand, card, book)
    finally:
        book.path.unlink(missing_ok=True)


def store_whole(errand: Errand, card: Card, book: Book) -> None:
    """Store the rows; its day, its validators, and that it is all, come last."""
    with errand.sessions() as session:
        held = count_held(session, card.slug)
    newest = store_file(errand.sessions, book.path, errand.moment, errand.tally)
    check_rows(errand.tally, held, card)
    end = Page([], 0, last=True, cursor=newest, fetched=book.fetched, whole=True)
    with errand.sessions.begin() as session:
        store_page(session, card.slug, end, errand)
    errand.finished = True


def count_held(session: Session, slug: str) -> int:
    """How many documents of a source we hold, those of the starter archive apart."""
    query = select(func.count(Notice.id)).where(
        Notice.source_slug == slug, Notice.provisional.is_(False)
    )
    return session.scalar(query) or 0


def check_rows(tally: Tally, held: int, card: Card) -> None:
    """Too few rows for the whole of the source, or for what we hold, are a fault.

    A workbook that is cut short must not vouch for the numbering.
    """
    least = max(card.least, held)
    if tally.rows < least:
        values = {"source": card.title, "rows": tally.rows, "least": least}
        raise CrawlError("too_few", **values)
