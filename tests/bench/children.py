"""Runs a work in a process of its own and says what it cost."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).resolve().parents[2]
HEAVY = 1024
"""The kernel counts the largest memory of a process in KiB."""
GLANCE = 0.1
"""Seconds between two looks at the memory of all processes together."""
Figures = dict[str, Any]


class BenchError(Exception):
    """A work that was to be measured failed; the words are its own."""


@dataclass(frozen=True)
class Spent:
    """What a process and its own children took, and the last line it wrote."""

    seconds: float
    cpu_seconds: float
    peak_mb: float
    said: str


def run(*arguments: str) -> Spent:
    """Run a Python module in a fresh process; its failure raises BenchError."""
    command = [sys.executable, "-m", *arguments]
    with tempfile.TemporaryFile() as paper, tempfile.TemporaryFile() as faults:
        begun = time.perf_counter()
        child = subprocess.Popen(command, cwd=ROOT, stdout=paper, stderr=faults)
        together = watch(child.pid)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - begun
        child.returncode = os.waitstatus_to_exitcode(status)
        lines = [words(file) for file in (paper, faults)]
    if child.returncode:
        raise BenchError(f"{' '.join(arguments[:2])} failed: {lines[1]}")
    spent = usage.ru_utime + usage.ru_stime
    peak = max(usage.ru_maxrss, together) / HEAVY
    return Spent(seconds, spent, peak, lines[0])


def watch(pid: int) -> int:
    """Wait until a process ends; the most memory in KiB that it had with its own."""
    most = 0
    while os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        most = max(most, sum(map(memory_of, family_of(pid))))
        time.sleep(GLANCE)
    return most


def family_of(pid: int) -> list[int]:
    """A process and all that it began, and they."""
    try:
        begun = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(one for child in begun for one in family_of(int(child)))]


def memory_of(pid: int) -> int:
    """The memory of a process in KiB; of one that has ended, none."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    held = (line.split()[1] for line in lines if line.startswith("VmRSS:"))
    return int(next(held, "0"))


def words(file: IO[bytes]) -> str:
    """The last line of what a child has written."""
    file.seek(0)
    lines = file.read().decode().splitlines()
    return lines[-1] if lines else ""


def cheapest(runs: list[Spent]) -> Spent:
    """The run that others on the machine disturbed least."""
    return min(runs, key=lambda one: one.seconds)


def shown(prefix: str, spent: Spent) -> Figures:
    """The figures of one process, under names of their own."""
    return {
        f"{prefix}seconds": round(spent.seconds, 1),
        f"{prefix}cpu_seconds": round(spent.cpu_seconds, 1),
        f"{prefix}peak_mb": round(spent.peak_mb),
    }
