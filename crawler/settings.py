"""Who we are and how gently we call: Scrapy's settings, and what an operator sets."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from platformdirs import user_data_path

from crawler.card import Card
from crawler.faults import CrawlError

PREFIX = "CHUTONG_"
FILE = "chutong.toml"
OFF = {"", "0", "false", "no", "off"}
NAME = "Chutong/0.1 (WTO TBT/SPS notices for Hubei's enquiry centre; {contact})"
NO_CONTACT = "no contact given"
API = "https://api.wto.org/eping"
WEBSITE = "https://epingalert.org/api/v1"
WORKBOOK = "https://eping.wto.org/NotificationExcelFiles/Notification_EN.xlsx"


@dataclass(frozen=True)
class Wishes:
    """What an operator has set, from the environment (it wins) or chutong.toml."""

    data: Path
    database: str
    offline: bool
    contact: str
    eping_key: str
    eping_website: bool
    api_url: str = API
    website_url: str = WEBSITE
    workbook_url: str = WORKBOOK
    delay: float | None = None
    """Seconds between two calls in place of what the card says."""
    regulations_key: str = ""
    sources: frozenset[str] | None = None
    """The only publishers that are called when due; None: all that are on."""
    mirror: str = ""
    """A server that stands for all publishers, each under its host's name."""

    def at(self, url: str) -> str:
        """Where an address of a publisher is called: there, or at the mirror."""
        if not self.mirror:
            return url
        return f"{self.mirror}/{url.partition('://')[2]}"

    @property
    def own_hosts(self) -> frozenset[str]:
        """The servers that the operator himself named: they may be inside the house."""
        named = {
            self.api_url: API,
            self.website_url: WEBSITE,
            self.workbook_url: WORKBOOK,
            self.mirror: "",
        }
        return frozenset(urlsplit(url).netloc for url in named if url != named[url])


def read_wishes(data: Path | None = None, *, offline: bool = False) -> Wishes:
    """Read the settings; what the command line gives wins over all.

    A file or a value that cannot be read raises CrawlError.
    """
    folder = data or Path(os.environ.get(f"{PREFIX}DATA") or user_data_path("chutong"))
    folder = folder.expanduser().resolve()
    given = {**from_file(folder / FILE), **from_environment(os.environ)}
    return Wishes(
        data=folder,
        database=given.get("database_url") or f"sqlite:///{folder / 'chutong.db'}",
        offline=offline or is_on(given.get("offline", "")),
        contact=given.get("contact", ""),
        eping_key=given.get("eping_key", ""),
        eping_website=is_on(given.get("eping_website", "1")),
        api_url=given.get("eping_api_url", API).rstrip("/"),
        website_url=given.get("eping_website_url", WEBSITE).rstrip("/"),
        workbook_url=given.get("eping_workbook_url", WORKBOOK),
        delay=read_delay(given.get("crawl_delay", "")),
        regulations_key=given.get("regulations_key", ""),
        sources=read_names(given.get("sources", "")),
        mirror=given.get("crawl_mirror", "").rstrip("/"),
    )


def read_delay(value: str) -> float | None:
    """Seconds between two calls; None where nothing is set."""
    if not value.strip():
        return None
    try:
        return max(0.0, float(value))
    except ValueError as error:
        raise CrawlError("bad_delay", value=value) from error


def read_names(value: str) -> frozenset[str] | None:
    """The slugs in a list parted by commas; None where nothing is set."""
    names = frozenset(one.strip() for one in value.split(",") if one.strip())
    return names or None


def from_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables that are ours, under their short names."""
    return {
        name.removeprefix(PREFIX).lower(): value
        for name, value in environment.items()
        if name.startswith(PREFIX)
    }


def from_file(path: Path) -> dict[str, str]:
    """The settings in a chutong.toml, under their short names."""
    if not path.exists():
        return {}
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CrawlError("bad_settings", file=path.name, reason=str(error)) from error
    return {key.upper().removeprefix(PREFIX).lower(): str(rows[key]) for key in rows}


def is_on(value: str) -> bool:
    """Whether a switch is on."""
    return value.strip().lower() not in OFF


def scrapy_settings(wishes: Wishes, card: Card) -> dict[str, Any]:
    """How every spider calls: by name, one request at a time, slower when asked."""
    delay = card.delay if wishes.delay is None else wishes.delay
    return {
        "USER_AGENT": NAME.format(contact=wishes.contact or NO_CONTACT),
        "ROBOTSTXT_OBEY": True,
        "CONCURRENT_REQUESTS": 1,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "DOWNLOAD_DELAY": delay,
        "DOWNLOAD_DELAY_JITTER": 0,
        "AUTOTHROTTLE_ENABLED": True,
        "AUTOTHROTTLE_START_DELAY": delay,
        "AUTOTHROTTLE_MAX_DELAY": 60,
        "DOWNLOAD_TIMEOUT": 60,
        "DOWNLOAD_MAXSIZE": 50 * 2**20,
        "DOWNLOAD_WARNSIZE": 0,
        "COOKIES_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "RETRY_TIMES": 2,
        "RETRY_HTTP_CODES": [408, 500, 502, 504, 522, 524],
        "REDIRECT_MAX_TIMES": 3,
        "HTTPERROR_ALLOW_ALL": True,
        "LOG_LEVEL": "WARNING",
        "DOWNLOADER_MIDDLEWARES": {
            "crawler.hosts.HostsMiddleware": 50,
            "crawler.patience.PatienceMiddleware": 550,
            "crawler.conditional.ConditionalMiddleware": 560,
        },
        "ITEM_PIPELINES": {"crawler.pipelines.StorePipeline": 300},
        "WISHES": wishes,
    }
