"""Runs a work in a process of its own and says what it cost."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[2]
HEAVY = 1024
"""The kernel counts the largest memory of a process in KiB."""


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
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - begun
        child.returncode = os.waitstatus_to_exitcode(status)
        lines = [words(file) for file in (paper, faults)]
    if child.returncode:
        raise BenchError(f"{' '.join(arguments[:2])} failed: {lines[1]}")
    spent = usage.ru_utime + usage.ru_stime
    return Spent(seconds, spent, usage.ru_maxrss / HEAVY, lines[0])


def words(file: IO[bytes]) -> str:
    """The last line of what a child has written."""
    file.seek(0)
    lines = file.read().decode().splitlines()
    return lines[-1] if lines else ""


def cheapest(runs: list[Spent]) -> Spent:
    """The run that others on the machine disturbed least."""
    return min(runs, key=lambda one: one.seconds)
