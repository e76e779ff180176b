"""Pictures of every page, to be looked at before a change is called done.

python -m tests.web.browser http://127.0.0.1:8000 [FOLDER]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PAGES = {
    "home": "/",
    "notices": "/notices",
    "open": "/notices?open=1&sort=closing",
    "notice": "/notices/40",
    "sectors": "/sectors",
    "sector": "/sectors/automobiles-parts",
    "markets": "/markets",
    "market": "/markets/USA",
    "sources": "/sources",
    "missing": "/nowhere",
}
WIDTHS = {"wide": 1280, "phone": 390}


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium that reaches for nothing by itself."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


def open_page(browser: Browser, width: int, *, dark: bool = False) -> Page:
    """A page of a width, by day or by night."""
    scheme = "dark" if dark else "light"
    size = {"width": width, "height": 900}
    page: Page = browser.new_page(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
    return page


def shoot(address: str, folder: Path, only: list[str]) -> None:
    """Every page, wide and narrow, in Chinese and English, and at night."""
    folder.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        for width_name, width in WIDTHS.items():
            for manner in ("zh", "en", "dark"):
                page = open_page(browser, width, dark=manner == "dark")
                language = "en" if manner == "en" else "zh"
                for name, path in PAGES.items():
                    if only and name not in only:
                        continue
                    mark = "&" if "?" in path else "?"
                    page.goto(f"{address}{path}{mark}lang={language}")
                    file = folder / f"{name}-{width_name}-{manner}.png"
                    page.screenshot(path=str(file), full_page=True)
                page.close()


if __name__ == "__main__":
    shoot(sys.argv[1], Path(sys.argv[2]), sys.argv[3:])
