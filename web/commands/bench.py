"""bench: how fast and how frugal the heavy works are; only from a checkout."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from web.commands.frame import Data, Offline, stop

ROOT = Path(__file__).resolve().parents[2]
BENCHES = Path("tests") / "bench" / "__main__.py"


def bench(
    name: Annotated[
        str,
        typer.Argument(help="What: audience, crawl, history, import, pages, tag."),
    ],
    rows: Annotated[
        int | None, typer.Option(min=1, help="How large; else the size of the goal.")
    ] = None,
    runs: Annotated[int, typer.Option(min=1, help="The best of so many.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON alone.")] = False,
    data: Data = None,
    offline: Offline = False,
) -> None:
    """Measure a work in a folder of its own; neither database nor network is used."""
    if not (ROOT / BENCHES).is_file():
        raise stop("`chutong bench` runs only in a checkout of the source code.", 2)
    if find_spec("xlsxwriter") is None:
        raise stop(
            'Benchmarks need the development packages: pip install -e ".[dev]"', 2
        )
    command = [sys.executable, "-m", "tests.bench", name, "--runs", str(runs)]
    command += ["--rows", str(rows)] if rows else []
    command += ["--json"] if as_json else []
    done = subprocess.run(command, cwd=ROOT, check=False)
    raise typer.Exit(done.returncode)
