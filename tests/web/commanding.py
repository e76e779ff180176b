"""The `chutong` command in the process of a test."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from web import cli

Chutong = Callable[..., int]
SETTINGS = ("CHUTONG_DATA", "CHUTONG_DATABASE_URL", "CHUTONG_OFFLINE")


def chutong_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Chutong:
    """The command in a data folder, with no setting of this machine; its status."""
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)

    def run(*arguments: str) -> int:
        with pytest.raises(SystemExit) as ended:
            cli.main([*arguments, "--data", str(folder)])
        return int(ended.value.code or 0)

    return run


def last(capsys: pytest.CaptureFixture[str]) -> str:
    """The last line of standard output."""
    return capsys.readouterr().out.splitlines()[-1]
