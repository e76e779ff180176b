"""A database for imported files, and the figures of an import."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from crawler.runs import Tally
from models.database import session_factory


@pytest.fixture
def sessions(database: Engine) -> sessionmaker[Session]:
    return session_factory(database)


def figures(tally: Tally) -> list[int]:
    """rows, documents, new, changed, unchanged, bad"""
    return list(tally.counts().values())
