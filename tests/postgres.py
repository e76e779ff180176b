"""A private PostgreSQL for the tests: one cluster a run, shared by all workers."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

GIVEN = "CHUTONG_TEST_POSTGRES"
CLUSTER = "CHUTONG_TEST_CLUSTER"
OWNER = "postgres"
PLACE = "-c listen_addresses='' -c max_connections=200 -c shared_buffers=64MB"
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
"""For tests: what a power cut would lose does not matter."""


def reserve() -> None:
    """Name a place for the cluster, before the workers are started."""
    if GIVEN not in os.environ and CLUSTER not in os.environ:
        folder = Path(tempfile.mkdtemp(prefix="chutong-pg-"))
        folder.chmod(0o777)
        os.environ[CLUSTER] = str(folder)


def release() -> None:
    """Stop the cluster, if one was started, and clear its place."""
    place = os.environ.pop(CLUSTER, None)
    if place is None:
        return
    folder = Path(place)
    if (folder / "data" / "postmaster.pid").exists():
        stop = ["pg_ctl", "-D", f"{folder}/data", "-m", "immediate", "stop"]
        subprocess.run(as_owner(stop), capture_output=True, cwd="/")
    shutil.rmtree(folder, ignore_errors=True)


def server_url() -> str | None:
    """The address of a server that we may use as we like; None if there is none."""
    if os.environ.get(GIVEN):
        return os.environ[GIVEN]
    if not programs():
        return None
    folder = Path(os.environ[CLUSTER])
    with locked(folder / "lock"):
        if not (folder / "data" / "postmaster.pid").exists():
            start(folder)
    return f"postgresql://{OWNER}@/postgres?host={folder}"


def start(folder: Path, care: str = FAST) -> None:
    """Make the cluster and start it; it listens in its own folder only.

    ``care`` are the options that say how it writes; none for one that is durable.
    """
    data = f"{folder}/data"
    made = f"initdb -D {data} -U {OWNER} -A trust -E UTF8 --locale=C --no-sync".split()
    options = f"{care} {PLACE} -c unix_socket_directories={folder}"
    log = f"{folder}/log"
    started = ["pg_ctl", "-D", data, "-w", "-t", "60", "-l", log, "-o", options]
    for command in (made, [*started, "start"]):
        done = subprocess.run(
            as_owner(command),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            cwd="/",
        )
        if done.returncode != 0:
            raise RuntimeError(f"{command[0]} failed: {done.stderr}")


def as_owner(command: list[str]) -> list[str]:
    """The command with its full path; root hands it to an ordinary user."""
    whole = [str(programs()[-1] / command[0]), *command[1:]]
    if os.geteuid() != 0:
        return whole
    return ["runuser", "-u", OWNER, "--", *whole]


def programs() -> list[Path]:
    """Where PostgreSQL's own programs lie, the newest last."""
    found = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    return sorted((path.parent for path in found), key=lambda bin: int(bin.parent.name))


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a file that the other workers wait for."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
