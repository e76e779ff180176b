"""Without a mail server, a message becomes a file that any mail program opens."""

import os
from email.message import EmailMessage
from pathlib import Path

FOLDER = "outbox"


def drop(letter: EmailMessage, folder: Path, name: str) -> Path:
    """Put a letter into the folder, whole or not at all; the name makes it one."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.eml"
    draft = folder / f".{name}.{os.getpid()}.part"
    draft.write_bytes(letter.as_bytes())
    draft.replace(path)
    return path
