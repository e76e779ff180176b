"""The maker of the publisher's bulk workbook: its shape, its quirks, its size."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from tests.bench.plan import Planned, plan_rows
from tests.bench.texts import Words, names_of_members

SEED = 20260912
FOLDER = "chutong-bench"
SEARCH = "https://www.epingalert.org/en/Search?viewData= "
OFFICIAL = "https://docs.wto.org/imrd/directdoc.asp?DDFDocuments/"
DRAFTS = "https://members.wto.org/crnattachments"
Cell = Callable[[Words], Any]


def symbol_cell(words: Words) -> str:
    """The symbols: in the newer half as a formula, in the older as text."""
    text = ", ".join(words.row.symbols)
    linked = words.row.day.year >= 2015
    return f'=HYPERLINK("{SEARCH}{text}"," {text}")' if linked else text


def link_cell(letter: str, share: float) -> Cell:
    """The official document in one language; a share of the rows has it."""

    def cell(words: Words) -> str | None:
        if words.rng.random() > share:
            return None
        first = words.row.symbols[0].split("/")
        year = f"{words.row.day:%y}"
        folder = f"TBTN{year}/" if words.row.agreement == "TBT" else "SPS/N"
        short = "".join(part[:1] + part[-1:] for part in first[5:])
        url = f"{OFFICIAL}{letter}/G/{folder}{first[3]}{first[4]}{short}.docx"
        linked = words.row.day.year >= 2015
        return f'=HYPERLINK("{url}","{url}")' if linked else url

    return cell


def document_cell(words: Words) -> str | None:
    """The notified texts: none, one, or several on lines of their own."""
    row = words.row
    area = f"{row.day.year}/{row.agreement}/{row.member}/{row.day:%y}"
    number = f"{words.rng.randint(1, 99999):05d}"
    parts = words.rng.choice((0, 1, 1, 1, 1, 2, 3))
    urls = [f"{DRAFTS}/{area}_{number}_{k:02d}_e.pdf" for k in range(parts)]
    return "\n".join(urls) or None


def ticked(share: float) -> Cell:
    """A column of Yes and No."""
    return lambda words: "Yes" if words.rng.random() < share else "No"


def rarely(share: float, text: Callable[[Words], str]) -> Cell:
    """A column that is mostly empty."""
    return lambda words: text(words) if words.rng.random() < share else None


def reason(words: Words) -> str:
    """A sentence of free text."""
    return words.description()[:200]


COLUMNS: dict[str, Cell] = {
    "Notifying Member": lambda words: names_of_members()[words.row.member],
    "Distribution date": lambda words: words.row.day,
    "Document symbol": symbol_cell,
    "Title": Words.title,
    "Description": Words.description,
    "Products covered": Words.products,
    "HS code(s)": Words.hs,
    "ICS code(s)": Words.ics,
    "Objectives": Words.objectives,
    "Objectives free text": rarely(0.5, reason),
    "Keywords": Words.keywords,
    "Specific regions or countries likely to be affected": rarely(
        0.05, lambda words: words.rng.choice(("Poland", "Brazil", "China"))
    ),
    "Final date for comments": Words.closes,
    "Proposed adoption  date": Words.later,
    "Proposed entry  into  force date": Words.later,
    "Notification type": Words.type,
    "Technical regulation (article 2.9.2)": ticked(0.5),
    "Technical regulation - urgent (article 2.10.1)": ticked(0.02),
    "Conformity assessment procedure (article 5.6.2)": ticked(0.2),
    "Conformity assessment procedure - urgent (article 5.7.1)": ticked(0.01),
    "Technical regulation, local government (article 3.2)": ticked(0.01),
    "Conformity assessment procedure, local government (article 7.2)": ticked(0.01),
    "Name of local government": rarely(0.01, lambda _: "Madrid"),
    "Other": ticked(0.05),
    "Relevant documents": rarely(0.4, reason),
    "Codex Alimentarius Commission": ticked(0.2),
    "World Organization for Animal Health (OIE)": ticked(0.05),
    "International Plant Protection Convention": ticked(0.1),
    "None": ticked(0.6),
    "Does this proposed regulation conform to the relevant international standard?": (
        lambda words: words.rng.choice(("Yes", "No", "Not applicable", None))
    ),
    "If no, describe, whenever possible, how and why it deviates from the"
    " international standard": rarely(0.1, reason),
    "Notified document": document_cell,
    "Link to notification(EN)": link_cell("t", 0.98),
    "Link to notification(FR)": link_cell("u", 0.35),
    "Link to notification(ES)": link_cell("v", 0.38),
    "Area": lambda words: words.row.agreement,
    "ID": lambda words: 1000 + words.row.seed % 10**6,
}


def made_book(rows: int) -> Path:
    """A workbook of so many rows, made once for each version of its maker."""
    here = Path(__file__).parent
    total = hashlib.sha256()
    for name in ("book", "plan", "texts", "phrases"):
        total.update((here / f"{name}.py").read_bytes())
    folder = Path(tempfile.gettempdir()) / FOLDER
    path = folder / f"bulk-{rows}-{total.hexdigest()[:12]}.xlsx"
    if not path.exists():
        folder.mkdir(mode=0o700, exist_ok=True)
        unfinished = path.with_suffix(".part")
        write_book(unfinished, rows)
        unfinished.replace(path)
    return path


def write_book(path: Path, rows: int) -> None:
    """Write the rows one by one, in the memory of one."""
    options = {"constant_memory": True}
    with xlsxwriter.Workbook(str(path), options) as workbook:
        sheet = workbook.add_worksheet("Notifications")
        days = workbook.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, list(COLUMNS))
        members = sorted(names_of_members())
        for place, row in enumerate(plan_rows(rows, members, SEED), 1):
            write_row(sheet, place, row, days)


def write_row(sheet: Any, place: int, row: Planned, days: Any) -> None:
    """One row; empty cells are left out."""
    words = Words(row)
    for column, cell in enumerate(COLUMNS.values()):
        value = cell(words)
        if isinstance(value, date):
            sheet.write_datetime(place, column, value, days)
        elif isinstance(value, str) and value.startswith("=HYPERLINK"):
            sheet.write_formula(place, column, value, None, "")
        elif isinstance(value, str):
            sheet.write_string(place, column, value)
        elif value is not None:
            sheet.write_number(place, column, value)
