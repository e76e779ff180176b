"""Which engine is asked: the endpoint where one is set, else files on this machine."""

from pathlib import Path

from nlp.translating.chat import Chat
from nlp.translating.engine import Engine
from nlp.translating.local import Local


def choose_engine(url: str, key: str, model: str, models: Path | None) -> Engine | None:
    """The engine of these settings; None where nothing is set."""
    if url:
        return Chat(url, model, key)
    return Local(models) if models else None
