"""Older Word files (.doc): read by the program antiword, where it is installed."""

import os
import shutil
import subprocess
from collections.abc import Iterator

from crawler.documents.blocks import Block
from crawler.documents.found import DamagedError, Found, UnreadableError, read
from crawler.documents.sniffing import DOC
from crawler.documents.ticks import with_ticks

PROGRAM = "antiword"
OPTIONS = ("-m", "UTF-8.txt", "-w", "0")
"""UTF-8, and no lines broken by width."""
SECONDS = 30


def read_doc(content: bytes) -> Found:
    """The text of an older Word file."""
    program = shutil.which(PROGRAM)
    if program is None:
        raise UnreadableError("no_program", program=PROGRAM)
    # The program wants a file; this one lies in memory and ends with us.
    file = os.memfd_create("document")
    try:
        with open(file, "wb", closefd=False) as written:
            written.write(content)
        told = call(program, f"/proc/self/fd/{file}", file)
    finally:
        os.close(file)
    return read(list(lines(told)), DOC)


def call(program: str, path: str, file: int) -> str:
    """What the program says; it inherits the limits of this process."""
    try:
        done = subprocess.run(
            [program, *OPTIONS, path],
            capture_output=True,
            pass_fds=[file],
            timeout=SECONDS,
            check=False,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableError("too_slow", seconds=SECONDS) from error
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").replace(path, "").strip(" :\n")
        if "encrypt" in reason.casefold() or "password" in reason.casefold():
            raise UnreadableError("encrypted")
        raise DamagedError("damaged", reason=reason or f"status {done.returncode}")
    return done.stdout.decode("utf-8", "replace")


def lines(text: str) -> Iterator[Block]:
    """Paragraphs, and the rows of tables, which the program draws with strokes."""
    for line in text.splitlines():
        plain = with_ticks(line).strip()
        if plain.startswith("|") and plain.endswith("|") and len(plain) > 1:
            yield Block(tuple(cell.strip() for cell in plain[1:-1].split("|")))
        elif plain:
            yield Block((plain,))
