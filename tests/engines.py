"""Statements are put into SQL once a worker, not once a database.

Each test has a database of its own and with it an engine. What SQLAlchemy compiles it
keeps by engine and by dialect; engines that share both find it again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.engine import Dialect

from models import database

ROOM = 5000
"""Compiled statements that are kept; the product's own are far fewer."""


def share_compiled(create: Callable[..., Engine]) -> Callable[..., Engine]:
    """Make engines that share what was compiled for others of their kind."""
    kept: dict[str, tuple[Dialect, Any]] = {}

    def create_alike(*given: Any, **options: Any) -> Engine:
        engine = create(*given, query_cache_size=ROOM, **options)
        dialect, compiled = kept.get(engine.name, (engine.dialect, None))
        if compiled is None or dialect.server_version_info is None:
            kept[engine.name] = engine.dialect, engine._compiled_cache
        else:
            engine.dialect, engine._compiled_cache = dialect, compiled
        return engine

    return create_alike


def share(patch: pytest.MonkeyPatch) -> None:
    """Let every engine of this worker share; one that never connected has nothing."""
    patch.setattr(database, "create_engine", share_compiled(database.create_engine))
