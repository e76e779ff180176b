"""Starting is quick because what is heavy is read only when it is needed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HEAVY = "numpy openpyxl scrapy spacy"
ARRAYS = "numpy"
"""What pages count with; it takes a tenth of a second."""
COMMAND = "import web.cli"
PAGES = """
from pathlib import Path
from web import create_app
from web.config import load_settings
create_app(load_settings(data=Path(sys.argv[1])))
"""
LEFT = f"""
print(*(name for name in "{HEAVY}".split() if name in sys.modules))
"""


def read(program: str, folder: Path) -> str:
    """Which of the heavy libraries a program has read at its end."""
    return subprocess.run(
        [sys.executable, "-c", f"import sys\n{program}\n{LEFT}", str(folder)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()


def test_the_command_line_reads_nothing_heavy(tmp_path: Path) -> None:
    assert read(COMMAND, tmp_path) == ""


def test_the_pages_read_nothing_heavy(tmp_path: Path) -> None:
    assert read(PAGES, tmp_path) in {"", ARRAYS}


def test_the_heavy_would_be_seen(tmp_path: Path) -> None:
    assert read("import openpyxl", tmp_path).endswith("openpyxl")
