"""python -m crawler.documents.child: read one file within limits, and tell.

A process of its own, so that a file made to break a reader breaks nothing else. It
takes one JSON object on standard input (``path``, ``name``, ``media_type``) and gives
one on standard output, the finding.
"""

import json
import resource
import sys
from pathlib import Path

from crawler.documents.found import UnreadableError, unreadable
from crawler.documents.reading import read_plain
from crawler.documents.sniffing import MAGIC, OLE, UNKNOWN

CPU_SECONDS = 30
MEMORY = 1024 * 2**20
OPEN_FILES = 32
OLE_MARK = next(mark for mark, kind in MAGIC if kind == OLE)


def main() -> None:
    """Read the file that standard input names."""
    asked = json.load(sys.stdin)
    content = Path(asked["path"]).read_bytes()
    limit(writes=len(content) if content.startswith(OLE_MARK) else 0)
    try:
        found = read_plain(content, media_type=asked["media_type"], name=asked["name"])
    except MemoryError:
        fault = UnreadableError("too_hungry", limit=MEMORY >> 20)
        found = unreadable(fault, UNKNOWN)
    sys.stdout.write(json.dumps(found.told()))


def limit(*, writes: int) -> None:
    """Take from this process what no reader needs.

    ``writes`` is the size in bytes of the largest file it may write: only older Word
    files are handed on, in memory, to another program. Python keeps no bytecode from
    here on: cut off at that size, it would break every later start.
    """
    sys.dont_write_bytecode = True
    limits = {
        resource.RLIMIT_CPU: (CPU_SECONDS, CPU_SECONDS + 1),
        resource.RLIMIT_AS: (MEMORY, MEMORY),
        resource.RLIMIT_FSIZE: (writes, writes),
        resource.RLIMIT_NOFILE: (OPEN_FILES, OPEN_FILES),
        resource.RLIMIT_CORE: (0, 0),
    }
    for which, values in limits.items():
        resource.setrlimit(which, values)


if __name__ == "__main__":
    main()
