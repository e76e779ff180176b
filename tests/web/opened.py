"""A reading page as its reader sees it."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.web.reading import fill, make_app


@pytest.fixture
def ids(session: Session) -> dict[str, int]:
    """The notices of the reading pages, by name."""
    return fill(session)


@pytest.fixture
def client(ids: dict[str, int], database_url: str, tmp_path: Path) -> FlaskClient:
    """A reader of their pages."""
    return make_app(database_url, tmp_path).test_client()


def text(client: FlaskClient, address: str) -> str:
    """What a page says, entities read."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return unescape(answer.get_data(as_text=True))
