"""What we declare is what we use, and what the locks hold."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from functools import lru_cache
from importlib import import_module, metadata

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.test_house import ROOMS, ROOT

BY_NAME = {
    "fxtranslate": 'import_module("fxtranslate")',
    "psycopg": "postgresql+psycopg",
    "tzdata": "ZoneInfo(",
}
"""What another library finds by name: the words of ours that ask for it."""
PRODUCT = ("", "mt", "pdf", "postgres")
"""The extras that are no tools of ours."""
NEVER_IMPORTED = re.compile(r"types-.*|ruff|bandit|mypy|import-linter|pytest-xdist")
"""Stubs, and tools that are started or bring an option."""


@lru_cache(maxsize=1)
def project() -> dict[str, list[str]]:
    """The distributions that pyproject declares, by extra; '' is the product."""
    read = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    groups = {"": read["dependencies"], **read["optional-dependencies"]}
    return {
        extra: sorted(canonicalize_name(Requirement(line).name) for line in lines)
        for extra, lines in groups.items()
    }


@lru_cache(maxsize=1)
def modules() -> dict[str, set[str]]:
    """The names that each installed distribution can be imported by."""
    found: dict[str, set[str]] = {}
    for module, owners in metadata.packages_distributions().items():
        for owner in owners:
            found.setdefault(canonicalize_name(owner), set()).add(module)
    return found


@lru_cache(maxsize=8)
def imported(*rooms: str) -> frozenset[str]:
    """The top-level names that our files import, our own left out."""
    names: set[str] = set()
    for path in (p for room in rooms for p in (ROOT / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.partition(".")[0])
    return frozenset(names - set(sys.stdlib_module_names) - {*ROOMS, "tests"})


def is_used(name: str, *rooms: str) -> bool:
    """Whether our files import a distribution, or name what finds it."""
    if name in BY_NAME:
        files = (path for room in rooms for path in (ROOT / room).rglob("*.py"))
        return any(BY_NAME[name] in path.read_text() for path in files)
    return not modules()[name].isdisjoint(imported(*rooms))


@pytest.mark.parametrize(
    "name",
    sorted(
        {name for extra in ("", "mt", "pdf", "postgres") for name in project()[extra]}
    ),
)
def test_the_product_uses_what_it_declares(name: str) -> None:
    assert is_used(name, *ROOMS)


@pytest.mark.parametrize("name", project()["dev"])
def test_the_tests_use_what_they_declare(name: str) -> None:
    assert metadata.version(name)
    assert NEVER_IMPORTED.fullmatch(name) or is_used(name, "tests")


@pytest.mark.parametrize(
    "extras", [("", "mt", "pdf"), ("", "dev")], ids=["product", "tests"]
)
def test_whatever_is_imported_is_declared(extras: tuple[str, ...]) -> None:
    """Declared itself, or required by what is: Flask brings Jinja."""
    given = {name for extra in extras for name in project()[extra]}
    needed = {
        canonicalize_name(Requirement(line).name)
        for name in given
        for line in metadata.requires(name) or []
    }
    names = {module for name in given | needed for module in modules().get(name, ())}
    rooms = ("tests",) if "dev" in extras else ROOMS
    assert sorted(imported(*rooms) - names) == []


@pytest.mark.parametrize("name", sorted(imported(*ROOMS)))
def test_whatever_is_imported_is_there(name: str) -> None:
    assert import_module(name)


LOCKS = {
    "requirements.lock": [""],
    "requirements-dev.lock": ["", "dev", "mt", "pdf", "postgres"],
}


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_carry_hashes_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text()
    pins = re.findall(r"^([a-z0-9._-]+)(?:\[.*\])?==", text, re.M)
    wanted = {name for extra in LOCKS[lock] for name in project()[extra]}
    assert sorted(wanted - set(pins)) == []
    assert text.count("--hash=sha256:") >= len(pins) > 50
    assert "://" not in text
