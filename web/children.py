"""Work that runs in processes of its own: the crawler's, and our own commands."""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from web.config import Settings

CRAWLER = "crawler"
OURSELVES = "web.cli"


@dataclass(frozen=True)
class Ended:
    """How a child process ended: its status and the figures of its last line."""

    code: int
    counts: dict[str, str]
    lines: tuple[str, ...]


def command(module: str, arguments: Sequence[str], settings: Settings) -> list[str]:
    """The command line of a child process that works in the same data folder."""
    return [
        sys.executable,
        "-m",
        module,
        *arguments,
        "--data",
        str(settings.data),
    ]


def environment(settings: Settings) -> dict[str, str]:
    """What a child must know beyond its command line."""
    given = {
        "CHUTONG_DATA": str(settings.data),
        "CHUTONG_DATABASE_URL": settings.database,
        "CHUTONG_BASE_URL": settings.base_url,
        "PYTHONUNBUFFERED": "1",
    }
    if settings.offline:
        given["CHUTONG_OFFLINE"] = "1"
    return {**os.environ, **given}


def start(module: str, arguments: Sequence[str], settings: Settings) -> None:
    """Start a child that goes on by itself; what it does it records as a run."""
    subprocess.Popen(
        command(module, arguments, settings),
        env=environment(settings),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def run(module: str, arguments: Sequence[str], settings: Settings) -> Ended:
    """Run a child to its end; what it tells on the way goes to our standard error."""
    with subprocess.Popen(
        command(module, arguments, settings),
        env=environment(settings),
        stdout=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
    ) as child:
        lines = tuple(text.rstrip("\n") for text in child.stdout or ())
    return Ended(child.returncode, read_counts(lines[-1] if lines else ""), lines)


def read_counts(text: str) -> dict[str, str]:
    """The figures of a line like `new=1 changed=0`; none if it is no such line."""
    pairs = [word.partition("=") for word in text.split()]
    if not pairs or any(not mark or not name.isidentifier() for name, mark, _ in pairs):
        return {}
    return {name: value for name, _, value in pairs}
