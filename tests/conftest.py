"""What all tests share: databases of both kinds, the samples, and the guards."""

from __future__ import annotations

import gc
import os
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from pytest_socket import socket_allow_hosts
from sqlalchemy import Engine
from sqlalchemy.engine import URL, make_url
from sqlalchemy.orm import Session

from models.database import make_engine, prepare, session_factory
from tests import engines, postgres
from tests.lending import Lender, drop_database, make_database

ROOT = Path(__file__).resolve().parents[1]
KINDS = [
    pytest.param("sqlite", id="sqlite"),
    pytest.param("postgres", id="postgres", marks=pytest.mark.postgres),
]
SWEEPS = (10_000, 20, 20)
"""Objects made, and sweeps of the young, between two sweeps for rubbish."""
HERE_ONLY = ["127.0.0.1", "::1", "localhost"]
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
"""A busy machine is no fault of what is tested; speed is for the benchmarks."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """What takes too long for every day is done on request."""
    parser.addoption("--full", action="store_true", help="kill at 200 points, not 30")


def pytest_configure(config: pytest.Config) -> None:
    """The process that starts the workers names the place of the cluster."""
    if not hasattr(config, "workerinput"):
        postgres.reserve()


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        postgres.release()


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end: no sweep need walk through it again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SWEEPS)


def pytest_runtest_setup() -> None:
    """No test leaves this machine."""
    socket_allow_hosts(HERE_ONLY, allow_unix_socket=True)


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of real samples; a test that asks for it is marked ``samples``."""
    given = os.environ.get("CHUTONG_TEST_SAMPLES")
    folder = Path(given) if given else ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the samples are not laid here")
    return folder


@pytest.fixture(scope="session", autouse=True)
def shared_compiled() -> Iterator[None]:
    """Compile a statement once a worker, not once a database."""
    with pytest.MonkeyPatch.context() as patch:
        engines.share(patch)
        yield


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables and the reference, to be copied."""
    path = tmp_path_factory.mktemp("template") / "template.db"
    engine = make_engine(f"sqlite:///{path}")
    prepare(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def postgres_server() -> URL:
    """A PostgreSQL server on which databases may be made."""
    url = postgres.server_url()
    if url is None:
        pytest.skip("there is no PostgreSQL here")
    return make_url(url)


@pytest.fixture(scope="session")
def postgres_template(postgres_server: URL) -> Iterator[str]:
    """The name of a database with all tables and the reference, to be copied."""
    name = make_database(postgres_server)
    engine = make_engine(postgres_server.set(database=name))
    prepare(engine)
    engine.dispose()
    yield name
    drop_database(postgres_server, name)


@pytest.fixture(scope="session")
def lender(postgres_server: URL, postgres_template: str) -> Iterator[Lender]:
    """What lends this worker its database on PostgreSQL."""
    one = Lender(postgres_server, postgres_template)
    yield one
    one.close()


@pytest.fixture(params=KINDS)
def database_kind(request: pytest.FixtureRequest) -> str:
    """Every test that touches the database runs on both kinds."""
    return str(request.param)


@pytest.fixture
def database_url(
    database_kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[str]:
    """The address of a fresh database with all tables and the reference."""
    if database_kind == "sqlite":
        path = tmp_path / "chutong.db"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    lender: Lender = request.getfixturevalue("lender")
    yield lender.lend().render_as_string(hide_password=False)
    lender.take_back()


@pytest.fixture
def empty_url(
    database_kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[str]:
    """The address of a database that holds nothing, not even tables."""
    if database_kind == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    server: URL = request.getfixturevalue("postgres_server")
    name = make_database(server)
    yield server.set(database=name).render_as_string(hide_password=False)
    drop_database(server, name)


@pytest.fixture
def database(database_url: str) -> Iterator[Engine]:
    """A fresh database with all tables and the reference, on either kind."""
    engine = make_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def empty_database(empty_url: str) -> Iterator[Engine]:
    """A database without tables, on either kind."""
    engine = make_engine(empty_url)
    yield engine
    engine.dispose()


@pytest.fixture
def session(database: Engine) -> Iterator[Session]:
    """One session on a fresh database; what it does not commit is dropped."""
    with session_factory(database)() as opened:
        yield opened


def skipped_reports(config: pytest.Config) -> list[pytest.TestReport]:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    stats: dict[str, list[pytest.TestReport]] = getattr(reporter, "stats", {})
    return stats.get("skipped", [])


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI only tests of the samples may be skipped."""
    if hasattr(session.config, "workerinput") or not os.environ.get("CHUTONG_CI"):
        return
    wrong = [r for r in skipped_reports(session.config) if "samples" not in r.keywords]
    if wrong and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say how many tests were skipped, and why."""
    reasons = Counter(
        report.longrepr[2].removeprefix("Skipped: ")
        for report in skipped_reports(config)
        if isinstance(report.longrepr, tuple)
    )
    for reason, count in reasons.most_common():
        terminalreporter.write_line(f"skipped {count}: {reason}")
