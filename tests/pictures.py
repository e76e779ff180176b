"""The README's pictures, taken from a demonstration: python -m tests.pictures"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.web.browser import chromium
from tests.web.screen import Screen, open_screen
from tests.web.stage import build_once, served

FOLDER = Path(__file__).resolve().parents[1] / ".github"
WIDTH = 1280
HEAVIEST = 250_000
PICTURES = {
    "home": ("/", 850),
    "notice": ("/n/G/TBT/N/USA/1958/Rev.1", 1000),
    "trends": ("/trends", 900),
}
"""Each with its page and how much of it is shown."""


def main(folder: Path = FOLDER) -> None:
    """Build a demonstration, serve it, and take a picture of each page."""
    folder.mkdir(exist_ok=True)
    with (
        TemporaryDirectory() as place,
        served(build_once(Path(place))) as base,
        chromium() as browser,
        open_screen(browser, base, WIDTH) as screen,
    ):
        screen.go("/")
        screen.page.locator(".demo-button").click()
        for name, (address, height) in PICTURES.items():
            take(screen, address, height, folder / f"{name}.png")


def take(screen: Screen, address: str, height: int, file: Path) -> None:
    """Take the picture of a page; one too heavy for a README is an error."""
    screen.go(address)
    clip = {"x": 0, "y": 0, "width": WIDTH, "height": height}
    screen.page.screenshot(path=str(file), clip=clip, full_page=True)  # type: ignore[arg-type]
    size = file.stat().st_size
    if size > HEAVIEST:
        raise ValueError(f"{file.name} has {size} bytes; show less of the page.")
    sys.stdout.write(f"{file.name} {size}\n")


if __name__ == "__main__":
    main()
