"""Where the service says it is reached."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import sessionmaker

from web.commands.frame import Place
from web.commands.serving import reached_at
from web.config import load_settings


def reached(folder: Path, host: str, **given: Any) -> str:
    place = Place(load_settings(data=folder, **given), sessionmaker())
    return reached_at(place, host, 5000).settings.base_url


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("localhost", "http://localhost:5000"),
        ("192.0.2.7", "http://192.0.2.7:5000"),
        ("::1", "http://[::1]:5000"),
        ("0.0.0.0", "http://127.0.0.1:5000"),
        ("::", "http://127.0.0.1:5000"),
        ("", "http://127.0.0.1:5000"),
    ],
)
def test_a_link_leads_to_this_machine(host: str, address: str, tmp_path: Path) -> None:
    assert reached(tmp_path, host) == address


def test_the_operators_address_wins(tmp_path: Path) -> None:
    told = "https://chutong.example"
    assert reached(tmp_path, "0.0.0.0", base_url=told) == told
