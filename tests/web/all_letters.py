"""Every letter of the house in both languages: python -m tests.web.all_letters FOLDER

Writes each as text, as HTML, and as pictures of a desk and of a phone, by day and by
night, to be looked at before a change of a letter is called done; beside them the
calendars that letters carry. ``all_letters.csv`` lists the kinds of letter, and where
in the house each is written.
"""

from __future__ import annotations

import csv
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from sqlalchemy.orm import Session

from models.database import open_database
from tests.web import all_letters_posted as post
from tests.web import all_letters_written as written
from tests.web.all_letters_planned import plans
from tests.web.browser import chromium, open_page
from tests.web.lettered_world import add_alerted, add_day
from web.mail.writing import LANGUAGES, Letter

TABLE = Path(__file__).with_suffix(".csv")
WIDTHS = {"desk": 600, "phone": 390}


def kinds() -> list[dict[str, str]]:
    """The kinds of letter: how names begin, where written, in which languages."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def all_letters(session: Session) -> dict[str, Letter]:
    """The letters by name and language, as ``alert-one.zh``."""
    post.add_contact(session)
    alerted, day = add_alerted(session), add_day(session)
    made: dict[str, Letter] = {}
    for language in LANGUAGES:
        for make in (
            partial(written.alerts, alerted),
            partial(written.overviews, session, day),
            partial(written.warnings, session),
            written.officers,
            partial(written.alarms, session),
            partial(post.desk, session),
            partial(post.asked, session),
            partial(plans, session),
            partial(post.channels, session),
        ):
            made |= {f"{name}.{language}": one for name, one in make(language)}
    return made | {f"{name}.zh": one for name, one in in_chinese(session)}


def in_chinese(session: Session) -> Iterator[tuple[str, Letter]]:
    """Those to readers of the country alone."""
    yield from written.meetings(session)
    yield from written.packages(session)


def main(folder: Path) -> None:
    """Write all letters into a folder, each as text, HTML and pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        sessions = open_database(f"sqlite:///{place}/letters.db")
        with sessions() as session:
            letters = all_letters(session)
    for name, letter in letters.items():
        text = f"{letter.subject}\n\n{letter.body}"
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        (folder / f"{name}.html").write_text(letter.body_html, encoding="utf-8")
    with chromium() as browser:
        for width_name, width in WIDTHS.items():
            for manner in ("day", "night"):
                page = open_page(browser, width, dark=manner == "night")
                for name, letter in letters.items():
                    page.set_content(letter.body_html)
                    file = folder / f"{name}-{width_name}-{manner}.png"
                    page.screenshot(path=str(file), full_page=True)
                page.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
