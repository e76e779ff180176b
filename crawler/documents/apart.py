"""Reading in a process of its own: whatever a file does to it, we go on."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

from crawler.documents.child import CPU_SECONDS
from crawler.documents.found import Found, UnreadableError, unreadable
from crawler.documents.reading import with_language
from crawler.documents.sniffing import UNKNOWN

SECONDS = 60
"""By the clock on the wall; then the reader is ended."""
COMMAND = (sys.executable, "-m", "crawler.documents.child")
OURS = "CHUTONG_"


def read_apart(path: Path, *, media_type: str | None, name: str) -> Found:
    """Read a file as ``read_bytes`` does; never raises for what the file is."""
    asked = {"path": str(path.resolve()), "media_type": media_type, "name": name}
    try:
        done = subprocess.run(
            COMMAND,
            input=json.dumps(asked),
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=SECONDS,
            check=False,
            env=surroundings(),
        )
    except subprocess.TimeoutExpired:
        return broken(UnreadableError("too_slow", seconds=SECONDS))
    if done.returncode:
        return broken(cause(done.returncode, done.stderr))
    try:
        return with_language(Found.heard(json.loads(done.stdout)))
    except ValueError as error:
        return broken(UnreadableError("reader_died", reason=str(error)))


def surroundings() -> dict[str, str]:
    """The reader's environment: it needs none of our settings and secrets."""
    return {name: os.environ[name] for name in os.environ if not name.startswith(OURS)}


def cause(code: int, told: str) -> UnreadableError:
    """Why a reader ended before its time."""
    if code in {-signal.SIGXCPU, -signal.SIGKILL}:
        return UnreadableError("too_slow", seconds=CPU_SECONDS)
    last = (told.strip().splitlines() or [f"signal {-code}"])[-1]
    return UnreadableError("reader_died", reason=last)


def broken(fault: UnreadableError) -> Found:
    """The finding of a file over which a reader broke down."""
    return unreadable(fault, UNKNOWN)
