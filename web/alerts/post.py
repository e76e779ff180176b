"""How messages leave: by which server or folder, and what stands on them."""

from dataclasses import dataclass
from pathlib import Path

from web.alerts.channels.smtp import TIMEOUT
from web.alerts.channels.wire import Wire
from web.alerts.links import Links

OPEN_WEB = Wire()


@dataclass(frozen=True)
class Post:
    """Where letters go, and what stands on them.

    Without a mail server letters become files in ``folder``. ``returns`` is the
    address to which servers return what they cannot keep; ``bounces`` is the folder
    where that arrives. ``is_offline`` keeps messages for robots and webhooks waiting.
    """

    links: Links
    folder: Path
    smtp_url: str = ""
    sender: str = ""
    returns: str = ""
    bounces: Path | None = None
    wire: Wire = OPEN_WEB
    timeout: float = TIMEOUT
    is_offline: bool = False
