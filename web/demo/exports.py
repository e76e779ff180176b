"""Invented exports, so that a demonstration shows what a notice touches."""

import csv
import hashlib
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from models.export_tables import Key, put_table
from models.exposure import ExportTable, FirmExport
from models.hs_editions import CURRENT
from models.organisation import Organisation

FILE = Path(__file__).with_name("exports.csv")
YEAR = 2024
SOURCE = "虚构数据（演示用，与湖北实际出口无关）"
FIRM = (("8708", "USA", 1e7, 5e7), ("3209", None, 5e6, 1e7))
"""What the exporter of the tour states: product, market, and a range in yuan."""


def bring_exports(session: Session, firm: Organisation, now: datetime) -> None:
    """A table of exports that is marked as invented, and a firm's own figures."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        values = {
            Key(YEAR, row["hs"], row["market"]): float(row["value"])
            for row in csv.DictReader(lines)
        }
    table = ExportTable(
        name="虚构出口数据.csv",
        sha256=hashlib.sha256(FILE.read_bytes()).hexdigest(),
        source=SOURCE,
        currency="CNY",
        unit=1,
        hs_edition=CURRENT,
        invented=True,
        imported_by="demo",
        imported_at=now,
        remarks=[],
    )
    put_table(session, table, values)
    session.flush()
    session.add_all(
        FirmExport(
            organisation_id=firm.id,
            hs=hs,
            market=market,
            year=YEAR,
            low=low,
            high=high,
            author="demo",
            at=now,
        )
        for hs, market, low, high in FIRM
    )
