"""What an import is compared with: the least that a program could do."""

from __future__ import annotations

import sys

from openpyxl import load_workbook


def read_sheet(path: str) -> int:
    """Look at every cell of the first sheet with openpyxl and do nothing; the rows."""
    sheet = load_workbook(path, read_only=True).worksheets[0]
    return sum(1 for _ in sheet.iter_rows(values_only=True))


if __name__ == "__main__":
    sys.stdout.write(f"rows={read_sheet(sys.argv[1])}\n")
