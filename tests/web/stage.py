"""A demonstration that is built once for all tests, and copies of it to spoil."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy.orm import Session, sessionmaker
from waitress import create_server

from crawler.starter.load import load_starter
from models.database import open_database
from models.locks import hold
from web import create_app
from web.config import Settings, load_settings
from web.demo.build import build_demo

PATIENCE = 300


@dataclass(frozen=True)
class Place:
    """A data folder, and the sessions of its database."""

    settings: Settings
    sessions: sessionmaker[Session]


def open_place(folder: Path) -> Place:
    """A data folder with an empty database, or with the one that is there."""
    settings = load_settings(data=folder, offline=True)
    return Place(settings, open_database(settings.database))


def fill(place: Place) -> None:
    """Load the archive that comes with the program."""
    with place.sessions.begin() as session:
        load_starter(session)


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of this run share."""
    base = factory.getbasetemp()
    workers = "PYTEST_XDIST_WORKER" in os.environ
    return (base.parent if workers else base) / "demonstration"


def build_once(folder: Path) -> Place:
    """The demonstration; the first worker builds it, the others wait for it."""
    place = open_place(folder)
    engine = place.sessions.kw["bind"]
    with hold(engine, folder, "building", PATIENCE) as held:
        assert held
        fill_once(place)
        build_demo(place.sessions, place.settings)
    return place


def fill_once(place: Place) -> None:
    """Load the archive unless a demonstration is there."""
    marked = place.settings.data / "filled"
    if not marked.exists():
        fill(place)
        marked.touch()


def copy(place: Place, folder: Path) -> Place:
    """The same demonstration in another folder."""
    folder.mkdir(parents=True, exist_ok=True)
    name = "chutong.db"
    with (
        closing(sqlite3.connect(place.settings.data / name)) as one,
        closing(sqlite3.connect(folder / name)) as other,
    ):
        one.backup(other)
    return open_place(folder)


@contextmanager
def served(place: Place) -> Iterator[str]:
    """The address at which a place is served while it is needed."""
    app = create_app(place.settings)
    server = create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        server.close()
        thread.join(timeout=5)
