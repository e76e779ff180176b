"""The rules of the house that a machine can hold."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("crawler", "nlp", "web", "models")
TOP = re.compile(
    r"crawler|nlp|web|models|tests|pyproject\.toml|README\.md|LICENSE|CHANGELOG\.md"
    r"|requirements[a-z-]*\.lock|\..*"
)


def tracked(*patterns: str) -> list[Path]:
    """The files git keeps that match, as paths."""
    command = ["git", "ls-files", "--", *patterns]
    listed = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [ROOT / name for name in listed.stdout.splitlines()]


def code_files() -> list[Path]:
    """The Python files whose sizes we hold (migrations are written by a tool)."""
    return [
        path
        for path in tracked("*.py")
        if "migrations/versions" not in path.as_posix() and path.exists()
    ]


def run(*command: str) -> None:
    """Run a checker and show its whole answer when it is not content."""
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_ruff_is_content() -> None:
    run("ruff", "check", "--no-cache", ".")


def test_code_is_formatted() -> None:
    run("ruff", "format", "--check", "--no-cache", ".")


def test_mypy_is_content() -> None:
    run("mypy")


def test_imports_run_one_way() -> None:
    program = (
        "from importlinter.cli import lint_imports_command; lint_imports_command()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_bandit_finds_nothing_of_medium_weight() -> None:
    run("bandit", "-q", "-r", "-ll", *ROOMS)


def test_services_know_no_flask() -> None:
    services = [p for p in tracked("web/*.py", "web/**/*.py") if p.name == "service.py"]
    assert services
    for path in services:
        assert not re.search(r"^\s*(from|import) flask", path.read_text(), re.M), path


def test_top_level_holds_only_its_list() -> None:
    names = {path.relative_to(ROOT).parts[0] for path in tracked(".")}
    assert [name for name in sorted(names) if not TOP.fullmatch(name)] == []


def functions(path: Path) -> list[tuple[str, int]]:
    """Name and length in lines of every function of a file."""
    return [
        (f"{path.relative_to(ROOT)}:{node.name}", node.end_lineno - node.lineno + 1)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
    ]


def test_functions_are_seen_at_a_glance() -> None:
    lengths = [item for path in code_files() for item in functions(path)]
    assert [item for item in lengths if item[1] > 50] == []
    numbers = sorted(length for _, length in lengths)
    assert statistics.median(numbers) <= 10
    assert numbers[int(len(numbers) * 0.9)] < 30


def test_files_are_read_in_one_sitting() -> None:
    lines = {
        str(path.relative_to(ROOT)): path.read_text().count("\n")
        for path in code_files()
    }
    assert {name: n for name, n in lines.items() if n > 300} == {}
    short = sum(n < 200 for n in lines.values())
    assert short / len(lines) >= 0.9


SECRET = re.compile(r"(?i)(api[_-]?key|secret|password)\s*=\s*['\"][A-Za-z0-9+/]{20,}")
MACHINE = re.compile(r"/work/|/home/|/Users/|--(?:extra-)?index-url\s+http")


def test_no_secret_and_no_path_of_a_machine() -> None:
    found = []
    for path in tracked("*.py", "*.md", "*.toml", "*.html", "*.js", ".ci/run"):
        if not path.exists() or path == Path(__file__):
            continue
        text = path.read_text()
        if SECRET.search(text) or MACHINE.search(text):
            found.append(str(path.relative_to(ROOT)))
    assert found == []
