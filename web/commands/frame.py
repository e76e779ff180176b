"""What every command shares: where it works, how it speaks, how it ends."""

import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Annotated

import structlog
import typer
from rich.console import Console
from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from models.database import open_database
from web import logs
from web.alerts.links import Links
from web.config import Settings, load_settings, session_key

Data = Annotated[
    Path | None,
    typer.Option("--data", help="The data folder; else CHUTONG_DATA.", metavar="DIR"),
]
Offline = Annotated[
    bool, typer.Option("--offline", help="No request leaves this machine.")
]
screen = Console(stderr=True)
"""For what is shown on the way."""
paper = Console()
"""For what was asked for."""


@dataclass(frozen=True)
class Place:
    """The settings and the database that a command works with."""

    settings: Settings
    sessions: sessionmaker[Session]

    @property
    def engine(self) -> Engine:
        """The engine behind the sessions."""
        with self.sessions() as session:
            engine = session.get_bind()
        return engine if isinstance(engine, Engine) else engine.engine

    @property
    def links(self) -> Links:
        """Addresses for messages."""
        return Links(self.settings.base_url, session_key(self.settings))


def enter(data: Path | None, offline: bool, **given: object) -> Place:
    """Read the settings, begin the log, and bring the database up to date."""
    settings = load_settings(data=data, offline=offline or None, **given)
    logs.write_to(settings.data)
    return Place(settings, open_database(settings.database))


def finish(**counts: object) -> None:
    """The last line of every command, for people and programs alike."""
    typer.echo(line(counts))


def line(counts: dict[str, object]) -> str:
    """Counts as key=value, in their order."""
    return " ".join(f"{name}={value}" for name, value in counts.items())


def say(sentence: str) -> None:
    """A sentence beside the result, where it does not disturb a program."""
    typer.echo(sentence, err=True)


def stop(sentence: str, code: int = 1) -> typer.Exit:
    """Say what went wrong; the caller raises what comes back."""
    say(sentence)
    return typer.Exit(code)


def tell_crash(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Whatever nobody foresaw: one sentence here, the whole story in the log."""
    if issubclass(kind, KeyboardInterrupt):
        say("Stopped.")
        return
    structlog.get_logger().error("crashed", exc_info=(kind, error, trace))
    first = str(error).splitlines()[0] if str(error) else "no further words"
    say(f"{kind.__name__}: {first}. The whole story is in {logs.FILE}.")
    sys.stderr.flush()
